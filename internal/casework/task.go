package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// AddTask is the create hook of tasks: what was promised, item by item (R076).
func (g *Engine) AddTask(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		actor := ActorOf(e.Record)
		if err := g.byStaff(actor); err != nil {
			return err
		}
		c, err := g.parent(e.App, e.Record)
		if err != nil {
			return err
		}
		if err := g.ofThisCase(e.App, e.Record, c.Id); err != nil {
			return err
		}
		e.Record.Set("pending", true)
		e.Record.Set("done_at", "")
		e.Record.Set("created", records.Stamp(g.Now()))
		if err := e.Next(); err != nil {
			return fmt.Errorf("store task: %w", err)
		}
		return g.tell(e.App, c, amendment{actor, "task.added", event.Data{Ref: e.Record.Id, Note: e.Record.GetString("title")}})
	})
}

// ofThisCase refuses a task of a proposal that was made in another case: it
// would be owed by nobody.
func (g *Engine) ofThisCase(app core.App, r *core.Record, complaintID string) error {
	id := r.GetString("proposal")
	if id == "" {
		return nil
	}
	p, err := app.FindRecordById(records.Proposals, id)
	if err != nil {
		return g.refuse("proposal", "not_found")
	}
	if p.GetString("complaint") != complaintID {
		return g.refuse("proposal", "other_case")
	}
	return nil
}

// FinishTask is the update hook: done is dated by the server and told of.
func (g *Engine) FinishTask(e *core.RecordEvent) error {
	return g.finishing(e, []string{"title", "assignee", "due", "done_at"}, "task.done", "title")
}

// finishing changes what somebody has to do. Once done it stays done, with the
// date of the server.
func (g *Engine) finishing(e *core.RecordEvent, allowed []string, eventType, note string) error {
	return inTransaction(e, func() error {
		r := e.Record
		stored, err := e.App.FindRecordById(r.Collection().Name, r.Id)
		if err != nil {
			return fmt.Errorf("finish %s %s: %w", r.Collection().Name, r.Id, err)
		}
		if !stored.GetBool("pending") {
			return g.refuse("done_at", "fixed_field")
		}
		if err := g.onlyChanged(stored, r, allowed...); err != nil {
			return err
		}
		now := !r.GetDateTime("done_at").IsZero()
		if now {
			r.Set("done_at", records.Stamp(g.Now()))
		}
		r.Set("pending", !now)
		if err := e.Next(); err != nil || !now {
			return err
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		return g.tell(e.App, c, amendment{ActorOf(r), eventType, event.Data{Ref: r.Id, Note: r.GetString(note)}})
	})
}

// FollowUp is the create hook of the call after the solution (R030-R032).
func (g *Engine) FollowUp(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		if err := g.byStaff(actor); err != nil {
			return err
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		if err := g.checkFollowUp(c, r); err != nil {
			return err
		}
		if err := g.countAttempt(e.App, r, actor); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store follow-up: %w", err)
		}
		return g.followed(e.App, c, r, actor)
	})
}

func (g *Engine) checkFollowUp(c, r *core.Record) error {
	if c.GetString("stage") != string(complaint.Resolved) {
		return g.refuse("complaint", "follow_up_when_resolved")
	}
	if c.GetString("resolved_at") == "" {
		return g.refuse("complaint", "letter_waits")
	}
	if !r.GetBool("contacted") {
		return nil
	}
	for _, name := range []string{"satisfied", "recurred"} {
		if r.GetString(name) == "" {
			return g.refuse(name, "follow_up_answers")
		}
	}
	return nil
}

func (g *Engine) countAttempt(app core.App, r *core.Record, actor complaint.Actor) error {
	n, err := app.CountRecords(records.FollowUps, dbx.HashExp{"complaint": r.GetString("complaint")})
	if err != nil {
		return fmt.Errorf("count follow-ups: %w", err)
	}
	r.Set("attempt", n+1)
	r.Set("agent", agentID(actor))
	r.Set("created", records.Stamp(g.Now()))
	return nil
}

// followed tells of the call. An answered one settles the reminder; where the
// problem came back the case starts again.
func (g *Engine) followed(app core.App, c, r *core.Record, actor complaint.Actor) error {
	extra := map[string]any{"contacted": r.GetBool("contacted"), "satisfied": r.GetString("satisfied"), "recurred": r.GetString("recurred")}
	if err := g.tell(app, c, amendment{actor, "follow_up.made", event.Data{Ref: r.Id, Note: r.GetString("note"), Extra: extra}}); err != nil {
		return err
	}
	if !r.GetBool("contacted") {
		return g.notReached(app, c)
	}
	if err := g.stopTimers(app, c, []string{complaint.TimerFollowUp}); err != nil {
		return err
	}
	if r.GetString("recurred") != complaint.Yes {
		return nil
	}
	return g.startAgain(app, c, r, actor)
}

// startAgain reopens what came back (R032), with a next step for tomorrow.
func (g *Engine) startAgain(app core.App, c, r *core.Record, actor complaint.Actor) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	due, err := h.at(g.Now(), complaint.Span{Days: 1})
	if err != nil {
		return err
	}
	lang := c.GetString("language")
	c.Set("stage", string(complaint.Investigating))
	c.Set("reopen_reason", firstOf(r.GetString("note"), g.Texts.T(lang, "mail.recurred", nil)))
	c.Set("next_step", g.Texts.T(lang, "mail.try_otherwise", nil))
	c.Set("next_step_due", records.Stamp(due))
	SetActor(c, actor)
	if err := app.Save(c); err != nil {
		return fmt.Errorf("start complaint %s again: %w", c.Id, err)
	}
	return nil
}
