package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Whoever asked for something is told what was decided.
func init() {
	m.Register(func(app core.App) error {
		return setValue(app, "notifications", "kind", "decided", true)
	}, func(app core.App) error {
		return setValue(app, "notifications", "kind", "decided", false)
	})
}
