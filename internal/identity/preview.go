package identity

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
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
		if slices.Contains(uncounted, one.Collection) {
			continue
		}
		n, err := arriving(app, one, survivor.Id, merged.Id, sees)
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

// uncounted move too, but mean nothing to who decides: who brought whom, who is
// not who, how the types changed.
var uncounted = []string{records.Customers, records.Namesakes, records.Classifications}

// arriving is how many rows the survivor would have more, that the caller may see.
func arriving(app core.App, one relation, survivor, merged string, sees casework.Sees) (int, error) {
	n, err := count(app, one, merged, sees)
	if err != nil || one.Collection != records.Contacts {
		return n, err
	}
	var both int
	err = app.ConcurrentDB().NewQuery("SELECT COUNT(*) FROM contacts one JOIN contacts two ON two.customer = {:to} AND two.kind = one.kind AND two.key = one.key WHERE one.customer = {:from}").
		Bind(dbx.Params{"to": survivor, "from": merged}).Row(&both)
	if err != nil {
		return 0, fmt.Errorf("contacts of both: %w", err)
	}
	return n - both, nil
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
