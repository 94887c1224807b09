package calendar

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// anyDate stays within the years that the data covers.
func anyDate(rt *rapid.T, label string) Date {
	return Date{2020, 1, 1}.AddDays(rapid.IntRange(0, 4748).Draw(rt, label))
}

func anyCalendar(t *testing.T, rt *rapid.T) (Calendar, string) {
	country := rapid.SampledFrom(Countries()).Draw(rt, "country")
	return mustNew(t, country, ""), country
}

func TestAddIsMonotone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		cal, _ := anyCalendar(t, rt)
		d, n := anyDate(rt, "d"), rapid.IntRange(0, 60).Draw(rt, "n")
		due := cal.Add(d, n)
		if !cal.Add(d, n+1).After(due) {
			rt.Fatalf("one more day is not later than %s", due)
		}
		if cal.Add(d.AddDays(1), n).Before(due) {
			rt.Fatalf("a later start is due before %s", due)
		}
		if got := cal.Between(d, due); got != n {
			rt.Fatalf("between %s and %s there are %d business days, want %d", d, due, got, n)
		}
		if back := cal.Add(due, -n); n > 0 && cal.IsBusinessDay(d) && back != d {
			rt.Fatalf("%d back from %s is %s, want %s", n, due, back, d)
		}
	})
}

func TestDueIsABusinessDayAndTheTraceAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		cal, _ := anyCalendar(t, rt)
		d, n := anyDate(rt, "received"), rapid.IntRange(1, 60).Draw(rt, "amount")
		start := rapid.SampledFrom([]string{StartNextDay, StartNextBusinessDay, StartReceipt}).Draw(rt, "start")
		result, err := Deadline(Term{n, UnitBusinessDays, start}, d.StartIn(time.UTC), time.UTC, cal)
		if err != nil {
			rt.Fatal(err)
		}
		counted := 0
		for i, day := range result.Trace {
			if day.Date != d.AddDays(i) {
				rt.Fatalf("day %d of the trace is %s", i, day.Date)
			}
			if day.Counted {
				counted++
			}
		}
		if counted != n || !cal.IsBusinessDay(result.Due) || result.Trace[len(result.Trace)-1].Date != result.Due {
			rt.Fatalf("%d counted up to %s", counted, result.Due)
		}
	})
}

func TestMoreHolidaysAreNeverEarlier(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		cal, country := anyCalendar(t, rt)
		d, n := anyDate(rt, "d"), rapid.IntRange(1, 40).Draw(rt, "n")
		var more []Override
		for _, ahead := range rapid.SliceOfN(rapid.IntRange(0, 60), 1, 8).Draw(rt, "added") {
			more = append(more, Override{Country: country, Date: d.AddDays(ahead), Kind: KindAdd})
		}
		if due := mustNew(t, country, "", more...).Add(d, n); due.Before(cal.Add(d, n)) {
			rt.Fatalf("due %s, before %s", due, cal.Add(d, n))
		}
	})
}

func TestSuspendNeverMovesEarlierNorPastTheCap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		cal, _ := anyCalendar(t, rt)
		d, n := anyDate(rt, "received"), rapid.IntRange(1, 30).Draw(rt, "amount")
		before, err := Deadline(Term{n, UnitBusinessDays, StartNextDay}, d.StartIn(time.UTC), time.UTC, cal)
		if err != nil {
			rt.Fatal(err)
		}
		from := d.AddDays(rapid.IntRange(0, before.Due.Sub(d)).Draw(rt, "from"))
		s := Suspension{from, from.AddDays(rapid.IntRange(0, 30).Draw(rt, "days")), rapid.IntRange(0, 8).Draw(rt, "max")}
		after, err := Suspend(before, s, time.UTC, cal)
		if err != nil {
			rt.Fatal(err)
		}
		moved := cal.Between(before.Due, after.Due)
		if moved < 0 || moved > s.Max || moved != suspendedDays(after.Trace) {
			rt.Fatalf("moved by %d, suspended %d, cap %d", moved, suspendedDays(after.Trace), s.Max)
		}
	})
}

func TestAddBusinessEndsInsideAnOpening(t *testing.T) {
	t.Parallel()
	zones := []string{"America/Lima", "America/Santiago", "Europe/Madrid", "America/Bogota"}
	rapid.Check(t, func(rt *rapid.T) {
		loc := zone(t, rapid.SampledFrom(zones).Draw(rt, "zone"))
		from := anyDate(rt, "from").StartIn(loc).Add(time.Duration(rapid.IntRange(0, 1439).Draw(rt, "minute")) * time.Minute)
		d := time.Duration(rapid.IntRange(1, 6000).Draw(rt, "minutes")) * time.Minute
		end, err := shop(t).AddBusiness(from, d, loc)
		if err != nil {
			rt.Fatal(err)
		}
		// The closing minute still belongs to the opening that it ends.
		if end.Before(from.Add(d)) || !shop(t).IsOpen(end.Add(-time.Second), loc) {
			rt.Fatalf("%s after %s ends %s", d, from, end)
		}
	})
}

func TestHolidaysAreTheSameInAnyOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		days := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6}).Draw(rt, "order")
		var forward, backward []Override
		for _, n := range days {
			forward = append(forward, Override{Country: "PE", Date: Date{2026, 3, 2}.AddDays(n), Kind: KindAdd})
		}
		backward = slices.Clone(forward)
		slices.Reverse(backward)
		if mustNew(t, "PE", "", forward...).Version() != mustNew(t, "PE", "", backward...).Version() {
			rt.Fatal("the version depends on the order of the overrides")
		}
	})
}
