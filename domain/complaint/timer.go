package complaint

import "time"

// Deed is what a timer does at one of its marks.
type Deed string

// What timers do.
const (
	Nudge    Deed = "nudge"           // whom it is for is told that it falls due
	Passed   Deed = "passed"          // ... that it did
	Above    Deed = "above"           // whoever supervises the case is told that it passed
	Highest  Deed = "highest"         // those who administer are told that it passed
	Remind   Deed = "remind_customer" // the customer is asked once more
	Break    Deed = "break_promise"   // counted, and an apology with another date is owed
	Escalate Deed = "escalate"        // the case goes up one level
	Return   Deed = "give_back"       // the case is its owner's to do again
	Hold     Deed = "holding_letter"  // a letter that asks for patience is prepared
	Lapse    Deed = "lapse"           // elsewhere: the row that falls due is another's
)

// Mark is a moment in the life of a timer: a part of its working time, so many
// business days from the day it falls due (at opening when before, at the end
// of the day when after), or so long from that moment by the clock on the wall.
// All zero is the moment it falls due.
type Mark struct {
	Part  int // percent of the opening time
	Days  int // business days, negative before
	Clock time.Duration
}

// Beat is one thing that a timer does.
type Beat struct {
	Mark
	Does Deed
}

// Timer kinds beyond those that a transition starts.
const (
	TimerReceipt   = "receipt"       // the customer has not got it yet
	TimerLegal     = "legal_due"     // of a case near its date
	TimerHolding   = "write_holding" // no answer is ready
	TimerApology   = "apology"       // for a promise that was not kept
	TimerAction    = "action"        // corrective; its rows are the actions
	TimerEffect    = "action_effect" // whether a corrective action helped
	TimerSurvey    = "survey"        // its rows are the surveys
	TimerWeekly    = "weekly_meeting"
	TimerProfile   = "profile"   // its rows are the profiles
	TimerRetention = "retention" // its rows are the complaints
)

// Timing is one row of the table of timers: how long it runs unless the case
// says otherwise, and what it does.
type Timing struct {
	Code    string
	Default Span
	Beats   []Beat
}

const (
	wallDay = 24 * time.Hour
	// ReceiptGrace is how long a receipt may be on its way.
	ReceiptGrace = time.Hour
	// EffectDays after a corrective action somebody looks whether it helped.
	EffectDays = 30
	// ActionWarning is how many days before a corrective action falls due its owner is told.
	ActionWarning = 3
)

var (
	atDue   = Mark{}
	fourFif = Mark{Part: PromiseWarning}
)

// Timings is the table of timers: the eighteen of the house in their order,
// then those that follow from them. A kind that is not in it is a promise like
// any other: whoever made it is told while it can be kept (R144).
func Timings() []Timing {
	return []Timing{
		{TimerReceipt, Span{}, []Beat{{Mark{Clock: ReceiptGrace}, Nudge}}},
		{TimerFirstContact, Span{Days: 1}, []Beat{{Mark{Part: 50}, Nudge}, {atDue, Escalate}}},
		{TimerParaphrase, Span{Days: 1}, []Beat{{Mark{Part: 50}, Remind}, {fourFif, Nudge}, {atDue, Passed}}},
		{TimerTeamVersion, Span{Days: 1}, []Beat{{fourFif, Nudge}, {atDue, Above}}},
		{TimerTransfer, Span{Hours: 4}, []Beat{{atDue, Return}}},
		{TimerNextStep, Span{Days: 3}, []Beat{{fourFif, Nudge}, {atDue, Break}}},
		{TimerETA, Span{}, []Beat{{fourFif, Nudge}, {atDue, Break}}},
		{TimerLegal, Span{}, []Beat{{Mark{Days: -5}, Nudge}, {Mark{Days: -2}, Nudge}, {Mark{Days: -1}, Nudge}, {Mark{Days: -1}, Hold}, {atDue, Passed}, {atDue, Above}}},
		{TimerHolding, Span{}, nil},
		{TimerOffer, Span{Days: OfferDays}, []Beat{{Mark{Days: -1}, Remind}, {Mark{Days: -1}, Nudge}, {atDue, Lapse}}},
		{TimerDenial, Span{Days: 1}, []Beat{{atDue, Highest}}},
		{TimerTemporary, Span{}, []Beat{{Mark{Clock: -wallDay}, Nudge}, {atDue, Passed}}},
		{TimerFollowUp, Span{Days: 1}, []Beat{{atDue, Passed}, {Mark{Days: 1}, Above}}},
		{TimerSurvey, Span{Days: 2}, nil},
		{TimerAction, Span{}, []Beat{{Mark{Clock: -ActionWarning * wallDay}, Nudge}, {atDue, Passed}}},
		{TimerWeekly, Span{}, nil}, // comes with the weekly meeting: day 6, day 8
		{TimerProfile, Span{}, []Beat{{atDue, Lapse}}},
		{TimerRetention, Span{}, nil}, // a list to look through; only a person purges

		{TimerEffect, Span{}, []Beat{{atDue, Nudge}}},
		{TimerInformation, Span{}, []Beat{{Mark{Part: 50}, Remind}, {Mark{Days: -1}, Remind}, {atDue, Lapse}}},
		{TimerEscalation, Span{Hours: 4}, []Beat{{atDue, Highest}}},
		{TimerCompliance, Span{}, []Beat{{fourFif, Nudge}, {atDue, Above}}},
		{TimerApology, Span{Days: 1}, []Beat{{atDue, Above}}},
	}
}

var beats = func() map[string][]Beat {
	out := map[string][]Beat{}
	for _, t := range Timings() {
		out[t.Code] = t.Beats
	}
	return out
}()

// Beats is what a timer of this kind does.
func Beats(kind string) []Beat {
	if list, known := beats[kind]; known {
		return list
	}
	return []Beat{{fourFif, Nudge}}
}
