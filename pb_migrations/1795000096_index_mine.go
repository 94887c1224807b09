package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/dbutils"
)

// What the day asks of all open cases of one person, the date in the law and
// who answers for them, is in the index that it walks along: no case is read to
// be left out.
func init() {
	m.Register(func(app core.App) error {
		return replaceIndexes(app, "complaints", map[string]string{
			"idx_complaints_owner":    "CREATE INDEX idx_complaints_owner ON complaints (owner, open, queue_key, legal_due)",
			"idx_complaints_assignee": "CREATE INDEX idx_complaints_assignee ON complaints (assignee, open, queue_key, owner, legal_due)"})
	}, func(app core.App) error {
		return replaceIndexes(app, "complaints", map[string]string{
			"idx_complaints_owner":    "CREATE INDEX idx_complaints_owner ON complaints (owner, open, queue_key)",
			"idx_complaints_assignee": "CREATE INDEX idx_complaints_assignee ON complaints (assignee, open, queue_key)"})
	})
}

// replaceIndexes puts other indexes in the place of those of the same names.
func replaceIndexes(app core.App, collection string, indexes map[string]string) error {
	return changeFields(app, collection, func(c *core.Collection) error {
		for i, index := range c.Indexes {
			if other, ok := indexes[dbutils.ParseIndex(index).IndexName]; ok {
				c.Indexes[i] = other
			}
		}
		return nil
	})
}
