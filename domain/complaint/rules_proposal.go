package complaint

import "strings"

// proposalRules guard T11 (put a solution to the customer), T12 and T13 (the
// answer). An honest time is a date with its basis, or no date (R026, R142).
func proposalRules() []Rule {
	return []Rule{
		fact("proposal_required", "proposal.customer_text", "T11", Required,
			func(f Facts) bool {
				return f.Evidence.Draft != nil && strings.TrimSpace(f.Evidence.Draft.CustomerText) != ""
			}),
		fact("eta_kind_required", "proposal.eta_kind", "T11", Required,
			func(f Facts) bool { return f.Evidence.Draft.ETAKind == "real" || f.Evidence.Draft.ETAKind == "none" }).when(hasDraft),
		fact("eta_date_required", "proposal.eta", "T11", Required,
			func(f Facts) bool { return f.Evidence.Draft.ETA.After(f.Now) }).when(realTime),
		fact("eta_basis_required", "proposal.eta_basis", "T11", Required,
			func(f Facts) bool { return strings.TrimSpace(f.Evidence.Draft.ETABasis) != "" }).when(realTime),
		fact("third_party_alternatives", "proposal.options", "T11", Required,
			func(f Facts) bool {
				return f.Evidence.Draft.Options > 0 || strings.TrimSpace(f.Case.Alternatives) != ""
			}).
			when(func(f Facts) bool { return hasDraft(f) && f.Case.Fault == FaultThirdParty }),
		fact("two_options", "proposal.options", "T11", Advised,
			func(f Facts) bool { return f.Evidence.Draft.Options >= 2 }).when(hasDraft),
		fact("preferred_asked", "preferred_solution", "T11 T13", Required, preferredKnown).when(wasRefused),
		fact("preferred_decided", "preferred_decision", "T11", Required,
			func(f Facts) bool {
				return f.Evidence.Sent.PreferredDecision != "" && strings.TrimSpace(f.Evidence.Sent.PreferredReason) != ""
			}).
			when(func(f Facts) bool { return wasRefused(f) && strings.TrimSpace(f.Evidence.Sent.PreferredSolution) != "" }),
		fact("acceptance_required", "acceptance.channel", "T12", Required,
			func(f Facts) bool {
				return f.Evidence.Sent != nil && f.Evidence.Sent.Status == "accepted" && f.Evidence.Sent.AcceptedChannel != ""
			}),
		fact("option_required", "acceptance.option", "T12", Required,
			func(f Facts) bool { return f.Evidence.Sent.Chosen }).
			when(func(f Facts) bool { return f.Evidence.Sent != nil && f.Evidence.Sent.Options >= 2 }),
		fact("refusal_required", "refusal.reason", "T13", Required,
			func(f Facts) bool {
				return f.Evidence.Sent != nil && (f.Evidence.Sent.Status == "refused" || f.Evidence.Sent.Status == "expired")
			}),
	}
}

func hasDraft(f Facts) bool { return f.Evidence.Draft != nil }

func realTime(f Facts) bool { return hasDraft(f) && f.Evidence.Draft.ETAKind == "real" }

// wasRefused: the customer said no. An offer that merely lapsed asks nothing.
func wasRefused(f Facts) bool { return f.Evidence.Sent != nil && f.Evidence.Sent.Status == "refused" }

// preferredKnown: after a no the customer was asked how they would like it
// solved, and answered or preferred not to (R073).
func preferredKnown(f Facts) bool {
	return strings.TrimSpace(f.Evidence.Sent.PreferredSolution) != "" || f.Evidence.Sent.PreferredRefused
}
