package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// ForgetComplaint is the delete hook: nothing goes before its retention ends,
// and then only by an admin. Number, kind and dates stay in an event that
// belongs to no case.
func (g *Engine) ForgetComplaint(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		if until := r.GetDateTime("retention_until").Time(); until.IsZero() || g.Now().Before(until) || actor.Role != complaint.Admin {
			return g.refuse("id", "retention")
		}
		if err := purgeRows(e.App, r.Id); err != nil {
			return err
		}
		data := event.Data{Extra: map[string]any{"number": r.GetString("number"), "book": r.GetString("book"), "kind": r.GetString("kind"), "cause": r.GetString("cause"),
			"stage": r.GetString("stage"), "received_at": r.GetString("received_at"), "resolved_at": r.GetString("resolved_at")}}
		nobody := core.NewRecord(r.Collection())
		if err := g.tell(e.App, nobody, amendment{actor, "complaint.purged", data}); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("purge %s: %w", r.Id, err)
		}
		return g.retype(e.App, r.GetString("customer")) // without its survey the types are others
	})
}

// purgeRows removes what the case consists of; files go with their rows.
func purgeRows(app core.App, id string) error {
	files, err := app.FindAllRecords(records.Attachments, dbx.HashExp{"complaint": id})
	if err != nil {
		return fmt.Errorf("purge %s: %w", id, err)
	}
	for _, f := range files {
		if err := app.DeleteWithContext(engineContext(), f); err != nil {
			return fmt.Errorf("purge file of %s: %w", id, err)
		}
	}
	steps := []string{"DELETE FROM options WHERE proposal IN (SELECT id FROM proposals WHERE complaint = {:c})"}
	// what was seen in it goes with it: its evidence is nobody else's
	steps = append(steps, "DELETE FROM "+records.CustomerProfiles+" WHERE evidence_complaint = {:c}")
	// what is done for the person goes on, without the case that it came from; so
	// does what a meeting decided
	for _, table := range []string{records.Loyalty, records.Decisions, records.Outreach} {
		steps = append(steps, "UPDATE "+table+" SET complaint = '' WHERE complaint = {:c}")
	}
	for _, table := range []string{records.Behaviours, records.Incidents, records.TimeEntries, records.Grants, records.Tasks, records.Proposals, records.Statements, records.Messages, records.Reminders, records.FollowUps, records.Outbox, records.Notices, records.Surveys, records.Activations, records.Remarks, records.Events} {
		steps = append(steps, "DELETE FROM "+table+" WHERE complaint = {:c}")
	}
	for _, step := range steps {
		if _, err := app.DB().NewQuery(step).Bind(dbx.Params{"c": id}).Execute(); err != nil {
			return fmt.Errorf("purge %s: %w", id, err)
		}
	}
	return nil
}
