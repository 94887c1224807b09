package pb_migrations

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The indexes by which the pack of a week finds its cases.
var reviewIndexes = map[string][]string{
	"complaints": {
		"CREATE INDEX idx_complaints_reopened ON complaints (reopened_at) WHERE reopened_at > ''",
		"CREATE INDEX idx_complaints_internal ON complaints (internal_due) WHERE open = 1 AND internal_due > ''",
	},
	"posts":   {"CREATE INDEX idx_posts_created ON posts (created)"},
	"actions": {"CREATE INDEX idx_actions_source ON actions (source, created)"},
}

// The weekly meeting: what was talked about, who was there, what was decided and
// what the team said of each case (R113-R116).
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "agents", "complaints", "causes", "products", "actions")
		if err != nil {
			return err
		}
		reviews, err := createReviews(app, r)
		if err != nil {
			return err
		}
		if err := createDecisions(app, r, reviews); err != nil {
			return err
		}
		if err := createRemarks(app, r, reviews); err != nil {
			return err
		}
		for name, indexes := range reviewIndexes {
			if err := changeFields(app, name, func(c *core.Collection) error { c.Indexes = append(c.Indexes, indexes...); return nil }); err != nil {
				return err
			}
		}
		return changeFields(app, "business", addMeeting)
	}, func(app core.App) error {
		if err := changeFields(app, "business", dropMeeting); err != nil {
			return err
		}
		for name, indexes := range reviewIndexes {
			err := changeFields(app, name, func(c *core.Collection) error {
				c.Indexes = slices.DeleteFunc(c.Indexes, func(one string) bool { return slices.Contains(indexes, one) })
				return nil
			})
			if err != nil {
				return err
			}
		}
		return drop(app, "remarks", "decisions", "reviews")
	})
}

// createReviews: one for each week. The frozen pack holds ids and figures, no
// words of anybody: those are read where they are, or were erased there.
func createReviews(app core.App, r map[string]*core.Collection) (*core.Collection, error) {
	pack, mailed, discussed := raw("pack", 500_000), raw("mailed", 50_000), raw("discussed", 50_000)
	pack.Hidden, mailed.Hidden = true, true
	discussed.Help = "Por caso: decidido o sigue en estudio."
	attendees := many(r["agents"], "attendees")
	attendees.Help = "Quiénes estuvieron. Sin nadie no se cierra."
	return build(app, "reviews",
		[]string{"CREATE UNIQUE INDEX idx_reviews_week ON reviews (week)", "CREATE INDEX idx_reviews_status ON reviews (status, held_at)"},
		&core.TextField{Name: "week", Required: true, Presentable: true, Pattern: `^\d{4}-W\d{2}$`, Help: "La semana de la que trata: 2026-W47."},
		pick("status", "open", "closed"), one(r["agents"], "host"), &core.DateField{Name: "held_at", Help: "Cuándo es o fue la reunión."}, attendees,
		&core.TextField{Name: "minutes", Max: 50_000, Help: "De qué se habló. Después de cerrar ya no cambia."},
		discussed, pack, mailed, date("closed_at"), one(r["agents"], "closed_by"), count("version"), date("created"), updated())
}

func createDecisions(app core.App, r map[string]*core.Collection, reviews *core.Collection) error {
	_, err := build(app, "decisions",
		[]string{
			"CREATE INDEX idx_decisions_review ON decisions (review, created)",
			"CREATE INDEX idx_decisions_action ON decisions (action) WHERE action != ''",
			"CREATE INDEX idx_decisions_complaint ON decisions (complaint) WHERE complaint != ''",
		},
		needed(one(reviews, "review")), one(r["complaints"], "complaint"),
		&core.TextField{Name: "text", Required: true, Max: 300, Presentable: true, Help: "Qué se decidió, en una frase."},
		&core.TextField{Name: "kind", Max: 40, Help: "Como la clase de una acción correctiva (process, training, product)."},
		one(r["causes"], "cause"), one(r["products"], "product"),
		&core.RelationField{Name: "owner", CollectionId: r["agents"].Id, MaxSelect: 1, Help: "Quién responde de ella."},
		&core.DateField{Name: "due", Help: "Para cuándo."},
		&core.BoolField{Name: "withdrawn", Help: "Se anotó por error: no llega a ser una acción."},
		one(r["actions"], "action"), one(r["agents"], "author"), date("created"), updated())
	return err
}

func createRemarks(app core.App, r map[string]*core.Collection, reviews *core.Collection) error {
	_, err := build(app, "remarks",
		[]string{
			"CREATE INDEX idx_remarks_review ON remarks (review, created)",
			"CREATE INDEX idx_remarks_complaint ON remarks (complaint) WHERE complaint != ''",
		},
		needed(one(reviews, "review")), one(r["complaints"], "complaint"), one(r["agents"], "author"),
		&core.TextField{Name: "text", Required: true, Max: 5000, Presentable: true, Help: "Qué piensa el equipo de este caso. No se puede cambiar."}, date("created"))
	return err
}

func addMeeting(c *core.Collection) error {
	weekday := pick("review_day", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
	weekday.Help = "Qué día es la reunión semanal. Vacío: el lunes."
	told := text("review_told", 40)
	told.Hidden, told.Help = true, "De qué semana salió ya el resumen."
	c.Fields.Add(weekday, &core.NumberField{Name: "review_hour", OnlyInt: true, Min: types.Pointer(0.0), Max: types.Pointer(23.0),
		Help: "Desde qué hora de ese día sale el resumen para la reunión. Cero: las nueve."}, told)
	return nil
}

func dropMeeting(c *core.Collection) error {
	for _, name := range []string{"review_day", "review_hour", "review_told"} {
		c.Fields.RemoveByName(name)
	}
	return nil
}
