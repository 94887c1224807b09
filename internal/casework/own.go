package casework

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
)

// KeepOwn stores a row of a collection that only the application writes, for
// other packages, in the transaction of app.
func KeepOwn(app core.App, r *core.Record) error {
	if err := app.SaveWithContext(engineContext(), r); err != nil {
		return fmt.Errorf("keep a row of %s: %w", r.Collection().Name, err)
	}
	return nil
}
