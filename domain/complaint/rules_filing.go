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
		text("paper_sheet_required", "folio", "T2", Legal, func(c Case) string { return c.Folio }).when(onBackupSheet),
		fact("paper_date_required", "paper_date", "T2", Legal, func(f Facts) bool { return !f.Case.PaperDate.IsZero() }).when(onBackupSheet),
		fact("paper_date_past", "paper_date", "T2", Required, func(f Facts) bool { return !f.Case.PaperDate.After(f.Now) }),
		fact("legal_term_known", "legal_term", Save, Legal, func(f Facts) bool { return !f.Settings.TermUnknown }).
			when(func(f Facts) bool { return f.Case.LegalTerm != f.Before.LegalTerm }),
		fact("paper_sheet_free", "folio", "T2", Required, func(f Facts) bool { return !f.Evidence.SheetTaken }),
		fact("goal_length", "goal", "T1 T2 save", Required,
			func(f Facts) bool { return utf8.RuneCountInString(f.Case.Goal) <= MaxGoal }),
	}
}

// onBackupSheet: written into the book of paper while the other one did not
// work (DS 011-2011-PCM art. 4-A).
func onBackupSheet(f Facts) bool { return f.Case.Source == "backup_book" }
