package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// What customers said once their case was solved, and what is planned so that
// they stay.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "customers", "complaints", "agents")
		if err != nil {
			return err
		}
		if err := createSurveys(app, r); err != nil {
			return err
		}
		return createLoyalty(app, r)
	}, func(app core.App) error { return drop(app, "loyalty", "surveys") })
}

// createSurveys: one for each case. A recommendation of zero is an answer, and
// so the field is a choice, which may also be empty.
func createSurveys(app core.App, r map[string]*core.Collection) error {
	token := text("token", 60)
	token.Hidden = true
	reason := pick("reason", "time", "solution", "treatment", "explanation", "repeat", "product", "other")
	reason.Help = "Por qué no quedó conforme. Hace falta con 3 o menos."
	_, err := build(app, "surveys",
		[]string{
			"CREATE UNIQUE INDEX idx_surveys_complaint ON surveys (complaint)",
			"CREATE INDEX idx_surveys_customer ON surveys (customer, answered_at, solution, recommend)",
			"CREATE UNIQUE INDEX idx_surveys_token ON surveys (token) WHERE token != ''",
			"CREATE INDEX idx_surveys_answered ON surveys (answered_at)",
		},
		needed(one(r["complaints"], "complaint")), one(r["customers"], "customer"), pick("channel", "link", "phone"), token,
		date("sent_at"), date("answered_at"), scale("solution", 5), scale("treatment", 5), pick("expectation", "yes", "partly", "no"),
		pick("recommend", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"), scale("effort", 7), pick("compared", "better", "same", "worse"),
		reason, &core.TextField{Name: "comment", Max: 5000, Presentable: true, Help: "Qué mejoraría, con sus palabras."},
		one(r["agents"], "agent"), date("created"))
	return err
}

// scale is a score; zero is not answered.
func scale(name string, most float64) *core.NumberField {
	return &core.NumberField{Name: name, OnlyInt: true, Min: types.Pointer(0.0), Max: types.Pointer(most)}
}

// createLoyalty: one row for each thing that is planned with a customer (R062).
func createLoyalty(app core.App, r map[string]*core.Collection) error {
	_, err := build(app, "loyalty",
		[]string{
			"CREATE INDEX idx_loyalty_customer ON loyalty (customer, created)",
			"CREATE INDEX idx_loyalty_owner ON loyalty (owner, pending, due)",
			"CREATE INDEX idx_loyalty_complaint ON loyalty (complaint) WHERE complaint != ''",
		},
		needed(one(r["customers"], "customer")), one(r["complaints"], "complaint"),
		&core.TextField{Name: "title", Required: true, Max: 300, Presentable: true, Help: "Qué se hará para que siga comprando."},
		one(r["agents"], "owner"), &core.DateField{Name: "due", Required: true, Help: "Para cuándo."}, date("done_at"),
		&core.TextField{Name: "outcome", Max: 2000, Help: "Cómo resultó. Sin esto no se da por hecho."},
		flag("pending"), one(r["agents"], "agent"), date("created"))
	return err
}
