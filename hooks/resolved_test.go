package hooks_test

import (
	"errors"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// resolving takes a case to its answer in writing, by a channel.
func resolving(t *testing.T, a *testapp.App, channel string) *core.Record {
	t.Helper()
	c := a.At(t, complaint.Executing, nil)
	a.Clock.Move(time.Minute)
	_, err := a.Engine.Transition(a, c.Id, casework.Move{To: "resolved", TasksDone: a.TaskIDs(t, c.Id), Letter: &casework.Letter{Channel: channel},
		Message: &casework.Note{Purpose: "apology", Text: "Le pedimos disculpas."},
		Fields: map[string]any{"understanding_confirmed_at": records.Stamp(a.Clock.Now()), "understanding_channel": "phone", "cause_public": "Salió sin separadores.",
			"root_cause": "Nadie mira la caja.", "actions_public": "Le llevamos otro juego."}}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatalf("%v %v", err, casework.Codes(err))
	}
	return a.Reload(t, c)
}

func calls(t *testing.T, a *testapp.App, c *core.Record) int {
	t.Helper()
	return a.Count(t, records.Reminders, "complaint = '"+c.Id+"' AND kind = 'follow_up' AND pending = 1")
}

// TestResolvedWhenTheLetterLeaves: until the server took the letter the case
// owes its answer; from then on it counts, with all that hangs on it.
func TestResolvedWhenTheLetterLeaves(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := resolving(t, a, "email")
	if c.GetString("stage") != "resolved" || c.GetString("resolved_at") != "" || !c.GetBool("open") || calls(t, a, c) != 0 {
		t.Fatalf("before it left: %s, %q, open %v, %d calls", c.GetString("stage"), c.GetString("resolved_at"), c.GetBool("open"), calls(t, a, c))
	}
	got := a.Ask(t, testapp.Agent, "POST", testapp.Records(records.FollowUps), map[string]any{"complaint": c.Id, "contacted": true, "satisfied": "yes", "recurred": "no"})
	if got.Code("complaint") != "letter_waits" {
		t.Errorf("a call before the letter: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, "POST", testapp.Records(records.Surveys), map[string]any{"complaint": c.Id, "solution": 5, "treatment": 5, "recommend": "9"}); got.Code("complaint") != "letter_waits" {
		t.Errorf("a survey before the letter: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, "PATCH", testapp.Records(records.Complaints, c.Id), map[string]any{"stage": "closed", "closing_kind": "confirmed"}); got.Code("resolved_at") != "letter_left" {
		t.Errorf("closed before the letter: %d %s", got.Status, got.Text)
	}
	a.Clock.Move(3 * time.Hour)
	left := a.Clock.Now()
	a.Courier(t)
	c = a.Reload(t, c)
	if at := c.GetDateTime("resolved_at").Time(); at.Before(left) || c.GetBool("open") || calls(t, a, c) != 1 {
		t.Errorf("after it left at %s: resolved %s, open %v, %d calls", left, at, c.GetBool("open"), calls(t, a, c))
	}
	if n := a.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = 'letter.sent' AND data LIKE '%resolved_at%'"); n != 1 {
		t.Errorf("%d events", n)
	}
	a.Clock.Move(time.Hour)
	if closed := a.Move(t, c.Id, testapp.Agent, a.Closing()); closed.GetString("stage") != "closed" {
		t.Errorf("%s", closed.GetString("stage"))
	}
}

// TestTheLegalClockGoesOn: a letter that waits past the date is late.
func TestTheLegalClockGoesOn(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := resolving(t, a, "email")
	a.Clock.Move(60 * 24 * time.Hour)
	report(t, a.Engine.Tick(a))
	card, err := a.Engine.CardOf(a, c.Id)
	if err != nil || card.DueState != "late" {
		t.Errorf("%v %+v", err, card)
	}
}

// TestHandedOverCountsAtOnce: on paper or in person, there is nothing to wait
// for, also when the mail did not go.
func TestHandedOverCountsAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	if c := resolving(t, a, "letter"); c.GetString("resolved_at") == "" || c.GetBool("open") || calls(t, a, c) != 1 {
		t.Errorf("on paper: %q, %d calls", c.GetString("resolved_at"), calls(t, a, c))
	}
	c := resolving(t, a, "email")
	report(t, a.Engine.DeliverBy(a, func(core.App, *core.Record) error { return errors.New("no") }))
	if c = a.Reload(t, c); c.GetString("resolved_at") != "" {
		t.Fatal("resolved by a mail that did not leave")
	}
	_, err := a.Engine.Create(a, records.Messages, map[string]any{"complaint": c.Id, "direction": "out", "purpose": "letter", "channel": "letter", "text": "Su caso está resuelto."},
		a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	if c = a.Reload(t, c); c.GetString("resolved_at") == "" || c.GetBool("open") || calls(t, a, c) != 1 {
		t.Errorf("handed over afterwards: %q, %d calls", c.GetString("resolved_at"), calls(t, a, c))
	}
	at := c.GetString("resolved_at")
	a.Clock.Move(24 * time.Hour)
	a.Courier(t) // the mail leaves after all
	if c = a.Reload(t, c); c.GetString("resolved_at") != at || calls(t, a, c) != 1 {
		t.Error("resolved a second time")
	}
}

// TestALetterOfAnEarlierRound: one that leaves after the case was taken up again
// answers nothing.
func TestALetterOfAnEarlierRound(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := resolving(t, a, "email")
	a.Clock.Move(time.Minute)
	fields := testapp.NextStep()
	fields["reopen_reason"] = "Falta una taza"
	a.Move(t, c.Id, testapp.Agent, casework.Move{To: "investigating", Fields: fields})
	a.Clock.Move(time.Minute)
	a.Courier(t)
	if c = a.Reload(t, c); c.GetString("resolved_at") != "" || c.GetString("stage") != "investigating" || calls(t, a, c) != 0 {
		t.Errorf("%s, %q, %d calls", c.GetString("stage"), c.GetString("resolved_at"), calls(t, a, c))
	}
}
