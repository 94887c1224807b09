package casework

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/domain/message"
	"escucha/internal/records"
)

// escalateLate takes a case up one level whose customer nobody turned to in
// time (T7). One that was escalated already is told of to who supervises it.
func (g *Engine) escalateLate(app core.App, o occasion) error {
	if o.c.GetInt("escalation_level") > 0 || !complaint.Stage(o.c.GetString("stage")).Open() {
		return g.tellAbove(app, o, noticeLate)
	}
	if o.c.GetString("supervisor") == "" {
		who, err := leastLoaded(app)
		if err != nil {
			return err
		}
		o.c.Set("supervisor", who)
	}
	lang := o.h.language()
	o.c.Set("escalation_level", 1)
	o.c.Set("escalation_reason", g.Texts.T(lang, "timer.escalation_reason", map[string]any{"when": g.Texts.Date(lang, o.At, o.h.Location)}))
	o.c.Set("escalation_request", g.Texts.T(lang, "timer.escalation_request", nil))
	SetActor(o.c, SystemActor())
	if err := app.Save(o.c); err != nil {
		return fmt.Errorf("escalate complaint %s: %w", o.c.Id, err)
	}
	return g.tellTimer(app, o, noticeLate, o.holder())
}

// giveBack makes a case its owner's to do again when nobody on the other side
// took it up: whoever was given it did nothing in it since.
func (g *Engine) giveBack(app core.App, o occasion) error {
	took, err := g.tookUp(app, o)
	if err != nil {
		return err
	}
	owner, receiver := o.c.GetString("owner"), o.c.GetString("assignee")
	if took || owner == "" || receiver == owner {
		return g.finish(app, o.row, "settled")
	}
	o.c.Set("assignee", owner)
	if err := g.Amend(app, o.c, SystemActor(), "complaint.given_back", event.Data{Ref: receiver}); err != nil {
		return err
	}
	if err := g.finish(app, o.row, "given_back"); err != nil {
		return err
	}
	return g.tellTimer(app, o, noticeLate, owner, receiver)
}

// tookUp reports whether somebody other than who handed the case over did
// something in it since: its assignee, or where there is none anybody of the area.
func (g *Engine) tookUp(app core.App, o occasion) (bool, error) {
	n, err := app.CountRecords(records.Events, dbx.HashExp{"complaint": o.c.Id, "actor_kind": "agent"},
		dbx.NewExp("created > {:since} AND (actor = {:who} OR {:who} = '' AND actor IN (SELECT id FROM agents WHERE area = {:area}))",
			dbx.Params{"since": o.row.GetString("since"), "who": o.c.GetString("assignee"), "area": o.c.GetString("area")}))
	if err != nil {
		return false, fmt.Errorf("who took up %s: %w", o.c.Id, err)
	}
	return n > 0, nil
}

// reminded maps what a timer asks of the customer to the template that asked
// for it first, and to its purpose.
var askedBy = map[string]struct{ template, purpose string }{
	complaint.TimerParaphrase:  {"parafrasis", "paraphrase"},
	complaint.TimerInformation: {"falta_dato", "information"},
	complaint.TimerOffer:       {"propuesta", "proposal"},
}

// remindCustomer asks the customer once more, in the words of the first time.
// Nobody is reminded of what they were never asked, nor of what is a day old,
// nor by an automatic text where only a person writes: the owner is told then.
func (g *Engine) remindCustomer(app core.App, o occasion) error {
	first := askedBy[o.kind()]
	asked, err := app.CountRecords(records.Messages, dbx.HashExp{"complaint": o.c.Id, "direction": "out", "purpose": first.purpose})
	if err != nil {
		return fmt.Errorf("what was asked of the customer: %w", err)
	}
	if asked == 0 || !o.now.Before(o.row.GetDateTime("due").Time()) {
		return nil
	}
	if o.now.Sub(o.At) > stale || !message.Automatic("reminder", o.c.GetBool("person_only")) {
		return g.tellTimer(app, o, noticeDue, o.holder())
	}
	text, err := g.Compose(app, o.c, first.template, SystemActor())
	if err != nil {
		return err
	}
	if len(text.Missing) > 0 && o.kind() != complaint.TimerOffer {
		return g.tellTimer(app, o, noticeDue, o.holder())
	}
	subject := g.Texts.T(o.c.GetString("language"), "mail.again", map[string]any{"subject": text.Subject})
	_, err = g.Send(app, o.c, Outgoing{Purpose: "reminder", Template: text.Template, Subject: subject, Text: text.Body, Actor: SystemActor()})
	return err
}

