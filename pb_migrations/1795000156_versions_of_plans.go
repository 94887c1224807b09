package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Alternatives and plans have versions, as the other lists do.
func init() {
	kept := []string{"alternatives", "plans"}
	m.Register(func(app core.App) error {
		for _, name := range kept {
			if err := changeFields(app, name, addVersion); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		for _, name := range kept {
			if err := removeFields(app, name, "version"); err != nil {
				return err
			}
		}
		return nil
	})
}
