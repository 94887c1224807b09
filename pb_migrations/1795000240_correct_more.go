package pb_migrations

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

const (
	actionsOfCause  = "CREATE INDEX idx_actions_cause ON actions (cause, status, due) WHERE cause != ''"
	actionsOfIssue  = "CREATE INDEX idx_actions_issue ON actions (issue) WHERE issue != ''"
	actionsOfReview = "CREATE INDEX idx_actions_review ON actions (review) WHERE review != ''"
)

// What a corrective action is carried out with, what it changed (R060), what it
// came from; and the troubles of the system that several cases show.
func init() {
	grown := map[string][]string{"status": {"verified"}, "source": {"issue", "idea", "plan"}}
	m.Register(func(app core.App) error {
		if err := createIssues(app); err != nil {
			return err
		}
		if err := addCorrecting(app); err != nil {
			return err
		}
		return setAll(app, "actions", grown, true)
	}, func(app core.App) error {
		if err := changeFields(app, "actions", dropCorrecting); err != nil {
			return err
		}
		if err := setAll(app, "actions", grown, false); err != nil {
			return err
		}
		return drop(app, "issues")
	})
}

func setAll(app core.App, collection string, values map[string][]string, there bool) error {
	for field, list := range values {
		for _, value := range list {
			if err := setValue(app, collection, field, value, there); err != nil {
				return err
			}
		}
	}
	return nil
}

func createIssues(app core.App) error {
	r, err := refs(app, "causes", "products", "agents")
	if err != nil {
		return err
	}
	_, err = build(app, "issues",
		[]string{
			"CREATE INDEX idx_issues_status ON issues (status, opened_at)",
			"CREATE INDEX idx_issues_pair ON issues (cause, product, status)",
		},
		&core.TextField{Name: "title", Required: true, Max: 300, Presentable: true, Help: "Qué falla, en una frase."},
		one(r["causes"], "cause"), one(r["products"], "product"), pick("status", "open", "mended", "dismissed"),
		date("opened_at"), date("closed_at"),
		&core.TextField{Name: "note", Max: 5000, Help: "Qué se sabe; al cerrarlo, cómo se resolvió o por qué no es un problema."},
		one(r["agents"], "owner"), one(r["agents"], "created_by"), updated())
	return err
}

func addCorrecting(app core.App) error {
	r, err := refs(app, "actions", "agents", "issues")
	if err != nil {
		return err
	}
	issue, attendees := one(r["issues"], "issue"), many(r["agents"], "attendees")
	issue.Help, attendees.Help = "El problema del sistema que quiere resolver.", "Quiénes asistieron."
	c := r["actions"]
	c.Fields.Add(
		&core.TextField{Name: "review", Max: 40, Help: "La reunión en la que se decidió."},
		issue, attendees,
		&core.DateField{Name: "scheduled_at", Help: "Cuándo será la capacitación, la llamada o la videollamada."},
		&core.URLField{Name: "link", Help: "Dónde se ve el vídeo o se entra a la videollamada."},
		&core.TextField{Name: "template", Max: 60, Help: "La plantilla del correo de refuerzo."},
		&core.TextField{Name: "spoke_with", Max: 300, Help: "Con quién se habló."},
		date("sent_at"), count("before_count"), count("after_count"), number("before_rate"), number("after_rate"),
		&core.SelectField{Name: "effect_code", MaxSelect: 1, Values: []string{"better", "same", "worse", "unknown"}, Help: "Qué cambió, según los casos de antes y de después."},
		&core.TextField{Name: "early_reason", Max: 1000, Help: "Por qué se comprueba antes de tiempo."},
		&core.BoolField{Name: "notify", Help: "Contar a los clientes de sus casos lo que se mejoró."},
		&core.TextField{Name: "public", Max: 1000, Help: "La mejora con las palabras que leerá el cliente."},
		&core.TextField{Name: "article", Max: 40, Help: "El artículo de ayuda que salió de esto."})
	c.Indexes = append(c.Indexes, actionsOfCause, actionsOfIssue, actionsOfReview)
	return app.Save(c)
}

func dropCorrecting(c *core.Collection) error {
	c.Indexes = slices.DeleteFunc(c.Indexes, func(index string) bool {
		return index == actionsOfCause || index == actionsOfIssue || index == actionsOfReview
	})
	for _, name := range []string{"review", "issue", "scheduled_at", "link", "template", "attendees", "spoke_with", "sent_at", "before_count",
		"after_count", "before_rate", "after_rate", "effect_code", "early_reason", "notify", "public", "article"} {
		c.Fields.RemoveByName(name)
	}
	return nil
}
