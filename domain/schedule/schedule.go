// Package schedule says when a report that is sent regularly is due, and of
// which days it is: once for each week or month that is over.
package schedule

import (
	"fmt"
	"time"

	"escucha/domain/calendar"
)

// How often.
const (
	Weekly  = "weekly"
	Monthly = "monthly"
)

// Plan is what somebody chose. Weekday is 1 for Monday to 7 for Sunday; a
// monthly one goes out on the first day of the month.
type Plan struct {
	Every   string
	Weekday int
	Hour    int
}

// Sending is one mail: since when it is due, the days that it is of, and their
// name, "2026-W47" or "2026-11".
type Sending struct {
	At       time.Time
	From, To calendar.Date
	Key      string
}

// Last is the newest sending that is due at a moment. Others before it are not
// made up for: nobody wants the reports of a month in one morning.
func (p Plan) Last(now time.Time, zone *time.Location) Sending {
	day := p.dayOn(calendar.DateIn(now, zone))
	at := p.hourOf(day, zone)
	if at.After(now) {
		day = p.dayOn(day.AddDays(-1))
		at = p.hourOf(day, zone)
	}
	out := p.Of(day)
	out.At = at
	return out
}

// Of is the last whole week or month before a day.
func (p Plan) Of(day calendar.Date) Sending {
	if p.Every == Monthly {
		first := calendar.Date{Year: day.Year, Month: day.Month, Day: 1}
		from := first.AddMonths(-1)
		return Sending{From: from, To: first.AddDays(-1), Key: from.String()[:7]}
	}
	monday := day.AddDays(-(int(day.Weekday())+6)%7 - 7)
	year, week := time.Date(monday.Year, monday.Month, monday.Day, 12, 0, 0, 0, time.UTC).ISOWeek()
	return Sending{From: monday, To: monday.AddDays(6), Key: fmt.Sprintf("%d-W%02d", year, week)}
}

// dayOn is the last day of sending up to a day.
func (p Plan) dayOn(day calendar.Date) calendar.Date {
	if p.Every == Monthly {
		return calendar.Date{Year: day.Year, Month: day.Month, Day: 1}
	}
	return day.AddDays(-(int(day.Weekday()) - p.Weekday + 7) % 7)
}

// hourOf is the hour on the clock of the wall. One that the clock skips in
// spring is the one after it; of one that comes twice in autumn, the first.
func (p Plan) hourOf(day calendar.Date, zone *time.Location) time.Time {
	at := time.Date(day.Year, day.Month, day.Day, p.Hour, 0, 0, 0, zone)
	if first := at.Add(-time.Hour); first.In(zone).Hour() == p.Hour {
		return first
	}
	return at
}

// stray is how far in the future a sending must lie to be the work of a clock
// that went wrong.
const stray = 40 * 24 * time.Hour

// Past is what was sent before: the name of the days, and when.
type Past struct {
	Key     string
	At      time.Time
	Created time.Time
}

// Due reports whether a sending is to be made: not of what was sent, not of
// days before those, and not of a moment before the plan was made.
func (s Sending) Due(past Past, now time.Time) bool {
	if s.Key == past.Key || s.At.Before(past.Created) {
		return false
	}
	return s.At.After(past.At) || past.At.After(now.Add(stray))
}

// Today is the sending of a moment, whatever the day and hour of the plan.
func (p Plan) Today(now time.Time, zone *time.Location) Sending {
	out := p.Of(calendar.DateIn(now, zone))
	out.At = now
	return out
}
