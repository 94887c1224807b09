package complaint

import (
	"slices"
	"testing"
	"time"
)

// TestResolvedWhenTheLetterLeft: a letter that waits for the mail leaves the
// case without an answer; what comes after begins when it has left.
func TestResolvedWhenTheLetterLeft(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"T5", "T16", "T17", "T18", "T25"} {
		for _, waits := range []bool{false, true} {
			way, known := ByCode(code)
			if !known {
				t.Fatalf("no %s", code)
			}
			f := legal(way, way.From[0])
			f.Evidence.LetterWaits = waits
			if d := Check(f); !d.OK() {
				t.Fatalf("%s: %+v", code, d.Missing)
			}
			f.Case = Settle(f)
			if got := f.Case.ResolvedAt; waits != got.IsZero() || !waits && !got.Equal(f.Now) {
				t.Errorf("%s, waits %v: resolved at %v", code, waits, got)
			}
			if f.Case.LetterPending() != waits || f.Case.Open() != waits {
				t.Errorf("%s, waits %v: pending %v, open %v", code, waits, f.Case.LetterPending(), f.Case.Open())
			}
			started := slices.DeleteFunc(EffectsOf(code, f).Start, func(timer Timer) bool { return Early(timer, f.Case) })
			calls := slices.ContainsFunc(started, func(timer Timer) bool { return timer.Kind == TimerFollowUp })
			if calls == waits {
				t.Errorf("%s, waits %v: call owed %v", code, waits, calls)
			}
		}
	}
	if after := AfterLetter(Facts{Case: Case{Stage: Resolved}}); len(after) != 1 || after[0].Kind != TimerFollowUp {
		t.Errorf("after the letter: %+v", after)
	}
}

// TestOpenByStage: only the letter makes a difference.
func TestOpenByStage(t *testing.T) {
	t.Parallel()
	for _, stage := range Stages() {
		c := Case{Stage: stage, ResolvedAt: time.Now()}
		if c.Open() != stage.Open() {
			t.Errorf("%s: %v", stage, c.Open())
		}
	}
}
