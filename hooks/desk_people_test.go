package hooks_test

import (
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestACaseIsGivenToSomebodyAtTheDesk: not to a program, to who only reads, or
// to who has left; and only somebody who may decide supervises it.
func TestACaseIsGivenToSomebodyAtTheDesk(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, field, who string
		leaves           bool
		refused          bool
	}{
		{"colleague", "assignee", testapp.Lead, false, false},
		{"owner", "owner", testapp.Supervisor, false, false},
		{"supervisor", "supervisor", testapp.Admin, false, false},
		{"a program", "assignee", testapp.Robot, false, true},
		{"who only reads", "owner", testapp.Auditor, false, true},
		{"who has left", "assignee", testapp.Lead, true, true},
		{"an agent supervises", "supervisor", testapp.Agent, false, true},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			if row.leaves {
				leave(t, a, row.who)
			}
			c := a.File(t, testapp.Agent, nil)
			_, err := a.Engine.Transition(a, c.Id, casework.Move{Fields: map[string]any{row.field: row.who}}, a.Actor(t, testapp.Supervisor))
			if got := casework.Codes(err)[row.field] == "agent_unavailable"; got != row.refused {
				t.Errorf("refused %t, want %t: %v %v", got, row.refused, err, casework.Codes(err))
			}
		})
	}
}

func leave(t *testing.T, a *testapp.App, id string) {
	t.Helper()
	r, err := a.FindRecordById(records.Agents, id)
	if err != nil {
		t.Fatal(err)
	}
	r.Set("active", false)
	if err := a.Save(r); err != nil {
		t.Fatal(err)
	}
}

// TestAnEarlierLetterIsNoAnswer: a letter of an earlier stage answered something
// else; the answer is written when the case is resolved.
func TestAnEarlierLetterIsNoAnswer(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	if _, err := a.Engine.Send(a, c, casework.Outgoing{Purpose: "letter", Text: "Seguimos con su caso.", Actor: a.Actor(t, testapp.Agent)}); err != nil {
		t.Fatal(err)
	}
	f, err := a.Engine.Facts(a, a.Reload(t, c), a.Reload(t, c), a.Actor(t, testapp.Lead))
	if err != nil || !f.Evidence.LetterSent {
		t.Fatalf("the letter of this stage does not count: %v", err)
	}
	a.Clock.Move(60e9)
	a.Move(t, c.Id, testapp.Lead, casework.Move{To: "waiting_customer", Fields: map[string]any{"information_requested": "La boleta",
		"information_reason": "Para el cambio", "information_until": "2026-12-20 15:00:00.000Z"}})
	f, err = a.Engine.Facts(a, a.Reload(t, c), a.Reload(t, c), a.Actor(t, testapp.Lead))
	if err != nil || f.Evidence.LetterSent {
		t.Errorf("the letter of the stage before counts: %v", err)
	}
}

// TestAFileBelongsToItsCase: its message is one of the same case.
func TestAFileBelongsToItsCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	one, other := a.File(t, testapp.Agent, nil), a.File(t, testapp.Agent, nil)
	m, err := a.Engine.Send(a, other, casework.Outgoing{Purpose: "reply", Text: "Hola", Actor: a.Actor(t, testapp.Agent)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.Engine.Create(a, records.Attachments, map[string]any{"complaint": one.Id, "message": m.Id, "kind": "evidence"}, a.Actor(t, testapp.Agent))
	if casework.Codes(err)["message"] != "not_found" {
		t.Errorf("%v %v", err, casework.Codes(err))
	}
}
