package pb_migrations

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

const (
	actionsRunning = "CREATE INDEX idx_actions_running ON actions (due) WHERE status = 'open' AND due != ''"
	actionsUnseen  = "CREATE INDEX idx_actions_unseen ON actions (status, effect_asked, done_at)"
)

// Of a corrective action its owner is told three days before it falls due, when
// it has, and thirty days later to see whether it helped. What was told is kept
// as the date that it was told of: another date is another alert.
func init() {
	names := []string{"warned_due", "late_due", "effect_asked"}
	m.Register(func(app core.App) error {
		return changeFields(app, "actions", func(c *core.Collection) error {
			for _, name := range names {
				c.Fields.Add(date(name))
			}
			c.Indexes = append(c.Indexes, actionsRunning, actionsUnseen)
			return nil
		})
	}, func(app core.App) error {
		return changeFields(app, "actions", func(c *core.Collection) error {
			c.Indexes = slices.DeleteFunc(c.Indexes, func(index string) bool { return index == actionsRunning || index == actionsUnseen })
			for _, name := range names {
				c.Fields.RemoveByName(name)
			}
			return nil
		})
	})
}
