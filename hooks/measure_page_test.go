package hooks_test

import (
	"os"
	"strconv"
	"testing"
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

// TestThePageAgrees: all figures of several periods, whole and split, are what
// the abacus has of ten thousand cases that nobody had. Fewer are quicker:
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
			invent(t, a, row.seed, n/row.of)
			caughtUp(t, a)
			m, p := &mismatches{t: t}, compute(t, a)
			p.compareRows(a, m)
			p.compareFacts(a, m)
			for _, by := range []string{"area", "agent", "cause", "product", "channel", "kind", "profile"} {
				p.comparePage(a, span{"2026-01-01", "2026-11-24"}, by, m)
			}
			for _, in := range []span{{"2026-11-24", "2026-11-24"}, {"2026-03-01", "2026-03-31"}, {"2025-11-30", "2026-05-17"}, {"2027-01-01", "2027-01-31"}} {
				p.comparePage(a, in, "channel", m)
			}
			m.end()
		})
	}
}
