package complaint

// detourRules guard the side ways: waiting for the customer, reopening,
// disputes before an authority.
func detourRules() []Rule {
	return []Rule{
		text("information_required", "information_requested", "T9", Required, func(c Case) string { return c.InformationRequested }),
		text("information_reason_required", "information_reason", "T9", Required, func(c Case) string { return c.InformationReason }),
		fact("information_until_required", "information_until", "T9", Required, func(f Facts) bool {
			return f.Case.InformationUntil.After(f.Now) && !f.Case.InformationUntil.Before(f.Settings.InformationMin)
		}),
		fact("answer_or_period_over", "information_until", "T10", Required, func(f Facts) bool {
			return f.Evidence.CustomerAnswered || !f.Now.Before(f.Case.InformationUntil)
		}).when(func(f Facts) bool { return f.Actor.Role == System }),
		fact("information_longer_once", "information_until", Save, Legal, func(f Facts) bool {
			return !f.Before.InformationExtended && !f.Now.After(f.Before.InformationUntil) &&
				f.Case.InformationUntil.After(f.Before.InformationUntil) && !f.Case.InformationUntil.After(f.Settings.InformationMax)
		}).when(asksForTime),
		fact("reopen_reason_required", "reopen_reason", "T20 T22", Required, reopenReason),
		fact("reopen_window", "closed_at", "T22", Required, reopenWindow),
		text("authority_required", "authority", "T24", Required, func(c Case) string { return c.Authority }),
		text("authority_case_required", "authority_case", "T24", Required, func(c Case) string { return c.AuthorityCase }),
		fact("authority_served_required", "authority_served_at", "T24", Required,
			func(f Facts) bool {
				return !f.Case.AuthorityServedAt.IsZero() && !f.Case.AuthorityServedAt.After(f.Now)
			}),
		fact("authority_due_required", "authority_due", "T24", Required,
			func(f Facts) bool { return !f.Case.AuthorityDue.IsZero() }),
		text("dispute_owner_required", "supervisor", "T24", Required, func(c Case) string { return c.Supervisor }),
	}
}

// asksForTime: the customer, who has to complete something, gets longer for it,
// under a law that says how often and how long (Ley 1437 art. 17).
func asksForTime(f Facts) bool {
	return f.Before.Stage == WaitingCustomer && f.Case.Stage == WaitingCustomer && !f.Settings.InformationMax.IsZero() &&
		!f.Case.InformationUntil.Equal(f.Before.InformationUntil)
}
