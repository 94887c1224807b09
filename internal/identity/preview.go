package identity

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// Preview is what a merge would do, before somebody decides on it.
type Preview struct {
	Survivor map[string]any `json:"survivor"`
	Merged   map[string]any `json:"merged"`
	Moves    map[string]int `json:"moves"` // rows by collection, those that the caller may see
	Fills    []string       `json:"fills"` // empty fields that the other one fills
}

// Preview looks at both as they are now.
func (k *Keeper) Preview(app core.App, survivor, merged *core.Record, sees casework.Sees) (*Preview, error) {
	all, err := relations(app)
	if err != nil {
		return nil, err
	}
	out := &Preview{Survivor: survivor.PublicExport(), Merged: merged.PublicExport(), Moves: map[string]int{}}
	for _, one := range all {
		if one.Collection == records.Customers || one.Collection == records.Namesakes {
			continue // who brought whom, and who is not who: nothing to count for anybody
		}
		n, err := count(app, one, merged.Id, sees)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out.Moves[one.Collection] += n
		}
	}
	out.Fills = fill(survivor.Fresh(), merged)
	return out, nil
}

// KeepNamesake is the create hook of namesakes: two who are not the same, in one
// order, so that they are noted once.
func (k *Keeper) KeepNamesake(e *core.RecordEvent) error {
	r := e.Record
	one, other := r.GetString("customer"), r.GetString("other")
	if one != "" && one == other {
		return k.wrong("other", "merge_itself")
	}
	if one > other && other != "" {
		r.Load(map[string]any{"customer": other, "other": one})
	}
	r.Load(map[string]any{"created": records.Stamp(k.g.Now()), "agent": agentOf(r)})
	return e.Next()
}
