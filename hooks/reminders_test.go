package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// remind sets a reminder through the record API.
func remind(t *testing.T, a *testapp.App, who, c string, change map[string]any) testapp.Answer {
	t.Helper()
	body := map[string]any{"complaint": c, "note": "Preguntar al taller", "due": "2026-11-25 15:00:00.000Z"}
	for name, value := range change {
		body[name] = value
	}
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Reminders), body)
}

// TestRemindersByHand: to oneself, to a colleague who may open the case, in so
// many minutes; the server knows the rest.
func TestRemindersByHand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, hidden := a.At(t, complaint.Investigating, nil), secret(t, a)
	now := a.Clock.Now()
	rows := []struct {
		name, who, c string
		change       map[string]any
		field, code  string
		want         map[string]any
	}{
		{"to oneself", testapp.Agent, c.Id, nil, "", "", map[string]any{"kind": "manual", "assignee": testapp.Agent, "pending": true, "alert_at": ""}},
		{"to a colleague", testapp.Agent, c.Id, map[string]any{"assignee": testapp.Lead}, "", "", map[string]any{"assignee": testapp.Lead}},
		{"in twenty minutes", testapp.Agent, c.Id, map[string]any{"promise_minutes": 20, "due": ""}, "", "",
			map[string]any{"kind": "call_back", "due": records.Stamp(now.Add(20 * time.Minute)), "alert_at": records.Stamp(now.Add(16 * time.Minute))}},
		{"done before it began", testapp.Agent, c.Id, map[string]any{"done_at": "2020-01-01 00:00:00.000Z", "broken_at": "2020-01-01 00:00:00.000Z", "attempts": 9, "pending": false}, "", "",
			map[string]any{"done_at": "", "broken_at": "", "attempts": 0.0, "pending": true}},
		{"of the application's kind", testapp.Agent, c.Id, map[string]any{"kind": "follow_up"}, "kind", "reminder_kind", nil},
		{"about nothing", testapp.Agent, c.Id, map[string]any{"note": " "}, "note", "reminder_note", nil},
		{"in the past", testapp.Agent, c.Id, map[string]any{"due": "2026-11-24 15:00:00.000Z"}, "due", "reminder_due", nil},
		{"in too many minutes", testapp.Agent, c.Id, map[string]any{"promise_minutes": 481}, "promise_minutes", "promise_minutes", nil},
		{"to somebody who left", testapp.Agent, c.Id, map[string]any{"assignee": testapp.Left}, "assignee", "agent_unavailable", nil},
		{"to a program", testapp.Agent, c.Id, map[string]any{"assignee": testapp.Robot}, "assignee", "agent_unavailable", nil},
		{"to who may not open it", testapp.Supervisor, hidden.Id, map[string]any{"assignee": testapp.Lead}, "assignee", "agent_unavailable", nil},
		{"to who may open it", testapp.Supervisor, hidden.Id, map[string]any{"assignee": testapp.Admin}, "", "", map[string]any{"assignee": testapp.Admin}},
	}
	for _, row := range rows {
		got := remind(t, a, row.who, row.c, row.change)
		if row.code != "" {
			if got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
				t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
			}
			continue
		}
		for name, want := range row.want {
			if got.JSON[name] != want {
				t.Errorf("%s: %s is %v, want %v (%s)", row.name, name, got.JSON[name], want, got.Text)
			}
		}
	}
	if n := a.Count(t, records.Events, "type = 'reminder.added' AND complaint = '"+c.Id+"'"); n != 4 {
		t.Errorf("%d events tell of four", n)
	}
	for who, want := range map[string]int{testapp.Lead: 1, testapp.Admin: 1, testapp.Agent: 0} {
		if n := a.Count(t, records.Notices, "kind = 'promise' AND agent = '"+who+"'"); n != want {
			t.Errorf("%s is told of %d, want %d", who, n, want)
		}
	}
	if got := remind(t, a, testapp.Lead, hidden.Id, nil); got.Status != http.StatusBadRequest {
		t.Errorf("in a case that one may not open: %d", got.Status)
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// promised makes a case whose next step is promised for tomorrow 15:00 in Lima,
// and finds its reminder.
func promised(t *testing.T, a *testapp.App) (c, r *core.Record) {
	t.Helper()
	c = a.At(t, complaint.Investigating, nil)
	return c, a.Find(t, records.Reminders, "complaint = {:c} && kind = 'next_step' && pending = true", c.Id)[0]
}

// TestPuttingOff: within its time it is quiet and comes back; a promise that
// moves in silence is broken once, one that moves with a word is not; nothing
// goes past the legal date (R144).
func TestPuttingOff(t *testing.T) {
	t.Parallel()
	const tomorrow = "2026-11-27 15:00:00.000Z"
	rows := []struct {
		name, wrote string
		change      map[string]any
		field, code string
		due         string
		broken      int
	}{
		{"in its time", "", map[string]any{"snoozed_until": "2026-11-25 14:00:00.000Z", "reason": "En reunión"}, "", "", "2026-11-25 20:00:00.000Z", 0},
		{"in silence", "", map[string]any{"snoozed_until": tomorrow, "reason": "Falta el repuesto"}, "", "", tomorrow, 1},
		{"in silence, by its date", "", map[string]any{"due": tomorrow, "reason": "Falta el repuesto"}, "", "", tomorrow, 1},
		{"with another word", "Seguimos trabajando en su caso.", map[string]any{"snoozed_until": tomorrow, "reason": "Falta"}, "", "", tomorrow, 1},
		{"with the date", "Le escribo el 27 de noviembre sin falta.", map[string]any{"snoozed_until": tomorrow, "reason": "Falta"}, "", "", tomorrow, 0},
		{"with the date in figures", "Le escribo el 27/11/2026.", map[string]any{"snoozed_until": tomorrow, "reason": "Falta"}, "", "", tomorrow, 0},
		{"past the legal date", "Le escribo el 27 de enero de 2027.", map[string]any{"snoozed_until": "2027-01-27 15:00:00.000Z", "reason": "Falta"}, "snoozed_until", "snooze_legal_due", "", 0},
		{"into the past", "", map[string]any{"snoozed_until": "2026-11-24 10:00:00.000Z", "reason": "Falta"}, "snoozed_until", "snooze_past", "", 0},
		{"without a why", "", map[string]any{"snoozed_until": tomorrow}, "reason", "snooze_reason", "", 0},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c, r := promised(t, a)
			if row.wrote != "" {
				if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": "out", "text": row.wrote}); got.Status != http.StatusOK {
					t.Fatal(got.Text)
				}
			}
			got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Reminders, r.Id), row.change)
			if row.code != "" {
				if got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
					t.Errorf("%d %s", got.Status, got.Text)
				}
				return
			}
			now := a.Reload(t, c)
			if got.Status != http.StatusOK || got.JSON["due"] != row.due || now.GetInt("promises_broken") != row.broken || now.GetString("next_step_due") != row.due {
				t.Errorf("%d, due %v, %d broken, next step due %s", got.Status, got.JSON["due"], now.GetInt("promises_broken"), now.GetString("next_step_due"))
			}
			if n := a.Count(t, records.Events, "type = 'promise.broken'"); n != row.broken {
				t.Errorf("%d events of a broken promise", n)
			}
			if report := settledReport(t, a); len(report.Problems) > 0 {
				t.Errorf("verify: %+v", report.Problems)
			}
		})
	}
}

