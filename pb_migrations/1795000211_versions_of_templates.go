package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Two people who edit the same text do not overwrite one another.
func init() {
	m.Register(func(app core.App) error {
		return changeFields(app, "templates", addVersion)
	}, func(app core.App) error {
		return changeFields(app, "templates", func(c *core.Collection) error { c.Fields.RemoveByName("version"); return nil })
	})
}
