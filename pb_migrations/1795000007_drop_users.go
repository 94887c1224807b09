package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The platform starts with a collection in which any stranger may register and
// upload a picture. Nobody here is a user: the desk has agents, customers have
// a link.
func init() {
	m.Register(func(app core.App) error { return drop(app, "users") }, func(app core.App) error {
		return app.Save(core.NewAuthCollection("users")) // empty, and closed to everybody
	})
}
