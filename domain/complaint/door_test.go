package complaint

import (
	"slices"
	"testing"
	"time"
)

// attempt is a change that looks like a way around a rule.
type attempt struct {
	name string
	f    Facts
	want string // the rule that stops it; empty when it is legitimate
}

// saved is a change that leaves the case in its stage.
func saved(stage Stage, actor Actor, edit func(*Case)) Facts {
	c := worked(stage)
	edit(&c)
	return Facts{Before: worked(stage), Case: c, Evidence: evidence(), Actor: actor, Now: now}
}

// taken is a way taken with complete facts, after edit.
func taken(code string, from Stage, edit func(*Facts)) Facts {
	way, _ := ByCode(code)
	f := legal(way, from)
	edit(&f)
	return f
}

func newCase(edit func(*Case)) Facts {
	c := filed()
	edit(&c)
	return Facts{Case: c, Actor: ines, Now: now}
}

func run(t *testing.T, rows []attempt) {
	t.Helper()
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			d := ask(row.f)
			stopped := slices.ContainsFunc(d.Missing, func(m Missing) bool { return m.Rule == row.want })
			if row.want == "" && !d.OK() || row.want != "" && !stopped {
				t.Errorf("known %v, allowed %v, missing %v, want %q", d.Known, d.Allowed, d.Missing, row.want)
			}
		})
	}
}

func TestWaysAroundHands(t *testing.T) {
	t.Parallel()
	byCustomer := func(f *Facts) {
		f.Actor = rosa
		both(func(c *Case) { c.Owner, c.NextStep = "", "" })(f)
	}
	run(t, []attempt{
		{"passing the case on inside another move", taken("T11", Investigating, func(f *Facts) { f.Case.Assignee = "tomas" }), "transfer_reason_required"},
		{"triage assigns", taken("T4", Assessing, func(f *Facts) { f.Before.Assignee = "ana" }), ""},
		{"a reopening assigns", taken("T20", Resolved, func(f *Facts) { f.Case.Assignee = "tomas" }), ""},
		{"the first assignment", saved(Investigating, ines, func(*Case) {}), ""},
		{"the owner taken off", saved(Assessing, ines, func(c *Case) { c.Owner = "" }), "owner_required"},
		{"the owner taken off by a program", saved(Executing, Actor{Role: Integration}, func(c *Case) { c.Owner = "" }), "owner_required"},
		{"another owner", saved(Executing, ines, func(c *Case) { c.Owner = "tomas" }), ""},
		{"taken up again by the customer without an owner", taken("T22", Closed, byCustomer), ""},
		{"taken up again by the team without an owner", taken("T22", Closed, both(func(c *Case) { c.Owner = "" })), "owner_required"},
	})
}

func TestWaysAroundTriage(t *testing.T) {
	t.Parallel()
	unjudged := both(func(c *Case) { c.Safety = "" })
	run(t, []attempt{
		{"proposing without triage", taken("T11", Investigating, unjudged), "safety_assessed"},
		{"refusing without triage", taken("T14", Proposed, unjudged), "safety_assessed"},
		{"explaining without triage", taken("T17", Investigating, unjudged), "safety_assessed"},
		{"emptying the severity of a danger", saved(Investigating, ines, func(c *Case) { c.Safety, c.Severity = Yes, "" }), ""},
		{"emptying it later", Facts{Before: dangerous(High), Case: dangerous(""), Actor: ines, Evidence: evidence(), Now: now}, "severity_floor"},
		{"a supervisor lowers it", Facts{Before: dangerous(High), Case: dangerous(Low), Actor: lucia, Evidence: evidence(), Now: now}, ""},
		{"a program jumps the queue", saved(Received, Actor{Role: Integration}, func(c *Case) { c.UrgencyRank = 1 }), "urgency_reason_required"},
		{"a customer is not asked for a supervisor", taken("T12", Proposed, func(f *Facts) {
			f.Actor = rosa
			both(func(c *Case) { c.Confidential, c.Supervisor = true, "" })(f)
		}), ""},
	})
}

func dangerous(s Severity) Case {
	c := worked(Investigating)
	c.Safety, c.Severity = Yes, s
	return c
}

