package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A training that is carried out goes into the register: what it was about.
func init() {
	m.Register(func(app core.App) error {
		topic := pick("topic", "conflict", "listening", "product", "law", "privacy", "other")
		topic.Help = "De qué es la capacitación; así queda en el registro."
		return changeFields(app, "actions", func(c *core.Collection) error {
			c.Fields.Add(topic)
			return nil
		})
	}, func(app core.App) error {
		return changeFields(app, "actions", func(c *core.Collection) error {
			c.Fields.RemoveByName("topic")
			return nil
		})
	})
}
