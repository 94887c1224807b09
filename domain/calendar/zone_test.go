package calendar

import (
	"testing"
	"time"
)

// TestLateEveningBelongsToTheLocalDay: 21:00 in Lima is the next day in UTC.
func TestLateEveningBelongsToTheLocalDay(t *testing.T) {
	t.Parallel()
	lima := zone(t, "America/Lima")
	received := at(t, "2026-10-05 21:00", lima).UTC()
	if got := DateIn(received, lima); got != (Date{2026, 10, 5}) {
		t.Fatalf("received on %s, want 2026-10-05", got)
	}
	term := Term{15, UnitBusinessDays, StartNextBusinessDay}
	for _, test := range []struct {
		loc *time.Location
		due Date
	}{{lima, Date{2026, 10, 27}}, {time.UTC, Date{2026, 10, 28}}} {
		result, err := Deadline(term, received, test.loc, mustNew(t, "PE", ""))
		if err != nil || result.Due != test.due {
			t.Errorf("%s: due %s, %v; want %s", test.loc, result.Due, err, test.due)
		}
	}
}

// TestEdgesOfADay holds the first and last instant of days on which the clock
// changes: Santiago skips and repeats the hour at midnight, Madrid in the night.
func TestEdgesOfADay(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, zone string
		day        Date
		start, end string
		hours      float64
	}{
		{"plain", "America/Lima", Date{2026, 11, 22}, "2026-11-22T00:00:00-05:00", "2026-11-22T23:59:59-05:00", 24},
		{"Santiago starts at one", "America/Santiago", Date{2026, 9, 6}, "2026-09-06T01:00:00-03:00", "2026-09-06T23:59:59-03:00", 23},
		{"before the skipped hour", "America/Santiago", Date{2026, 9, 5}, "2026-09-05T00:00:00-04:00", "2026-09-05T23:59:59-04:00", 24},
		{"Santiago ends twice", "America/Santiago", Date{2026, 4, 4}, "2026-04-04T00:00:00-03:00", "2026-04-04T23:59:59-04:00", 25},
		{"Madrid loses an hour", "Europe/Madrid", Date{2026, 3, 29}, "2026-03-29T00:00:00+01:00", "2026-03-29T23:59:59+02:00", 23},
		{"Madrid gains an hour", "Europe/Madrid", Date{2026, 10, 25}, "2026-10-25T00:00:00+02:00", "2026-10-25T23:59:59+01:00", 25},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			loc := zone(t, test.zone)
			start, end := test.day.StartIn(loc), test.day.EndIn(loc)
			if got := start.Format(time.RFC3339); got != test.start {
				t.Errorf("starts %s, want %s", got, test.start)
			}
			if got := end.Format(time.RFC3339); got != test.end {
				t.Errorf("ends %s, want %s", got, test.end)
			}
			if got := end.Add(time.Second).Sub(start).Hours(); got != test.hours {
				t.Errorf("lasts %v hours, want %v", got, test.hours)
			}
		})
	}
}

// TestHoursAreRealHours: two hours over the skipped hour end three later on
// the wall.
func TestHoursAreRealHours(t *testing.T) {
	t.Parallel()
	madrid := zone(t, "Europe/Madrid")
	term := Term{2, UnitHours, StartReceipt}
	result, err := Deadline(term, at(t, "2026-03-29 01:00", madrid), madrid, mustNew(t, "ES", ""))
	if err != nil {
		t.Fatal(err)
	}
	if got := result.DueAt.Format("15:04"); got != "04:00" {
		t.Errorf("due at %s, want 04:00", got)
	}
}
