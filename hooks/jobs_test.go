package hooks_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

func jobRow(t *testing.T, a *testapp.App, code string) *core.Record {
	t.Helper()
	r, err := a.FindFirstRecordByData(records.Jobs, "code", code)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAJobIsWrittenDown: one row, with the last run, the last good one, and
// from when on it is late.
func TestAJobIsWrittenDown(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	good, panics, fails := func() error { return nil }, func() error { panic("nil map") }, func() error { return errors.New("disk full") }
	steps := []struct {
		name string
		run  func() error
		ok   bool
		err  string
	}{{"well", good, true, ""}, {"badly", fails, false, "disk full"}, {"a panic", panics, false, "panic: nil map"}, {"well again", good, true, ""}}
	last := ""
	for _, step := range steps {
		a.Clock.Move(time.Minute)
		err := a.Engine.Job(a, "sample", time.Minute, step.run)
		if (err == nil) != step.ok || err != nil && !strings.Contains(err.Error(), step.err) {
			t.Errorf("%s: %v", step.name, err)
		}
		if step.ok {
			last = records.Stamp(a.Clock.Now())
		}
		r := jobRow(t, a, "sample")
		if r.GetBool("ok") != step.ok || r.GetString("error") != step.err || r.GetString("good") != last || r.GetInt("every") != 60 ||
			r.GetString("ended") != records.Stamp(a.Clock.Now()) || r.GetString("late_after") != records.Stamp(a.Clock.Now().Add(3*time.Minute)) {
			t.Errorf("%s: %v", step.name, r.PublicExport())
		}
	}
	if n := a.Count(t, records.Jobs, "code = 'sample'"); n != 1 {
		t.Errorf("%d rows", n)
	}
}

// TestAJobDoesNotOverlap: one that still runs is not started again, and another
// one is not kept waiting.
func TestAJobDoesNotOverlap(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	runs, other := 0, 0
	again := func() error { runs++; return nil }
	report(t, a.Engine.Job(a, "sample", time.Minute, func() error {
		report(t, a.Engine.Job(a, "other", time.Minute, func() error { other++; return nil }))
		return a.Engine.Job(a, "sample", time.Minute, again)
	}))
	if runs != 0 || other != 1 {
		t.Errorf("%d runs of the same, %d of the other", runs, other)
	}
	report(t, a.Engine.Job(a, "sample", time.Minute, again))
	if runs != 1 {
		t.Error("not started after it ended")
	}
}

// TestABusyJobIsQuiet: what runs every second is not written every second; a
// failure and the recovery from it are, at once.
func TestABusyJobIsQuiet(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	broken := error(nil)
	run := func(wait time.Duration) string {
		a.Clock.Move(wait)
		_ = a.Engine.Job(a, "sample", time.Second, func() error { return broken }) // the row is what is looked at
		return jobRow(t, a, "sample").GetString("ended")
	}
	first := run(0)
	if run(time.Second) != first || run(28*time.Second) != first {
		t.Error("written again within half a minute")
	}
	if run(2*time.Second) == first {
		t.Error("not written after half a minute")
	}
	broken = errors.New("cut off")
	if at := run(time.Second); at != records.Stamp(a.Clock.Now()) || jobRow(t, a, "sample").GetBool("ok") {
		t.Error("the failure is not written")
	}
	broken = nil
	if at := run(time.Second); at != records.Stamp(a.Clock.Now()) || !jobRow(t, a, "sample").GetBool("ok") {
		t.Error("the recovery is not written")
	}
}

// TestTheScheduleRunsAsJobs: whatever the clock starts leaves its row.
func TestTheScheduleRunsAsJobs(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, j := range a.Cron().Jobs() {
		code, ours := strings.CutPrefix(j.Id(), "escucha.")
		if !ours {
			continue
		}
		j.Run()
		if r := jobRow(t, a, code); !r.GetBool("ok") || r.GetInt("every") < 60 {
			t.Errorf("%s: %v", code, r.PublicExport())
		}
	}
	if n := a.Count(t, records.Jobs, ""); n < 7 {
		t.Errorf("only %d jobs", n)
	}
}
