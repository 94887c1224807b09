package complaint

import "strings"

// denialRules guard the way of a "no" (R046, R120): T14 drafts it, T16 lets
// another person approve it, T15 sends it back.
func denialRules() []Rule {
	return []Rule{
		fact("alternatives_required", "alternatives", "T14 T16", Required, func(f Facts) bool {
			return strings.TrimSpace(f.Case.Alternatives) != "" || strings.TrimSpace(f.Case.NoAlternativeReason) != ""
		}),
		text("third_party_offer", "alternatives", "T14 T16 T17", Required, func(c Case) string { return c.Alternatives }).when(elsewhere),
		text("denial_letter_required", "denial_letter", "T14 T16", Required, func(c Case) string { return c.DenialLetter }),
		fact("points_answered", "points", "T5 T14 T16 T17 T18 T25", Required, pointsAnswered).when(func(f Facts) bool { return len(f.Case.Points) > 0 }).naming(openPoints),
		fact("denial_second_person", "denial_by", "T16", Required, func(f Facts) bool {
			return f.Settings.SingleOwner || f.Actor.ID == "" || f.Actor.ID != f.Case.DenialBy
		}),
		text("review_reason_required", "review_reason", "T15", Required, func(c Case) string { return c.ReviewReason }),
	}
}

// pointsAnswered: every question of the customer has its answer.
func pointsAnswered(f Facts) bool { return openPoints(f) == "" }

// openPoints are the questions that nobody answered, in the customer's words.
func openPoints(f Facts) string {
	var out []string
	for _, p := range f.Case.Points {
		if strings.TrimSpace(p.Text) != "" && strings.TrimSpace(p.Answer) == "" {
			out = append(out, strings.TrimSpace(p.Text))
		}
	}
	return strings.Join(out, " · ")
}

// elsewhere: somebody else failed, which matters to us and not to the customer:
// the case does not end with that (R151). An explanation is called a
// misunderstanding by its own step, so what was found before it counts.
func elsewhere(f Facts) bool {
	return f.Case.Fault == FaultThirdParty || f.Before.Fault == FaultThirdParty && f.Case.Fault == FaultMisunderstanding
}
