package complaint

import (
	"slices"
	"testing"
)

func TestStages(t *testing.T) {
	t.Parallel()
	rows := map[Stage]struct{ open, final bool }{
		Received: {true, false}, Assessing: {true, false}, Investigating: {true, false}, WaitingCustomer: {true, false},
		Proposed: {true, false}, Executing: {true, false}, DenialReview: {true, false}, Disputed: {true, false},
		Resolved: {false, false}, Closed: {false, true}, Voided: {false, true},
	}
	if len(Stages()) != len(rows) {
		t.Fatalf("%d stages, want %d", len(Stages()), len(rows))
	}
	for _, s := range Stages() {
		if !s.Valid() || s.Open() != rows[s].open || s.Final() != rows[s].final {
			t.Errorf("%s: valid %v, open %v, final %v", s, s.Valid(), s.Open(), s.Final())
		}
	}
	for _, s := range []Stage{"", "draft", "RECEIVED"} {
		if s.Valid() || s.Open() {
			t.Errorf("%q is no stage", s)
		}
	}
}

func TestFieldListsDoNotOverlap(t *testing.T) {
	t.Parallel()
	lists := [][]string{ServerFields(), FixedFields(), LateFields()}
	seen := map[string]bool{}
	for _, name := range slices.Concat(lists...) {
		if seen[name] {
			t.Errorf("%s is in two lists", name)
		}
		seen[name] = true
	}
	for _, name := range []string{"number", "received_at", "legal_due", "reopen_count", "denial_by"} {
		if !slices.Contains(ServerFields(), name) {
			t.Errorf("a client may set %s", name)
		}
	}
	if !slices.Contains(FixedFields(), "narrative") {
		t.Error("the account may be rewritten")
	}
}

func TestCodeLists(t *testing.T) {
	t.Parallel()
	if got := Severities(); !slices.IsSortedFunc(got, func(a, b Severity) int { return rank(a) - rank(b) }) || rank("grave") != 0 {
		t.Errorf("severities out of order: %v", got)
	}
	faults := Faults()
	slices.Sort(faults)
	if len(slices.Compact(faults)) != 6 {
		t.Errorf("faults %v", faults)
	}
	if _, known := RuleByCode("cause_required"); !known {
		t.Error("cause_required is unknown")
	}
	if _, known := RuleByCode("never_heard_of"); known {
		t.Error("a rule that is not in the catalogue is known")
	}
}

// A finished case keeps what happened: what was learnt may still be added, and
// the clock and programs of the business do not go through client fields.
func TestWhatMayChangeAfterTheEnd(t *testing.T) {
	t.Parallel()
	for _, stage := range []Stage{Closed, Voided} {
		for _, name := range append(LateFields(), "goal", "cause", "fault", "owner") {
			c := worked(stage)
			d := Check(Facts{Before: c, Case: c, Changed: []string{name}, Actor: lucia, Evidence: evidence(), Now: now})
			if late := slices.Contains(LateFields(), name); d.OK() != late {
				t.Errorf("%s of a %s case: %v", name, stage, d.Missing)
			}
		}
	}
}