func TestWaysAroundTheAnswer(t *testing.T) {
	t.Parallel()
	lent := func(c *Case) { c.Temporary, c.TemporaryFrom, c.TemporaryUntil = "Prestado", now, now.Add(time.Hour) }
	emptied := saved(Executing, ines, func(*Case) {})
	lent(&emptied.Before)
	again := taken("T18", Executing, both(func(c *Case) { lent(c); c.TemporaryClosedAt = now }))
	again.Case.Temporary, again.Case.TemporaryUntil = "Otro prestado", now.Add(2*time.Hour)
	run(t, []attempt{
		{"emptying the temporary alternative", emptied, "temporary_required"},
		{"another alternative after one that ended", again, "temporary_closed"},
		{"emptying the cause of an answered case", saved(Resolved, ines, func(c *Case) { c.Cause = "" }), "cause_kept"},
		{"emptying it while closing", taken("T19", Resolved, asked(func(c *Case) { c.Cause = "" })), "cause_kept"},
		{"correcting it", saved(Resolved, ines, func(c *Case) { c.Cause = "misuse" }), ""},
		{"dropping the extension", extended(), "extension_within_max"},
		{"a case on the spot with open points", taken("T5", Received, both(func(c *Case) { c.Points = []Point{{Text: "?"}} })), "points_answered"},
	})
}

func TestAnOfferThatLapsedAsksNothing(t *testing.T) {
	t.Parallel()
	answered := func(status string) func(*Facts) {
		return func(f *Facts) {
			f.Evidence.Sent.Status, f.Evidence.Sent.PreferredSolution = status, ""
		}
	}
	run(t, []attempt{
		{"refused without asking what they prefer", taken("T13", Proposed, answered("refused")), "preferred_asked"},
		{"lapsed", taken("T13", Proposed, answered("expired")), ""},
		{"another offer after one that lapsed", taken("T11", Investigating, answered("expired")), ""},
		{"they preferred not to say", taken("T11", Investigating, func(f *Facts) {
			answered("refused")(f)
			f.Evidence.Sent.PreferredRefused = true
		}), ""},
	})
}

func extended() Facts {
	f := saved(Investigating, lucia, func(*Case) {})
	f.Before.ExtensionUntil = now.AddDate(0, 0, 20)
	return f
}

func TestWaysAroundByFiling(t *testing.T) {
	t.Parallel()
	run(t, []attempt{
		{"a plain case", newCase(func(*Case) {}), ""},
		{"somebody's fault at once", newCase(func(c *Case) { c.Fault = FaultCustomer }), "fault_after_versions"},
		{"confidential without a supervisor", newCase(func(c *Case) { c.Confidential, c.ConfidentialReason = true, "Salud" }), "supervisor_required"},
		{"confidential without a reason", newCase(func(c *Case) { c.Confidential, c.Supervisor = true, "lucia" }), "confidential_reason_required"},
		{"answered from the start", newCase(func(c *Case) { c.ResolutionKind = Solution }), "resolution_kind_kept"},
		{"understood in the future", newCase(func(c *Case) {
			c.UnderstandingAt, c.UnderstandingChannel = now.Add(time.Hour), "phone"
		}), "understanding_dated"},
	})
	later := newCase(func(c *Case) { c.Stage = Resolved })
	if CheckFiling(later).OK() {
		t.Error("a case was filed as resolved")
	}
}

func TestWhoSaysWhoseFailureItWas(t *testing.T) {
	t.Parallel()
	byLead := func(before Fault) func(*Facts) {
		return func(f *Facts) { f.Settings.FaultByLead, f.Before.Fault = true, before }
	}
	run(t, []attempt{
		{"a misunderstanding cleared up by an agent", taken("T17", Investigating, byLead("")), ""},
		{"one left undetermined", taken("T17", Investigating, byLead(FaultUndetermined)), ""},
		{"ours, called a misunderstanding", taken("T17", Investigating, byLead(FaultCompany)), "fault_by_lead"},
		{"on the spot", taken("T5", Received, byLead("")), ""},
	})
}

func TestADenialTakesTwo(t *testing.T) {
	t.Parallel()
	own := both(func(c *Case) { c.DenialBy = "lucia" })
	single := func(f *Facts) { own(f); f.Settings.SingleOwner = true }
	run(t, []attempt{
		{"its own denial", taken("T16", DenialReview, own), "denial_second_person"},
		{"its own denial in a firm of one", taken("T16", DenialReview, single), ""},
		{"sent back by the one who drafted it", taken("T15", DenialReview, own), ""},
	})
}

