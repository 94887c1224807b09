package complaint

import (
	"fmt"
	"slices"
	"time"

	"escucha/domain/calendar"
)

// Worktime is when a business works, for the moments that are counted by it.
type Worktime struct {
	Calendar calendar.Calendar
	Hours    calendar.Hours
	Location *time.Location
}

// Dated is one deed of a timer with its moment.
type Dated struct {
	Does Deed
	At   time.Time
}

// Schedule dates what a timer does that was made and falls due at these
// moments, in the order of time. What would have been before it was made is
// left out; a warning of a day that is longer than the whole timer comes at
// four fifths of it, like that of any promise.
// Errors wrap calendar.ErrHours and calendar.ErrNeverOpen.
func Schedule(kind string, made, due time.Time, w Worktime) ([]Dated, error) {
	var out []Dated
	for _, b := range Beats(kind) {
		at, err := b.date(made, due, w)
		if err != nil {
			return nil, fmt.Errorf("when to %s of %s: %w", b.Does, kind, err)
		}
		if b.Clock < 0 && at.Before(made) {
			if at, err = fourFif.date(made, due, w); err != nil {
				return nil, fmt.Errorf("when to %s of %s: %w", b.Does, kind, err)
			}
		}
		if !at.Before(made) {
			out = append(out, Dated{b.Does, at})
		}
	}
	slices.SortStableFunc(out, func(a, b Dated) int { return a.At.Compare(b.At) })
	return out, nil
}

// date is the moment of a mark. Nothing that should come before is due later
// than the timer itself, whatever the opening hours are.
func (m Mark) date(made, due time.Time, w Worktime) (time.Time, error) {
	switch {
	case m.Part > 0:
		return w.Hours.PartOf(made, due, m.Part, w.Location)
	case m.Days > 0:
		return w.Calendar.Add(calendar.DateIn(due, w.Location), m.Days).EndIn(w.Location), nil
	case m.Days < 0:
		day := w.Calendar.Add(calendar.DateIn(due, w.Location), m.Days)
		open, err := w.Hours.AddBusiness(day.StartIn(w.Location), 0, w.Location)
		if err == nil && calendar.DateIn(open, w.Location) != day { // open on other days than the law counts
			open = day.StartIn(w.Location)
		}
		return open, err
	}
	return due.Add(m.Clock), nil
}
