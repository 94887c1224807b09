package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Each book has its own series, so the same number may be given in two of them.
func init() {
	m.Register(func(app core.App) error {
		return setNumberIndex(app, "CREATE UNIQUE INDEX idx_complaints_number ON complaints (number, book)")
	}, func(app core.App) error {
		return setNumberIndex(app, "CREATE UNIQUE INDEX idx_complaints_number ON complaints (number)")
	})
}

func setNumberIndex(app core.App, index string) error {
	c, err := app.FindCollectionByNameOrId("complaints")
	if err != nil {
		return err
	}
	c.RemoveIndex("idx_complaints_number")
	c.Indexes = append(c.Indexes, index)
	if err := app.Save(c); err != nil {
		return fmt.Errorf("index of numbers: %w", err)
	}
	return nil
}
