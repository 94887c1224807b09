package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The scales of a case end somewhere: moods go to 5, escalation to 3.
func init() {
	m.Register(func(app core.App) error {
		five, three := 5.0, 3.0
		return setScales(app, &five, &three)
	}, func(app core.App) error { return setScales(app, nil, nil) })
}

func setScales(app core.App, mood, escalation *float64) error {
	c, err := app.FindCollectionByNameOrId("complaints")
	if err != nil {
		return err
	}
	for name, most := range map[string]*float64{"mood_start": mood, "mood_end": mood, "escalation_level": escalation} {
		f, ok := c.Fields.GetByName(name).(*core.NumberField)
		if !ok {
			return fmt.Errorf("bound scale %s: no such number", name)
		}
		f.Max = most
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("bound scales: %w", err)
	}
	return nil
}
