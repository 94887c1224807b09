package calendar

import (
	"slices"
	"time"
)

// days gives the days of rest that an entry brings in the law's year: a rest
// may be moved into the year before (1 January 2028 in Ecuador).
func (e entry) days(year int) []Date {
	var days []Date
	for _, day := range e.originals(year) {
		if e.happens(day) {
			days = append(days, shifts[e.Shift](day)...)
		}
	}
	return days
}

// originals are the days before any shift.
func (e entry) originals(year int) []Date {
	switch e.Rule {
	case "fixed":
		return []Date{{year, time.Month(e.Month), e.Day}}
	case "easter":
		return []Date{Easter(year).AddDays(e.Offset)}
	case "nth":
		return []Date{nthWeekday(year, time.Month(e.Month), weekdayOf(e.Weekday), e.N)}
	default:
		return e.listed(year)
	}
}

// listed are the days of a dated table in one year, projections included.
func (e entry) listed(year int) []Date {
	var days []Date
	for _, day := range slices.Concat(e.Dates, e.Projected) {
		if day.Year == year {
			days = append(days, day)
		}
	}
	return days
}

// happens tells whether the law has this day in its year and on its weekday.
func (e entry) happens(day Date) bool {
	if e.From != 0 && day.Year < e.From || e.To != 0 && day.Year > e.To {
		return false
	}
	if e.Every > 1 && (day.Year-e.From)%e.Every != 0 {
		return false
	}
	return len(e.OnlyOn) == 0 || slices.Contains(e.OnlyOn, int(day.Weekday()))
}

func (e entry) appliesTo(region string) bool {
	return len(e.Regions) == 0 || region != "" && slices.Contains(e.Regions, region)
}

func nthWeekday(year int, month time.Month, weekday time.Weekday, n int) Date {
	first := Date{year, month, 1}
	ahead := (int(weekday) - int(first.Weekday()) + 7) % 7
	return first.AddDays(ahead + 7*(n-1))
}

// Easter returns Easter Sunday of the Gregorian calendar by the anonymous
// computus (Meeus, Jones, Butcher).
func Easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Date{year, time.Month(n / 31), n%31 + 1}
}
