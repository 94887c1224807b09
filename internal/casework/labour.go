package casework

import (
	"fmt"
	"net/http"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/domain/labour"
	"escucha/internal/records"
)

// NoteTime is the create hook of time entries: minutes that somebody spent on a
// case, open or over, with what an hour costs the business today. A later change
// of that changes nothing of what is noted.
func (g *Engine) NoteTime(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		if err := g.byStaff(actor); err != nil {
			return err
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		if !labour.Sound(r.GetFloat("minutes")) {
			return g.refuse("minutes", "minutes_invalid")
		}
		h, err := g.House(e.App)
		if err != nil {
			return err
		}
		rate, currency := h.labour()
		r.Load(map[string]any{"agent": agentID(actor), "rate": rate, "currency": currency, "undone_at": "", "undone_by": "", "created": records.Stamp(g.Now())})
		if err := e.Next(); err != nil {
			return fmt.Errorf("store time entry: %w", err)
		}
		return g.tellTime(e.App, c, r, "time.noted")
	})
}

// labour is what an hour costs the business, and in which currency.
func (h *House) labour() (rate float64, currency string) {
	if h.Business == nil {
		return 0, ""
	}
	return labour.Rate(h.Business.GetFloat("labour_rate")), h.Business.GetString("currency")
}

func (g *Engine) tellTime(app core.App, c, r *core.Record, kind string) error {
	data := event.Data{Ref: r.Id, Note: r.GetString("note"),
		Extra: map[string]any{"minutes": r.GetInt("minutes"), "rate": r.GetFloat("rate"), "currency": r.GetString("currency")}}
	return g.tell(app, c, amendment{ActorOf(r), kind, data})
}

// TakeBackTime is the update hook of time entries: whoever noted it, or who
// leads, takes it back, once; nothing else of it ever changes.
func (g *Engine) TakeBackTime(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		stored, err := e.App.FindRecordById(records.TimeEntries, r.Id)
		if err != nil {
			return fmt.Errorf("take back time entry %s: %w", r.Id, err)
		}
		if err := g.onlyChanged(stored, r, "undone_at"); err != nil {
			return err
		}
		if r.GetDateTime("undone_at").Equal(stored.GetDateTime("undone_at")) {
			return e.Next()
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		if err := g.mayTakeBack(stored, actor); err != nil {
			return err
		}
		r.Load(map[string]any{"undone_at": records.Stamp(g.Now()), "undone_by": agentID(actor)})
		if err := e.Next(); err != nil {
			return fmt.Errorf("take back time entry %s: %w", r.Id, err)
		}
		return g.tellTime(e.App, c, r, "time.undone")
	})
}

func (g *Engine) mayTakeBack(stored *core.Record, by complaint.Actor) error {
	switch {
	case stored.GetString("undone_at") != "":
		return g.refuse("undone_at", "fixed_field")
	case !takesBack(stored, by):
		return g.answer(http.StatusForbidden, validation.Errors{"undone_at": g.problem("forbidden_move")})
	}
	return nil
}

// takesBack reports whether somebody may take an entry back that stands.
func takesBack(r *core.Record, by complaint.Actor) bool {
	own := agentID(by) != "" && agentID(by) == r.GetString("agent")
	return by.Staff() && (by.Heads() || own)
}
