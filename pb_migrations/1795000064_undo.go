package pb_migrations

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A message may be called back before it leaves: its row in the outbox is
// cancelled then, and the message stays in the record as withdrawn.
func init() {
	m.Register(func(app core.App) error {
		if err := setValue(app, "outbox", "status", "cancelled", true); err != nil {
			return err
		}
		return setValue(app, "messages", "delivery", "withdrawn", true)
	}, func(app core.App) error {
		if err := setValue(app, "messages", "delivery", "withdrawn", false); err != nil {
			return err
		}
		return setValue(app, "outbox", "status", "cancelled", false)
	})
}

// setValue adds one value to a select, or takes it away.
func setValue(app core.App, collection, field, value string, add bool) error {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		return err
	}
	f, ok := c.Fields.GetByName(field).(*core.SelectField)
	if !ok {
		return fmt.Errorf("values of %s.%s: no such select", collection, field)
	}
	f.Values = slices.DeleteFunc(f.Values, func(v string) bool { return v == value })
	if add {
		f.Values = append(f.Values, value)
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("values of %s.%s: %w", collection, field, err)
	}
	return nil
}
