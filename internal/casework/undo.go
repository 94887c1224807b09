package casework

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// hold is how long a message that a person wrote waits before it leaves, so
// that it can be called back. Its sent_at is the end of it: until then the
// customer sees nothing, and a desk that died sends it all the same.
const hold = 10 * time.Second

// wholeKey marks a message that belongs to a step of the case: it stands or
// falls with the step and is not held.
const wholeKey = "@whole"

// holds reports whether a message to the customer may be called back.
func holds(e *core.RecordEvent, actor complaint.Actor) bool {
	_, own := amendmentOf(e.Context)
	return !own && actor.Staff() && e.Record.GetRaw(wholeKey) == nil
}

// Undo calls a message back while it has not left: the outbox row is cancelled,
// the message withdrawn, and what it alone had done to the case put back, all
// or nothing. 403 to all but its author; 409 with code undo_too_late once it
// has left, undo_moved once the case has gone on because of it.
func (g *Engine) Undo(app core.App, id string, actor complaint.Actor) (*core.Record, error) {
	var msg *core.Record
	err := app.RunInTransaction(func(tx core.App) (err error) {
		if msg, err = tx.FindRecordById(records.Messages, id); err != nil {
			return fmt.Errorf("undo message %s: %w", id, err)
		}
		if msg.GetString("author") != agentID(actor) || !actor.Staff() {
			return g.answer(http.StatusForbidden, validation.Errors{"message": g.problem("undo_others")})
		}
		if err := g.callBack(tx, msg); err != nil {
			return err
		}
		return g.unsay(tx, msg, actor)
	})
	return msg, err
}

// callBack takes the message out of the outbox. The condition is in the
// statement: of a courier and a person at the same moment one gets the row.
func (g *Engine) callBack(app core.App, msg *core.Record) error {
	done, err := app.DB().Update(records.Outbox, dbx.Params{"status": "cancelled"},
		dbx.NewExp("message = {:m} AND status = 'queued' AND attempts = 0 AND next_attempt > {:now}",
			dbx.Params{"m": msg.Id, "now": records.Stamp(g.Now())})).Execute()
	if err != nil {
		return fmt.Errorf("call back message %s: %w", msg.Id, err)
	}
	if n, err := done.RowsAffected(); err != nil || n != 1 || !msg.GetDateTime("sent_at").Time().After(g.Now()) {
		return g.answer(http.StatusConflict, validation.Errors{"message": g.problem("undo_too_late")})
	}
	msg.Set("delivery", "withdrawn")
	if err := app.SaveWithContext(engineContext(), msg); err != nil {
		return fmt.Errorf("call back message %s: %w", msg.Id, err)
	}
	return nil
}

// said is an event of the case, as far as undoing asks.
type said struct {
	Type    string `db:"type"`
	Kind    string `db:"actor_kind"`
	Created string `db:"created"`
	Data    string `db:"data"`
	data    event.Data
}

// toCustomer: somebody of the team turned to the customer.
func (s said) toCustomer() bool {
	return s.Type == "message.sent" && (s.Kind == "agent" || s.Kind == "superuser") && !slices.Contains(byItself, s.data.Note)
}

// history reads the events of a case, oldest first.
func history(app core.App, id string) ([]said, error) {
	var rows []said
	err := app.DB().Select("type", "actor_kind", "created", "data").From(records.Events).Where(dbx.HashExp{"complaint": id}).OrderBy("seq").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("events of %s: %w", id, err)
	}
	for i := range rows {
		if err := json.Unmarshal([]byte(rows[i].Data), &rows[i].data); err != nil {
			return nil, fmt.Errorf("event of %s: %w", id, err)
		}
	}
	return rows, nil
}

