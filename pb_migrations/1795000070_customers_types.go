package pb_migrations

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// What kind of customer somebody is: purchases, the history of the derived
// types, observed behaviours and the profiles confirmed from them.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "customers", "complaints", "agents", "business")
		if err != nil {
			return err
		}
		for _, create := range []func(core.App, map[string]*core.Collection) error{
			createPurchases, createClassifications, createBehaviours, createConducts, addTypes,
		} {
			if err := create(app, r); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		if err := dropTypes(app); err != nil {
			return err
		}
		return drop(app, "profiles", "behaviours", "classifications", "purchases")
	})
}

// createPurchases: the index holds all that a recount of every customer reads.
func createPurchases(app core.App, r map[string]*core.Collection) error {
	_, err := build(app, "purchases",
		[]string{
			"CREATE INDEX idx_purchases_customer ON purchases (customer, date, amount, currency)",
			"CREATE UNIQUE INDEX idx_purchases_external ON purchases (external_id) WHERE external_id != ''",
		},
		needed(one(r["customers"], "customer")),
		&core.DateField{Name: "date", Required: true, Help: "Día de la compra."},
		&core.NumberField{Name: "amount", Min: types.Pointer(0.0), Help: "Importe en la moneda de la compra."},
		&core.TextField{Name: "currency", Max: 3, Help: "Tres letras; sin ella, la del negocio."},
		&core.TextField{Name: "product", Max: 300, Presentable: true, Help: "Qué compró."},
		&core.TextField{Name: "external_id", Max: 120, Help: "Número en el sistema de ventas. El mismo número se anota una sola vez."},
		one(r["agents"], "agent"), date("created"), updated())
	return err
}

// createClassifications: every change of a type, by the numbers or by hand.
func createClassifications(app core.App, r map[string]*core.Collection) error {
	_, err := build(app, "classifications",
		[]string{"CREATE INDEX idx_classifications_customer ON classifications (customer, created)"},
		needed(one(r["customers"], "customer")),
		&core.SelectField{Name: "criterion", Required: true, MaxSelect: 1, Presentable: true, Help: "Qué se clasifica.",
			Values: []string{"relation", "activity", "frequency", "volume", "satisfaction", "influence"}},
		text("value", 20), text("previous", 20), pick("source", "auto", "manual"), raw("numbers", 5000),
		&core.TextField{Name: "reason", Max: 500, Help: "Por qué se corrige a mano."},
		&core.DateField{Name: "expires", Help: "Hasta cuándo vale la corrección; después vuelve a calcularse."},
		one(r["agents"], "agent"), date("created"))
	return err
}

// profileOf is one of the six ways of behaving that call for a technique.
func profileOf() *core.SelectField {
	return pick("profile", "unreasonable", "intolerant", "abusive", "compulsive", "uncommitted", "disorganised")
}

func createBehaviours(app core.App, r map[string]*core.Collection) error {
	_, err := build(app, "behaviours",
		[]string{
			"CREATE INDEX idx_behaviours_customer ON behaviours (customer, created)",
			"CREATE INDEX idx_behaviours_complaint ON behaviours (complaint)",
		},
		needed(one(r["customers"], "customer")), needed(one(r["complaints"], "complaint")), profileOf(),
		&core.TextField{Name: "text", Required: true, Max: 2000, Presentable: true, Help: "Qué ocurrió y cuándo. Solo hechos: el cliente tiene derecho a leerlos."},
		text("evidence", 500), one(r["agents"], "agent"), date("created"))
	return err
}

func createConducts(app core.App, r map[string]*core.Collection) error {
	profile := profileOf()
	profile.Required, profile.Presentable = true, true
	_, err := build(app, "profiles",
		[]string{
			"CREATE UNIQUE INDEX idx_profiles_live ON profiles (customer, profile) WHERE status IN ('suggested', 'confirmed')",
			"CREATE INDEX idx_profiles_customer ON profiles (customer, created)",
			"CREATE INDEX idx_profiles_expiry ON profiles (status, expires)",
		},
		needed(one(r["customers"], "customer")), profile, pick("status", "suggested", "confirmed", "expired", "dismissed"),
		&core.TextField{Name: "evidence", Max: 2000, Help: "El hecho que lo muestra."},
		one(r["complaints"], "evidence_complaint"), raw("numbers", 2000),
		&core.TextField{Name: "reason", Max: 500, Help: "Por qué se descarta."},
		&core.DateField{Name: "expires", Help: "Hasta cuándo vale; sin fecha, seis meses."},
		one(r["agents"], "suggested_by"), one(r["agents"], "confirmed_by"), date("confirmed_at"), date("created"), updated())
	return err
}

const referredIndex = "CREATE INDEX idx_customers_referred ON customers (referred_by) WHERE referred_by != ''"

// addTypes: what the types of a customer rest on, and the business to compare with.
func addTypes(app core.App, r map[string]*core.Collection) error {
	customers, business := r["customers"], r["business"]
	kept := raw("types", 20_000)
	kept.Hidden, kept.Help = true, "De qué números sale cada tipo; lo calcula el sistema."
	press := flag("press")
	press.Help = "Habla por un medio, una asociación o un gremio."
	customers.Fields.Add(press, kept)
	customers.Indexes = append(customers.Indexes, referredIndex)
	if err := app.Save(customers); err != nil {
		return err
	}
	baseline := raw("baseline", 5000)
	baseline.Hidden, baseline.Help = true, "Con qué se compara a cada cliente; lo cuenta el sistema cada noche."
	business.Fields.Add(baseline)
	if limits, ok := business.Fields.GetByName("limits").(*core.JSONField); ok {
		limits.Help = "Umbrales propios para clasificar clientes; los que no ponga son los del producto: {\"customers\":{\"active_days\":120,\"recurrence_days\":60}}."
	}
	return app.Save(business)
}

func dropTypes(app core.App) error {
	r, err := refs(app, "customers", "business")
	if err != nil {
		return err
	}
	customers, business := r["customers"], r["business"]
	customers.Fields.RemoveByName("types")
	customers.Fields.RemoveByName("press")
	customers.Indexes = slices.DeleteFunc(customers.Indexes, func(index string) bool { return strings.Contains(index, "idx_customers_referred") })
	if err := app.Save(customers); err != nil {
		return err
	}
	business.Fields.RemoveByName("baseline")
	return app.Save(business)
}
