// Package reminder knows what a person may do with something that falls due for
// them: put it off, finish it, count the calls that nobody answered.
package reminder

import (
	"slices"
	"strings"
	"time"
)

// Kinds that a person sets; the others come with the steps of a case.
const (
	Manual   = "manual"    // to oneself or to a colleague
	CallBack = "call_back" // "allow me twenty minutes" is a promise (R015)
)

// MostMinutes is how long a promise in minutes may be: longer ones have a date.
const MostMinutes = 480

// Outcomes of a reminder that a person finished.
const (
	Done      = "done"
	NotNeeded = "not_needed"
	PassedOn  = "passed_on"
)

// Refusal names the field that a wish fails by, and why.
type Refusal struct{ Field, Code string }

// Wish is a reminder put off by somebody.
type Wish struct {
	Until  time.Time
	Reason string
	Told   bool // the customer has been sent a message with the new date
}

// Standing is the reminder as it is stored.
type Standing struct {
	Due      time.Time
	Promised bool      // the customer was promised it
	Broken   bool      // its time passed already, and that was counted
	Limit    time.Time // what it may not be put off beyond: the legal date; zero for none
}

// Put is a reminder after it was put off.
type Put struct {
	Due    time.Time // when it falls due now
	Quiet  time.Time // until when it is not shown among what is to be done now
	Broken bool      // a promise that is moved without a word to the customer is broken (R144)
}

// PutOff moves a reminder. Within its time it only becomes quiet; beyond it
// falls due later. Never beyond the legal date.
func PutOff(s Standing, w Wish, now time.Time) (Put, *Refusal) {
	switch {
	case !w.Until.After(now):
		return Put{}, &Refusal{"snoozed_until", "snooze_past"}
	case !s.Limit.IsZero() && w.Until.After(s.Limit):
		return Put{}, &Refusal{"snoozed_until", "snooze_legal_due"}
	case strings.TrimSpace(w.Reason) == "":
		return Put{}, &Refusal{"reason", "snooze_reason"}
	case !w.Until.After(s.Due):
		return Put{Due: s.Due, Quiet: w.Until}, nil
	}
	return Put{Due: w.Until, Quiet: w.Until, Broken: s.Promised && !s.Broken && !w.Told}, nil
}

// Finish checks how a reminder ended; empty means that it was done. What is
// given up or handed on says why.
func Finish(outcome, reason string) (string, *Refusal) {
	if outcome == "" {
		return Done, nil
	}
	if !slices.Contains([]string{Done, NotNeeded, PassedOn}, outcome) {
		return "", &Refusal{"outcome", "reminder_outcome"}
	}
	if outcome != Done && strings.TrimSpace(reason) == "" {
		return "", &Refusal{"reason", "reminder_outcome_reason"}
	}
	return outcome, nil
}

// Set checks a reminder that somebody sets: what it is about, and a time ahead.
// Minutes make it a promise to call back.
func Set(note string, minutes int, due, now time.Time) (kind string, at time.Time, refused *Refusal) {
	switch {
	case strings.TrimSpace(note) == "":
		return "", due, &Refusal{"note", "reminder_note"}
	case minutes < 0 || minutes > MostMinutes:
		return "", due, &Refusal{"promise_minutes", "promise_minutes"}
	case minutes > 0:
		return CallBack, now.Add(time.Duration(minutes) * time.Minute), nil
	case !due.After(now):
		return "", due, &Refusal{"due", "reminder_due"}
	}
	return Manual, due, nil
}
