package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// journal writes a row that only the application makes (an event, a reminder, a
// mail to send), in the transaction of what it belongs to. Nobody else may
// create these rows, so there is no door to guard and no input to validate;
// going through the record hooks would make a filing three times as slow. The
// values are as they are stored: times as text, flags as bool.
func journal(app core.App, collection string, values dbx.Params) error {
	values["id"] = core.GenerateDefaultRandomId()
	if _, err := app.NonconcurrentDB().Insert(collection, values).Execute(); err != nil {
		return fmt.Errorf("write row of %s: %w", collection, err)
	}
	return nil
}
