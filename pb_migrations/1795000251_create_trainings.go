package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the team was trained in, who was there, and until when it holds.
func init() {
	m.Register(createTrainings, func(app core.App) error { return drop(app, "trainings") })
}

func createTrainings(app core.App) error {
	r, err := refs(app, "agents")
	if err != nil {
		return err
	}
	attendees := &core.RelationField{Name: "attendees", CollectionId: r["agents"].Id, MaxSelect: 999, Help: "Quiénes asistieron."}
	hours := &core.NumberField{Name: "hours", Help: "Cuántas horas duró."}
	zero, most := 0.0, 1000.0
	hours.Min, hours.Max = &zero, &most
	_, err = build(app, "trainings",
		[]string{
			"CREATE INDEX idx_trainings_topic ON trainings (topic, held_at)",
			"CREATE INDEX idx_trainings_expires ON trainings (expires) WHERE expires != ''",
			"CREATE INDEX idx_trainings_action ON trainings (action) WHERE action != ''",
		},
		&core.SelectField{Name: "topic", Required: true, MaxSelect: 1, Values: []string{"conflict", "listening", "product", "law", "privacy", "other"}, Help: "De qué fue."},
		&core.TextField{Name: "title", Required: true, Max: 300, Presentable: true, Help: "Cómo se llamó."},
		&core.DateField{Name: "held_at", Required: true, Help: "Qué día fue."},
		&core.DateField{Name: "expires", Help: "Último día en que vale. Vacío: no caduca."},
		hours, &core.TextField{Name: "trainer", Max: 200, Help: "Quién la dio."}, attendees,
		&core.URLField{Name: "material", Help: "Dónde está el material."}, &core.TextField{Name: "action", Max: 40, Help: "La acción correctiva por la que se dio."},
		&core.TextField{Name: "note", Max: 5000, Help: "Qué se vio y qué quedó por ver."},
		&core.TextField{Name: "void_reason", Max: 1000, Help: "Por qué se anula: registrada por error. Una anulada no vale para nadie."},
		date("warned"), one(r["agents"], "created_by"), date("created"), updated(), count("version"))
	return err
}
