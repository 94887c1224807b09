package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

func init() {
	m.Register(func(app core.App) error {
		if err := createRewards(app); err != nil {
			return err
		}
		return addBudget(app)
	}, func(app core.App) error {
		business, err := app.FindCollectionByNameOrId("business")
		if err != nil {
			return err
		}
		business.Fields.RemoveByName("reward_budget")
		if err := app.Save(business); err != nil {
			return fmt.Errorf("remove the budget of rewards: %w", err)
		}
		return drop(app, "grants", "rewards")
	})
}

// createRewards: what may be given, and what was given (R048, R118).
func createRewards(app core.App) error {
	r, err := refs(app, "complaints", "customers", "agents")
	if err != nil {
		return err
	}
	rewards, err := build(app, "rewards", nil,
		&core.TextField{Name: "name", Required: true, Max: 200, Presentable: true},
		&core.SelectField{Name: "kind", Required: true, MaxSelect: 1, Values: []string{"gift", "service", "refund", "credit", "discount"}},
		number("cost"), text("currency", 3), flag("unlimited"), count("stock"), date("valid_until"),
		number("limit_agent"), number("limit_lead"), text("conditions", 2000), flag("active"), updated())
	if err != nil {
		return err
	}
	_, err = build(app, "grants",
		[]string{
			"CREATE INDEX idx_grants_complaint ON grants (complaint, created)",
			"CREATE INDEX idx_grants_customer ON grants (customer, created)",
			"CREATE INDEX idx_grants_month ON grants (currency, created)",
			"CREATE INDEX idx_grants_pending ON grants (status, created)",
		},
		needed(one(r["complaints"], "complaint")), one(r["customers"], "customer"), needed(one(rewards, "reward")),
		&core.TextField{Name: "reward_name", Max: 200, Presentable: true}, number("cost"), text("currency", 3), text("justification", 2000),
		&core.SelectField{Name: "status", MaxSelect: 1, Values: []string{"pending", "approved", "refused", "delivered"}},
		one(r["agents"], "agent"), one(r["agents"], "approver"), flag("self_approved"), flag("over_budget"),
		text("refusal_reason", 2000), text("delivery_note", 2000), date("answered_at"), date("delivered_at"), date("created"))
	return err
}

func addBudget(app core.App) error {
	business, err := app.FindCollectionByNameOrId("business")
	if err != nil {
		return err
	}
	business.Fields.Add(&core.NumberField{Name: "reward_budget", Min: types.Pointer(0.0),
		Help: "Cuánto puede darse al mes en gestos, en la moneda del negocio. Cero: sin límite. Por encima hace falta un visto bueno."})
	if err := app.Save(business); err != nil {
		return fmt.Errorf("add the budget of rewards: %w", err)
	}
	return nil
}
