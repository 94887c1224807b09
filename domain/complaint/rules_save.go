package complaint

import (
	"slices"
	"strings"
	"time"
)

// working are the stages in which a next step with its date is always known (R017).
var working = []Stage{Investigating, Executing}

// saveRules hold at every change of a stored case.
func saveRules() []Rule {
	return []Rule{
		fact("narrative_intact", "narrative", Save, Legal, func(f Facts) bool { return f.Before.Narrative == f.Case.Narrative }).
			when(func(f Facts) bool { return f.Before.Stage != "" }),
		fact("closed_case_fixed", "stage", Save, Legal, func(f Facts) bool {
			return !slices.ContainsFunc(f.Changed, func(name string) bool { return !slices.Contains(LateFields(), name) })
		}).when(func(f Facts) bool { return f.Before.Stage.Final() && f.Before.Stage == f.Case.Stage }),
		fact("next_step_kept", "next_step", Save, Required,
			func(f Facts) bool { return strings.TrimSpace(f.Case.NextStep) != "" && !f.Case.NextStepDue.IsZero() }).
			when(func(f Facts) bool {
				return f.Before.Stage == f.Case.Stage && slices.Contains(working, f.Case.Stage) && f.Actor.Staff()
			}),
		text("cause_kept", "cause", Save, Required, func(c Case) string { return c.Cause }).
			when(func(f Facts) bool { return f.Before.Stage == Resolved && f.Before.Cause != "" }),
		fact("fault_after_versions", "fault", Save, Required,
			func(f Facts) bool { return f.Evidence.TeamVersions > 0 }).when(faultChanged),
		fact("fault_by_lead", "fault", Save, Required,
			func(f Facts) bool { return f.Actor.Role != Agent }).
			when(func(f Facts) bool {
				return faultChanged(f) && f.Settings.FaultByLead && !movesAtOnce(f) && !clearsUp(f)
			}),
		text("urgency_reason_required", "urgency_reason", Save+" T2 T4", Required, func(c Case) string { return c.UrgencyReason }).
			when(func(f Facts) bool { return jumpsQueue(f) && mayAnswer(f) }),
		fact("severity_floor", "severity", Save, Required, func(f Facts) bool { return f.Case.Severity.atLeast(High) }).
			when(func(f Facts) bool {
				return f.Case.Severity+f.Before.Severity != "" && grave(f.Case) && !f.Actor.Leads()
			}),
		text("supervisor_required", "supervisor", Save+" T4", Required, func(c Case) string { return c.Supervisor }).
			when(func(f Facts) bool {
				return mayAnswer(f) && (f.Case.Confidential || f.Case.Severity == Critical && f.Case.Stage != Received)
			}),
		fact("legal_kind_downgrade", "legal_kind", Save, Legal, func(f Facts) bool { return f.Actor.Leads() }).
			when(func(f Facts) bool { return f.Settings.LegalDowngrade }),
		fact("understanding_dated", "understanding_confirmed_at", Save, Required, datedSoundly).
			when(func(f Facts) bool {
				return !f.Case.UnderstandingAt.Equal(f.Before.UnderstandingAt) && !f.Case.UnderstandingAt.IsZero()
			}),
		text("understanding_channel_required", "understanding_channel", Save, Required, func(c Case) string { return c.UnderstandingChannel }).
			when(func(f Facts) bool { return !f.Case.UnderstandingAt.IsZero() }),
		fact("apology_dated", "apology_given_at", Save, Required,
			func(f Facts) bool { return within(f.Case.ApologyGivenAt, f.Before.ReceivedAt, f.Now) }).
			when(func(f Facts) bool {
				return !f.Case.ApologyGivenAt.Equal(f.Before.ApologyGivenAt) && !f.Case.ApologyGivenAt.IsZero()
			}),
		fact("resolution_kind_kept", "resolution_kind", Save, Required,
			func(f Facts) bool {
				return namesAnswer(f) || stays(f) && f.Before.ResolutionKind == f.Case.ResolutionKind
			}).
			when(func(f Facts) bool { return stays(f) || slices.Contains(f.Changed, "resolution_kind") }),
	}
}

// stays: no move, or a case that is only being filed.
func stays(f Facts) bool { return f.Before.Stage == f.Case.Stage || f.Before.Stage == "" }

// namesAnswer: in these moves a person says what kind of answer it was; in all
// others it follows from the move.
func namesAnswer(f Facts) bool {
	t, known := Find(f.Before, f.Case)
	return known && (t.Code == "T18" || t.Code == "T25")
}

func faultChanged(f Facts) bool { return f.Case.Fault != "" && f.Case.Fault != f.Before.Fault }

// movesAtOnce: the immediate path lets the agent say whose fault it was (R092).
func movesAtOnce(f Facts) bool {
	return f.Case.Stage == Resolved && slices.Contains([]Stage{Received, Assessing}, f.Before.Stage)
}

// clearsUp: a misunderstanding says by itself whose failure it was, unless
// somebody who may decide that has already said otherwise.
func clearsUp(f Facts) bool {
	undecided := f.Before.Fault == "" || f.Before.Fault == FaultUndetermined
	return undecided && f.Case.Fault == FaultMisunderstanding && f.Before.Stage == Investigating && f.Case.Stage == Resolved
}

// mayAnswer: customers and the clock are not stopped by what only somebody of
// the business can supply.
func mayAnswer(f Facts) bool { return f.Actor.Role != Customer && f.Actor.Role != System }

// jumpsQueue: an urgency above normal passes others by and says why (R146).
func jumpsQueue(f Facts) bool { return Jumps(f.Case.UrgencyRank) }

// Jumps reports whether an urgency of this rank goes before those that wait their turn.
func Jumps(rank int) bool { return rank > 0 && rank < normalRank }

// grave: data lost or somebody's safety at stake raise the severity (R011).
func grave(c Case) bool { return c.Safety == Yes || c.DataLoss == Yes }

func datedSoundly(f Facts) bool { return within(f.Case.UnderstandingAt, f.Before.ReceivedAt, f.Now) }

// within allows a minute of difference between the clocks of desk and server.
func within(t, from, to time.Time) bool {
	return !t.Before(from.Add(-time.Minute)) && !t.After(to.Add(time.Minute))
}
