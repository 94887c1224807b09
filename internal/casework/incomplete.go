package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/legal"
)

// wait sets what the law says of a filing that the customer completes: until
// when they have time, and whether that may still be made longer.
func (h *House) wait(s *complaint.Settings, before complaint.Case, now time.Time) {
	p := h.Profile
	if until, known, err := legal.MayCompleteUntil(p, now, h.Location, h.Calendar); err == nil && known {
		s.InformationMin = until.StartIn(h.Location)
	}
	if before.Stage != complaint.WaitingCustomer || p.Incomplete == nil || !p.Incomplete.ExtendableOnce {
		return
	}
	if until, known, err := legal.MayCompleteUntil(p, before.InformationUntil, h.Location, h.Calendar); err == nil && known {
		s.InformationMax = until.EndIn(h.Location)
	}
}

// waited keeps account of a wait for the customer: that it was made longer, and
// what it does to the legal date once it is over.
func (g *Engine) waited(h *House, r *core.Record, f complaint.Facts) error {
	was, is := f.Before.Stage == complaint.WaitingCustomer, f.Case.Stage == complaint.WaitingCustomer
	switch {
	case was && is && !f.Case.InformationUntil.Equal(f.Before.InformationUntil):
		r.Set("information_extended", true)
	case !was && is:
		r.Set("information_extended", false)
	case was && f.Case.Stage == complaint.Investigating:
		return g.completed(h, r, f)
	}
	return nil
}

// completed moves the legal date by the time that the customer took. Where
// nothing came, nothing is taken for withdrawn: a person decides.
func (g *Engine) completed(h *House, r *core.Record, f complaint.Facts) error {
	p := h.Profile
	if p.Incomplete == nil || r.GetDateTime("legal_due").IsZero() {
		return nil
	}
	resumes := p.Incomplete.Restart == legal.RestartResume
	if f.Actor.Role == complaint.System && !f.Evidence.CustomerAnswered {
		if !resumes {
			return nil // the term begins with what did not come
		}
		r.Set("next_step", g.Texts.T(r.GetString("language"), "mail.tacit_withdrawal", nil))
	}
	due, err := Trace(r)
	if err != nil {
		return err
	}
	matter, _ := p.For(r.GetString("legal_term"))
	moved, err := legal.Completed(matter, due, h.told(r, f.Case.ReceivedAt), f.Before.StageSince, f.Now, h.Location, h.Calendar)
	if err != nil {
		return fmt.Errorf("legal date of what was incomplete: %w", err)
	}
	return setTrace(r, moved)
}

// knowsTerm: a matter with a term of its own is one of the profile's.
func (h *House) knowsTerm(matter string) bool {
	_, known := h.Profile.For(matter)
	return known
}

// retimed computes the legal date anew when the matter of a case is set right,
// from the same day of receipt; the event has both dates.
func (h *House) retimed(r *core.Record, f complaint.Facts) error {
	if f.Case.LegalTerm == f.Before.LegalTerm {
		return nil
	}
	return h.setDue(r, h.told(r, f.Before.ReceivedAt))
}