// TestBrokenOnce: a promise that is moved twice in silence is broken once, and
// the reminder is quiet in the day until then.
func TestBrokenOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, r := promised(t, a)
	for _, until := range []string{"2026-11-26 15:00:00.000Z", "2026-11-27 15:00:00.000Z"} {
		if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Reminders, r.Id), map[string]any{"snoozed_until": until, "reason": "Falta"}); got.Status != http.StatusOK {
			t.Fatal(got.Text)
		}
	}
	if n := a.Reload(t, c).GetInt("promises_broken"); n != 1 {
		t.Errorf("%d broken", n)
	}
	a.Exec(t, "UPDATE reminders SET pending = 0 WHERE kind != 'next_step'", nil)
	a.Clock.Set(time.Date(2026, 11, 27, 14, 59, 0, 0, time.UTC))
	if got := section(t, a, testapp.Agent, "promises"); len(got) != 0 {
		t.Errorf("in the day before its time: %v", got)
	}
	a.Clock.Move(time.Minute)
	if got := section(t, a, testapp.Agent, "promises"); len(got) != 1 {
		t.Errorf("in the day at its time: %v", got)
	}
}

// TestAfterTheLegalDate: once it has passed, nothing waits beyond the next
// working day; of a case that is solved it no longer limits anything.
func TestAfterTheLegalDate(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, solved := a.At(t, complaint.Investigating, nil), a.At(t, complaint.Resolved, nil)
	a.Clock.Set(c.GetDateTime("legal_due").Time().Add(time.Hour))
	put := func(id string, until time.Time) testapp.Answer {
		made := remind(t, a, testapp.Agent, id, map[string]any{"due": records.Stamp(a.Clock.Now().Add(time.Hour))})
		return a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Reminders, made.JSON["id"].(string)), map[string]any{"snoozed_until": records.Stamp(until), "reason": "Falta"})
	}
	if got := put(c.Id, a.Clock.Now().Add(6*time.Hour)); got.Status != http.StatusOK {
		t.Errorf("by some hours: %s", got.Text)
	}
	if got := put(c.Id, a.Clock.Now().AddDate(0, 0, 9)); got.Code("snoozed_until") != "snooze_legal_due" {
		t.Errorf("by nine days: %s", got.Text)
	}
	if got := put(solved.Id, a.Clock.Now().AddDate(0, 0, 90)); got.Status != http.StatusOK {
		t.Errorf("in a solved case: %s", got.Text)
	}
}

