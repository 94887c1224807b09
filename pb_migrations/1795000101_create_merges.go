package pb_migrations

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Customers who turned out to be one person, with what was moved, so that it can
// be put back; and those who only look alike.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "customers", "agents")
		if err != nil {
			return err
		}
		if err := indexMerged(app, r["customers"]); err != nil {
			return err
		}
		moved := raw("moved", 20_000_000)
		moved.Hidden = true
		_, err = build(app, "merges",
			[]string{
				"CREATE UNIQUE INDEX idx_merges_merged ON merges (merged) WHERE undone_at = ''",
				"CREATE INDEX idx_merges_survivor ON merges (survivor, created)",
			},
			needed(one(r["customers"], "survivor")), needed(one(r["customers"], "merged")), moved,
			&core.TextField{Name: "reason", Max: 500, Presentable: true, Help: "Por qué son la misma persona."},
			one(r["agents"], "agent"), date("created"), date("undone_at"), one(r["agents"], "undone_by"))
		if err != nil {
			return err
		}
		first := needed(one(r["customers"], "customer"))
		first.Presentable = true
		_, err = build(app, "namesakes",
			[]string{
				"CREATE UNIQUE INDEX idx_namesakes_pair ON namesakes (customer, other)",
				"CREATE INDEX idx_namesakes_other ON namesakes (other)",
			},
			first, needed(one(r["customers"], "other")), one(r["agents"], "agent"), date("created"))
		return err
	}, func(app core.App) error {
		r, err := refs(app, "customers")
		if err != nil {
			return err
		}
		c := r["customers"]
		c.Indexes = slices.DeleteFunc(c.Indexes, func(index string) bool { return strings.Contains(index, "idx_customers_merged ") })
		if err := app.Save(c); err != nil {
			return err
		}
		return drop(app, "namesakes", "merges")
	})
}

// indexMerged: whoever was merged into somebody is found when that one is merged
// in turn.
func indexMerged(app core.App, c *core.Collection) error {
	c.Indexes = append(c.Indexes, "CREATE INDEX idx_customers_merged ON customers (merged_into) WHERE merged_into != ''")
	return app.Save(c)
}
