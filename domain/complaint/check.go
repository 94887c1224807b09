package complaint

import "slices"

// Missing is something that a rule asks for and the case does not have yet.
type Missing struct {
	Rule  string
	Field string
	Level Level
	Names string // which of several things it is, where the rule can tell
}

// Decision is the answer of Check.
type Decision struct {
	Transition Transition // the move, empty Code when the stage stays
	Known      bool       // false: there is no such way from here
	Allowed    bool       // false: not for this actor
	Missing    []Missing  // what stops the move (legal and required)
	Advised    []Missing  // what would be good to have
	Met        []Missing  // what was asked for and is there
}

// OK reports whether the change may be stored.
func (d Decision) OK() bool { return d.Known && d.Allowed && len(d.Missing) == 0 }

// Check decides about a change of a stored case: a move when the stage differs,
// the attribute changes (transfer, escalation …) that it contains, and the rules
// that hold at every save.
func Check(f Facts) Decision {
	d := Decision{Known: true, Allowed: f.Actor.Role != Auditor}
	if f.Before.Stage != f.Case.Stage {
		d.Transition, d.Known = Find(f.Before, f.Case)
		if !d.Known {
			return d
		}
		d.Allowed = d.Transition.Allows(f.Actor, f.Before)
		d.judge(d.Transition.Code, f)
	}
	for _, code := range AttributeChanges(f) {
		t, _ := ByCode(code)
		d.Known = d.Known && slices.Contains(t.From, f.Before.Stage)
		d.Allowed = d.Allowed && t.Allows(f.Actor, f.Before)
		d.judge(code, f)
	}
	d.judge(Save, f)
	return d
}

// CheckFiling decides about a new case: T1 when the customer files it, T2 when
// anybody else takes it down. What may not be saved later may not be filed
// either: nobody's fault before both versions, no secrecy without a reason.
func CheckFiling(f Facts) Decision {
	code := "T2"
	if f.Actor.Role == Customer {
		code = "T1"
	}
	t, _ := ByCode(code)
	d := Decision{Transition: t, Known: f.Case.Stage == "" || f.Case.Stage == Received}
	d.Allowed = slices.Contains(t.Roles, f.Actor.Role)
	d.judge(code, f)
	for _, code := range AttributeChanges(f) {
		d.judge(code, f)
	}
	d.judge(Save, f)
	return d
}

// judge sorts the rules that guard code into what is missing, advised and met.
// A rule met or missed under one guard is not listed twice.
func (d *Decision) judge(code string, f Facts) {
	for _, r := range catalogue {
		if !r.applies(code, f) || d.lists(r.Code) {
			continue
		}
		m := Missing{Rule: r.Code, Field: r.Field, Level: r.level(f.Settings), Names: r.names(f)}
		switch {
		case r.Met(f):
			d.Met = append(d.Met, m)
		case m.Level == Advised:
			d.Advised = append(d.Advised, m)
		default:
			d.Missing = append(d.Missing, m)
		}
	}
}

func (d *Decision) lists(rule string) bool {
	same := func(m Missing) bool { return m.Rule == rule }
	return slices.ContainsFunc(d.Met, same) || slices.ContainsFunc(d.Missing, same) || slices.ContainsFunc(d.Advised, same)
}

// AttributeChanges lists the transitions that leave the stage as it is and that
// this change contains, by code.
func AttributeChanges(f Facts) []string {
	var out []string
	add := func(code string, changed bool) {
		if changed {
			out = append(out, code)
		}
	}
	b, c := f.Before, f.Case
	add("T6", transferred(b, c))
	add("T7", c.EscalationLevel > b.EscalationLevel)
	add("T8", c.Confidential != b.Confidential)
	add("T28", !c.ExtensionUntil.Equal(b.ExtensionUntil))
	add("T29", alternativeChanged(b, c))
	return out
}

// alternativeChanged: it is not taken off by emptying it but by saying when it
// ended, or nobody would know that it ran (R024).
func alternativeChanged(b, c Case) bool {
	return c.Temporary != b.Temporary || !c.TemporaryUntil.Equal(b.TemporaryUntil)
}

// transferred: a case that somebody already had changes hands. The first
// assignment is no transfer, nor what triage or a reopening assigns; a move
// between working stages that passes the case on is one, with its summary.
func transferred(b, c Case) bool {
	changed := b.Assignee != "" && b.Assignee != c.Assignee || b.Area != "" && b.Area != c.Area
	assigns := slices.Contains([]Stage{Received, Assessing, Resolved, Closed}, b.Stage)
	return changed && (b.Stage == c.Stage || !assigns)
}
