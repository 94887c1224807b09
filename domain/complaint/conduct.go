package complaint

import (
	"slices"

	"escucha/domain/customer"
)

// What a profile may have changed in a case, so that it can be put back.
const (
	RaisedLane   = "lane"
	RaisedPerson = "person_only"
)

// Conduct is what is known of how the customer behaves, when a case is looked at.
type Conduct struct {
	Profiles     []customer.Profile // confirmed and not yet over, sorted
	Supervisor   string             // who takes over what a profile gives to a supervisor; empty: nobody need, or nobody can
	Explanations int                // recorded in this case
	Untrained    bool               // whoever works on it should have been trained for it, and is not
}

// Attended returns the case as the confirmed profiles of its customer have it
// attended (R100, R101): above the queue, by a person, perhaps owned by a
// supervisor. What a profile brought goes with the last of them, unless
// something else holds it there; the owner stays, for somebody must. Nothing
// here looks at legal dates.
func Attended(c Case, now []customer.Profile, supervisor string) Case {
	had := c.Profiles
	if slices.Equal(had, now) || !c.Stage.Open() {
		return c
	}
	c.Profiles, c.Raised = now, slices.Clone(c.Raised)
	if len(now) == 0 {
		return c.lowered()
	}
	if c.Lane != AttendNow {
		c.Lane, c.Raised = AttendNow, append(c.Raised, RaisedLane)
	}
	if !c.PersonOnly {
		c.PersonOnly, c.Raised = true, append(c.Raised, RaisedPerson)
	}
	if customer.Asks(now, customer.SupervisorOwns) && !customer.Asks(had, customer.SupervisorOwns) {
		c = c.takenOver(supervisor)
	}
	return c
}

// lowered puts back what profiles alone had raised.
func (c Case) lowered() Case {
	if slices.Contains(c.Raised, RaisedLane) && c.MoodStart != 1 && c.ReopenCount == 0 {
		c.Lane = Normal
	}
	if slices.Contains(c.Raised, RaisedPerson) && c.Fault != FaultCustomer {
		c.PersonOnly = false
	}
	c.Raised = nil
	return c
}

// takenOver: a supervisor answers for the case; whoever did goes on working on
// it, until they hand it over.
func (c Case) takenOver(supervisor string) Case {
	if supervisor == "" || supervisor == c.Owner {
		return c
	}
	c.Assignee = orElse(c.Assignee, c.Owner)
	c.Owner, c.Supervisor = supervisor, orElse(c.Supervisor, supervisor)
	return c
}

// HandedOver gives a case to a supervisor at once and whole: answering for it
// and working on it. Its dates stay what they are: the duty to answer remains.
func HandedOver(c Case, supervisor string) Case {
	c.Owner, c.Assignee, c.Supervisor = supervisor, supervisor, orElse(c.Supervisor, supervisor)
	return c
}

// conductRules say what a confirmed profile asks of a case while it holds.
func conductRules() []Rule {
	return []Rule{
		fact("profile_lane", "lane", Save, Required, func(f Facts) bool { return f.Case.Lane == AttendNow }).
			when(func(f Facts) bool { return known(f) && f.Before.Lane == AttendNow && asksPeople(f) }),
		fact("profile_person_only", "person_only", Save, Required, func(f Facts) bool { return f.Case.PersonOnly }).
			when(func(f Facts) bool { return known(f) && f.Before.PersonOnly && asksPeople(f) }),
		fact("news_soon", "next_step_due", Save, Required,
			func(f Facts) bool { return !f.Case.NextStepDue.After(f.Settings.NewsBy) }).when(newsPromised),
		fact("explained_twice", "technique", "T14 T16", Required,
			func(f Facts) bool { return f.Evidence.Conduct.Explanations >= customer.Explanations }).
			when(func(f Facts) bool {
				return f.Case.Fault == FaultCustomer && customer.Asks(f.Evidence.Conduct.Profiles, customer.ExplanationCount)
			}),
		text("root_cause_required", "root_cause", "T18", Required, func(c Case) string { return c.RootCause }).
			when(func(f Facts) bool { return f.Case.Severity.atLeast(High) || f.Case.Recurrence >= 2 }),
		// R111: said, never refused, for somebody has to attend it
		fact("conflict_trained", "assignee", Save, Advised, func(f Facts) bool { return !f.Evidence.Conduct.Untrained }).
			when(func(f Facts) bool { return f.Before.Stage.Open() && f.Case.Lane == AttendNow && f.Case.Assignee != "" }),
	}
}

// known: the case is attended under a confirmed profile that still holds.
func known(f Facts) bool { return len(f.Case.Profiles) > 0 && f.Case.Stage.Open() }

// newsPromised: somebody of the team says when the customer hears of it next,
// and a profile wants that to be soon.
func newsPromised(f Facts) bool {
	return !f.Settings.NewsBy.IsZero() && slices.Contains(working, f.Case.Stage) && asksPeople(f) &&
		!f.Case.NextStepDue.Equal(f.Before.NextStepDue)
}
