package casework

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/preference"
	"escucha/internal/records"
)

// SoundPreferences refuses what is no set of preferences, by whatever door.
func (g *Engine) SoundPreferences(e *core.RecordEvent) error {
	if _, err := preference.Parse([]byte(e.Record.GetString("preferences"))); err != nil {
		return g.refuse("preferences", "preferences_invalid")
	}
	return e.Next()
}

// Preferences are what an agent chose. What an older program left there and
// this one does not know counts as nothing chosen.
func Preferences(agent *core.Record) preference.Preferences {
	p, err := preference.Parse([]byte(agent.GetString("preferences")))
	if err != nil {
		return preference.Preferences{}
	}
	return p
}

// Prefer stores some choices of an agent over the others, and returns them all.
func (g *Engine) Prefer(app core.App, id string, changes []byte) (p preference.Preferences, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		agent, err := tx.FindRecordById(records.Agents, id)
		if err != nil {
			return fmt.Errorf("preferences of %s: %w", id, err)
		}
		if p, err = preference.Merge(Preferences(agent), changes); err != nil {
			return g.refuse("preferences", "preferences_invalid")
		}
		raw, err := json.Marshal(p)
		if err != nil {
			return fmt.Errorf("preferences of %s: %w", id, err)
		}
		agent.Set("preferences", string(raw))
		if err := tx.Save(agent); err != nil {
			return fmt.Errorf("preferences of %s: %w", id, err)
		}
		return nil
	})
	return p, err
}
