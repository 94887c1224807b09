package complaint

import (
	"slices"
	"time"
)

var zero time.Time

// Span is how long after the change something falls due: working days, working
// hours, or a moment that the case itself names.
type Span struct {
	Days  int
	Hours int
	At    time.Time
}

// Timer is a reminder to create: what for, for whom, and when. The assignee is
// the owner unless Role says supervisor.
type Timer struct {
	Kind string
	Role Role // empty: the owner of the case; else Supervisor or Assignee
	Due  Span
}

// Assignee stands for whoever does the work of a case.
const Assignee Role = "assignee"

// Effects is what must happen in the same transaction as the change.
type Effects struct {
	Event string   // event type
	Start []Timer  // reminders to create
	Stop  []string // kinds of reminders that are settled; "*" is all
	Tell  []string // purposes of the messages owed to the customer
	Offer string   // what becomes of the proposal: send, expire
}

// Reminder kinds.
const (
	TimerFirstContact = "first_contact"
	TimerParaphrase   = "paraphrase"
	TimerTeamVersion  = "team_version"
	TimerNextStep     = "next_step"
	TimerInformation  = "information"
	TimerOffer        = "proposal"
	TimerETA          = "eta"
	TimerDenial       = "denial_review"
	TimerFollowUp     = "follow_up"
	TimerTemporary    = "temporary"
	TimerTransfer     = "transfer"
	TimerEscalation   = "escalation"
	TimerCompliance   = "compliance"
	TimerWrote        = "customer_wrote"
	TimerDetractor    = "detractor"
	TimerPlan         = "plan_step"     // of an emergency plan
	TimerSummary      = "write_summary" // of everything, in one place (profile disorganised)
	TimerWriteAgain   = "write_again"   // what we sent did not reach the customer
)

// Outlives reports whether a reminder stays when the case goes on or ends: who
// lost a customer's trust owes them a call, and what a plan promised is owed,
// closed or not (R087, R117).
func Outlives(kind string) bool { return kind == TimerDetractor || kind == TimerPlan }

// OfferDays is how long a proposal waits for its answer, in business days:
// the most that the Peruvian book suspends the term (DS 011-2011-PCM art. 6-A).
const OfferDays = 5

// EffectsOf tells what follows from a transition with the case as settled. An
// offer that waits for its answer lapses when the case goes another way.
func EffectsOf(code string, f Facts) Effects {
	e := effectsOf(code, f)
	if f.Before.Stage == Proposed && slices.Contains([]string{"T14", "T24", "T26"}, code) {
		e.Offer = "expire"
	}
	return e
}

func effectsOf(code string, f Facts) Effects {
	c, owner := f.Case, Role("")
	nextStep := Timer{TimerNextStep, owner, Span{At: c.NextStepDue}}
	switch code {
	case "T1", "T2":
		return Effects{Event: "complaint.filed", Start: []Timer{{TimerFirstContact, owner, FirstContact(c)}}, Tell: []string{"receipt"}}
	case "T4":
		return Effects{Event: "complaint.moved", Stop: []string{TimerNextStep}, Start: begun(f, nextStep)}
	case "T9":
		return Effects{Event: "complaint.moved", Stop: []string{TimerNextStep}, Tell: []string{"information"},
			Start: []Timer{{TimerInformation, owner, Span{At: c.InformationUntil}}}}
	case "T11":
		return Effects{Event: "complaint.moved", Stop: []string{TimerNextStep}, Tell: []string{"proposal"}, Offer: "send",
			Start: []Timer{{TimerOffer, owner, Span{Days: OfferDays}}}}
	case "T12":
		return Effects{Event: "complaint.moved", Stop: []string{TimerOffer}, Tell: []string{"started"}, Start: promised(f, nextStep)}
	case "T13", "T10", "T15":
		return Effects{Event: "complaint.moved", Stop: []string{TimerOffer, TimerInformation, TimerDenial, TimerNextStep}, Start: []Timer{nextStep}}
	case "T14":
		return Effects{Event: "complaint.moved", Stop: []string{TimerOffer, TimerNextStep},
			Start: []Timer{{TimerDenial, Supervisor, Span{Days: 1}}}}
	case "T5", "T16", "T17", "T18":
		return Effects{Event: "complaint.moved", Stop: []string{"*"}, Start: []Timer{{TimerFollowUp, owner, Span{Days: 1}}}}
	case "T25":
		return Effects{Event: "complaint.moved", Stop: []string{"*"},
			Start: []Timer{{TimerFollowUp, owner, Span{Days: 1}}, {TimerCompliance, owner, Span{At: c.AuthorityCompliance}}}}
	}
	return sideEffects(code, f, nextStep)
}

