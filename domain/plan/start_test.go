package plan

import (
	"slices"
	"testing"

	"escucha/domain/complaint"
)

func TestStart(t *testing.T) {
	t.Parallel()
	at := func(s ...complaint.Stage) Request { return Request{Cases: s} }
	rows := []struct {
		name        string
		plan        Plan
		change      func(*Plan)
		ask         Request
		field, code string
	}{
		{"over all that fit", late(), nil, Request{Matching: true}, "", ""},
		{"over those named", late(), nil, at(complaint.Received, complaint.Resolved), "", ""},
		{"on one case", mend(), nil, at(complaint.Resolved), "", ""},
		{"put away", late(), func(p *Plan) { p.Active = false }, Request{Matching: true}, "plan", "plan_inactive"},
		{"without steps", mend(), func(p *Plan) { p.Steps = nil }, at(complaint.Resolved), "steps", "plan_steps"},
		{"an emergency over all", mend(), nil, Request{Matching: true}, "matching", "plan_one_case"},
		{"an emergency on two", mend(), nil, at(complaint.Received, complaint.Received), "complaints", "plan_one_case"},
		{"an emergency on none", mend(), nil, at(), "complaints", "plan_one_case"},
		{"both ways", late(), nil, Request{Matching: true, Cases: []complaint.Stage{complaint.Received}}, "matching", "plan_both_ways"},
		{"over all, and fits all", late(), func(p *Plan) { p.Aim = Aim{} }, Request{Matching: true}, "matching", "plan_aimless"},
		{"aimless, but named", late(), func(p *Plan) { p.Aim = Aim{} }, at(complaint.Received), "", ""},
		{"nothing asked", late(), nil, at(), "complaints", "validation_required"},
		{"a closed case", mend(), nil, at(complaint.Closed), "complaints", "plan_case_over"},
		{"a voided one among others", late(), nil, at(complaint.Received, complaint.Voided), "complaints", "plan_case_over"},
		{"as many as may be named", late(), nil, at(slices.Repeat([]complaint.Stage{complaint.Received}, MaxCases)...), "", ""},
		{"one more", late(), nil, at(slices.Repeat([]complaint.Stage{complaint.Received}, MaxCases+1)...), "complaints", "bulk_too_many"},
	}
	for _, row := range rows {
		if row.change != nil {
			row.change(&row.plan)
		}
		var got Refusal
		if r := Start(row.plan, row.ask); r != nil {
			got = *r
		}
		if got != (Refusal{Field: row.field, Code: row.code}) {
			t.Errorf("%s: %+v, want %s=%s", row.name, got, row.field, row.code)
		}
	}
}

func TestEnd(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		kind   Kind
		open   int
		reason string
		ok     bool
	}{
		{"all steps done", Emergency, 0, "", true}, {"steps left, no reason", Emergency, 1, " ", false}, {"steps left, with a reason", Emergency, 1, "Se mudó", true},
		{"a contingency", Contingency, 3, "", true},
	}
	for _, row := range rows {
		if got := End(row.kind, row.open, row.reason); (got == nil) != row.ok || got != nil && *got != (Refusal{Field: "reason", Code: "plan_end_reason"}) {
			t.Errorf("%s: %v", row.name, got)
		}
	}
}

func TestTick(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		done []int
		want []int
		ok   bool
	}{
		{"none", nil, nil, true}, {"in order, each once", []int{2, 0, 2}, []int{0, 2}, true}, {"all", []int{0, 1, 2}, []int{0, 1, 2}, true},
		{"one too far", []int{3}, nil, false}, {"before the first", []int{-1, 0}, nil, false},
	}
	for _, row := range rows {
		got, refusal := Tick(row.done, 3)
		if !slices.Equal(got, row.want) || (refusal == nil) != row.ok || refusal != nil && refusal.Code != "plan_no_step" {
			t.Errorf("%s: %v %v", row.name, got, refusal)
		}
	}
	done := []int{1, 0}
	if _, refusal := Tick(done, 2); refusal != nil || done[0] != 1 {
		t.Errorf("what was given is changed: %v %v", done, refusal)
	}
}

func TestAlarm(t *testing.T) {
	t.Parallel()
	rows := map[string]struct {
		s    Signals
		want string
	}{
		"quiet": {Signals{}, ""}, "reopened": {Signals{Reopened: true}, "reopened"}, "a call": {Signals{Unsatisfied: true, Reopened: true}, "unsatisfied"},
		"a low answer": {Signals{Detractor: true, Unsatisfied: true}, "survey"},
	}
	for name, row := range rows {
		if got := Alarm(row.s); got != row.want {
			t.Errorf("%s: %q, want %q", name, got, row.want)
		}
	}
}
