package complaint

import "strings"

// attributeRules guard the changes that leave the stage as it is: transfer
// (T6), escalation (T7), confidentiality (T8), extension of the legal term
// (T28), temporary alternative (T29).
func attributeRules() []Rule {
	return []Rule{
		fact("transfer_target_required", "assignee", "T6", Required,
			func(f Facts) bool { return f.Case.Assignee != "" || f.Case.Area != "" }),
		fact("transfer_reason_required", "transfer_reason", "T6", Required, changedText(func(c Case) string { return c.TransferReason })),
		fact("transfer_summary_required", "transfer_summary", "T6", Required, changedText(func(c Case) string { return c.TransferSummary })),
		fact("escalation_reason_required", "escalation_reason", "T7", Required, changedText(func(c Case) string { return c.EscalationReason })),
		fact("escalation_request_required", "escalation_request", "T7", Required, changedText(func(c Case) string { return c.EscalationRequest })),
		fact("confidential_reason_required", "confidential_reason", "T8", Required, changedText(func(c Case) string { return c.ConfidentialReason })),
		fact("confidential_off_supervisor", "confidential", "T8", Required,
			func(f Facts) bool { return f.Case.Confidential || f.Actor.Leads() }),
		fact("extension_allowed", "extension_until", "T28", Legal,
			func(f Facts) bool { return !f.Settings.ExtensionMax.IsZero() }),
		fact("extension_before_due", "extension_until", "T28", Legal,
			func(f Facts) bool { return f.Before.LegalDue.IsZero() || f.Now.Before(f.Before.LegalDue) }),
		fact("extension_within_max", "extension_until", "T28", Legal, func(f Facts) bool {
			return f.Case.ExtensionUntil.After(f.Before.LegalDue) && !f.Case.ExtensionUntil.After(f.Settings.ExtensionMax)
		}),
		fact("extension_reason_required", "extension_reason", "T28", Legal, changedText(func(c Case) string { return c.ExtensionReason })),
		fact("extension_notice_required", "letter", "T28", Legal, func(f Facts) bool { return f.Evidence.ExtensionNotice }),
		text("temporary_required", "temporary_alternative", "T29", Required, func(c Case) string { return c.Temporary }),
		fact("temporary_period_required", "temporary_until", "T29", Required, func(f Facts) bool {
			return !f.Case.TemporaryFrom.IsZero() && f.Case.TemporaryUntil.After(f.Case.TemporaryFrom)
		}),
	}
}

// changedText: the text was written for this change, not left over from the
// one before.
func changedText(get func(Case) string) func(Facts) bool {
	return func(f Facts) bool {
		now := strings.TrimSpace(get(f.Case))
		return now != "" && now != strings.TrimSpace(get(f.Before))
	}
}
