package calendar

import (
	"errors"
	"testing"
	"time"
)

func peruFrom(t testing.TB, received string) (Result, Calendar) {
	t.Helper()
	cal := mustNew(t, "PE", "")
	term := Term{15, UnitBusinessDays, StartNextBusinessDay}
	result, err := Deadline(term, at(t, received+" 10:00", time.UTC), time.UTC, cal)
	if err != nil {
		t.Fatal(err)
	}
	return result, cal
}

// TestSuspend: received Monday 2026-10-05, due Tuesday 2026-10-27.
func TestSuspend(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		from, to Date
		max      int
		due      Date
	}{
		{"offer from the 9th to the 13th", Date{2026, 10, 9}, Date{2026, 10, 13}, 5, Date{2026, 10, 29}},
		{"answered the same day", Date{2026, 10, 9}, Date{2026, 10, 9}, 5, Date{2026, 10, 27}},
		{"never answered: capped", Date{2026, 10, 9}, Date{2026, 11, 30}, 5, Date{2026, 11, 3}},
		{"over a weekend only", Date{2026, 10, 10}, Date{2026, 10, 12}, 5, Date{2026, 10, 27}},
		{"offer on the last day", Date{2026, 10, 27}, Date{2026, 10, 29}, 5, Date{2026, 10, 29}},
		{"over the old due date", Date{2026, 10, 26}, Date{2026, 10, 30}, 5, Date{2026, 11, 2}},
		{"no suspension allowed", Date{2026, 10, 9}, Date{2026, 10, 13}, 0, Date{2026, 10, 27}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			before, cal := peruFrom(t, "2026-10-05")
			s := Suspension{test.from, test.to, test.max}
			after, err := Suspend(before, s, time.UTC, cal)
			if err != nil || after.Due != test.due {
				t.Fatalf("due %s, %v; want %s", after.Due, err, test.due)
			}
			if DateIn(after.DueAt, time.UTC) != after.Due {
				t.Errorf("due at %s", after.DueAt)
			}
			checkCounted(t, after, 15)
			checkCounted(t, before, 15)
		})
	}
}

func checkCounted(t *testing.T, r Result, want int) {
	t.Helper()
	got := 0
	for _, day := range r.Trace {
		if day.Counted {
			got++
		}
	}
	last := r.Trace[len(r.Trace)-1]
	if got != want || last.Date != r.Due || !last.Counted {
		t.Errorf("%d days counted up to %v, want %d up to %s", got, last, want, r.Due)
	}
}

func TestTwoSuspensionsShareTheCap(t *testing.T) {
	t.Parallel()
	first, cal := peruFrom(t, "2026-10-05")
	for _, s := range []Suspension{
		{Date{2026, 10, 9}, Date{2026, 10, 14}, 5},
		{Date{2026, 10, 19}, Date{2026, 10, 30}, 5},
	} {
		next, err := Suspend(first, s, time.UTC, cal)
		if err != nil {
			t.Fatal(err)
		}
		first = next
	}
	if first.Due != (Date{2026, 11, 3}) || suspendedDays(first.Trace) != 5 {
		t.Errorf("due %s with %d suspended, want 2026-11-03 with 5", first.Due, suspendedDays(first.Trace))
	}
}

// TestSuspendKeepsTheStoredPast: a holiday added later does not change what
// the trace said of the days before the old due date.
func TestSuspendKeepsTheStoredPast(t *testing.T) {
	t.Parallel()
	before, _ := peruFrom(t, "2026-10-05")
	later := mustNew(t, "PE", "", Override{Country: "PE", Date: Date{2026, 10, 20}, Kind: KindAdd})
	after, err := Suspend(before, Suspension{Date{2026, 10, 9}, Date{2026, 10, 13}, 5}, time.UTC, later)
	if err != nil || after.Due != (Date{2026, 10, 29}) || after.Version != later.Version() {
		t.Errorf("due %s by %s, %v", after.Due, after.Version, err)
	}
}

func TestSuspendRefuses(t *testing.T) {
	t.Parallel()
	good, cal := peruFrom(t, "2026-10-05")
	calendarDays := good
	calendarDays.Unit = UnitCalendarDays
	for name, test := range map[string]struct {
		result Result
		s      Suspension
	}{
		"after due":         {good, Suspension{Date{2026, 10, 28}, Date{2026, 10, 29}, 5}},
		"before receipt":    {good, Suspension{Date{2026, 10, 4}, Date{2026, 10, 9}, 5}},
		"ends before start": {good, Suspension{Date{2026, 10, 9}, Date{2026, 10, 8}, 5}},
		"negative cap":      {good, Suspension{Date{2026, 10, 9}, Date{2026, 10, 13}, -1}},
		"calendar days":     {calendarDays, Suspension{Date{2026, 10, 9}, Date{2026, 10, 13}, 5}},
		"no deadline":       {Result{}, Suspension{Date{2026, 10, 9}, Date{2026, 10, 13}, 5}},
	} {
		if _, err := Suspend(test.result, test.s, time.UTC, cal); !errors.Is(err, ErrSuspension) {
			t.Errorf("%s: error %v, want ErrSuspension", name, err)
		}
	}
}