// TestHowItEnded: with an outcome, and a why where it was not simply done.
func TestHowItEnded(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	rows := []struct {
		name        string
		change      map[string]any
		field, code string
		outcome     string
	}{
		{"done", map[string]any{}, "", "", "done"},
		{"not needed", map[string]any{"outcome": "not_needed", "reason": "Ya lo tiene"}, "", "", "not_needed"},
		{"passed on", map[string]any{"outcome": "passed_on", "reason": "Lo ve Despachos"}, "", "", "passed_on"},
		{"not needed, and no why", map[string]any{"outcome": "not_needed"}, "reason", "reminder_outcome_reason", ""},
		{"in other words", map[string]any{"outcome": "Hecho"}, "outcome", "reminder_outcome", ""},
	}
	for _, row := range rows {
		id := remind(t, a, testapp.Agent, c.Id, nil).JSON["id"].(string)
		row.change["done_at"] = "2020-01-01 00:00:00.000Z"
		got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Reminders, id), row.change)
		if row.code != "" {
			if got.Code(row.field) != row.code {
				t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
			}
			continue
		}
		if got.JSON["outcome"] != row.outcome || got.JSON["done_at"] != records.Stamp(a.Clock.Now()) || got.JSON["pending"] != false || got.JSON["revision"] != 1.0 {
			t.Errorf("%s: %s", row.name, got.Text)
		}
		if again := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Reminders, id), map[string]any{"outcome": "done"}); again.Code("done_at") != "fixed_field" {
			t.Errorf("%s, changed afterwards: %s", row.name, again.Text)
		}
	}
}

