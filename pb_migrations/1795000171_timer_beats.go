package pb_migrations

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

const (
	dueBeats   = "CREATE INDEX idx_reminders_next_beat ON reminders (pending, next_beat)"
	undated    = "CREATE INDEX idx_reminders_undated ON reminders (pending, since, created)"
	dueLegal   = "CREATE INDEX idx_reminders_legal ON reminders (complaint) WHERE kind = 'legal_due'"
	unreceived = "CREATE INDEX idx_messages_unreceived ON messages (created) WHERE purpose = 'receipt' AND delivery IN ('queued', 'failed')"
)

// What each timer has done already is kept on its row, with the moment of what
// it does next; and how many promises of a case were not kept. Timers that run
// already are dated by the first tick, which tells nobody of what is past.
func init() {
	told := []string{"due", "late", "broken", "missed"}
	m.Register(func(app core.App) error {
		if err := addBeats(app); err != nil {
			return err
		}
		if err := setValues(app, told, true); err != nil {
			return err
		}
		_, err := app.DB().NewQuery("UPDATE reminders SET beat = -1, since = created, next_beat = due WHERE pending = 1").Execute()
		if err != nil {
			return fmt.Errorf("mark timers to be dated: %w", err)
		}
		return nil
	}, func(app core.App) error {
		if err := setValues(app, told, false); err != nil {
			return err
		}
		return dropBeats(app)
	})
}

func addBeats(app core.App) error {
	err := changeFields(app, "reminders", func(c *core.Collection) error {
		c.Fields.Add(
			&core.DateField{Name: "since", Help: "Desde cuándo corre. Lo pone la aplicación."},
			&core.NumberField{Name: "beat", OnlyInt: true, Help: "Cuántos avisos ya dio. Lo lleva la aplicación."},
			&core.DateField{Name: "next_beat", Help: "Cuándo da el siguiente. Lo calcula la aplicación."})
		c.Indexes = append(c.Indexes, dueBeats, undated, dueLegal)
		return nil
	})
	if err != nil {
		return err
	}
	err = changeFields(app, "messages", func(c *core.Collection) error {
		c.Indexes = append(c.Indexes, unreceived)
		return nil
	})
	if err != nil {
		return err
	}
	if err := setValue(app, "messages", "purpose", "reminder", true); err != nil {
		return err
	}
	return changeFields(app, "complaints", func(c *core.Collection) error {
		broken := count("promises_broken")
		broken.Help = "Cuántas promesas hechas al cliente no se cumplieron a tiempo. Lo cuenta la aplicación."
		c.Fields.Add(broken)
		return nil
	})
}

func dropBeats(app core.App) error {
	for collection, fields := range map[string][]string{"reminders": {"since", "beat", "next_beat"}, "messages": {}, "complaints": {"promises_broken"}} {
		err := changeFields(app, collection, func(c *core.Collection) error {
			c.Indexes = slices.DeleteFunc(c.Indexes, func(index string) bool {
				return slices.Contains([]string{dueBeats, undated, dueLegal, unreceived}, index)
			})
			for _, name := range fields {
				c.Fields.RemoveByName(name)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return setValue(app, "messages", "purpose", "reminder", false)
}
