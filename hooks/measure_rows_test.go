package hooks_test

import (
	"testing"

	"escucha/internal/measure"
	"escucha/internal/testapp"
)

// caughtUp measures every case. With thousands that nobody measured yet, whoever
// asks for figures does only a part of it, and the job the rest.
func caughtUp(t *testing.T, a *testapp.App) {
	t.Helper()
	if _, err := (measure.Store{Engine: a.Engine}).Rebuild(a); err != nil {
		t.Fatal(err)
	}
}

// TestEachCaseIsMeasured: what is stored of every case of the autumn, and of
// every day, is what the abacus has.
func TestEachCaseIsMeasured(t *testing.T) {
	t.Parallel()
	l := spanish(t)
	caughtUp(t, l.App)
	m := &mismatches{t: t}
	p := compute(t, l.App)
	p.compareRows(l.App, m)
	p.compareFacts(l.App, m)
	m.end()
}

// TestMadeUpCasesAreMeasured: the same for hundreds of cases that nobody had.
func TestMadeUpCasesAreMeasured(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	settle(t, a, yearOf{"America/Santiago", "cl", "CL"})
	invent(t, a, 17, 400)
	caughtUp(t, a)
	m := &mismatches{t: t}
	p := compute(t, a)
	p.compareRows(a, m)
	p.compareFacts(a, m)
	m.end()
}
