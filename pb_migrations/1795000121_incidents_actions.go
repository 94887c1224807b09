package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Incidents with a customer, kept apart from the conversation, and what the
// business does so that a trouble does not come back.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "customers", "complaints", "agents", "products", "causes")
		if err != nil {
			return err
		}
		if err := createIncidents(app, r); err != nil {
			return err
		}
		return createActions(app, r)
	}, func(app core.App) error {
		return drop(app, "incidents", "actions")
	})
}

func createIncidents(app core.App, r map[string]*core.Collection) error {
	_, err := build(app, "incidents",
		[]string{
			"CREATE INDEX idx_incidents_complaint ON incidents (complaint, created)",
			"CREATE INDEX idx_incidents_customer ON incidents (customer, created)",
		},
		needed(one(r["customers"], "customer")), needed(one(r["complaints"], "complaint")),
		&core.SelectField{Name: "kind", Required: true, MaxSelect: 1, Values: []string{"insult", "threat", "violence", "other"}, Help: "Qué clase de incidente fue."},
		&core.TextField{Name: "text", Required: true, Max: 5000, Presentable: true, Help: "Qué ocurrió, cuándo y ante quién. Solo hechos: el cliente tiene derecho a leerlos."},
		&core.TextField{Name: "quote", Max: 2000, Help: "Las palabras del cliente, tal como las dijo."},
		&core.BoolField{Name: "handed_over", Help: "El caso pasó en ese momento a un supervisor."},
		one(r["agents"], "agent"), date("created"))
	return err
}

func createActions(app core.App, r map[string]*core.Collection) error {
	_, err := build(app, "actions",
		[]string{
			"CREATE INDEX idx_actions_owner ON actions (owner, status, due)",
			"CREATE INDEX idx_actions_status ON actions (status, due)",
			"CREATE INDEX idx_actions_customer ON actions (customer, source, status)",
			"CREATE INDEX idx_actions_complaint ON actions (complaint)",
		},
		&core.SelectField{Name: "kind", Required: true, MaxSelect: 1, Values: []string{"training", "video", "call", "videocall", "email", "process", "product", "review"},
			Help: "Qué se hará: capacitar, explicar, cambiar el proceso o el producto, revisar la causa."},
		&core.TextField{Name: "title", Required: true, Max: 300, Presentable: true, Help: "Qué se hará, en una frase."},
		one(r["complaints"], "complaint"), many(r["complaints"], "complaints"), one(r["customers"], "customer"), one(r["products"], "product"), one(r["causes"], "cause"),
		one(r["agents"], "owner"), &core.DateField{Name: "due", Help: "Hasta cuándo."},
		&core.SelectField{Name: "status", MaxSelect: 1, Values: []string{"open", "done", "dropped"}}, date("done_at"),
		&core.TextField{Name: "outcome", Max: 5000, Help: "Qué se hizo, o por qué se deja."},
		date("effect_checked_at"), &core.TextField{Name: "effect", Max: 5000, Help: "Qué cambió: si ha vuelto a ocurrir."},
		pick("source", "recurrence", "meeting", "manual"), date("created"), one(r["agents"], "created_by"), updated())
	return err
}
