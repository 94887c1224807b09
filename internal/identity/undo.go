package identity

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Change is the update hook of merges: they are undone, and nothing else.
func (k *Keeper) Change(e *core.RecordEvent) error {
	return together(e, func(tx core.App) error {
		r := e.Record
		stored, err := tx.FindRecordById(records.Merges, r.Id)
		if err != nil {
			return fmt.Errorf("undo merge %s: %w", r.Id, err)
		}
		if stored.GetString("undone_at") != "" { // perhaps since this one was read
			return k.late("undone_at", "merge_undone")
		}
		for _, name := range []string{"survivor", "merged", "reason", "agent", "created", "undone_by"} {
			if r.GetString(name) != stored.GetString(name) {
				return k.wrong(name, "server_field")
			}
		}
		if r.GetString("undone_at") == "" {
			return k.wrong("undone_at", "validation_required")
		}
		if err := k.part(tx, r, stored); err != nil {
			return err
		}
		r.Load(map[string]any{"moved": stored.GetString("moved"), "undone_at": records.Stamp(k.g.Now()), "undone_by": agentOf(r)})
		if err := e.Next(); err != nil {
			return fmt.Errorf("store undone merge: %w", err)
		}
		return nil
	})
}

// part makes two of one again. What came after the merge stays with the
// survivor; what was moved must still be there.
func (k *Keeper) part(app core.App, r, stored *core.Record) error {
	survivor, merged, err := k.still(app, stored)
	if err != nil {
		return err
	}
	var done Moved
	if err := json.Unmarshal([]byte(stored.GetString("moved")), &done); err != nil {
		return fmt.Errorf("what merge %s moved: %w", stored.Id, err)
	}
	for name, ids := range done.Rows {
		if err := k.back(app, r, name, ids, survivor.Id, merged.Id); err != nil {
			return err
		}
	}
	if err := setStatus(app, done.Ceded, "expired", "suggested"); err != nil {
		return err
	}
	empties(survivor, merged, done.Filled)
	if err := rename(app, merged, ""); err != nil {
		return err
	}
	told := event.Data{Ref: r.Id, Extra: map[string]any{"merged": merged.Id}}
	for _, one := range []*core.Record{survivor, merged} {
		if err := k.g.Amend(app, one, casework.ActorOf(r), "customer.parted", told); err != nil {
			return err
		}
	}
	for _, one := range []*core.Record{survivor, merged} {
		if err := k.g.Attend(app, one.Id, casework.ActorOf(r)); err != nil {
			return err
		}
	}
	return nil
}

// still refuses when the two are no longer as the merge left them.
func (k *Keeper) still(app core.App, stored *core.Record) (survivor, merged *core.Record, err error) {
	if survivor, err = app.FindRecordById(records.Customers, stored.GetString("survivor")); err != nil {
		return nil, nil, k.late("survivor", "merge_gone")
	}
	if merged, err = app.FindRecordById(records.Customers, stored.GetString("merged")); err != nil {
		return nil, nil, k.late("merged", "merge_gone")
	}
	if survivor.GetString("merged_into") != "" {
		return nil, nil, k.late("survivor", "merge_chained")
	}
	if merged.GetString("merged_into") != survivor.Id {
		return nil, nil, k.late("merged", "merge_gone")
	}
	return survivor, merged, nil
}

// back gives the rows of one relation to whom they were taken from. One that is
// somebody else's by now cannot be given back; one that was deleted need not.
func (k *Keeper) back(app core.App, r *core.Record, name string, ids []string, survivor, merged string) error {
	collection, field, _ := strings.Cut(name, ".")
	one := relation{collection, field}
	there := []string{}
	for _, id := range ids {
		var now []string
		if err := app.DB().Select(field).From(collection).Where(dbx.HashExp{"id": id}).Column(&now); err != nil {
			return fmt.Errorf("%s %s: %w", name, id, err)
		}
		if len(now) == 0 {
			continue
		}
		if now[0] != survivor {
			return k.late(collection, "merge_moved_on")
		}
		there = append(there, id)
	}
	moved, err := k.move(app, r, one, there, merged, "customer.parted")
	if err == nil && len(moved) < len(there) {
		return k.late(collection, "merge_moved_on")
	}
	return err
}

// empties takes back what was filled in, unless it was corrected since: a
// correction is the survivor's.
func empties(survivor, merged *core.Record, filled []string) {
	for _, name := range filled {
		if event.Same(records.Exported(survivor, name), records.Exported(merged, name)) {
			survivor.Set(name, nil)
		}
	}
}
