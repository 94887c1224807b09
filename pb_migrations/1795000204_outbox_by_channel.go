package pb_migrations

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What leaves by a program of somebody else is found by its channel: the program
// comes for it.
func init() {
	const index = "CREATE INDEX idx_outbox_channel ON outbox (channel, status, next_attempt) WHERE channel != ''"
	m.Register(func(app core.App) error {
		return changeFields(app, "outbox", func(c *core.Collection) error {
			c.Fields.Add(&core.TextField{Name: "channel", Max: 40, Help: "El canal de quien lo lleva, si no es un correo."})
			c.Indexes = append(c.Indexes, index)
			return nil
		})
	}, func(app core.App) error {
		err := changeFields(app, "outbox", func(c *core.Collection) error {
			c.Indexes = slices.DeleteFunc(c.Indexes, func(one string) bool { return one == index })
			return nil
		})
		if err != nil {
			return err
		}
		return removeFields(app, "outbox", "channel")
	})
}
