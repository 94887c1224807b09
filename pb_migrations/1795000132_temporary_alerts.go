package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Of a temporary alternative one is told the day before it ends, and when it does
// (R023). Those that run already get the date as new ones do.
func init() {
	m.Register(func(app core.App) error {
		err := changeFields(app, "reminders", func(c *core.Collection) error {
			c.Indexes = append(c.Indexes, "CREATE INDEX idx_reminders_ending ON reminders (due) WHERE pending = 1 AND kind = 'temporary'",
				"CREATE INDEX idx_reminders_activation ON reminders (activation, step) WHERE activation != ''")
			return nil
		})
		if err != nil {
			return err
		}
		_, err = app.DB().NewQuery(`UPDATE reminders SET alert_at = strftime('%Y-%m-%d %H:%M:%fZ', julianday(due) - 1)
			WHERE pending = 1 AND kind = 'temporary' AND created != '' AND julianday(due) - julianday(created) > 1`).Execute()
		if err != nil {
			return fmt.Errorf("date the alerts of temporary alternatives: %w", err)
		}
		return nil
	}, func(app core.App) error {
		return changeFields(app, "reminders", func(c *core.Collection) error {
			c.RemoveIndex("idx_reminders_ending")
			c.RemoveIndex("idx_reminders_activation")
			return nil
		})
	})
}