func TestTriesToReachTheCustomer(t *testing.T) {
	t.Parallel()
	at := func(hours ...int) func(*Facts) {
		return func(f *Facts) {
			f.Evidence.Attempts = nil
			for _, h := range hours {
				f.Evidence.Attempts = append(f.Evidence.Attempts, now.Add(time.Duration(h)*time.Hour))
			}
		}
	}
	lima := func(f *Facts) {
		at(-11, -9, -1)(f) // the 24th in UTC, the 23rd and the 24th in Lima
		f.Location = time.FixedZone("Lima", -5*3600)
	}
	oneEvening := func(f *Facts) {
		at(-17, -14, -11)(f) // the 23rd and the 24th in UTC, the 23rd in Lima
		f.Location = time.FixedZone("Lima", -5*3600)
	}
	run(t, []attempt{
		{"two tries", taken("T21", Resolved, at(-30, -2)), "attempts_required"},
		{"three in one day", taken("T21", Resolved, at(-3, -2, -1)), "attempts_required"},
		{"three at the same hour", taken("T21", Resolved, at(-72, -48, -24)), "attempts_required"},
		{"three on two days at two hours", taken("T21", Resolved, at(-49, -24, -1)), ""},
		{"counted in the zone of the business", taken("T21", Resolved, lima), ""},
		{"one evening there, two days elsewhere", taken("T21", Resolved, oneEvening), "attempts_required"},
	})
}

func TestTheOwnersChoicesOfTime(t *testing.T) {
	t.Parallel()
	run(t, []attempt{
		{"on the spot after four days", taken("T5", Assessing, func(f *Facts) { f.Evidence.BusinessDaysOpen = 4 }), "immediate_window"},
		{"when the owner gives five", taken("T5", Assessing, func(f *Facts) {
			f.Evidence.BusinessDaysOpen, f.Settings.ImmediateDays = 4, 5
		}), ""},
		{"taken up again after forty days", taken("T22", Closed, reopenedAfter(40, 0)), "reopen_window"},
		{"when the owner gives sixty", taken("T22", Closed, reopenedAfter(40, 60)), ""},
		{"on the last day", taken("T22", Closed, reopenedAfter(30, 0)), ""},
		{"four tries asked for", taken("T21", Resolved, func(f *Facts) { f.Settings.FollowUpTries = 4 }), "attempts_required"},
		{"time to answer too short", taken("T9", Investigating, func(f *Facts) { f.Case.InformationUntil = now }), "information_until_required"},
		{"the clock after the time to answer", taken("T10", WaitingCustomer, func(f *Facts) {
			f.Actor, f.Evidence.CustomerAnswered, f.Case.InformationUntil = clock, false, now
		}), ""},
	})
}

func reopenedAfter(days, window int) func(*Facts) {
	return func(f *Facts) {
		both(func(c *Case) { c.ClosedAt = now.AddDate(0, 0, -days) })(f)
		f.Settings.ReopenDays = window
	}
}

// TestOnlyTwoMovesNameTheAnswer: in all others it follows from the move, and
// who says it nevertheless is told so.
func TestOnlyTwoMovesNameTheAnswer(t *testing.T) {
	t.Parallel()
	rule, ok := RuleByCode("resolution_kind_kept")
	if !ok {
		t.Fatal("no such rule")
	}
	rows := []struct {
		name     string
		from, to Stage
		named    bool
		refused  bool
	}{
		{"solved at the end of the work", Executing, Resolved, true, false},
		{"nothing said about it", Investigating, Proposed, false, false},
		{"said on the way", Investigating, Proposed, true, true},
		{"said when it is withdrawn", Investigating, Closed, true, true},
		{"without any move", Executing, Executing, true, true},
		{"while it is filed", "", Received, true, true},
	}
	for _, row := range rows {
		f := Facts{Before: Case{Stage: row.from}, Case: Case{Stage: row.to}}
		if row.named {
			f.Case.ResolutionKind, f.Changed = Partial, []string{"resolution_kind"}
		}
		if got := rule.applies(Save, f) && !rule.Met(f); got != row.refused {
			t.Errorf("%s: refused %v", row.name, got)
		}
	}
}
