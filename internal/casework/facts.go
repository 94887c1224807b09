package casework

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/legal"
	"escucha/internal/records"
)

// Facts gathers what the rules need to judge a change from stored to wanted.
// Both may be the same record, to ask what is missing for the next step.
func (g *Engine) Facts(app core.App, stored, wanted *core.Record, actor complaint.Actor) (complaint.Facts, error) {
	h, err := g.House(app)
	if err != nil {
		return complaint.Facts{}, err
	}
	now := g.Now()
	f := complaint.Facts{Before: records.Case(stored, h.Lists), Case: records.Case(wanted, h.Lists),
		Actor: actor, Now: now, Location: h.Location}
	if f.Evidence, err = records.Evidence(app, f.Before); err != nil {
		return f, err
	}
	if err := g.behave(app, h, &f); err != nil {
		return f, err
	}
	if f.Evidence.Conduct.Untrained, err = g.Untrained(app, string(f.Case.Lane), f.Case.Assignee, now); err != nil {
		return f, err
	}
	f.Evidence.BusinessDaysOpen = h.BusinessDays(f.Before.ReceivedAt, now)
	f.Settings = h.settings(f.Before, f.Case, now)
	f.Settings.NewsBy, err = h.at(now, complaint.Span{Days: customer.NewsDays(f.Evidence.Conduct.Profiles)})
	return f, err
}

// settings are the owner's choices with what they mean for this case today.
func (h *House) settings(before, after complaint.Case, now time.Time) complaint.Settings {
	s := complaint.Settings{Levels: h.Levels(now)}
	if b := h.Business; b != nil {
		s.SingleOwner, s.FaultByLead = b.GetBool("single_owner_mode"), b.GetBool("fault_by_lead")
		s.ImmediateDays, s.ReopenDays, s.FollowUpTries = b.GetInt("immediate_days"), b.GetInt("reopen_days"), b.GetInt("follow_up_tries")
	}
	if s.ReopenDays == 0 {
		s.ReopenDays = h.Profile.ReopenDays
	}
	h.wait(&s, before, now)
	s.TermUnknown = !h.knowsTerm(after.LegalTerm)
	if limit, err := legal.ExtensionLimit(h.Profile, before.ReceivedAt, h.Location, h.Calendar); err == nil {
		s.ExtensionMax = limit.EndIn(h.Location) // an error says that the profile has none
	}
	s.LegalKinds = legal.LegalKind(h.Profile, string(after.Kind)) != ""
	s.LegalDowngrade = before.LegalKind != "" && legal.IsDowngrade(h.Profile, before.LegalKind, after.LegalKind)
	return s
}
