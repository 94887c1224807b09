package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Who bought something, by its words: to tell them of a known fault before they
// have to complain (R043).
func init() {
	m.Register(func(app core.App) error {
		return changeFields(app, "purchases", func(c *core.Collection) error {
			c.Indexes = append(c.Indexes, "CREATE INDEX idx_purchases_product ON purchases (product COLLATE NOCASE, customer)")
			return nil
		})
	}, func(app core.App) error {
		return changeFields(app, "purchases", func(c *core.Collection) error {
			c.RemoveIndex("idx_purchases_product")
			return nil
		})
	})
}
