// Package measure turns what is on record of one case into the figures that
// reports count: one row, and the moments that count on a day of their own.
// Values in, values out; docs/reports.md has the same definitions as a table.
package measure

import (
	"time"

	"escucha/domain/calendar"
)

// Version of the definitions below: another one measures every case anew.
const Version = 1

// House is what the figures need of the business.
type House struct {
	Zone     *time.Location
	Calendar calendar.Calendar
	Open     calendar.Openings
	// Suspended is how many business days of waiting for the answer to an offer
	// stop the clock of the law (Peru, DS 011-2011-PCM art. 6-A: 5); 0: none do.
	Suspended int
}

func (h House) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendar.DateIn(t, h.Zone).String()
}

// Case is what the row of a case says. Times that are zero have not happened.
type Case struct {
	ID, Stage                                                                     string
	Area, Agent, Cause, CauseTop, Product, Channel, Kind, Profile, Lane, Severity string
	Customer, Currency, ResolutionKind, ClosingKind, Urgency                      string
	Urgent                                                                        bool // its urgency goes before others
	Confidential, Imported, Open, OffChannel, Merged                              bool
	Reopened                                                                      int
	Received, FirstContact, Resolved, Closed, LegalDue, ReopenedAt                time.Time
	TemporaryFrom                                                                 time.Time
	TemporaryCost                                                                 float64
}

// Event is what an event of the case tells that figures look at.
type Event struct {
	At         time.Time
	Type       string
	Transition string
	Stage      string    // the new one; empty where it stays
	Lane       string    // the new one; empty where it stays
	Resolved   time.Time // the answer left; zero where that is not told
}

// Promise is a date that the customer was told, as its reminder has it now.
type Promise struct {
	Ref       string
	Due, Done time.Time
	Broken    time.Time // when it was counted as such: it passed, or was moved without a word
}

// Contact is one time that the customer turned to us.
type Contact struct {
	Ref string
	At  time.Time
	Off bool // by no official channel
}

// Survey is the one of the case; those of campaigns are not its own.
type Survey struct {
	Ref                         string
	Sent, Answered              time.Time
	Solution, Treatment, Effort int // 0: not answered
	Recommend                   *int
	Expectation, Compared       string
}

// Cost is something that was given.
type Cost struct {
	Ref, Currency string
	At            time.Time
	Value         float64
}

// Labour is time that somebody noted and did not take back, with what an hour cost
// then.
type Labour struct {
	Ref, Currency string
	At            time.Time
	Minutes       int
	Rate          float64
}

// Mark is something that happened.
type Mark struct {
	Ref string
	At  time.Time
}

// Kin is another case of the same customer with the same cause.
type Kin struct{ Received time.Time }

// Facts is all that is on record of one case. Lists are oldest first.
type Facts struct {
	Case      Case
	Events    []Event
	Receipt   time.Time // the receipt of the filing left
	Promises  []Promise
	Contacts  []Contact   // without the filing itself
	Reached   []time.Time // follow-ups in which the customer was spoken to
	Survey    *Survey
	Costs     []Cost
	Labour    []Labour
	Incidents []Mark
	Kin       []Kin
}
