package complaint

import "strings"

// decisions are the transitions that decide about a case: none of them before
// both versions and a cause are on record (R090).
const decisions = "T5 T11 T14 T16 T17 T18 T25"

// findingRules ask for what was found: always two versions before deciding.
func findingRules() []Rule {
	return []Rule{
		fact("team_version_required", "statement", decisions, Required,
			func(f Facts) bool { return f.Evidence.TeamVersions > 0 }),
		text("cause_required", "cause", decisions, Required, func(c Case) string { return c.Cause }),
		text("cause_detail_required", "cause_detail", decisions, Required, func(c Case) string { return c.CauseDetail }).
			when(func(f Facts) bool { return f.Case.CauseNeedsText }),
		text("fault_required", "fault", "T11 T14 T18", Required, func(c Case) string { return string(c.Fault) }),
		fact("evidence_required", "no_evidence_reason", "T14", Required, hasEvidence),
		fact("single_source", "evidence_note", "T11 T14", Advised, hasEvidence),
	}
}

// hasEvidence: a conclusion rests on a file, on a note of what was checked, or
// on the reason why there is none (R094).
func hasEvidence(f Facts) bool {
	return f.Evidence.Attachments > 0 || strings.TrimSpace(f.Case.EvidenceNote) != "" ||
		strings.TrimSpace(f.Case.NoEvidenceReason) != ""
}
