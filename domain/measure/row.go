package measure

import (
	"time"

	"escucha/domain/complaint"
)

// RecurrenceDays is how long after a case another one of the same customer with
// the same cause counts as the same trouble come back.
const RecurrenceDays = 30

// Row is what is counted of a case. Days are civil days of the business,
// "2026-11-23", empty while it has not happened; minutes are whole, rounded
// down, nil where it has not happened. Source: docs/reports.md.
type Row struct {
	Complaint   string
	ReceivedDay string // on which it came; a letter, the day it arrived
	ResolvedDay string // of the last letter that left, also when the case was taken up again since
	ClosedDay   string // of the closing that holds; none while it is taken up again
	DueDay      string // legal date in force; none where the law gives none
	ProposedDay string // of the first offer
	SurveyDay   string // on which the survey was answered
	AnsweredDay string // of the first letter since the clock of the law began (filing, or a closed case reopened)

	Area, Agent, Cause, CauseTop, Product, Channel, Kind, Profile, Lane, Severity, Customer string

	Open         bool // an answer is owed
	Confidential bool
	Imported     bool
	Immediate    bool // answered on the spot (T5)
	Reopened     bool // taken up again at least once (T20, T22)
	Recurred     bool // the customer had come with the same cause at most 30 days before
	Unreachable  bool // closed after three tries without an answer
	Jumped       bool // passed others by: an urgency class, or lane attend_now set by other than a reopening
	JumpReason   string
	BothVersions *bool // the team had given its version when the first offer left; nil without an offer

	AckWall                              *int  // received → receipt left
	FirstWall, FirstWork                 *int  // received → a person turned to the customer
	ResolveWall, ResolveWork, ResolveNet *int  // received → last letter; net without waiting for the customer and suspension
	CloseWall, CloseWork                 *int  // received → closed
	InTime                               *bool // answered on or before the legal day; nil: no answer, or no term

	Outcome, ClosingKind, ResolutionKind string

	Solution, Treatment, Effort, Recommend *int
	Expectation, Compared                  string
}

// Of measures a case. None for one that was voided or joined with another: ok
// is false. Again is when time alone will change the result; zero: never.
func Of(f Facts, h House, now time.Time) (row Row, moments []Moment, again time.Time, ok bool) {
	if f.Case.Stage == string(complaint.Voided) || f.Case.Merged {
		return Row{}, nil, time.Time{}, false
	}
	row = base(f, h)
	row.jump(f)
	row.answer(f, h)
	row.times(f, h)
	row.versions(f, h)
	row.recur(f, h)
	row.survey(f, h)
	moments, again = momentsOf(f, h, now)
	return row, moments, again, true
}

func base(f Facts, h House) Row {
	c := f.Case
	return Row{Complaint: c.ID, ReceivedDay: h.day(c.Received), ResolvedDay: h.day(f.resolved()), ClosedDay: h.day(c.Closed), DueDay: h.day(c.LegalDue),
		Area: c.Area, Agent: c.Agent, Cause: c.Cause, CauseTop: c.CauseTop, Product: c.Product, Channel: c.Channel, Kind: c.Kind, Profile: c.Profile,
		Lane: c.Lane, Severity: c.Severity, Customer: c.Customer, Open: c.Open, Confidential: c.Confidential, Imported: c.Imported,
		Immediate: f.passed("T5"), Reopened: c.Reopened > 0, Unreachable: c.ClosingKind == string(complaint.Unreachable),
		Outcome: outcomes[complaint.ResolutionKind(c.ResolutionKind)], ClosingKind: c.ClosingKind, ResolutionKind: c.ResolutionKind}
}

// outcomes as a regulator asks for them.
var outcomes = map[complaint.ResolutionKind]string{
	complaint.Solution: "upheld", complaint.Partial: "partly", complaint.Agreement: "partly", complaint.Denial: "not_upheld",
	complaint.Misunderstanding: "misunderstanding", complaint.Withdrawal: "withdrawn",
}

// passed reports whether the case took a way once.
func (f Facts) passed(code string) bool {
	for _, e := range f.Events {
		if e.Transition == code {
			return true
		}
	}
	return false
}

// letters are the moments at which an answer left, oldest first. One that came
// with an import has no event.
func (f Facts) letters() []time.Time {
	var out []time.Time
	for _, e := range f.Events {
		if !e.Resolved.IsZero() && (len(out) == 0 || !e.Resolved.Equal(out[len(out)-1])) {
			out = append(out, e.Resolved)
		}
	}
	if at := f.Case.Resolved; !at.IsZero() && (len(out) == 0 || !at.Equal(out[len(out)-1])) {
		out = append(out, at)
	}
	return out
}

// resolved is when the last letter left.
func (f Facts) resolved() time.Time {
	letters := f.letters()
	if len(letters) == 0 {
		return time.Time{}
	}
	return letters[len(letters)-1]
}

// jump: who was put before others, and why (R145, R146).
func (r *Row) jump(f Facts) {
	if f.Case.Urgent {
		r.Jumped, r.JumpReason = true, f.Case.Urgency
		return
	}
	for _, e := range f.Events {
		if e.Lane == string(complaint.AttendNow) && e.Transition != "T20" && e.Transition != "T22" {
			r.Jumped, r.JumpReason = true, e.Lane
		}
	}
}

// answer: whether the law's day was kept. A closed case that is reopened has a
// new clock for the new facts (T22); one that is still being followed up keeps
// the old one, which its first letter met.
func (r *Row) answer(f Facts, h House) {
	var began time.Time
	for _, e := range f.Events {
		if e.Transition == "T22" {
			began = e.At
		}
	}
	for _, letter := range f.letters() {
		if !letter.Before(began) {
			r.AnsweredDay = h.day(letter)
			break
		}
	}
	if r.AnsweredDay != "" && r.DueDay != "" {
		kept := r.AnsweredDay <= r.DueDay
		r.InTime = &kept
	}
}

// versions: heard before anything was offered (R020); 100 % or something is wrong.
func (r *Row) versions(f Facts, h House) {
	heard := false
	for _, e := range f.Events {
		heard = heard || e.Type == "statement.given"
		if e.Stage == string(complaint.Proposed) {
			r.ProposedDay, r.BothVersions = h.day(e.At), &heard
			return
		}
	}
}

// recur: the same trouble of the same customer, come back (R013).
func (r *Row) recur(f Facts, h House) {
	here := f.Case.Received
	for _, one := range f.Kin {
		days := h.days(one.Received, here)
		if one.Received.Before(here) && days <= RecurrenceDays {
			r.Recurred = true
		}
	}
}

func (r *Row) survey(f Facts, h House) {
	s := f.Survey
	if s == nil || s.Answered.IsZero() {
		return
	}
	r.SurveyDay, r.Expectation, r.Compared, r.Recommend = h.day(s.Answered), s.Expectation, s.Compared, s.Recommend
	r.Solution, r.Treatment, r.Effort = given(s.Solution), given(s.Treatment), given(s.Effort)
}

// given is nil for a question that was left out.
func given(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
