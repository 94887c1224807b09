package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/domain/reminder"
	"escucha/internal/records"
)

// AddReminder is the create hook of reminders that a person sets: for oneself or
// for a colleague who may open the case. Those of the steps of a case are the
// application's own.
func (g *Engine) AddReminder(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		if err := g.setReminder(r, actor, c); err != nil {
			return err
		}
		if err := g.mayBeReminded(e.App, c, r.GetString("assignee")); err != nil {
			return err
		}
		if err := g.setAlert(e.App, r); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store reminder: %w", err)
		}
		if err := g.notifyGiven(e.App, c, r); err != nil {
			return err
		}
		return g.tellReminder(e.App, c, r, "reminder.added", nil)
	})
}

// setReminder sets what the server knows better than the caller.
func (g *Engine) setReminder(r *core.Record, actor complaint.Actor, c *core.Record) error {
	now := g.Now()
	kind, due, refused := reminder.Set(r.GetString("note"), r.GetInt("promise_minutes"), r.GetDateTime("due").Time(), now)
	if refused != nil {
		return g.refuse(refused.Field, refused.Code)
	}
	if asked := r.GetString("kind"); asked != "" && asked != reminder.Manual && asked != kind {
		return g.refuse("kind", "reminder_kind")
	}
	r.Load(map[string]any{"kind": kind, "due": records.Stamp(due), "pending": true, "created": records.Stamp(now), "changed": records.Stamp(now),
		"done_at": "", "snoozed_until": "", "outcome": "", "attempts": 0, "revision": 0, "broken_at": ""})
	setDefault(r, "assignee", firstOf(agentID(actor), c.GetString("owner")))
	return nil
}

// mayBeReminded: somebody at the desk who may open the case. Of one who may not
// the answer says no more than of one who is not there.
func (g *Engine) mayBeReminded(app core.App, c *core.Record, id string) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	if !(complaint.Actor{Role: h.roles[id]}).Staff() {
		return g.refuse("assignee", "agent_unavailable")
	}
	ok, err := mayOpen(app, c, id)
	if err == nil && !ok {
		err = g.refuse("assignee", "agent_unavailable")
	}
	return err
}

// ChangeReminder is the update hook: a reminder may be put off, passed on or
// done. Once done it stays done, with the date of the server.
func (g *Engine) ChangeReminder(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return inTransaction(e, func() error {
		r := e.Record
		stored, err := e.App.FindRecordById(records.Reminders, r.Id)
		if err != nil {
			return fmt.Errorf("change reminder %s: %w", r.Id, err)
		}
		if !stored.GetBool("pending") {
			return g.refuse("done_at", "fixed_field")
		}
		if err := g.onlyChanged(stored, r, "due", "snoozed_until", "done_at", "outcome", "note", "reason", "assignee"); err != nil {
			return err
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		r.Set("revision", stored.GetInt("revision")+1)
		r.Set("changed", records.Stamp(g.Now()))
		return g.changeReminder(e, stored, c)
	})
}

func (g *Engine) changeReminder(e *core.RecordEvent, stored, c *core.Record) error {
	r := e.Record
	switch {
	case !r.GetDateTime("done_at").IsZero():
		return g.endReminder(e, c)
	case r.GetString("due") != stored.GetString("due") || r.GetString("snoozed_until") != stored.GetString("snoozed_until"):
		return g.putOff(e, stored, c)
	case r.GetString("assignee") != stored.GetString("assignee"):
		return g.passOn(e, stored, c)
	}
	r.Set("pending", true)
	return e.Next()
}

// endReminder: how it ended; of a customer to win back, in one's own words (R087).
func (g *Engine) endReminder(e *core.RecordEvent, c *core.Record) error {
	r := e.Record
	outcome, refused := reminder.Finish(r.GetString("outcome"), r.GetString("reason"))
	if r.GetString("kind") == complaint.TimerDetractor {
		outcome, refused = r.GetString("outcome"), nil
		if firstOf(outcome) == "" {
			return g.refuse("outcome", "loyalty_outcome")
		}
	}
	if refused != nil {
		return g.refuse(refused.Field, refused.Code)
	}
	r.Load(map[string]any{"outcome": outcome, "done_at": records.Stamp(g.Now()), "pending": false})
	if err := e.Next(); err != nil {
		return fmt.Errorf("finish reminder %s: %w", r.Id, err)
	}
	return g.tellReminder(e.App, c, r, "reminder.done", map[string]any{"outcome": outcome, "reason": r.GetString("reason")})
}

// passOn gives a reminder to a colleague, who is told.
func (g *Engine) passOn(e *core.RecordEvent, stored, c *core.Record) error {
	r := e.Record
	to := r.GetString("assignee")
	if err := g.mayBeReminded(e.App, c, to); err != nil {
		return err
	}
	if err := e.Next(); err != nil {
		return fmt.Errorf("pass reminder %s on: %w", r.Id, err)
	}
	if err := g.notifyGiven(e.App, c, r); err != nil {
		return err
	}
	return g.tellReminder(e.App, c, r, "reminder.passed", map[string]any{"from": stored.GetString("assignee"), "to": to})
}

// notifyGiven tells whoever a reminder is for, unless it is their own.
func (g *Engine) notifyGiven(app core.App, c, r *core.Record) error {
	params := map[string]any{"reason": r.GetString("kind"), "due": r.GetString("due"), "answer": "given"}
	return g.notify(app, c, notice{noticePromise, ActorOf(r), params}, r.GetString("assignee"))
}

// tellReminder tells of a reminder in the chain of its case.
func (g *Engine) tellReminder(app core.App, c, r *core.Record, code string, extra map[string]any) error {
	data := event.Data{Ref: r.Id, Note: r.GetString("kind"), Extra: extra}
	return g.tell(app, c, amendment{ActorOf(r), code, data})
}

// earliest of two moments, where zero is none.
func earliest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func eventRef(r *core.Record) event.Data {
	return event.Data{Ref: r.Id, Note: r.GetString("kind")}
}