// unsay puts back what came from this message alone and tells of it.
func (g *Engine) unsay(app core.App, msg *core.Record, actor complaint.Actor) error {
	c, err := app.FindRecordById(records.Complaints, msg.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("undo message %s: %w", msg.Id, err)
	}
	rows, err := history(app, c.Id)
	if err != nil {
		return err
	}
	own := slices.IndexFunc(rows, func(s said) bool { return s.Type == "message.sent" && s.data.Ref == msg.Id })
	if slices.ContainsFunc(rows[max(own, 0):], func(s said) bool { return s.data.Transition != "" }) {
		return g.answer(http.StatusConflict, validation.Errors{"message": g.problem("undo_moved")})
	}
	withdrawn := map[string]bool{msg.Id: true}
	for _, s := range rows {
		withdrawn[s.data.Ref] = withdrawn[s.data.Ref] || s.Type == "message.withdrawn"
	}
	for _, stamp := range stamps {
		unstamp(c, stamp, rows, withdrawn)
	}
	if err := g.wakeTimers(app, c, unanswered(rows, withdrawn)); err != nil {
		return err
	}
	if err := g.dropFiles(app, c, msg, actor); err != nil {
		return err
	}
	return g.tellUndo(app, c, msg, actor)
}

// unstamp replays what gave a field its value. What a message gave that was
// withdrawn goes; the next message that stands gives it anew. A value that
// anything else gave since is left.
func unstamp(c *core.Record, to stamp, rows []said, withdrawn map[string]bool) {
	start, made := 0, false
	for i, s := range rows {
		if _, changed := s.data.Changes[to.field]; !changed {
			continue
		}
		made = s.Type == "message.withdrawn" || s.Type == "message.sent" && withdrawn[s.data.Ref]
		if s.Type != "message.withdrawn" && s.Type != "message.sent" {
			start = i + 1
		}
	}
	if !made {
		return
	}
	c.Set(to.field, "")
	for _, s := range rows[start:] {
		if s.toCustomer() && !withdrawn[s.data.Ref] {
			to.put(c, s.data.Note, s.Created)
		}
	}
}

func (g *Engine) tellUndo(app core.App, c, msg *core.Record, actor complaint.Actor) error {
	data := event.Data{Ref: msg.Id, Note: msg.GetString("purpose")}
	if len(changes(c.Original(), c)) == 0 {
		return g.tell(app, c, amendment{actor, "message.withdrawn", data})
	}
	return g.Amend(app, c, actor, "message.withdrawn", data)
}

// unanswered is since when the customer heard nothing after all: the first of
// the withdrawn messages after the last one that stands and the last step.
func unanswered(rows []said, withdrawn map[string]bool) string {
	since := ""
	for _, s := range rows {
		switch gone := withdrawn[s.data.Ref]; {
		case s.data.Transition != "" || s.toCustomer() && !gone:
			since = ""
		case s.toCustomer() && since == "":
			since = s.Created
		}
	}
	return since
}

// wakeTimers starts again the reminders that messages had settled since then;
// none when there is no then.
func (g *Engine) wakeTimers(app core.App, c *core.Record, since string) error {
	if since == "" {
		return nil
	}
	rows, err := app.FindRecordsByFilter(records.Reminders, "complaint = {:c} && pending = false && outcome = 'settled' && done_at >= {:at}",
		"due", 100, 0, dbx.Params{"c": c.Id, "at": since})
	if err != nil {
		return fmt.Errorf("reminders of %s: %w", c.Id, err)
	}
	for _, row := range rows {
		if !slices.Contains(answeredBy, row.GetString("kind")) {
			continue
		}
		row.Load(map[string]any{"pending": true, "done_at": "", "outcome": ""})
		if err := app.SaveNoValidateWithContext(engineContext(), row); err != nil {
			return fmt.Errorf("wake reminder %s: %w", row.Id, err)
		}
	}
	return nil
}

// OnHold reports whether a message of this purpose still waits to leave: the
// customer's page says nothing of it before.
func (g *Engine) OnHold(app core.App, c *core.Record, purpose string) (bool, error) {
	n, err := app.CountRecords(records.Messages, dbx.HashExp{"complaint": c.Id, "direction": "out", "purpose": purpose},
		dbx.NewExp("delivery != 'withdrawn' AND sent_at > {:now}", dbx.Params{"now": records.Stamp(g.Now())}))
	if err != nil {
		return false, fmt.Errorf("messages of %s on hold: %w", c.Id, err)
	}
	return n > 0, nil
}
