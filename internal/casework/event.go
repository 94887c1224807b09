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
		if !same(change.Before, change.After) {
			out[name] = change
		}
	}
	return out
}

// same is event.Same with the plain values, which are nearly all, taken first.
func same(before, after any) bool {
	if plain(before) && plain(after) && (before == after || nothing(before) && nothing(after)) {
		return true
	}
	return event.Same(before, after)
}

func plain(v any) bool {
	switch v.(type) {
	case nil, string, bool, float64:
		return true
	}
	return false
}

func nothing(v any) bool { return v == nil || v == "" || v == false || v == 0.0 }

// tell appends one event to the chain of the case, in the transaction of what
// it tells of. An event that cannot be written undoes the action.
func (g *Engine) tell(app core.App, c *core.Record, a amendment) error {
	last, known := c.GetRaw(lastKey).(event.Entry)
	if !known {
		var err error
		if last, err = lastEvent(app, c.Id); err != nil {
			return err
		}
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
	if known {
		c.SetRaw(lastKey, entry)
	}
	if err := g.store(app, c, entry, a); err != nil {
		return err
	}
	return g.notifyAnswer(app, c, a)
}

// lastKey carries the end of the chain through one filing, where nobody else
// can have added to it. It is taken off when the filing is done.
const lastKey = "@last"

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
	name, err := g.actorName(app, c, a.actor)
	if err != nil {
		return err
	}
	customer := ""
	if c.Collection().Name == records.Complaints {
		customer = c.GetString("customer")
	}
	err = journal(app, records.Events, dbx.Params{"complaint": entry.Complaint, "customer": customer, "seq": entry.Seq, "type": entry.Type,
		"actor": entry.Actor, "actor_kind": entry.ActorKind, "actor_name": name, "data": string(entry.Data),
		"previous_hash": entry.Previous, "hash": entry.Hash, "created": entry.Created})
	if err != nil {
		return fmt.Errorf("store event %s of %s: %w", entry.Type, c.Id, err)
	}
	return nil
}
