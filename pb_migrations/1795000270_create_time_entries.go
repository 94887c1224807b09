package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The time that somebody spent on a case, noted because they wished to, and what
// an hour costs the business: the labour in the cost of complaints. There is no
// index by person on purpose: it is no time clock.
func init() {
	m.Register(func(app core.App) error {
		if err := createTimeEntries(app); err != nil {
			return err
		}
		return changeFields(app, "business", func(c *core.Collection) error {
			c.Fields.Add(&core.NumberField{Name: "labour_rate", Min: types.Pointer(0.0),
				Help: "Cuánto cuesta al negocio una hora de trabajo, en su moneda. Vacío o cero: el tiempo anotado no cuenta en el coste. Un cambio vale para lo que se anote después."})
			return nil
		})
	}, func(app core.App) error {
		if err := removeFields(app, "business", "labour_rate"); err != nil {
			return err
		}
		return drop(app, "time_entries")
	})
}

func createTimeEntries(app core.App) error {
	r, err := refs(app, "complaints", "agents")
	if err != nil {
		return err
	}
	_, err = build(app, "time_entries", []string{"CREATE INDEX idx_time_entries_complaint ON time_entries (complaint, created)"},
		needed(one(r["complaints"], "complaint")),
		&core.RelationField{Name: "agent", CollectionId: r["agents"].Id, MaxSelect: 1, Help: "Quién lo anotó. Lo pone la aplicación."},
		&core.NumberField{Name: "minutes", Required: true, OnlyInt: true, Min: types.Pointer(1.0), Max: types.Pointer(1440.0), Presentable: true, Help: "Cuántos minutos, de 1 a 1440. Anotarlo es voluntario."},
		&core.TextField{Name: "note", Max: 300, Help: "En qué se fue el tiempo, si hace falta decirlo."},
		&core.NumberField{Name: "rate", Min: types.Pointer(0.0), Help: "Lo que costaba una hora al anotarlo. Lo pone la aplicación; cero: no cuenta en el coste."},
		&core.TextField{Name: "currency", Max: 3, Help: "La moneda de lo anterior. La pone la aplicación."},
		&core.DateField{Name: "undone_at", Help: "Cuándo se retiró. Lo retirado se ve y no cuenta."},
		one(r["agents"], "undone_by"), date("created"))
	return err
}
