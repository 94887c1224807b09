package pb_migrations

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Two people who keep the same list do not overwrite one another: each row says
// which version of it is stored. What is no longer in use is no longer offered.
// What was given this month is found by its day.
func init() {
	kept := []string{"rewards", "causes", "products", "business"}
	m.Register(func(app core.App) error {
		for _, name := range kept {
			if err := changeFields(app, name, addVersion); err != nil {
				return err
			}
		}
		// until now the mark meant nothing, and few will have set it
		for _, table := range []string{"causes", "products"} {
			if _, err := app.DB().Update(table, dbx.Params{"active": true}, nil).Execute(); err != nil {
				return fmt.Errorf("put all %s in use: %w", table, err)
			}
		}
		return changeFields(app, "grants", func(c *core.Collection) error {
			c.Indexes = append(c.Indexes, "CREATE INDEX idx_grants_created ON grants (created)")
			return nil
		})
	}, func(app core.App) error {
		for _, name := range kept {
			if err := changeFields(app, name, func(c *core.Collection) error { c.Fields.RemoveByName("version"); return nil }); err != nil {
				return err
			}
		}
		return changeFields(app, "grants", func(c *core.Collection) error {
			c.Indexes = slices.DeleteFunc(c.Indexes, func(one string) bool { return one == "CREATE INDEX idx_grants_created ON grants (created)" })
			return nil
		})
	})
}

func addVersion(c *core.Collection) error {
	c.Fields.Add(&core.NumberField{Name: "version", OnlyInt: true, Min: types.Pointer(0.0),
		Help: "La pone el sistema: sube con cada cambio, para que nadie pise el de otra persona."})
	return nil
}
