package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the behaviour of a customer and a trouble that comes back change in a
// case, and who is told of it.
func init() {
	told := []string{"profile", "incident", "action"}
	fields := []string{"profiles", "raised", "recurrence", "root_cause"}
	m.Register(func(app core.App) error {
		err := changeFields(app, "complaints", func(c *core.Collection) error {
			profiles := profileOf()
			profiles.Name, profiles.MaxSelect, profiles.Help = "profiles", 6, "Perfiles confirmados con los que se atiende el caso. Los pone la aplicación."
			raised := pick("raised", "lane", "person_only")
			raised.MaxSelect, raised.Help = 2, "Lo que el caso debe solo a esos perfiles. Lo pone la aplicación."
			recurrence := count("recurrence")
			recurrence.Help = "Qué número de caso es de lo mismo, con el mismo cliente; 0 o 1 es el primero. Lo cuenta la aplicación."
			root := text("root_cause", 5000)
			root.Help = "El origen: por qué pudo ocurrir. Se pide si es grave o si vuelve a ocurrir."
			c.Fields.Add(profiles, raised, recurrence, root)
			return nil
		})
		if err != nil {
			return err
		}
		return setValues(app, told, true)
	}, func(app core.App) error {
		if err := setValues(app, told, false); err != nil {
			return err
		}
		return changeFields(app, "complaints", func(c *core.Collection) error {
			for _, name := range fields {
				c.Fields.RemoveByName(name)
			}
			return nil
		})
	})
}

func setValues(app core.App, kinds []string, there bool) error {
	for _, kind := range kinds {
		if err := setValue(app, "notifications", "kind", kind, there); err != nil {
			return err
		}
	}
	return nil
}
