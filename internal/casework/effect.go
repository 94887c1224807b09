package casework

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// effect carries out what follows from a transition, in its transaction.
func (g *Engine) effect(app core.App, r *core.Record, f complaint.Facts, effects complaint.Effects) error {
	if err := g.stopTimers(app, r, effects.Stop); err != nil {
		return err
	}
	for _, timer := range effects.Start {
		if err := g.startTimer(app, r, timer); err != nil {
			return err
		}
		if err := g.notifyAsked(app, r, timer, f.Actor); err != nil {
			return err
		}
	}
	if effects.Offer == "send" && f.Evidence.Draft != nil {
		if err := g.sendOffer(app, r, f); err != nil {
			return err
		}
	}
	if p := f.Evidence.Sent; effects.Offer == "expire" && p != nil && p.Status == "sent" {
		if err := g.expireOffer(app, r, p.ID, f.Actor); err != nil {
			return err
		}
	}
	for _, purpose := range effects.Tell {
		if err := g.tellCustomer(app, r, f, purpose); err != nil {
			return err
		}
	}
	return nil
}

// stopTimers settles the reminders that the change makes pointless.
func (g *Engine) stopTimers(app core.App, r *core.Record, kinds []string) error {
	if len(kinds) == 0 {
		return nil
	}
	rows, err := app.FindRecordsByFilter(records.Reminders, "complaint = {:c} && pending = true", "due", 100, 0, dbx.Params{"c": r.Id})
	if err != nil {
		return fmt.Errorf("reminders of %s: %w", r.Id, err)
	}
	for _, row := range rows {
		kind := row.GetString("kind")
		if !slices.Contains(kinds, kind) && (!slices.Contains(kinds, "*") || complaint.Outlives(kind)) {
			continue
		}
		if err := g.finish(app, row, "settled"); err != nil {
			return err
		}
	}
	return nil
}

// finish marks a reminder as done.
func (g *Engine) finish(app core.App, row *core.Record, outcome string) error {
	row.Set("pending", false)
	row.Set("done_at", records.Stamp(g.Now()))
	row.Set("outcome", outcome)
	if err := app.SaveNoValidateWithContext(engineContext(), row); err != nil {
		return fmt.Errorf("finish reminder %s: %w", row.Id, err)
	}
	return nil
}

// startTimer creates a reminder for the owner, or for the supervisor.
func (g *Engine) startTimer(app core.App, r *core.Record, t complaint.Timer) error {
	return g.startTimerAt(app, r, t, g.Now())
}

// startTimerAt is startTimer for what began at another moment.
func (g *Engine) startTimerAt(app core.App, r *core.Record, t complaint.Timer, from time.Time) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	due, err := h.at(from, t.Due)
	if err != nil || due.IsZero() {
		return err // a timer that the case does not date yet
	}
	values, err := h.timed(t.Kind, from, due)
	if err != nil {
		return err
	}
	maps.Copy(values, dbx.Params{"complaint": r.Id, "kind": t.Kind, "assignee": timerFor(r, t), "pending": true, "created": records.Stamp(g.Now())})
	if err := journal(app, records.Reminders, values); err != nil {
		return fmt.Errorf("start reminder %s of %s: %w", t.Kind, r.Id, err)
	}
	return nil
}

// timerFor is whom a timer reminds: the owner, the supervisor, or who was given
// the work.
func timerFor(r *core.Record, t complaint.Timer) string {
	switch t.Role {
	case complaint.Supervisor:
		return r.GetString("supervisor")
	case complaint.Assignee:
		return r.GetString("assignee")
	}
	return r.GetString("owner")
}

// sendOffer puts the draft to the customer: from now on its text stands.
func (g *Engine) sendOffer(app core.App, r *core.Record, f complaint.Facts) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	expires, err := h.at(f.Now, complaint.Span{Days: complaint.OfferDays})
	if err != nil {
		return err
	}
	row, err := app.FindRecordById(records.Proposals, f.Evidence.Draft.ID)
	if err != nil {
		return fmt.Errorf("send proposal %s: %w", f.Evidence.Draft.ID, err)
	}
	row.Load(map[string]any{"status": "sent", "sent_at": records.Stamp(f.Now), "expires": records.Stamp(expires)})
	if err := app.SaveWithContext(engineContext(), row); err != nil {
		return fmt.Errorf("send proposal %s: %w", row.Id, err)
	}
	if err := g.countOffered(app, row.Id); err != nil {
		return err
	}
	text, err := records.OfferText(app, row)
	if err != nil {
		return err
	}
	return g.tell(app, r, amendment{f.Actor, "proposal.sent", event.Data{Ref: row.Id, Digest: digest(text)}})
}

// expireOffer takes an unanswered proposal back: its time is over, or the case
// went another way.
func (g *Engine) expireOffer(app core.App, r *core.Record, id string, actor complaint.Actor) error {
	row, err := app.FindRecordById(records.Proposals, id)
	if err != nil {
		return fmt.Errorf("expire proposal %s: %w", id, err)
	}
	row.Set("status", "expired")
	if err := app.SaveWithContext(engineContext(), row); err != nil {
		return fmt.Errorf("expire proposal %s: %w", id, err)
	}
	return g.tell(app, r, amendment{actor, "proposal.expired", event.Data{Ref: id}})
}