// TestPassingOn: to a colleague who may open the case and is told; the engine's
// own fields are nobody's to write.
func TestPassingOn(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	id := remind(t, a, testapp.Agent, c.Id, nil).JSON["id"].(string)
	change := func(fields map[string]any) testapp.Answer {
		return a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Reminders, id), fields)
	}
	if got := change(map[string]any{"assignee": testapp.Left}); got.Code("assignee") != "agent_unavailable" {
		t.Errorf("to somebody who left: %s", got.Text)
	}
	for name, value := range map[string]any{"attempts": 3, "promise_minutes": 5, "broken_at": "2026-11-24 10:00:00.000Z", "kind": "eta", "alert_at": "2026-11-24 10:00:00.000Z"} {
		if got := change(map[string]any{name: value}); got.Code(name) != "fixed_field" {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	if got := change(map[string]any{"assignee": testapp.Lead}); got.Status != http.StatusOK || got.JSON["pending"] != true {
		t.Errorf("to the lead: %s", got.Text)
	}
	if n := a.Count(t, records.Notices, "agent = '"+testapp.Lead+"' AND kind = 'promise'"); n != 1 {
		t.Errorf("the lead is told %d times", n)
	}
	if n := a.Count(t, records.Events, "type = 'reminder.passed'"); n != 1 {
		t.Errorf("%d events", n)
	}
}

// TestOwnerKeepsReminders: whoever works on the case, its owner is the one who
// is reminded, after two transfers as before (R075).
func TestOwnerKeepsReminders(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, r := promised(t, a)
	for why, to := range map[string]map[string]any{"Es de su mano": {"assignee": testapp.Lead}, "Es de Despachos": {"area": testapp.Shipping, "assignee": testapp.Agent2}} {
		a.Move(t, c.Id, testapp.Supervisor, casework.Move{Fields: with(to, map[string]any{"transfer_reason": why, "transfer_summary": "Llegó roto. " + why})})
	}
	if got := a.Reload(t, r); got.GetString("assignee") != testapp.Agent || !got.GetBool("pending") {
		t.Errorf("the promise is now of %s", got.GetString("assignee"))
	}
	a.Clock.Set(time.Date(2026, 11, 25, 18, 0, 0, 0, time.UTC)) // past four fifths of its time
	report(t, a.Engine.Tick(a))
	if n := a.Count(t, records.Notices, "agent = '"+testapp.Agent+"' AND kind = 'promise' AND complaint = '"+c.Id+"'"); n == 0 {
		t.Error("the owner is not told that it falls due")
	}
	if got := section(t, a, testapp.Agent, "promises"); len(got) != 1 {
		t.Errorf("in the day of the owner: %v", got)
	}
	if got := section(t, a, testapp.Agent2, "promises"); len(got) != 0 {
		t.Errorf("in the day of who works on it: %v", got)
	}
}

// TestNobodyAnswers: the next attempt is at another hour, then on another day;
// after three the case may be closed, and an answer takes it up again (R033).
func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	for i, want := range []string{"2026-11-25 18:00:00.000Z", "2026-11-26 15:00:00.000Z", "2026-11-26 18:00:00.000Z"} {
		at := []string{"2026-11-25T15:00:00Z", "2026-11-25T19:00:00Z", "2026-11-26T15:00:00Z"}[i]
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		a.Clock.Set(now)
		if out, err := a.Engine.Exhausted(a, c); err != nil || out {
			t.Errorf("enough after %d calls: %t %v", i, out, err)
		}
		a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.FollowUps), map[string]any{"complaint": c.Id, "contacted": false, "channel": "phone"})
		r := a.Find(t, records.Reminders, "complaint = {:c} && kind = 'follow_up' && pending = true", c.Id)[0]
		if r.GetString("snoozed_until") != want || r.GetInt("attempts") != i+1 || r.GetString("due") != "2026-11-26 04:59:59.000Z" {
			t.Errorf("after %d calls: again at %s, %d attempts, due %s", i+1, r.GetString("snoozed_until"), r.GetInt("attempts"), r.GetString("due"))
		}
	}
	if out, err := a.Engine.Exhausted(a, c); err != nil || !out {
		t.Errorf("enough after three: %t %v", out, err)
	}
	a.Move(t, c.Id, testapp.Agent, casework.Move{To: "closed", Fields: map[string]any{"closing_kind": "unreachable"}, Closing: &casework.Letter{}})
	if n := a.Count(t, records.Messages, "purpose = 'closing' AND template = 'seguimiento_sin_contacto' AND complaint = '"+c.Id+"'"); n != 1 {
		t.Errorf("%d mails say that it is closed", n)
	}
	a.Clock.Move(24 * time.Hour)
	customer := casework.CustomerActor(testapp.Rosa)
	if _, err := a.Engine.Transition(a, c.Id, casework.Move{To: "investigating", Fields: map[string]any{"reopen_reason": "Aquí estoy"}}, customer); err != nil {
		t.Errorf("taken up again: %v %v", err, casework.Codes(err))
	}
}
