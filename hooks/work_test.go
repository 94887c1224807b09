package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestFollowUps: the call after the solution is made when there is a solution,
// answers what it must, and takes up again what came back (R030-R032).
func TestFollowUps(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	open := a.At(t, complaint.Executing, nil)
	c := a.At(t, complaint.Resolved, nil)
	path := testapp.Records(records.FollowUps)
	rows := []struct {
		name, complaint string
		body            map[string]any
		status          int
		field, code     string
	}{
		{"before the solution", open.Id, map[string]any{"contacted": true, "satisfied": "yes", "recurred": "no"}, 400, "complaint", "follow_up_when_resolved"},
		{"without asking", c.Id, map[string]any{"contacted": true}, 400, "satisfied", "follow_up_answers"},
		{"half asked", c.Id, map[string]any{"contacted": true, "satisfied": "yes"}, 400, "recurred", "follow_up_answers"},
		{"maybe", c.Id, map[string]any{"contacted": true, "satisfied": "maybe", "recurred": "no"}, 400, "satisfied", "validation_invalid_value"},
		{"no answer", c.Id, map[string]any{"contacted": false, "attempt": 9, "agent": testapp.Lead}, 200, "", ""},
		{"answered", c.Id, map[string]any{"contacted": true, "satisfied": "no", "recurred": "no", "note": "Falta una taza"}, 200, "", ""},
	}
	for _, row := range rows {
		row.body["complaint"] = row.complaint
		got := a.Ask(t, testapp.Agent, http.MethodPost, path, row.body)
		if got.Status != row.status || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
		if row.name == "no answer" && (got.JSON["attempt"] != 1.0 || got.JSON["agent"] != testapp.Agent) {
			t.Errorf("attempt %v of %v", got.JSON["attempt"], got.JSON["agent"])
		}
	}
	if n := a.Count(t, records.Reminders, "complaint = '"+c.Id+"' AND kind = 'follow_up' AND pending = 1"); n != 0 {
		t.Error("the reminder of the call is still there")
	}
	unhappy := map[string]any{"to": "closed", "fields": map[string]any{"closing_kind": "confirmed", "mood_end": 2}, "closing": map[string]any{}}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", unhappy); got.Code("follow_up.satisfied") != "follow_up_satisfied" {
		t.Errorf("closed although unsatisfied: %d %s", got.Status, got.Text)
	}
}

