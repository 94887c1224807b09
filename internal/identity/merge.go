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

// Moved is what a merge did, so that exactly that can be put back. It holds ids
// and names of fields, nothing of what is known of the person.
type Moved struct {
	Rows   map[string][]string `json:"rows"`   // by collection.field
	Filled []string            `json:"filled"` // empty fields of the survivor that the other one filled
	Ceded  []string            `json:"ceded"`  // suggested profiles that gave way to the same, confirmed
}

// Merge is the create hook of merges: `merged` becomes part of `survivor`. All
// that points at the one points at the other, or nothing has changed.
func (k *Keeper) Merge(e *core.RecordEvent) error {
	return together(e, func(tx core.App) error {
		r := e.Record
		survivor, merged, err := k.pair(tx, r)
		if err != nil {
			return err
		}
		if r.Id == "" {
			r.Set("id", core.GenerateDefaultRandomId())
		}
		done, err := k.join(tx, r, survivor, merged)
		if err != nil {
			return err
		}
		text, err := json.Marshal(done)
		if err != nil {
			return fmt.Errorf("what was moved: %w", err)
		}
		r.Load(map[string]any{"moved": string(text), "agent": agentOf(r), "created": records.Stamp(k.g.Now()), "undone_at": "", "undone_by": ""})
		if err := e.Next(); err != nil {
			return fmt.Errorf("store merge: %w", err)
		}
		return nil
	})
}

func agentOf(r *core.Record) string {
	if actor := casework.ActorOf(r); actor.Kind == "agent" {
		return actor.ID
	}
	return ""
}

// pair reads both as they are now, and refuses what cannot be one.
func (k *Keeper) pair(app core.App, r *core.Record) (survivor, merged *core.Record, err error) {
	if strings.TrimSpace(r.GetString("reason")) == "" {
		return nil, nil, k.wrong("reason", "merge_reason")
	}
	if survivor, err = app.FindRecordById(records.Customers, r.GetString("survivor")); err != nil {
		return nil, nil, k.wrong("survivor", "not_found")
	}
	if merged, err = app.FindRecordById(records.Customers, r.GetString("merged")); err != nil {
		return nil, nil, k.wrong("merged", "not_found")
	}
	switch {
	case survivor.Id == merged.Id:
		return nil, nil, k.wrong("merged", "merge_itself")
	case merged.GetString("merged_into") != "":
		return nil, nil, k.late("merged", "merge_already")
	case survivor.GetString("merged_into") != "":
		return nil, nil, k.late("survivor", "merge_already")
	}
	return survivor, merged, nil
}

// join moves the rows, then the data, then says who is who. In this order: the
// types of the survivor are derived from what has arrived.
func (k *Keeper) join(app core.App, r, survivor, merged *core.Record) (done Moved, err error) {
	if done.Ceded, err = cede(app, survivor.Id, merged.Id); err != nil {
		return done, err
	}
	if done.Rows, err = k.moveAll(app, r, survivor.Id, merged.Id); err != nil {
		return done, err
	}
	done.Filled = fill(survivor, merged)
	told := event.Data{Ref: r.Id, Note: r.GetString("reason"), Extra: map[string]any{"merged": merged.Id}}
	if err := k.g.Amend(app, survivor, casework.ActorOf(r), "customer.merged", told); err != nil {
		return done, err
	}
	if err := rename(app, merged, survivor.Id); err != nil {
		return done, err
	}
	// what is confirmed of the one holds for the cases of the other
	return done, k.g.Attend(app, survivor.Id, casework.ActorOf(r))
}

// rename sets who a customer is now. Nothing else of them changes: what was
// known stays to be read, and to be given back.
func rename(app core.App, merged *core.Record, into string) error {
	merged.Set("merged_into", into)
	if _, err := app.NonconcurrentDB().Update(records.Customers, dbx.Params{"merged_into": into}, dbx.HashExp{"id": merged.Id}).Execute(); err != nil {
		return fmt.Errorf("customer %s into %q: %w", merged.Id, into, err)
	}
	return nil
}

// own are the fields of a customer that are not data about the person: what the
// application derives and keeps.
var own = []string{"id", "created", "created_by", "updated", "merged_into", "types", "relation", "activity", "frequency", "volume", "satisfaction", "influence",
	"email_key", "phone_key", "document_key", "name_key", "document_state"}

// fill gives the survivor what only the other one has, the document as one.
func fill(survivor, merged *core.Record) []string {
	filled := []string{}
	if survivor.GetString("document_number") == "" && merged.GetString("document_number") != "" {
		survivor.Set("document_type", merged.GetString("document_type"))
		filled = append(filled, "document_type")
	}
	for _, name := range data(survivor) {
		value := merged.Get(name)
		if name == "document_type" || empty(merged, name) || !empty(survivor, name) || value == survivor.Id {
			continue
		}
		survivor.Set(name, value)
		filled = append(filled, name)
	}
	return filled
}

// empty reports whether nothing is known in a field.
func empty(r *core.Record, name string) bool { return event.Same(records.Exported(r, name), nil) }
