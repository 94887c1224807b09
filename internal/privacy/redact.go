package privacy

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/records"
)

// events redacts what the chains tell of the person, and adds to each the event
// that accounts for it. Of those that belong to no case, the ones about them.
func (w work) events() error {
	kept := keptOfCase(w.app)
	for _, c := range w.p.Cases {
		if err := w.erasedCase(c, kept); err != nil {
			return fmt.Errorf("events of %s: %w", c.Id, err)
		}
	}
	redacted, err := w.redact(dbx.And(dbx.HashExp{"complaint": ""}, dbx.In("customer", anys(w.p.ids())...)), kept)
	if err != nil {
		return fmt.Errorf("events of the person: %w", err)
	}
	return w.s.g.TellOf(w.app, w.p.Root.Id, w.actor, event.Erased, event.Data{Ref: w.id, Extra: redacted})
}

// keptOfCase tells which fields of a case may stay in its events.
func keptOfCase(app core.App) func(string) bool {
	var personal []string
	for _, h := range there(app) {
		if h.Collection == records.Complaints {
			personal = h.Personal
		}
	}
	return func(name string) bool { return !slices.Contains(personal, name) }
}

// erasedCase redacts one chain and ends it with the event that accounts for it.
func (w work) erasedCase(c *core.Record, kept func(string) bool) error {
	redacted, err := w.redact(dbx.HashExp{"complaint": c.Id}, kept)
	if err != nil {
		return err
	}
	_, err = w.app.DB().Update(records.Complaints, dbx.Params{"erased_at": w.at, "version": c.GetInt("version") + 1}, dbx.HashExp{"id": c.Id}).Execute()
	if err != nil {
		return fmt.Errorf("mark the case: %w", err)
	}
	data := event.Data{Ref: w.id, Extra: redacted, Changes: map[string]event.Change{"erased_at": {Before: "", After: w.at}}}
	return w.s.g.Tell(w.app, c, w.actor, event.Erased, data)
}

// stored is an event as it is in the database.
type stored struct {
	ID       string `db:"id"`
	Seq      int    `db:"seq"`
	Case     string `db:"complaint"`
	Type     string `db:"type"`
	Actor    string `db:"actor"`
	Kind     string `db:"actor_kind"`
	Data     string `db:"data"`
	Created  string `db:"created"`
	Previous string `db:"previous_hash"`
	Hash     string `db:"hash"`
}

func (e stored) entry(data []byte) event.Entry {
	return event.Entry{Seq: e.Seq, Complaint: e.Case, Type: e.Type, Actor: e.Actor, ActorKind: e.Kind, Data: data, Created: e.Created, Previous: e.Previous, Hash: e.Hash}
}

// redact takes the person out of some events and says what these add up to now.
// One that had nothing of them stays as it is, with its own hash as proof.
func (w work) redact(which dbx.Expression, kept func(string) bool) (map[string]any, error) {
	var rows []stored
	err := w.app.DB().Select("id", "seq", "complaint", "type", "actor", "actor_kind", "data", "created", "previous_hash", "hash").
		From(records.Events).Where(which).AndWhere(dbx.Not(dbx.HashExp{"type": event.Erased})).OrderBy("seq").All(&rows)
	if err != nil {
		return nil, err
	}
	var now []event.Entry
	for _, row := range rows {
		data, err := event.Redact(row.Type, []byte(row.Data), kept)
		if err != nil {
			return nil, err
		}
		before, err := row.entry([]byte(row.Data)).Sum()
		if err != nil {
			return nil, err
		}
		after, err := row.entry(data).Sum()
		if err != nil {
			return nil, err
		}
		columns := dbx.Params{}
		if after != before {
			columns["data"], now = string(data), append(now, row.entry(data))
		}
		if row.Kind == "customer" {
			columns["actor_name"] = "" // beside the chain
		}
		if len(columns) == 0 {
			continue
		}
		if _, err := w.app.DB().Update(records.Events, columns, dbx.HashExp{"id": row.ID}).Execute(); err != nil {
			return nil, err
		}
	}
	return event.Redactions(now)
}
