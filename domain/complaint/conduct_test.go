package complaint

import (
	"slices"
	"testing"

	"escucha/domain/customer"
)

// TestAttended: what a profile raises, and what is put back when the last of
// them is over.
func TestAttended(t *testing.T) {
	t.Parallel()
	one := []customer.Profile{customer.Intolerant}
	two := []customer.Profile{customer.Compulsive, customer.Intolerant}
	raised := func(edit func(*Case)) Case {
		c := Attended(worked(Investigating), one, "")
		if edit != nil {
			edit(&c)
		}
		return c
	}
	byHand := worked(Investigating)
	byHand.Lane, byHand.PersonOnly = AttendNow, true
	rows := []struct {
		name   string
		c      Case
		now    []customer.Profile
		lane   Lane
		person bool
	}{
		{"nobody special", worked(Investigating), nil, Normal, false},
		{"confirmed", worked(Investigating), one, AttendNow, true},
		{"another besides", raised(nil), two, AttendNow, true},
		{"over", raised(nil), nil, Normal, false},
		{"one of two over", Attended(raised(nil), two, ""), one, AttendNow, true},
		{"over, and furious since", raised(func(c *Case) { c.MoodStart = 1 }), nil, AttendNow, false},
		{"over, and taken up again since", raised(func(c *Case) { c.ReopenCount = 1 }), nil, AttendNow, false},
		{"over, and their own failure", raised(func(c *Case) { c.Fault = FaultCustomer }), nil, Normal, true},
		{"over, but there by hand before", Attended(byHand, one, ""), nil, AttendNow, true},
		{"answered already", worked(Resolved), one, Normal, false},
	}
	for _, row := range rows {
		got := Attended(row.c, row.now, "lucia")
		if got.Lane != row.lane || got.PersonOnly != row.person {
			t.Errorf("%s: lane %s, person only %t", row.name, got.Lane, got.PersonOnly)
		}
		if row.c.Stage.Open() && !slices.Equal(got.Profiles, row.now) {
			t.Errorf("%s: attended under %v", row.name, got.Profiles)
		}
		if got.LegalDue != row.c.LegalDue {
			t.Errorf("%s: the legal date moved", row.name)
		}
	}
}

// TestAbusiveGoesToASupervisor: who worked on it goes on until they hand it
// over; nobody there to take it leaves it where it is.
func TestAbusiveGoesToASupervisor(t *testing.T) {
	t.Parallel()
	abusive := []customer.Profile{customer.Abusive}
	alone := worked(Investigating)
	alone.Assignee, alone.Supervisor = "", ""
	rows := []struct {
		name, supervisor string
		c                Case
		owner, assignee  string
	}{
		{"to the one who is free", "graciela", worked(Investigating), "graciela", "ines"},
		{"nobody else worked on it", "graciela", alone, "graciela", "ines"},
		{"nobody leads", "", worked(Investigating), "ines", "ines"},
		{"theirs already", "ines", worked(Investigating), "ines", "ines"},
		{"already taken over", "graciela", Attended(worked(Investigating), abusive, "lucia"), "lucia", "ines"},
	}
	for _, row := range rows {
		if got := Attended(row.c, abusive, row.supervisor); got.Owner != row.owner || got.Assignee != row.assignee {
			t.Errorf("%s: owner %s, assignee %s", row.name, got.Owner, got.Assignee)
		}
	}
	if c := HandedOver(alone, "graciela"); c.Owner != "graciela" || c.Assignee != "graciela" || c.Supervisor != "graciela" || c.LegalDue != alone.LegalDue {
		t.Errorf("handed over: %+v", c)
	}
}

// TestConductAsks: what profiles ask is asked of the team, not of the clock.
func TestConductAsks(t *testing.T) {
	t.Parallel()
	late := Facts{Before: worked(Investigating), Case: worked(Investigating), Evidence: evidence(), Actor: ines, Now: now}
	late.Settings.NewsBy = now.AddDate(0, 0, 1)
	late.Case.NextStepDue = now.AddDate(0, 0, 4)
	system, kept := late, late
	system.Actor = clock
	kept.Before.NextStepDue = late.Case.NextStepDue
	for name, f := range map[string]Facts{"the clock": system, "promised before": kept} {
		if d := ask(f); !d.OK() {
			t.Errorf("%s: %v", name, d.Missing)
		}
	}
	if d := ask(late); d.OK() {
		t.Error("news in four days pass")
	}
	fault := Facts{Before: worked(Investigating), Case: worked(Investigating), Evidence: evidence(), Actor: ines, Now: now}
	fault.Case.Fault = FaultCustomer
	if c := Settle(fault); !c.PersonOnly {
		t.Error("what was the customer's failure is answered by a machine")
	}
	grave, _ := ByCode("T18")
	f := legal(grave, Executing)
	f.Before.Severity, f.Case.Severity = High, High
	if d := ask(f); d.OK() {
		t.Error("a grave case is resolved without its root cause")
	}
}
