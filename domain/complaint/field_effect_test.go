package complaint

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

func TestFieldEffects(t *testing.T) {
	t.Parallel()
	due := now.Add(48 * time.Hour)
	timer := func(at time.Time) []Timer { return []Timer{{TimerNextStep, "", Span{At: at}}} }
	rows := []struct {
		name          string
		before, after Case
		want          Effects
	}{
		{"nothing", Case{Stage: Investigating}, Case{Stage: Investigating}, Effects{}},
		{"confirmed", Case{Stage: Investigating}, Case{Stage: Investigating, UnderstandingAt: now}, Effects{Stop: []string{TimerParaphrase}}},
		{"waived", Case{Stage: Investigating}, Case{Stage: Investigating, UnderstandingWaived: "No contesta"}, Effects{Stop: []string{TimerParaphrase}}},
		{"confirmed before", Case{Stage: Executing, UnderstandingAt: now}, Case{Stage: Executing, UnderstandingAt: now, UnderstandingWaived: "x"}, Effects{}},
		{"another date", Case{Stage: Executing, NextStepDue: now}, Case{Stage: Executing, NextStepDue: due}, Effects{Stop: []string{TimerNextStep}, Start: timer(due)}},
		{"first date", Case{Stage: Assessing}, Case{Stage: Assessing, NextStepDue: due}, Effects{Stop: []string{TimerNextStep}, Start: timer(due)}},
		{"a move dates it itself", Case{Stage: Assessing}, Case{Stage: Investigating, NextStepDue: due}, Effects{}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := FieldEffects(Facts{Before: row.before, Case: row.after, Now: now}); !reflect.DeepEqual(got, row.want) {
				t.Errorf("got %+v, want %+v", got, row.want)
			}
		})
	}
}

// TestAskOnlyForWhatIsOwed: a case whose summary was confirmed, or whose team
// version was given, while it was taken down starts no reminder for it.
func TestAskOnlyForWhatIsOwed(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		facts Facts
		want  []string
	}{
		{"nothing yet", Facts{Case: Case{NextStepDue: now}}, []string{TimerNextStep, TimerTeamVersion, TimerParaphrase}},
		{"confirmed", Facts{Case: Case{NextStepDue: now, UnderstandingAt: now}}, []string{TimerNextStep, TimerTeamVersion}},
		{"version given", Facts{Case: Case{NextStepDue: now}, Evidence: Evidence{TeamVersions: 1}}, []string{TimerNextStep, TimerParaphrase}},
	} {
		var got []string
		for _, timer := range EffectsOf("T4", row.facts).Start {
			got = append(got, timer.Kind)
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
}
