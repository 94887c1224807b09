package complaint

import "slices"

// Transition is one row of the workflow: who may move a case from where to
// where. From is empty for a filing; To is empty when the stage stays.
type Transition struct {
	Code  string // T1 … T29
	Name  string // stable verb; its label is the text `transition.<name>`
	From  []Stage
	To    Stage
	Roles []Role
}

// Transitions is the whole workflow. Within one origin the order is that in
// which ways on are offered: the usual one first.
func Transitions() []Transition { return slices.Clone(transitions) }

var transitions = func() []Transition {
	open := openStages()
	all := []Transition{
		{"T1", "file_online", nil, Received, []Role{Customer}},
		{"T2", "register", nil, Received, []Role{Agent, Integration, System}},
		{"T3", "assess", []Stage{Received}, Assessing, []Role{Agent, System}},
		{"T4", "investigate", []Stage{Assessing}, Investigating, []Role{Agent}},
		{"T5", "resolve_at_once", []Stage{Received, Assessing}, Resolved, []Role{Agent}},
		{"T11", "propose", []Stage{Investigating}, Proposed, []Role{Agent}},
		{"T12", "accept", []Stage{Proposed}, Executing, []Role{Customer, Agent}},
		{"T13", "refuse", []Stage{Proposed}, Investigating, []Role{Customer, Agent, System}},
		{"T18", "resolve", []Stage{Executing}, Resolved, []Role{Agent}},
		{"T9", "ask_customer", []Stage{Investigating}, WaitingCustomer, []Role{Agent}},
		{"T10", "resume", []Stage{WaitingCustomer}, Investigating, []Role{Customer, Agent, System}},
		{"T17", "explain", []Stage{Investigating}, Resolved, []Role{Agent}},
		{"T14", "draft_denial", []Stage{Investigating, Proposed}, DenialReview, []Role{Agent}},
		{"T16", "approve_denial", []Stage{DenialReview}, Resolved, []Role{Supervisor}},
		{"T15", "return_denial", []Stage{DenialReview}, Investigating, []Role{Supervisor}},
		{"T19", "close", []Stage{Resolved}, Closed, []Role{Agent}},
		{"T20", "reopen_unsatisfied", []Stage{Resolved}, Investigating, []Role{Agent, Customer}},
		{"T21", "close_unreachable", []Stage{Resolved}, Closed, []Role{Agent}},
		{"T23", "close_unsatisfied", []Stage{Resolved}, Closed, []Role{Supervisor}},
		{"T22", "reopen", []Stage{Closed}, Investigating, []Role{Agent, Customer, System}},
		{"T25", "settle_dispute", []Stage{Disputed}, Resolved, []Role{Supervisor}},
		{"T26", "withdraw", open, Closed, []Role{Customer, Agent}},
		{"T24", "dispute", append(slices.Clone(open), Resolved, Closed), Disputed, []Role{Agent}},
		{"T27", "void", []Stage{Received, Assessing}, Voided, []Role{Supervisor}},
		{"T6", "transfer", append(slices.Clone(open), Disputed), "", []Role{Agent}},
		{"T7", "escalate", append(slices.Clone(open), Disputed), "", []Role{Agent, System}},
		{"T8", "confidential", append(slices.Clone(open), Resolved, Disputed), "", []Role{Agent}},
		{"T28", "extend", open, "", []Role{Supervisor}},
		{"T29", "temporary", append(slices.Clone(open), Resolved, Disputed), "", []Role{Agent}},
	}
	for i := range all {
		all[i].Roles = expand(all[i].Roles)
	}
	return all
}()

// ByCode finds a transition by its code.
func ByCode(code string) (Transition, bool) {
	for _, t := range transitions {
		if t.Code == code {
			return t, true
		}
	}
	return Transition{}, false
}

// From lists the ways on from a stage, the usual one first.
func From(s Stage) []Transition {
	var out []Transition
	for _, t := range transitions {
		if t.To != "" && slices.Contains(t.From, s) {
			out = append(out, t)
		}
	}
	return out
}

// Find tells which transition a move is. Where two stages have several ways
// between them (resolved → closed) the closing kind decides.
func Find(before, after Case) (Transition, bool) {
	for _, t := range From(before.Stage) {
		if t.To == after.Stage && t.Code == closingVariant(t.Code, after.ClosingKind) {
			return t, true
		}
	}
	return Transition{}, false
}

// closingVariant maps the three ways from resolved to closed to the one that
// the closing kind asks for; any other transition is its own variant.
func closingVariant(code string, kind ClosingKind) string {
	if code != "T19" && code != "T21" && code != "T23" {
		return code
	}
	switch kind {
	case Unreachable:
		return "T21"
	case InformedUnsatisfied:
		return "T23"
	}
	return "T19"
}

// Variant returns c with the closing kind that the transition stands for, so
// that each of the ways to close can be asked about apart.
func (t Transition) Variant(c Case) Case {
	c.Stage = t.To
	switch t.Code {
	case "T19":
		c.ClosingKind = Confirmed
	case "T21":
		c.ClosingKind = Unreachable
	case "T23":
		c.ClosingKind = InformedUnsatisfied
	case "T26":
		c.ClosingKind = WithdrawnByCustomer
	}
	return c
}

// Allows reports whether the actor may take this way with this case at all,
// whatever is still missing.
func (t Transition) Allows(a Actor, c Case) bool {
	return slices.Contains(t.Roles, a.Role) && a.holds(c)
}