// prepareHolding writes the letter that asks for patience into the reply of
// whoever answers for the case, where they have not begun one, and asks them to
// send it. A case that has its answer needs none.
func (g *Engine) prepareHolding(app core.App, o occasion) error {
	if o.now.After(o.row.GetDateTime("due").Time()) {
		return nil // patience is no longer what is owed
	}
	n, err := app.CountRecords(records.Reminders, dbx.HashExp{"complaint": o.c.Id, "kind": complaint.TimerHolding, "pending": true})
	if err != nil || n > 0 || o.c.GetString("stage") == string(complaint.DenialReview) {
		return err
	}
	text, err := g.Compose(app, o.c, "espera_formal", SystemActor())
	if err != nil {
		return err
	}
	if err := g.draftFor(app, o.holder(), o.c.Id, text.Body); err != nil {
		return err
	}
	due := complaint.Span{At: o.row.GetDateTime("due").Time()}
	return g.startTimerAt(app, o.c, complaint.Timer{Kind: complaint.TimerHolding, Due: due}, o.At)
}

// draftFor begins a reply in somebody's name; what they wrote themselves stays.
func (g *Engine) draftFor(app core.App, agent, complaintID, text string) error {
	if agent == "" {
		return nil
	}
	key := "case:" + complaintID
	n, err := app.CountRecords(records.Drafts, dbx.HashExp{"agent": agent, "key": key})
	if err != nil || n > 0 {
		return err
	}
	data, err := json.Marshal(map[string]any{"fields": map[string]any{"composer.reply": map[string]any{"value": text, "at": g.Now().UTC().Format("2006-01-02T15:04:05.000Z")}}})
	if err != nil {
		return fmt.Errorf("write draft: %w", err)
	}
	return g.create(app, records.Drafts, map[string]any{"agent": agent, "key": key, "data": string(data)}, SystemActor())
}

// enterWindow starts the timer of the legal date of a case that comes near it,
// and moves the case ahead in the queue. The date itself never moves.
func (g *Engine) enterWindow(app core.App, id string, now time.Time) error {
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return fmt.Errorf("case near its date: %w", err)
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	rows, err := app.FindRecordsByFilter(records.Reminders, "complaint = {:c} && kind = {:k} && pending = true", "due", 1, 0, dbx.Params{"c": id, "k": complaint.TimerLegal})
	if err != nil {
		return fmt.Errorf("timer of the legal date of %s: %w", id, err)
	}
	if len(rows) > 0 {
		_, err := g.followDate(app, h, c, rows[0])
		return err
	}
	from := c.GetDateTime("received_at").Time()
	if again := c.GetDateTime("reopened_at").Time(); again.After(from) {
		from = again
	}
	if err := g.startTimerAt(app, c, complaint.Timer{Kind: complaint.TimerLegal, Due: complaint.Span{At: c.GetDateTime("legal_due").Time()}}, from); err != nil {
		return err
	}
	if key := c.GetString("queue_key"); len(key) < 3 || key[2] != '1' {
		return nil
	}
	return g.Amend(app, c, SystemActor(), "complaint.due_near", event.Data{Note: c.GetString("legal_due")})
}

// followDate dates the timer of a legal date anew that was moved since: what is
// past by the new one was told by the old one.
func (g *Engine) followDate(app core.App, h *House, c, row *core.Record) (bool, error) {
	if row.GetString("kind") != complaint.TimerLegal || row.GetString("due") == c.GetString("legal_due") {
		return false, nil
	}
	row.Set("due", c.GetString("legal_due"))
	_, err := app.NonconcurrentDB().Update(records.Reminders, dbx.Params{"due": c.GetString("legal_due")}, dbx.HashExp{"id": row.Id}).Execute()
	if err != nil {
		return false, fmt.Errorf("move timer of the legal date of %s: %w", c.Id, err)
	}
	return true, g.redate(app, h, row, g.Now())
}
