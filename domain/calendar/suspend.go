package calendar

import (
	"errors"
	"fmt"
	"time"
)

// ErrSuspension is wrapped by every refusal of a suspension.
var ErrSuspension = errors.New("bad suspension")

// Suspension is a time in which the clock of a term stands still: from the
// day From on which the fact happens, to the day To on which it runs again,
// which counts. From the 9th to the 13th with a weekend between is 2 business
// days. Max caps the business days that a case may be suspended in all (Peru,
// DS 011-2011-PCM art. 6-A: a remote offer, 5 days).
type Suspension struct {
	From Date `json:"from"`
	To   Date `json:"to"`
	Max  int  `json:"max"`
}

// Suspend moves a deadline in business days by the business days actually
// suspended. What the stored trace said about the days up to the old due date
// stays as it was. Days suspended earlier use up the cap. Error:
// ErrSuspension when it starts after the due date or before receipt, ends
// before it starts, or the deadline is not in business days.
func Suspend(r Result, s Suspension, loc *time.Location, cal Calendar) (Result, error) {
	if err := s.check(r); err != nil {
		return Result{}, err
	}
	left := s.Max - suspendedDays(r.Trace)
	trace := append([]Day(nil), r.Trace...)
	owed := 0
	for i := range trace {
		if trace[i].Counted && s.holds(trace[i].Date) && owed < left {
			trace[i].Counted, trace[i].Reason = false, ReasonSuspended
			owed++
		}
	}
	r.Trace = s.walkOn(trace, owed, left-owed, cal)
	r.Due = r.Trace[len(r.Trace)-1].Date
	r.DueAt, r.Version = r.Due.EndIn(loc), cal.Version()
	return r, nil
}

func (s Suspension) check(r Result) error {
	switch {
	case r.Unit != UnitBusinessDays || len(r.Trace) == 0:
		return fmt.Errorf("suspend a term in %s: %w", r.Unit, ErrSuspension)
	case s.To.Before(s.From) || s.Max < 0:
		return fmt.Errorf("suspend from %s to %s: %w", s.From, s.To, ErrSuspension)
	case s.From.Before(r.Trace[0].Date) || s.From.After(r.Due):
		return fmt.Errorf("suspend at %s, outside of %s..%s: %w",
			s.From, r.Trace[0].Date, r.Due, ErrSuspension)
	}
	return nil
}

// walkOn adds the days after the old due date until the owed ones counted.
// Days that are still suspended there are skipped too, while the cap lasts.
func (s Suspension) walkOn(trace []Day, owed, left int, cal Calendar) []Day {
	for owed > 0 {
		day := explain(trace[len(trace)-1].Date.AddDays(1), cal)
		switch {
		case day.Counted && s.holds(day.Date) && left > 0:
			day.Counted, day.Reason = false, ReasonSuspended
			left--
		case day.Counted:
			owed--
		}
		trace = append(trace, day)
	}
	return trace
}

func (s Suspension) holds(d Date) bool { return !d.Before(s.From) && d.Before(s.To) }

func suspendedDays(trace []Day) int {
	count := 0
	for _, day := range trace {
		if day.Reason == ReasonSuspended {
			count++
		}
	}
	return count
}
