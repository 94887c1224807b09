package plan

import (
	"slices"
	"strings"

	"escucha/domain/complaint"
)

// Request is how somebody asks for a plan: on these cases, or on all that fit.
type Request struct {
	Cases    []complaint.Stage // of each case that was named
	Matching bool
}

// MaxCases is how many cases may be named at once; those that match have no end.
const MaxCases = 100

// Start checks that a plan may be started so.
func Start(p Plan, r Request) *Refusal {
	named := "complaints"
	switch {
	case !p.Active:
		return &Refusal{Field: "plan", Code: "plan_inactive"}
	case p.Kind == Emergency && len(p.Steps) == 0:
		return &Refusal{Field: "steps", Code: "plan_steps"}
	case p.Kind == Emergency && r.Matching:
		return &Refusal{Field: "matching", Code: "plan_one_case"}
	case p.Kind == Emergency && len(r.Cases) != 1:
		return &Refusal{Field: named, Code: "plan_one_case"}
	case r.Matching && len(r.Cases) > 0:
		return &Refusal{Field: "matching", Code: "plan_both_ways"}
	case r.Matching && p.Aim.Empty():
		return &Refusal{Field: "matching", Code: "plan_aimless"}
	case !r.Matching && len(r.Cases) == 0:
		return &Refusal{Field: named, Code: "validation_required"}
	case len(r.Cases) > MaxCases:
		return &Refusal{Field: named, Code: "bulk_too_many"}
	case slices.ContainsFunc(r.Cases, over):
		return &Refusal{Field: named, Code: "plan_case_over"}
	}
	return nil
}

// over: nobody works on such a case any more.
func over(s complaint.Stage) bool { return s == complaint.Closed || s == complaint.Voided }

// End checks that a plan may be ended: an emergency whose steps are not all done
// says why.
func End(k Kind, open int, reason string) *Refusal {
	if k == Emergency && open > 0 && strings.TrimSpace(reason) == "" {
		return &Refusal{Field: "reason", Code: "plan_end_reason"}
	}
	return nil
}

// Tick adds and takes away the steps that are done: those named, each once, in
// order. A step that the plan does not have is refused.
func Tick(done []int, steps int) ([]int, *Refusal) {
	out := slices.Clone(done)
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) > 0 && (out[0] < 0 || out[len(out)-1] >= steps) {
		return nil, &Refusal{Field: "done", Code: "plan_no_step"}
	}
	return out, nil
}

// Signals are what a case says of how its customer feels.
type Signals struct {
	Detractor   bool // a low answer waits for somebody to see to it (R087)
	Unsatisfied bool // the last call found them so
	Reopened    bool
}

// Alarm is why an emergency plan is called for; empty when it is not.
func Alarm(s Signals) string {
	switch {
	case s.Detractor:
		return "survey"
	case s.Unsatisfied:
		return "unsatisfied"
	case s.Reopened:
		return "reopened"
	}
	return ""
}
