package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/reminder"
	"escucha/internal/records"
)

// notReached notes on the reminder of a follow-up call that nobody answered, and
// when to try again: at another hour, then on another working day (R033). When
// it falls due stays: a customer who cannot be reached is still owed the call.
func (g *Engine) notReached(app core.App, c *core.Record) error {
	rows, err := app.FindRecordsByFilter(records.Reminders, "complaint = {:c} && pending = true && kind = {:kind}", "due", 0, 0,
		dbx.Params{"c": c.Id, "kind": complaint.TimerFollowUp})
	if err != nil {
		return fmt.Errorf("reminders of the call of %s: %w", c.Id, err)
	}
	calls, err := g.callsOf(app, c)
	if err != nil || len(rows) == 0 {
		return err
	}
	next, err := g.nextCall(app, calls)
	if err != nil {
		return err
	}
	for _, r := range rows {
		r.Load(map[string]any{"attempts": len(calls), "snoozed_until": records.Stamp(next), "revision": r.GetInt("revision") + 1, "changed": records.Stamp(g.Now())})
		if err := app.SaveNoValidateWithContext(engineContext(), r); err != nil {
			return fmt.Errorf("note an unanswered call of %s: %w", c.Id, err)
		}
	}
	return nil
}

// callsOf are the calls that nobody answered since the case was resolved.
func (g *Engine) callsOf(app core.App, c *core.Record) ([]time.Time, error) {
	ev, err := records.Evidence(app, complaint.Case{ID: c.Id, ResolvedAt: c.GetDateTime("resolved_at").Time()})
	if err != nil {
		return nil, err
	}
	return ev.Attempts, nil
}

// nextCall is when to call again: working time, so never in the night. The next
// day it is the hour of opening, which is another one than the last.
func (g *Engine) nextCall(app core.App, calls []time.Time) (time.Time, error) {
	h, err := g.House(app)
	if err != nil {
		return time.Time{}, err
	}
	now := g.Now()
	hours, days := reminder.Again(calls, now, h.Location)
	if days == 0 {
		return h.at(now, complaint.Span{Hours: hours})
	}
	tonight := calendar.DateIn(now, h.Location).AddDays(days - 1).EndIn(h.Location)
	return h.at(tonight, complaint.Span{Hours: 1})
}

// Exhausted reports whether a customer was called often enough to close the case
// without having reached them (T21).
func (g *Engine) Exhausted(app core.App, c *core.Record) (bool, error) {
	h, err := g.House(app)
	if err != nil {
		return false, err
	}
	calls, err := g.callsOf(app, c)
	if err != nil {
		return false, err
	}
	return reminder.Exhausted(calls, h.tries(), h.Location), nil
}

// tries are the unanswered calls after which a case may be closed.
func (h *House) tries() int {
	if h.Business != nil && h.Business.GetInt("follow_up_tries") > 0 {
		return h.Business.GetInt("follow_up_tries")
	}
	return reminder.Tries
}
