package complaint

import "strings"

// answers are the transitions that give the customer the answer.
const answers = "T5 T16 T17 T18 T25"

// resolutionRules guard the ways to resolved: the answer is in writing, says
// what happened and what was done, and answers what was really asked.
func resolutionRules() []Rule {
	return []Rule{
		text("cause_public_required", "cause_public", "T5 T18", Required, func(c Case) string { return c.CausePublic }),
		text("actions_public_required", "actions_public", "T5 T18", Required, func(c Case) string { return c.ActionsPublic }),
		text("explanation_required", "explanation", "T17", Required, func(c Case) string { return c.Explanation }),
		fact("understanding_required", "understanding_confirmed_at", "T5 T16 T17 T18", Required, func(f Facts) bool {
			return !f.Case.UnderstandingAt.IsZero() || strings.TrimSpace(f.Case.UnderstandingWaived) != ""
		}),
		fact("letter_required", "letter", answers, Legal, func(f Facts) bool { return f.Evidence.LetterSent }),
		fact("tasks_done", "tasks", "T18", Required, func(f Facts) bool { return len(f.Evidence.OpenTasks) == 0 }),
		fact("temporary_closed", "temporary_closed_at", answers, Required, func(f Facts) bool {
			return !f.Case.TemporaryClosedAt.IsZero()
		}).when(func(f Facts) bool { return f.Case.Temporary != "" }),
		fact("apology_when_ours", "apology_given_at", "T18 T19 T21 T23", Required,
			func(f Facts) bool { return !f.Case.ApologyGivenAt.IsZero() }).when(oursToApologise),
		fact("immediate_window", "received_at", "T5", Required,
			func(f Facts) bool { return f.Evidence.BusinessDaysOpen <= orDefault(f.Settings.ImmediateDays, 3) }),
		text("immediate_accepted", "acceptance_channel", "T5", Required, func(c Case) string { return c.AcceptanceChannel }),
		fact("immediate_not_customer_fault", "fault", "T5", Required,
			func(f Facts) bool { return f.Case.Fault != FaultCustomer }),
		fact("immediate_not_critical", "severity", "T5", Required,
			func(f Facts) bool { return f.Case.Severity != Critical }),
		text("authority_outcome_required", "authority_outcome", "T25", Required, func(c Case) string { return c.AuthorityOutcome }),
		fact("authority_compliance_noted", "authority_compliance", "T25", Advised,
			func(f Facts) bool { return !f.Case.AuthorityCompliance.IsZero() }),
	}
}

// oursToApologise: an apology is owed when the failure was ours, at least in
// part; a misunderstanding takes an explanation instead (R047, R071).
func oursToApologise(f Facts) bool {
	return f.Case.Fault == FaultCompany || f.Case.Fault == FaultShared
}

func orDefault(n, fallback int) int {
	if n <= 0 {
		return fallback
	}
	return n
}
