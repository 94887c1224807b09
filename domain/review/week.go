// Package review decides about the weekly meeting: of which week it is, which
// cases are talked about and why, what is missing before it can be closed, and
// when somebody is reminded of it (R113-R116).
package review

import (
	"errors"
	"fmt"
	"time"

	"escucha/domain/calendar"
)

// ErrWeek is wrapped by every refusal of a week that there is not.
var ErrWeek = errors.New("not a week")

// Week is a week as ISO 8601 counts it: from Monday to Sunday, the first one of
// a year being that of its first Thursday.
type Week struct{ Year, Number int }

// Of is the week of a day.
func Of(day calendar.Date) Week {
	year, number := time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC).ISOWeek()
	return Week{year, number}
}

// half is how many days of a week must be over before a meeting is about it.
const half = 3

// Current is the week that a meeting on a day talks about: until Wednesday the
// one before, from Thursday on the one that is running.
func Current(day calendar.Date) Week { return Of(day.AddDays(-half)) }

// Parse reads "2026-W47". A week that the year does not have is ErrWeek.
func Parse(text string) (Week, error) {
	var w Week
	if _, err := fmt.Sscanf(text, "%04d-W%02d", &w.Year, &w.Number); err != nil || w.String() != text || Of(w.First()) != w {
		return Week{}, fmt.Errorf("read week %q: %w", text, ErrWeek)
	}
	return w, nil
}

// String writes "2026-W47".
func (w Week) String() string { return fmt.Sprintf("%04d-W%02d", w.Year, w.Number) }

// First is the Monday of the week.
func (w Week) First() calendar.Date {
	fourth := calendar.Date{Year: w.Year, Month: time.January, Day: 4} // always in week 1
	since := (int(fourth.Weekday()) + 6) % 7
	return fourth.AddDays(7*(w.Number-1) - since)
}

// Last is the Sunday of the week.
func (w Week) Last() calendar.Date { return w.First().AddDays(6) }

// Before is the week before.
func (w Week) Before() Week { return Of(w.First().AddDays(-7)) }
