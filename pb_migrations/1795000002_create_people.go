package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		areas, err := build(app, "areas", nil, &core.TextField{Name: "name", Required: true, Max: 120, Presentable: true}, flag("active"))
		if err != nil {
			return err
		}
		agents, err := createAgents(app, areas)
		if err != nil {
			return err
		}
		areas.Fields.Add(one(agents, "lead"))
		if err := app.Save(areas); err != nil {
			return err
		}
		if err := createBusiness(app); err != nil {
			return err
		}
		return createCustomers(app, agents)
	}, func(app core.App) error {
		areas, err := app.FindCollectionByNameOrId("areas")
		if err != nil {
			return err
		}
		areas.Fields.RemoveByName("lead") // agents and areas point at each other
		if err := app.Save(areas); err != nil {
			return err
		}
		return drop(app, "customers", "business", "agents", "areas")
	})
}

// createAgents: the people at the desk. They sign in with mail and password;
// the superusers of the admin UI are other accounts.
func createAgents(app core.App, areas *core.Collection) (*core.Collection, error) {
	c := core.NewAuthCollection("agents")
	c.Fields.Add(&core.TextField{Name: "name", Required: true, Max: 120, Presentable: true},
		&core.SelectField{Name: "role", Required: true, MaxSelect: 1,
			Values: []string{"agent", "lead", "supervisor", "admin", "integration", "auditor"}},
		one(areas, "area"), flag("active"), pick("locale", "es", "en"), text("position", 120))
	c.PasswordAuth.Enabled = true
	c.PasswordAuth.IdentityFields = []string{"email"}
	c.OAuth2.Enabled = false
	c.OTP.Enabled = false
	c.AuthAlert.Enabled = false
	if f, ok := c.Fields.GetByName("password").(*core.PasswordField); ok {
		f.Min = 10
	}
	return c, app.Save(c)
}

// createBusiness: one row, made by the setup page.
func createBusiness(app core.App) error {
	_, err := build(app, "business", nil,
		&core.TextField{Name: "name", Required: true, Max: 160, Presentable: true}, text("legal_name", 200), text("tax_id", 40),
		text("address", 300), text("phone", 60), text("whatsapp", 60), text("email", 200), text("website", 300),
		text("country", 3), text("region", 4), text("legal_profile", 40), text("timezone", 60), text("currency", 3),
		pick("language", "es", "en"), pick("register", "usted", "tu"), raw("hours", 10_000), text("hours_text", 300),
		flag("single_owner_mode"), flag("fault_by_lead"), count("immediate_days"), count("reopen_days"), count("follow_up_tries"),
		raw("limits", 10_000), updated())
	return err
}

// createCustomers: what is known of a person. The keys are kept by the
// application for finding the same person again.
func createCustomers(app core.App, agents *core.Collection) error {
	c := core.NewBaseCollection("customers")
	c.Fields.Add(&core.TextField{Name: "name", Required: true, Max: 200, Presentable: true}, text("preferred_name", 120),
		text("document_type", 20), text("document_number", 40), &core.EmailField{Name: "email"}, text("phone", 40),
		text("address", 300), pick("language", "es", "en"), text("notes_handling", 2000), count("public_reach"),
		pick("relation", "current", "potential"), pick("activity", "active", "inactive"),
		pick("frequency", "frequent", "regular", "occasional"), pick("volume", "high", "average", "low"),
		pick("satisfaction", "delighted", "satisfied", "dissatisfied"), pick("influence", "high", "regular", "family"),
		text("email_key", 200), text("phone_key", 40), text("document_key", 60), date("created"), updated())
	c.Indexes = []string{
		"CREATE INDEX idx_customers_email ON customers (email_key)",
		"CREATE INDEX idx_customers_phone ON customers (phone_key)",
		"CREATE INDEX idx_customers_document ON customers (document_key)",
	}
	if err := app.Save(c); err != nil {
		return err
	}
	c.Fields.Add(one(c, "referred_by"), one(c, "merged_into"), one(agents, "created_by"))
	return app.Save(c)
}
