package pb_migrations

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The platform starts every database with a collection of users that anybody
// may join. Customers have no account here, and the team has its own.
func init() {
	m.Register(func(app core.App) error {
		users, err := app.FindCollectionByNameOrId("users")
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("find users: %w", err)
		}
		return app.Delete(users)
	}, func(core.App) error {
		return nil // nothing of ours was in it, and a door for strangers stays shut
	})
}
