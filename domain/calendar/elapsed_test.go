package calendar

import (
	"errors"
	"testing"
	"time"
)

func TestBetween(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, zone, from, to string
		want                 time.Duration
	}{
		{"inside a shift", "America/Lima", "2026-11-23 09:30", "2026-11-23 11:00", 90 * time.Minute},
		{"over the midday break", "America/Lima", "2026-11-23 12:00", "2026-11-23 16:00", 2 * time.Hour},
		{"in the break", "America/Lima", "2026-11-23 13:10", "2026-11-23 14:50", 0},
		{"over the night", "America/Lima", "2026-11-23 18:00", "2026-11-24 10:00", 2 * time.Hour},
		{"after closing", "America/Lima", "2026-11-23 20:00", "2026-11-23 23:00", 0},
		{"a whole week", "America/Lima", "2026-11-23 00:00", "2026-11-29 23:59", 50 * time.Hour},
		{"the wrong way round", "America/Lima", "2026-11-24 10:00", "2026-11-23 10:00", 0},
		{"the clock goes forward", "Europe/Madrid", "2026-03-29 01:00", "2026-03-29 04:00", 2 * time.Hour},
		{"the clock goes back", "Europe/Madrid", "2026-10-25 01:00", "2026-10-25 04:00", 4 * time.Hour},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			loc := zone(t, test.zone)
			if got := shop(t).Between(at(t, test.from, loc).UTC(), at(t, test.to, loc).UTC(), loc); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

// TestPartOf: when four fifths of the promised working time are gone (R144).
func TestPartOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, from, to string
		percent        int
		want           string
	}{
		{"ten hours of a day and a bit", "2026-11-23 09:00", "2026-11-24 11:00", 80, "2026-11-23 19:00"},
		{"over the night", "2026-11-23 17:00", "2026-11-24 12:00", 80, "2026-11-24 11:00"},
		{"a day and a half", "2026-11-23 09:00", "2026-11-24 13:00", 80, "2026-11-24 10:36"},
		{"over a weekend", "2026-11-20 17:00", "2026-11-23 13:00", 80, "2026-11-23 09:48"},
		{"all of it", "2026-11-23 09:00", "2026-11-23 13:00", 100, "2026-11-23 13:00"},
		{"none of it", "2026-11-23 09:00", "2026-11-23 13:00", 0, "2026-11-23 09:00"},
		{"nothing opens in between", "2026-11-23 20:00", "2026-11-24 06:00", 80, "2026-11-24 04:00"},
		{"promised for the past", "2026-11-24 09:00", "2026-11-23 09:00", 80, "2026-11-23 09:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			loc := zone(t, "America/Lima")
			got, err := shop(t).PartOf(at(t, test.from, loc).UTC(), at(t, test.to, loc).UTC(), test.percent, loc)
			if err != nil {
				t.Fatal(err)
			}
			if text := got.In(loc).Format("2006-01-02 15:04"); text != test.want {
				t.Errorf("at %s, want %s", text, test.want)
			}
		})
	}
	for _, percent := range []int{-1, 101} {
		if _, err := shop(t).PartOf(time.Unix(0, 0), time.Unix(1, 0), percent, time.UTC); !errors.Is(err, ErrHours) {
			t.Errorf("%d percent: %v", percent, err)
		}
	}
}
