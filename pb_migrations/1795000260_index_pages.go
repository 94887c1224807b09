package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Two ways into the cases that a page of figures would else sort or search
// through: cause by cause, and the few that were attended before others.
func init() {
	m.Register(func(app core.App) error {
		return runAll(app, []string{
			"CREATE INDEX measures_cause ON measures (cause, received_day, cause_top, reopened, treatment)",
			"CREATE INDEX measures_jumped ON measures (received_day, jump_reason, first_wall) WHERE jumped = 1",
		})
	}, func(app core.App) error {
		return runAll(app, []string{"DROP INDEX measures_cause", "DROP INDEX measures_jumped"})
	})
}
