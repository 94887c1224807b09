package hooks_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"escucha/internal/testapp"
)

// TestTheAutumnByHand: every figure of the page is what was counted by hand.
func TestTheAutumnByHand(t *testing.T) {
	t.Parallel()
	l := spanish(t)
	got := pageOf(t, l.App, autumn, "")
	for code, want := range byHand {
		if said := got[code].say(); said != want {
			t.Errorf("%s: the page says %s, by hand %s", code, said, want)
		}
	}
	for code, f := range got {
		if _, known := byHand[code]; !known && otherwise[code] == nil {
			t.Errorf("%s is on the page and nobody counted it by hand: %+v", code, f)
		}
	}
	for code, check := range otherwise {
		if said := check(got[code]); said != "" {
			t.Errorf("%s: %s: %+v", code, said, got[code])
		}
	}
}

// TestThePageAgrees: the whole page of several periods, also split, is what the
// abacus has of ten thousand cases that nobody had; and again once what is past
// has changed, for nothing that is kept may be of before. Fewer are quicker:
// ESCUCHA_CASES=500.
func TestThePageAgrees(t *testing.T) {
	t.Parallel()
	n := 10_000
	if text := os.Getenv("ESCUCHA_CASES"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range []struct {
		name string
		yearOf
		seed uint64
		of   int // part of the cases
	}{{"Santiago", yearOf{"America/Santiago", "cl", "CL"}, 1, 1}, {"Madrid", yearOf{"Europe/Madrid", "es", "ES"}, 2, 20}, {"Lima", yearOf{"America/Lima", "pe", "PE"}, 3, 20}} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			settle(t, a, row.yearOf)
			v := invent(t, a, row.seed, n/row.of)
			v.learns(a)
			caughtUp(t, a)
			agrees(t, a, "as it was", splits)
			kept := keptMonths(t, a)
			v.goesOn(a, n/row.of/10)
			caught(t, a)
			if left := keptMonths(t, a); len(kept) == 0 || len(left) >= len(kept) {
				t.Errorf("%d months were kept, and %d after the past has changed", len(kept), len(left))
			}
			agrees(t, a, "after it has changed", splits[5:])
			nightAgrees(t, a)
		})
	}
}

// splits are by what the page is split.
var splits = []string{"area", "agent", "cause", "product", "channel", "kind", "profile", "type&criterion=frequency"}

// periods are a year that is not over, a day, a month, one from the middle of a
// month to the middle of another, sixteen weeks and a day more, one that ends in
// the future, one to come, and all there is.
var periods = []span{{"2026-11-24", "2026-11-24"}, {"2026-03-01", "2026-03-31"}, {"2025-11-30", "2026-05-17"}, {"2026-07-06", "2026-10-25"}, {"2026-07-06", "2026-10-26"},
	{"2026-11-01", "2026-12-31"}, {"2027-01-01", "2027-01-31"}, {"2014-06-15", "2026-11-24"}, {"2026-11-01", "2026-11-24"}}

// agrees compares every row, and the page of every period.
func agrees(t *testing.T, a *testapp.App, when string, by []string) {
	t.Helper()
	t.Log(when)
	m, p := &mismatches{t: t}, compute(t, a)
	p.compareRows(a, m)
	p.compareFacts(a, m)
	year := span{"2026-01-01", "2026-12-31"}
	p.comparePage(a, year, by[0], m)
	for _, one := range by[1:] {
		p.compareGroups(pageOf(t, a, year, one), year, one, m)
	}
	for i, in := range periods {
		p.comparePage(a, in, splits[i%len(splits)], m)
	}
	m.end()
}

// nightAgrees: what is noted in the night is how the work stood on the day before,
// and what the page says of it from then on.
func nightAgrees(t *testing.T, a *testapp.App) {
	t.Helper()
	p := compute(t, a)
	stood, day := p.today(everybody), p.day(p.now)
	a.Clock.Set(civil(daysAfter(day, 1)).Add(18 * time.Hour)) // the next day in all the countries
	report(t, storeOf(a).Snapshot(a))
	if noted := p.noted(a, day); fmt.Sprint(noted) != fmt.Sprint(stood) {
		t.Errorf("the night noted %+v, the abacus has %+v", noted, stood)
	}
	if got := pageOf(t, a, span{day, day}, "")["backlog"]; got.Count != stood.open {
		t.Errorf("the page says %d of that night, the abacus %d", got.Count, stood.open)
	}
}
