package complaint

import "slices"

// normalRank is the urgency rank of a case that waits its turn.
const normalRank = 5

// NormalRank is the same for those who count who went before others.
const NormalRank = normalRank

// triage is asked for when the investigation starts, and again when it ends in
// a proposal or an answer: a case that was resolved at once or withdrawn and
// then taken up again never passed T4.
const triage = "T4 T11 T14 T17"

// owned are the stages in which somebody answers to the customer (R075).
var owned = []Stage{Investigating, WaitingCustomer, Proposed, Executing, DenialReview, Resolved, Disputed}

// triageRules guard T4: nobody starts to investigate before the case is judged
// by severity, safety and urgency, and somebody answers for it (ISO 10002 7.5).
func triageRules() []Rule {
	return []Rule{
		text("legal_kind_required", "legal_kind", triage, Required, func(c Case) string { return c.LegalKind }).
			when(func(f Facts) bool { return f.Settings.LegalKinds }),
		fact("severity_required", "severity", triage+" T5", Required,
			func(f Facts) bool { return rank(f.Case.Severity) > 0 }),
		fact("safety_assessed", "safety", triage, Required,
			func(f Facts) bool { return f.Case.Safety == Yes || f.Case.Safety == No }),
		text("urgency_required", "urgency", "T4", Required, func(c Case) string { return c.Urgency }),
		text("area_required", "area", "T4", Required, func(c Case) string { return c.Area }),
		text("assignee_required", "assignee", "T4", Required, func(c Case) string { return c.Assignee }),
		text("owner_required", "owner", "T4 "+Save, Required, func(c Case) string { return c.Owner }).when(ownerOwed),
		text("goal_stated", "goal", "T4", Required, func(c Case) string { return c.Goal }),
		text("next_step_required", "next_step", "T4 T10 T12 T13 T15 T20 T22", Required,
			func(c Case) string { return c.NextStep }).when(asksPeople),
		fact("next_step_due_required", "next_step_due", "T4 T10 T12 T13 T15 T20 T22", Required,
			func(f Facts) bool { return !f.Case.NextStepDue.IsZero() }).when(asksPeople),
		fact("points_listed", "points", "T4", Advised, func(f Facts) bool { return len(f.Case.Points) > 0 }),
		text("impact_noted", "impact", "T4", Advised, func(c Case) string { return c.Impact }),
		fact("mood_noted", "mood_start", "T4", Advised, func(f Facts) bool { return f.Case.MoodStart > 0 }),
	}
}

// ownerOwed: once there is an owner there always is one. Customers and the
// clock may take up again a case that nobody had; whoever touches it next owns up.
func ownerOwed(f Facts) bool {
	return f.Before.Owner != "" || slices.Contains(owned, f.Case.Stage) && asksPeople(f)
}

// asksPeople leaves out what only somebody of the team can answer when the
// customer or the clock moves the case.
func asksPeople(f Facts) bool { return f.Actor.Staff() }
