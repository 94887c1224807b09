package casework

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/records"
)

// changes lists what differs between two rows of the same collection; before is
// nil for a new one.
func changes(before, after *core.Record) map[string]event.Change {
	out := map[string]event.Change{}
	for _, field := range after.Collection().Fields {
		name := field.GetName()
		if !records.Told(name) {
			continue
		}
		change := event.Change{After: records.Exported(after, name)}
		if before != nil {
			change.Before = records.Exported(before, name)
		}
		if !event.Same(change.Before, change.After) {
			out[name] = change
		}
	}
	return out
}

// tell appends one event to the chain of the case, in the transaction of what
// it tells of. An event that cannot be written undoes the action.
func (g *Engine) tell(app core.App, c *core.Record, a amendment) error {
	last, err := lastEvent(app, c.Id)
	if err != nil {
		return err
	}
	data, err := json.Marshal(a.data)
	if err != nil {
		return fmt.Errorf("write event %s: %w", a.event, err)
	}
	entry, err := event.Entry{Complaint: c.Id, Type: a.event, Actor: a.actor.ID, ActorKind: a.actor.Kind,
		Data: data, Created: records.Stamp(g.Now())}.Seal(last)
	if err != nil {
		return err
	}
	return g.store(app, c, entry, a)
}

func lastEvent(app core.App, complaintID string) (event.Entry, error) {
	var row struct {
		Seq  int    `db:"seq"`
		Hash string `db:"hash"`
	}
	var rows []struct {
		Seq  int    `db:"seq"`
		Hash string `db:"hash"`
	}
	err := app.DB().Select("seq", "hash").From(records.Events).Where(dbx.HashExp{"complaint": complaintID}).
		OrderBy("seq DESC").Limit(1).All(&rows)
	if err != nil {
		return event.Entry{}, fmt.Errorf("last event of %s: %w", complaintID, err)
	}
	if len(rows) > 0 {
		row = rows[0]
	}
	return event.Entry{Seq: row.Seq, Hash: row.Hash}, nil
}

func (g *Engine) store(app core.App, c *core.Record, entry event.Entry, a amendment) error {
	r, err := newRecord(app, records.Events)
	if err != nil {
		return err
	}
	for name, value := range map[string]any{"complaint": entry.Complaint, "seq": entry.Seq, "type": entry.Type, "actor": entry.Actor,
		"actor_kind": entry.ActorKind, "data": string(entry.Data), "previous_hash": entry.Previous, "hash": entry.Hash, "created": entry.Created} {
		r.Set(name, value)
	}
	r.Set("actor_name", actorName(app, c, a.actor))
	if c.Collection().Name == records.Complaints {
		r.Set("customer", c.GetString("customer"))
	}
	if err := app.SaveWithContext(amending(a), r); err != nil {
		return fmt.Errorf("store event %s of %s: %w", entry.Type, c.Id, err)
	}
	return nil
}
