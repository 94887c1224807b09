package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// How somebody wants the desk follows them to another computer. Nobody else
// reads it: the field is hidden, and its owner has a route.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("agents")
		if err != nil {
			return fmt.Errorf("add preferences: %w", err)
		}
		field := raw("preferences", 20_000)
		field.Hidden = true
		field.Help = "Aspecto de la mesa, avisos y consejos que esta persona ya cerró. Lo escribe la propia mesa."
		c.Fields.Add(field)
		if err := app.Save(c); err != nil {
			return fmt.Errorf("add preferences: %w", err)
		}
		return nil
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("agents")
		if err != nil {
			return fmt.Errorf("remove preferences: %w", err)
		}
		c.Fields.RemoveByName("preferences")
		return app.Save(c)
	})
}
