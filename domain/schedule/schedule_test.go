package schedule_test

import (
	"testing"
	"time"

	"escucha/domain/schedule"
)

func at(t *testing.T, text string, zone *time.Location) time.Time {
	t.Helper()
	out, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	out, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestLast: 23 November 2026 is a Monday. In Madrid the clock goes back on 25
// October and forward on 28 March 2027, both Sundays.
func TestLast(t *testing.T) {
	t.Parallel()
	weekly := func(day, hour int) schedule.Plan {
		return schedule.Plan{Every: schedule.Weekly, Weekday: day, Hour: hour}
	}
	monthly := func(hour int) schedule.Plan { return schedule.Plan{Every: schedule.Monthly, Hour: hour} }
	for _, row := range []struct {
		name, zone string
		plan       schedule.Plan
		now        string
		key, days  string
		at         string // in UTC
	}{
		{"Monday at its hour", "America/Lima", weekly(1, 8), "2026-11-23 08:00", "2026-W47", "2026-11-16 2026-11-22", "2026-11-23 13:00"},
		{"a minute before, the week before", "America/Lima", weekly(1, 8), "2026-11-23 07:59", "2026-W46", "2026-11-09 2026-11-15", "2026-11-16 13:00"},
		{"Sunday evening", "America/Lima", weekly(1, 8), "2026-11-29 23:00", "2026-W47", "2026-11-16 2026-11-22", "2026-11-23 13:00"},
		{"on Fridays, of the week that ended on Sunday", "America/Lima", weekly(5, 18), "2026-11-27 18:30", "2026-W47", "2026-11-16 2026-11-22", "2026-11-27 23:00"},
		{"on Sundays, of the week before", "America/Lima", weekly(7, 0), "2026-11-29 00:00", "2026-W47", "2026-11-16 2026-11-22", "2026-11-29 05:00"},
		{"the first week of a year", "America/Lima", weekly(1, 8), "2027-01-11 09:00", "2027-W01", "2027-01-04 2027-01-10", "2027-01-11 13:00"},
		{"week 53", "America/Lima", weekly(1, 8), "2027-01-04 09:00", "2026-W53", "2026-12-28 2027-01-03", "2027-01-04 13:00"},
		{"the first of a month", "America/Lima", monthly(8), "2026-12-01 08:00", "2026-11", "2026-11-01 2026-11-30", "2026-12-01 13:00"},
		{"just before it", "America/Lima", monthly(8), "2026-12-01 07:59", "2026-10", "2026-10-01 2026-10-31", "2026-11-01 13:00"},
		{"the end of February", "Europe/Madrid", monthly(8), "2027-03-15 12:00", "2027-02", "2027-02-01 2027-02-28", "2027-03-01 07:00"},
		{"Madrid in summer", "Europe/Madrid", weekly(1, 8), "2026-10-19 08:00", "2026-W42", "2026-10-12 2026-10-18", "2026-10-19 06:00"},
		{"Madrid after the clock went back", "Europe/Madrid", weekly(1, 8), "2026-10-26 08:00", "2026-W43", "2026-10-19 2026-10-25", "2026-10-26 07:00"},
		{"an hour that comes twice is the first", "Europe/Madrid", weekly(7, 2), "2026-10-25 12:00", "2026-W42", "2026-10-12 2026-10-18", "2026-10-25 00:00"},
		{"an hour that is skipped is the next", "Europe/Madrid", weekly(7, 2), "2027-03-28 12:00", "2027-W11", "2027-03-15 2027-03-21", "2027-03-28 01:00"},
	} {
		z := zone(t, row.zone)
		got := row.plan.Last(at(t, row.now, z), z)
		if days := got.From.String() + " " + got.To.String(); got.Key != row.key || days != row.days || got.At.UTC().Format("2006-01-02 15:04") != row.at {
			t.Errorf("%s: %s, %s, at %s", row.name, got.Key, days, got.At.UTC())
		}
	}
}

// TestDue: once for each week, never of one before, and not of what was over
// when the plan was made.
func TestDue(t *testing.T) {
	t.Parallel()
	lima := zone(t, "America/Lima")
	plan := schedule.Plan{Every: schedule.Weekly, Weekday: 1, Hour: 8}
	now := at(t, "2026-11-23 08:01", lima)
	last := plan.Last(now, lima)
	long := now.AddDate(0, -3, 0)
	for _, row := range []struct {
		name string
		past schedule.Past
		want bool
	}{
		{"never sent", schedule.Past{Created: long}, true},
		{"sent the week before", schedule.Past{Key: "2026-W46", At: now.AddDate(0, 0, -7), Created: long}, true},
		{"sent already", schedule.Past{Key: "2026-W47", At: now.Add(-time.Minute), Created: long}, false},
		{"sent by hand an hour before its time, the same week", schedule.Past{Key: "2026-W47", At: now.Add(-time.Hour), Created: long}, false},
		{"the clock went back a week after it was sent", schedule.Past{Key: "2026-W48", At: now.AddDate(0, 0, 7), Created: long}, false},
		{"the clock was a year ahead once", schedule.Past{Key: "2027-W47", At: now.AddDate(1, 0, 0), Created: long}, true},
		{"made a minute after its hour", schedule.Past{Created: now}, false},
		{"it was monthly until today", schedule.Past{Key: "2026-10", At: now.AddDate(0, 0, -22), Created: long}, true},
	} {
		if got := last.Due(row.past, now); got != row.want {
			t.Errorf("%s: %t", row.name, got)
		}
	}
}