// sideEffects are those of the side ways and of the attribute changes.
func sideEffects(code string, f Facts, nextStep Timer) Effects {
	c, owner := f.Case, Role("")
	switch code {
	case "T20", "T22":
		return Effects{Event: "complaint.moved", Stop: []string{TimerFollowUp}, Tell: []string{"reopening"},
			Start: []Timer{{TimerFirstContact, owner, Span{Hours: 2}}, nextStep}}
	case "T26":
		return Effects{Event: "complaint.moved", Stop: []string{"*"}, Tell: []string{"withdrawal"}}
	case "T19", "T21", "T23":
		return Effects{Event: "complaint.moved", Stop: []string{"*"}}
	case "T27":
		return Effects{Event: "complaint.moved", Stop: []string{"*"}, Tell: []string{"void"}}
	case "T24":
		return Effects{Event: "complaint.moved", Stop: []string{"*"}, Start: []Timer{nextStepFor(c.AuthorityDue)}}
	case "T6":
		return Effects{Event: "complaint.transferred", Tell: []string{"transfer"}, Start: []Timer{{TimerTransfer, Assignee, Span{Hours: 4}}}}
	case "T7":
		return Effects{Event: "complaint.escalated", Start: []Timer{{TimerEscalation, Supervisor, Span{Hours: 4}}}}
	case "T8":
		return Effects{Event: "complaint.confidential"}
	case "T28":
		return Effects{Event: "complaint.extended"}
	case "T29":
		return Effects{Event: "complaint.temporary", Stop: []string{TimerTemporary}, Start: []Timer{{TimerTemporary, owner, Span{At: c.TemporaryUntil}}}}
	}
	return Effects{Event: "complaint.moved"}
}

// FieldEffects tells what follows from fields that were filled in, whatever the
// transition: a summary that is confirmed is no longer asked for, and a next
// step with another date is a promise with another date.
func FieldEffects(f Facts) Effects {
	var e Effects
	if !understood(f.Before) && understood(f.Case) {
		e.Stop = append(e.Stop, TimerParaphrase)
	}
	if f.Before.TemporaryClosedAt.IsZero() && !f.Case.TemporaryClosedAt.IsZero() {
		e.Stop = append(e.Stop, TimerTemporary)
	}
	if f.Before.Stage == f.Case.Stage && !f.Case.NextStepDue.Equal(f.Before.NextStepDue) {
		e.Stop = append(e.Stop, TimerNextStep)
		e.Start = append(e.Start, Timer{TimerNextStep, "", Span{At: f.Case.NextStepDue}})
	}
	return e
}

// understood: the customer said that we understood, or why not is on record (R007).
func understood(c Case) bool { return !c.UnderstandingAt.IsZero() || c.UnderstandingWaived != "" }

// begun are the timers of an investigation that starts: for what is still owed.
func begun(f Facts, nextStep Timer) []Timer {
	timers := []Timer{nextStep}
	if f.Evidence.TeamVersions == 0 {
		timers = append(timers, Timer{TimerTeamVersion, "", Span{Days: 1}})
	}
	if !understood(f.Case) {
		timers = append(timers, Timer{TimerParaphrase, "", Span{Days: 1}})
	}
	return timers
}

// FirstContact is how soon a person writes or calls: within a business day,
// within two business hours in the lane above the queue.
func FirstContact(c Case) Span {
	if c.Lane == AttendNow {
		return Span{Hours: 2}
	}
	return Span{Days: 1}
}

// promised: the date told to the customer becomes a reminder of its own.
func promised(f Facts, nextStep Timer) []Timer {
	out := []Timer{nextStep}
	if p := f.Evidence.Sent; p != nil && p.ETAKind == "real" {
		out = append(out, Timer{TimerETA, "", Span{At: p.ETA}})
	}
	return out
}

func nextStepFor(due time.Time) Timer { return Timer{TimerNextStep, "", Span{At: due}} }
