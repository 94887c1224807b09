package complaint

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxGoal is the length of the goal sentence, in characters (R133).
const MaxGoal = 200

// filingRules guard T1 (the public form) and T2 (a case taken down by staff).
func filingRules() []Rule {
	return []Rule{
		text("narrative_required", "narrative", "T1 T2", Required, func(c Case) string { return c.Narrative }),
		fact("filed_minimum", "narrative", "T1", Legal,
			func(f Facts) bool { return len(f.Evidence.FiledMissing) == 0 }),
		fact("kind_required", "kind", "T1 T2", Required,
			func(f Facts) bool { return slices.Contains(Kinds(), f.Case.Kind) }),
		text("channel_required", "channel", "T1 T2", Required, func(c Case) string { return c.Channel }),
		fact("customer_or_reason", "customer", "T1 T2", Required,
			func(f Facts) bool { return f.Case.Customer != "" || strings.TrimSpace(f.Case.AnonymousReason) != "" }),
		text("goal_required", "goal", "T2", Required, func(c Case) string { return c.Goal }),
		text("remedy_required", "remedy_requested", "T2 T4", Required, func(c Case) string { return c.RemedyRequested }).
			when(func(f Facts) bool { return f.Case.Kind == Claim }),
		fact("goal_length", "goal", "T1 T2 save", Required,
			func(f Facts) bool { return utf8.RuneCountInString(f.Case.Goal) <= MaxGoal }),
	}
}
