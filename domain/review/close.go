package review

import (
	"escucha/domain/calendar"
)

// What is said of a case in a meeting.
const (
	Decided  = "decided"
	Studying = "studying"
)

// Decision is what a meeting decided, as far as closing goes.
type Decision struct {
	ID     string
	Owner  string
	AtDesk bool          // the owner works here now
	Due    calendar.Date // zero for none
}

// Meeting is what closing looks at.
type Meeting struct {
	Attendees int
	Decisions []Decision
	Undecided []string // ids of cases of which nothing was said
}

// Gap is something that a meeting lacks before it is closed.
type Gap struct {
	Decision  string // id; empty for what concerns the meeting
	Complaint string // id of the case that an advice is about
	Field     string // attendees, owner, due, discussed
	Code      string
	Advised   bool // shown, and no obstacle
}

// DecisionGaps is what one decision lacks: somebody who answers for it, and a
// day that is not over (R115).
func DecisionGaps(d Decision, today calendar.Date) []Gap {
	var out []Gap
	switch {
	case d.Owner == "":
		out = append(out, Gap{Decision: d.ID, Field: "owner", Code: "decision_owner"})
	case !d.AtDesk:
		out = append(out, Gap{Decision: d.ID, Field: "owner", Code: "agent_unavailable"})
	}
	switch {
	case d.Due.IsZero():
		out = append(out, Gap{Decision: d.ID, Field: "due", Code: "decision_due"})
	case d.Due.Before(today):
		out = append(out, Gap{Decision: d.ID, Field: "due", Code: "decision_past"})
	}
	return out
}

// Gaps is everything that a meeting lacks: who was there, what each decision
// needs, and as an advice the cases of which nothing was said.
func Gaps(m Meeting, today calendar.Date) []Gap {
	var out []Gap
	if m.Attendees == 0 {
		out = append(out, Gap{Field: "attendees", Code: "review_attendance"})
	}
	for _, d := range m.Decisions {
		out = append(out, DecisionGaps(d, today)...)
	}
	for _, id := range m.Undecided {
		out = append(out, Gap{Complaint: id, Field: "discussed", Code: "review_undecided", Advised: true})
	}
	return out
}

// Closable reports whether nothing that is required is missing.
func Closable(gaps []Gap) bool {
	for _, g := range gaps {
		if !g.Advised {
			return false
		}
	}
	return true
}