// TestItCameBack: a call that says so starts the case again at once, above the
// queue, and counts the round.
func TestItCameBack(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.FollowUps), map[string]any{"complaint": c.Id, "contacted": true,
		"satisfied": "no", "recurred": "yes", "note": "Volvió a llegar rota"})
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	now := a.Reload(t, c)
	for field, want := range map[string]any{"stage": "investigating", "lane": "attend_now", "reopen_count": 1, "reopen_reason": "Volvió a llegar rota", "open": true, "resolution_kind": ""} {
		if have := now.Get(field); have != want && now.GetInt(field) != want {
			t.Errorf("%s is %v, want %v", field, have, want)
		}
	}
	if !now.GetDateTime("resolved_at").IsZero() || now.GetDateTime("next_step_due").IsZero() {
		t.Error("still resolved, or without a next step")
	}
	a.Clock.Move(time.Minute)
	letter := map[string]any{"complaint": c.Id, "direction": "out", "text": "La llamo enseguida"}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), letter); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Reminders, "kind = 'first_contact' AND pending = 1"); n != 0 {
		t.Error("the customer was written to and the timer still runs")
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestClosingWithoutContact: three calls on two days at two hours, then thanks
// in writing (R033).
func TestClosingWithoutContact(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	end := casework.Move{To: "closed", Fields: map[string]any{"closing_kind": "unreachable"}, Closing: &casework.Letter{}}
	call := casework.Move{FollowUp: &casework.Call{Note: "No contesta"}}
	for i, wait := range []time.Duration{time.Hour, time.Minute, 25 * time.Hour} {
		if _, err := a.Engine.Transition(a, c.Id, end, a.Actor(t, testapp.Agent)); casework.Codes(err)["follow_up.attempts"] != "attempts_required" {
			t.Errorf("closed after %d calls: %v", i, err)
		}
		a.Clock.Move(wait)
		a.Move(t, c.Id, testapp.Agent, call)
	}
	if got := a.Move(t, c.Id, testapp.Agent, end); got.GetString("closing_kind") != "unreachable" {
		t.Errorf("closing kind %s", got.GetString("closing_kind"))
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestTasksAndReminders: done is dated by the server, told of, and stays done.
func TestTasksAndReminders(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Executing, nil)
	other := a.At(t, complaint.Proposed, nil)
	task, reminder := a.TaskIDs(t, c.Id)[0], a.Find(t, records.Reminders, "complaint = {:c} && pending = true", c.Id)[0].Id
	foreign := a.Only(t, records.Proposals, other.Id).Id
	now := records.Stamp(a.Clock.Now())
	rows := []struct {
		name, method, path string
		body               map[string]any
		status             int
		field, code        string
	}{
		{"task renamed", "PATCH", testapp.Records(records.Tasks, task), map[string]any{"title": "Entregar el sábado"}, 200, "", ""},
		{"task moved", "PATCH", testapp.Records(records.Tasks, task), map[string]any{"complaint": other.Id}, 400, "complaint", "fixed_field"},
		{"task hidden", "PATCH", testapp.Records(records.Tasks, task), map[string]any{"pending": false}, 400, "pending", "fixed_field"},
		{"task done", "PATCH", testapp.Records(records.Tasks, task), map[string]any{"done_at": "2020-01-01 00:00:00.000Z"}, 200, "", ""},
		{"task undone", "PATCH", testapp.Records(records.Tasks, task), map[string]any{"done_at": ""}, 400, "done_at", "fixed_field"},
		{"task born done", "POST", testapp.Records(records.Tasks), map[string]any{"complaint": c.Id, "title": "x", "done_at": "2020-01-01 00:00:00.000Z"}, 200, "", ""},
		{"task of another's offer", "POST", testapp.Records(records.Tasks), map[string]any{"complaint": c.Id, "title": "x", "proposal": foreign}, 400, "proposal", "other_case"},
		{"reminder put off", "PATCH", testapp.Records(records.Reminders, reminder), map[string]any{"due": "2026-12-01 10:00:00.000Z", "reason": "Falta el repuesto"}, 200, "", ""},
		{"reminder of something else", "PATCH", testapp.Records(records.Reminders, reminder), map[string]any{"kind": "other"}, 400, "kind", "fixed_field"},
		{"reminder done", "PATCH", testapp.Records(records.Reminders, reminder), map[string]any{"done_at": "2020-01-01 00:00:00.000Z", "outcome": "done"}, 200, "", ""},
		{"reminder undone", "PATCH", testapp.Records(records.Reminders, reminder), map[string]any{"done_at": "", "pending": true}, 400, "done_at", "fixed_field"},
		{"reminder of a person", "POST", testapp.Records(records.Reminders), map[string]any{"complaint": c.Id, "kind": "next_step", "note": "x", "due": "2026-12-01 10:00:00.000Z", "assignee": testapp.Agent}, 400, "kind", "reminder_kind"},
	}
	for _, row := range rows {
		got := a.Ask(t, testapp.Agent, row.method, row.path, row.body)
		if got.Status != row.status || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
		if row.name == "task born done" && (got.JSON["done_at"] != "" || got.JSON["pending"] != true) {
			t.Errorf("born done: %s", got.Text)
		}
	}
	for table, id := range map[string]string{records.Tasks: task, records.Reminders: reminder} {
		if n := a.Count(t, table, "id = '"+id+"' AND done_at = '"+now+"' AND pending = 0"); n != 1 {
			t.Errorf("%s is not done now", table)
		}
	}
	for kind, want := range map[string]int{"task.done": 1, "reminder.done": 1} {
		if n := a.Count(t, records.Events, "type = '"+kind+"' AND complaint = '"+c.Id+"'"); n != want {
			t.Errorf("%d events %s, want %d", n, kind, want)
		}
	}
}

// TestRules: a required rule may be eased by an admin with a reason, a legal one
// never; both ways are told of, and the workflow follows.
func TestRules(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	path := testapp.Records(records.Rules)
	ease := map[string]any{"id": "goal_required", "level": "advised", "reason": "Temporada alta"}
	rows := []struct {
		name, who, method, path string
		body                    map[string]any
		status                  int
		field, code             string
	}{
		{"an agent eases", testapp.Agent, "POST", path, ease, 400, "", ""},
		{"a supervisor eases", testapp.Supervisor, "POST", path, ease, 400, "", ""},
		{"a legal rule", testapp.Superuser, "POST", path, map[string]any{"id": "letter_required", "level": "advised", "reason": "x"}, 400, "level", "rule_fixed"},
		{"an advised rule", testapp.Admin, "POST", path, map[string]any{"id": "impact_noted", "level": "required", "reason": "x"}, 400, "level", "rule_fixed"},
		{"no rule", testapp.Admin, "POST", path, map[string]any{"id": "whatever", "level": "advised", "reason": "x"}, 400, "id", "rule_unknown"},
		{"without a reason", testapp.Admin, "POST", path, map[string]any{"id": "goal_required", "level": "advised"}, 400, "reason", "validation_required"},
		{"eased", testapp.Admin, "POST", path, ease, 200, "", ""},
		{"another rule under its name", testapp.Admin, "PATCH", path + "/goal_required", map[string]any{"id": "letter_required"}, 400, "level", "rule_fixed"},
		{"eased until Friday", testapp.Admin, "PATCH", path + "/goal_required", map[string]any{"until": "2026-11-27 20:00:00.000Z"}, 200, "", ""},
	}
	for _, row := range rows {
		if got := a.Ask(t, row.who, row.method, row.path, row.body); got.Status != row.status || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	without := filing(map[string]any{"goal": ""})
	file := func() int {
		return a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), without).Status
	}
	if got := file(); got != 200 {
		t.Errorf("eased, and a filing without a goal is refused: %d", got)
	}
	a.Clock.Move(5 * 24 * time.Hour)
	if got := file(); got != 400 {
		t.Errorf("after Friday: %d", got)
	}
	a.Clock.Set(testapp.Start)
	if got := a.Ask(t, testapp.Admin, http.MethodDelete, path+"/goal_required", nil); got.Status != 204 {
		t.Errorf("restore: %d %s", got.Status, got.Text)
	}
	if got := file(); got != 400 {
		t.Errorf("restored, and still eased: %d", got)
	}
	if n := a.Count(t, records.Events, "type = 'rule.changed' AND actor = '"+testapp.Admin+"' AND complaint = ''"); n != 3 {
		t.Errorf("%d events of the rule, want 3", n)
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestSettings: one business, and no value with which nothing could be computed.
func TestSettings(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	business := testapp.Records(records.Business, firstID(t, a, records.Business))
	before := a.Stored(t)
	rows := []struct {
		name, method, path string
		body               map[string]any
		field, code        string
	}{
		{"a second business", "POST", testapp.Records(records.Business), map[string]any{"name": "Otro"}, "name", "one_business"},
		{"no business", "DELETE", business, nil, "id", "one_business"},
		{"a zone that is none", "PATCH", business, map[string]any{"timezone": "America/Marte"}, "timezone", "settings_invalid"},
		{"a profile that is none", "PATCH", business, map[string]any{"legal_profile": "xx"}, "legal_profile", "settings_invalid"},
		{"hours that are none", "PATCH", business, map[string]any{"hours": map[string]any{"mon": []string{"tarde"}}}, "hours", "settings_invalid"},
		{"thresholds that are none", "PATCH", business, map[string]any{"limits": map[string]any{"customers": map[string]any{"active_days": "muchos"}}}, "limits", "settings_invalid"},
		{"a day that is none", "POST", testapp.Records(records.Holidays), map[string]any{"country": "PE", "day": "2026-02-31", "kind": "add"}, "day", "settings_invalid"},
		{"a profile that cannot be read", "PATCH", testapp.Records(records.Profiles, "pe"), map[string]any{"data": map[string]any{"code": "pe"}}, "data", "settings_invalid"},
	}
	for _, row := range rows {
		if got := a.Ask(t, testapp.Superuser, row.method, row.path, row.body); got.Status != 400 || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, business, map[string]any{"timezone": "Europe/Madrid"}); got.Status != 200 {
		t.Errorf("a sound zone: %d %s", got.Status, got.Text)
	}
	if h, err := a.Engine.House(a); err != nil || h.Location.String() != "Europe/Madrid" {
		t.Errorf("the next decision reads %v %v", h.Location, err)
	}
}
