package pb_migrations

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The list of customers walks along one index in the order of their names. It
// holds the types, too: nobody is read to be left out.
func init() {
	const index = "CREATE INDEX idx_customers_list ON customers (merged_into, name_key, id, relation, activity, frequency, volume, satisfaction, influence, erased_at)"
	m.Register(func(app core.App) error {
		return changeFields(app, "customers", func(c *core.Collection) error {
			c.Indexes = append(c.Indexes, index)
			return nil
		})
	}, func(app core.App) error {
		return changeFields(app, "customers", func(c *core.Collection) error {
			c.Indexes = slices.DeleteFunc(c.Indexes, func(one string) bool { return strings.Contains(one, "idx_customers_list") })
			return nil
		})
	})
}
