package calendar

import (
	"fmt"
	"time"
)

// Deadline counts a term from an instant of receipt, by the civil dates of
// the zone. Due is the last day to answer and DueAt its last second, or the
// exact instant for a term in hours. Trace has every day from receipt to due.
// A due date in calendar days or months is not moved when it falls on a day
// of rest: the earlier date is the safe one. Errors wrap ErrTerm.
func Deadline(term Term, received time.Time, loc *time.Location, cal Calendar) (Result, error) {
	if err := term.Validate(); err != nil {
		return Result{}, err
	}
	day := DateIn(received, loc)
	result := Result{Unit: term.Unit, Version: cal.Version()}
	switch term.Unit {
	case UnitHours:
		result.DueAt = startOfHours(term, received, loc, cal).Add(time.Duration(term.Amount) * time.Hour)
		result.Due = DateIn(result.DueAt, loc)
	case UnitMonths:
		result.Due = startOfMonths(term, day, cal).AddMonths(term.Amount)
	default:
		result.Due = dueByDays(term, day, cal)
	}
	if result.DueAt.IsZero() {
		result.DueAt = result.Due.EndIn(loc)
	}
	result.Trace = trace(term, day, result.Due, cal)
	return result, nil
}

// dueByDays walks to the amount-th day that counts.
func dueByDays(term Term, received Date, cal Calendar) Date {
	day, left := firstDay(term, received, cal), term.Amount
	for {
		if counts(term, day, cal) {
			left--
		}
		if left == 0 {
			return day
		}
		day = day.AddDays(1)
	}
}

// firstDay is the first day that may count.
func firstDay(term Term, received Date, cal Calendar) Date {
	switch term.Start {
	case StartReceipt:
		return received
	case StartNextBusinessDay:
		return cal.Add(received, 1)
	}
	return received.AddDays(1)
}

func counts(term Term, day Date, cal Calendar) bool {
	return term.Unit != UnitBusinessDays || cal.IsBusinessDay(day)
}

// startOfHours is the instant the hours run from: the receipt, or the start
// of the day that the term names.
func startOfHours(term Term, received time.Time, loc *time.Location, cal Calendar) time.Time {
	if term.Start == StartReceipt {
		return received.In(loc)
	}
	return firstDay(term, DateIn(received, loc), cal).StartIn(loc)
}

// startOfMonths: from date to date counts from the day of the fact itself
// unless the term waits for a business day.
func startOfMonths(term Term, received Date, cal Calendar) Date {
	if term.Start == StartNextBusinessDay {
		return cal.Add(received, 1)
	}
	return received
}

// trace explains every day from receipt to due.
func trace(term Term, received, due Date, cal Calendar) []Day {
	first := firstDay(term, received, cal)
	var days []Day
	started := false
	for d := received; !due.Before(d); d = d.AddDays(1) {
		day := explain(d, cal)
		switch {
		case d.Before(first) && d == received:
			day.Counted, day.Reason = false, ReasonReceived
		case d.Before(first):
			day.Counted = false
		default:
			day = count(term, day, &started)
		}
		days = append(days, day)
	}
	return days
}

// count marks a day from the first on: in calendar units every day counts,
// and a holiday keeps its name to show that it was seen.
func count(term Term, day Day, started *bool) Day {
	if term.Unit != UnitBusinessDays {
		day.Counted, day.Reason = true, ReasonCounted
	}
	if day.Counted && !*started {
		*started, day.Reason = true, ReasonStart
	}
	return day
}

// explain says what a day is for a count of business days.
func explain(d Date, cal Calendar) Day {
	name, holiday := cal.Holiday(d)
	switch {
	case cal.isRest(d):
		return Day{Date: d, Reason: ReasonWeekend, Name: name}
	case holiday:
		return Day{Date: d, Reason: ReasonHoliday, Name: name}
	}
	return Day{Date: d, Counted: true, Reason: ReasonCounted}
}

// Extend gives a deadline a later date, with the days in between in its
// trace. Whether the law allows it is decided elsewhere. Error: ErrTerm when
// the new date is not later.
func Extend(r Result, due Date, loc *time.Location, cal Calendar) (Result, error) {
	if !due.After(r.Due) {
		return Result{}, fmt.Errorf("extend from %s to %s: %w", r.Due, due, ErrTerm)
	}
	trace := append([]Day(nil), r.Trace...)
	for d := r.Due.AddDays(1); !d.After(due); d = d.AddDays(1) {
		day := explain(d, cal)
		if r.Unit != UnitBusinessDays {
			day.Counted, day.Reason = true, ReasonCounted
		}
		trace = append(trace, day)
	}
	r.Due, r.DueAt, r.Trace, r.Version = due, due.EndIn(loc), trace, cal.Version()
	return r, nil
}
