package hooks_test

import (
	"testing"
	"time"
)

// before is the period that one is compared with: of whole months as many before
// them, of the beginning of a month the same days of the month before, and of
// anything else as many days.
func (s span) before() span {
	from, to := civil(s.from), civil(s.to)
	switch months := 12*(to.Year()-from.Year()) + int(to.Month()-from.Month()) + 1; {
	case from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1:
		return spanned(from.AddDate(0, -months, 0), from.AddDate(0, 0, -1))
	case from.Day() == 1 && months == 1:
		first := from.AddDate(0, -1, 0)
		return spanned(first, first.AddDate(0, 0, min(to.Day(), from.AddDate(0, 0, -1).Day())-1))
	}
	days := int(to.Sub(from)/(24*time.Hour)) + 1
	return spanned(from.AddDate(0, 0, -days), from.AddDate(0, 0, -1))
}

// civil is a day at which nothing is said of hours.
func civil(day string) time.Time {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return at
}

func spanned(from, to time.Time) span {
	return span{from.Format(time.DateOnly), to.Format(time.DateOnly)}
}

// daysAfter is so many days after a day.
func daysAfter(day string, days int) string {
	return civil(day).AddDate(0, 0, days).Format(time.DateOnly)
}

// TestThePeriodBefore by hand, of what is asked for below and at the ends of months.
func TestThePeriodBefore(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		of   span
		want span
	}{
		{"a month", span{"2026-03-01", "2026-03-31"}, span{"2026-02-01", "2026-02-28"}},
		{"a whole year", span{"2026-01-01", "2026-12-31"}, span{"2025-01-01", "2025-12-31"}},
		{"three months after a leap February", span{"2024-03-01", "2024-05-31"}, span{"2023-12-01", "2024-02-29"}},
		{"the beginning of a month", span{"2026-11-01", "2026-11-24"}, span{"2026-10-01", "2026-10-24"}},
		{"the beginning of March, longer than February", span{"2026-03-01", "2026-03-30"}, span{"2026-02-01", "2026-02-28"}},
		{"a first day", span{"2026-01-01", "2026-01-01"}, span{"2025-12-01", "2025-12-01"}},
		{"ten months and a part", span{"2026-01-01", "2026-11-24"}, span{"2025-02-07", "2025-12-31"}},
		{"from the middle to the middle", span{"2026-02-10", "2026-03-11"}, span{"2026-01-11", "2026-02-09"}},
		{"any day", span{"2026-11-24", "2026-11-24"}, span{"2026-11-23", "2026-11-23"}},
	} {
		if got := row.of.before(); got != row.want {
			t.Errorf("%s: before %v is %v, want %v", row.name, row.of, got, row.want)
		}
	}
}
