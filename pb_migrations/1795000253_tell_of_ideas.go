package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Who had an idea is told what became of it, and who was trained when that ends:
// a notification may be of one of these, and of no case.
func init() {
	kinds := []string{"idea", "training"}
	m.Register(func(app core.App) error {
		r, err := refs(app, "ideas", "trainings")
		if err != nil {
			return err
		}
		err = changeFields(app, "notifications", func(c *core.Collection) error {
			c.Fields.Add(one(r["ideas"], "idea"), one(r["trainings"], "training"))
			return nil
		})
		if err != nil {
			return err
		}
		return setValues(app, kinds, true)
	}, func(app core.App) error {
		if _, err := app.DB().NewQuery("DELETE FROM notifications WHERE kind IN ('idea', 'training')").Execute(); err != nil {
			return err
		}
		if err := setValues(app, kinds, false); err != nil {
			return err
		}
		return changeFields(app, "notifications", func(c *core.Collection) error {
			for _, name := range kinds {
				c.Fields.RemoveByName(name)
			}
			return nil
		})
	})
}
