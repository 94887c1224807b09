package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Reports read the cases that were closed and the gestures that were given in a
// period. An open case is in no index more than before.
func init() {
	m.Register(func(app core.App) error {
		if err := reindex(app, "complaints", "idx_complaints_closed",
			"CREATE INDEX idx_complaints_closed ON complaints (closed_at) WHERE closed_at > ''"); err != nil {
			return err
		}
		return reindex(app, "grants", "idx_grants_answered",
			"CREATE INDEX idx_grants_answered ON grants (answered_at) WHERE answered_at > ''")
	}, func(app core.App) error {
		if err := unindex(app, "complaints", "idx_complaints_closed"); err != nil {
			return err
		}
		return unindex(app, "grants", "idx_grants_answered")
	})
}

func unindex(app core.App, collection, name string) error {
	return changeFields(app, collection, func(c *core.Collection) error {
		c.RemoveIndex(name)
		return nil
	})
}
