package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What somebody repeats of earlier messages when they answer one, apart from
// their own words.
func init() {
	m.Register(func(app core.App) error {
		return changeFields(app, "messages", func(c *core.Collection) error {
			c.Fields.Add(&core.TextField{Name: "quoted", Max: 1_000_000, Help: "Lo que el mensaje repite de los anteriores."})
			return nil
		})
	}, func(app core.App) error { return removeFields(app, "messages", "quoted") })
}
