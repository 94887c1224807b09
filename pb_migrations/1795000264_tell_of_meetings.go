package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Who leads is told by the bell that the weekly meeting is due, and that many
// complain of the same; of which pairs of cause and product they were told.
func init() {
	kinds := []string{"meeting", "issue"}
	m.Register(func(app core.App) error {
		_, err := app.DB().NewQuery(`CREATE TABLE issue_told (cause TEXT NOT NULL, product TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (cause, product)) WITHOUT ROWID`).Execute()
		if err != nil {
			return err
		}
		return setValues(app, kinds, true)
	}, func(app core.App) error {
		for _, query := range []string{"DROP TABLE issue_told", "DELETE FROM notifications WHERE kind IN ('meeting', 'issue')"} {
			if _, err := app.DB().NewQuery(query).Execute(); err != nil {
				return err
			}
		}
		return setValues(app, kinds, false)
	})
}
