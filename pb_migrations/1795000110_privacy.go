package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The text about personal data by version, so that what somebody accepted can be
// read later; and the erasure of a person: when, by whom, why, and what is left
// to do of it on the disk.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{createConsents, createErasures, markErased} {
			if err := step(app); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		for _, name := range []string{"complaints", "customers"} {
			if err := changeFields(app, name, func(c *core.Collection) error {
				c.Fields.RemoveByName("erased_at")
				return nil
			}); err != nil {
				return err
			}
		}
		return drop(app, "erasures", "consents")
	})
}

func createConsents(app core.App) error {
	agents, err := app.FindCollectionByNameOrId("agents")
	if err != nil {
		return err
	}
	c := core.NewBaseCollection("consents")
	codeID(c)
	c.Fields.Add(&core.TextField{Name: "version", Required: true, Max: 40, Presentable: true, Help: "Cómo se llama esta versión, por ejemplo 2026-11."},
		&core.SelectField{Name: "language", Required: true, Presentable: true, MaxSelect: 1, Values: []string{"es", "en"}},
		&core.TextField{Name: "text", Required: true, Max: 20_000,
			Help: "Qué se hace con los datos de quien presenta un caso. Una línea en blanco separa los apartados; la primera línea de cada uno es su título."},
		&core.DateField{Name: "valid_from", Required: true, Help: "Desde qué día se muestra. Desde ese día ya no se cambia: es lo que la gente aceptó."},
		one(agents, "agent"), date("created"))
	c.Indexes = []string{
		"CREATE UNIQUE INDEX idx_consents_version ON consents (version, language)",
		"CREATE INDEX idx_consents_valid ON consents (valid_from, created)",
	}
	return app.Save(c)
}

func createErasures(app core.App) error {
	r, err := refs(app, "customers", "agents")
	if err != nil {
		return err
	}
	files := raw("files", 1_000_000)
	files.Hidden, files.Help = true, "Archivos que todavía hay que quitar del disco."
	_, err = build(app, "erasures",
		[]string{
			"CREATE UNIQUE INDEX idx_erasures_customer ON erasures (customer)",
			"CREATE INDEX idx_erasures_unfinished ON erasures (finished_at)",
		},
		needed(one(r["customers"], "customer")), &core.TextField{Name: "reason", Required: true, Max: 500, Presentable: true, Help: "Por qué se borró, sin nombrar a la persona."},
		count("cases"), count("people"), files, one(r["agents"], "agent"), date("created"),
		&core.DateField{Name: "finished_at", Help: "Cuándo se quitaron los archivos y se sobrescribió lo que quedaba en el disco."})
	return err
}

func markErased(app core.App) error {
	for _, name := range []string{"customers", "complaints"} {
		if err := changeFields(app, name, func(c *core.Collection) error {
			c.Fields.Add(&core.DateField{Name: "erased_at", Help: "Cuándo se borraron los datos de la persona. Lo pone el sistema."})
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}
