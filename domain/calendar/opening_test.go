package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// week with a break at noon, a short Saturday, and a night that ends the Sunday
// on which clocks change.
var shopHours = map[string][]string{"mon": {"09:00-13:00", "15:00-19:00"}, "tue": {"09:00-13:00", "15:00-19:00"}, "wed": {"09:00-18:00"},
	"thu": {"09:00-18:00"}, "fri": {"09:00-18:00"}, "sat": {"10:00-13:30"}, "sun": {"00:00-04:00", "22:00-24:00"}}

func shopOf(t *testing.T, country, zone string) (Hours, *time.Location) {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	hours, err := ParseHours(shopHours, []Date{{2026, 3, 17}})
	if err != nil {
		t.Fatal(err)
	}
	return hours.ClosedOnHolidays(mustNew(t, country, "")), loc
}

// Worked out before or walked over, the time is the same: also across both
// changes of the clock, on holidays, and outside of what was worked out.
func TestOpeningsAreTheHours(t *testing.T) {
	t.Parallel()
	for country, zone := range map[string]string{"CL": "America/Santiago", "ES": "Europe/Madrid", "PE": "America/Lima"} {
		hours, loc := shopOf(t, country, zone)
		openings := hours.Openings(Date{2026, 2, 1}, Date{2026, 12, 31}, loc)
		rapid.Check(t, func(t *rapid.T) {
			from := time.Date(2026, 1, 15, 0, 0, 0, 0, loc).Add(time.Duration(rapid.IntRange(0, 370*24*60).Draw(t, "from")) * time.Minute)
			to := from.Add(time.Duration(rapid.IntRange(-60, 60*24*60).Draw(t, "minutes")) * time.Minute)
			if have, want := openings.Between(from, to), hours.Between(from, to, loc); have != want {
				t.Fatalf("%s from %s to %s: %s, want %s", country, from, to, have, want)
			}
		})
	}
}

// Two stretches, one after the other, are as long as both together, and never
// longer than the time on a clock.
func TestOpeningsAddUp(t *testing.T) {
	t.Parallel()
	hours, loc := shopOf(t, "CL", "America/Santiago")
	openings := hours.Openings(Date{2026, 1, 1}, Date{2026, 12, 31}, loc)
	rapid.Check(t, func(t *rapid.T) {
		a := time.Date(2026, 1, 1, 0, 0, 0, 0, loc).Add(time.Duration(rapid.IntRange(0, 300*24*60).Draw(t, "start")) * time.Minute)
		b := a.Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "one")) * time.Minute)
		c := b.Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "two")) * time.Minute)
		one, two, both := openings.Between(a, b), openings.Between(b, c), openings.Between(a, c)
		if one+two != both || one < 0 || both > c.Sub(a) {
			t.Fatalf("%s and %s, together %s of %s", one, two, both, c.Sub(a))
		}
	})
}

func TestOpeningsByHand(t *testing.T) {
	t.Parallel()
	hours, loc := shopOf(t, "CL", "America/Santiago")
	openings := hours.Openings(Date{2026, 1, 1}, Date{2026, 12, 31}, loc)
	at := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, loc)
	}
	for _, row := range []struct {
		name     string
		from, to time.Time
		want     time.Duration
	}{
		{"over the break", at(11, 23, 12, 0), at(11, 23, 16, 0), 2 * time.Hour},
		{"from a closed hour to the next opening", at(11, 23, 20, 0), at(11, 24, 9, 0), 0},
		{"over Independence Day, Friday the 18th, and Saturday the 19th", at(9, 17, 17, 0), at(9, 21, 10, 0), time.Hour + 6*time.Hour + time.Hour},
		{"the night in which an hour is left out", at(9, 5, 13, 30), at(9, 6, 4, 0), 3 * time.Hour},
		{"backwards", at(11, 24, 10, 0), at(11, 23, 10, 0), 0},
	} {
		if have := openings.Between(row.from, row.to); have != row.want {
			t.Errorf("%s: %s, want %s", row.name, have, row.want)
		}
	}
}
