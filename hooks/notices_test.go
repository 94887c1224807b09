package hooks_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// heard lists what somebody is told of a case, in the order of the letters.
func heard(t *testing.T, a *testapp.App, who, id string) []string {
	t.Helper()
	got := a.Ask(t, who, http.MethodGet, "/api/crm/notifications", nil)
	items, _ := got.JSON["items"].([]any)
	var out []string
	for _, i := range items {
		if one, _ := i.(map[string]any); one["complaint"] == id {
			out = append(out, one["kind"].(string))
		}
	}
	slices.Sort(out)
	return out
}

// note writes a note in a case that names people.
func note(t *testing.T, a *testapp.App, c *core.Record, who string, named ...string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Messages),
		map[string]any{"complaint": c.Id, "direction": "note", "text": "¿Puede mirarlo @Tomás Villar?", "mentions": named})
}

// TestWhoIsToldOfWhat: every kind, to whom it concerns and to nobody else.
func TestWhoIsToldOfWhat(t *testing.T) {
	t.Parallel()
	change := func(who string, fields map[string]any) func(*testing.T, *testapp.App, *core.Record) {
		return func(t *testing.T, a *testapp.App, c *core.Record) {
			a.Move(t, c.Id, who, casework.Move{Fields: fields})
		}
	}
	wrote := func(actor complaint.Actor) func(*testing.T, *testapp.App, *core.Record) {
		return func(t *testing.T, a *testapp.App, c *core.Record) {
			if _, err := a.Engine.Create(a, records.Messages, map[string]any{"complaint": c.Id, "direction": "in", "text": "Sigue igual"}, actor); err != nil {
				t.Fatal(err)
			}
		}
	}
	handed := map[string]any{"transfer_reason": "Es de otra área", "transfer_summary": "Llegó roto"}
	rosa := casework.CustomerActor(testapp.Rosa)
	rows := []struct {
		name  string
		stage complaint.Stage
		do    func(*testing.T, *testapp.App, *core.Record)
		who   string
		want  []string
	}{
		{"given by another", complaint.Investigating, change(testapp.Supervisor, with(handed, map[string]any{"assignee": testapp.Lead})), testapp.Lead, []string{"assigned"}},
		{"taken by oneself", complaint.Investigating, change(testapp.Lead, with(handed, map[string]any{"assignee": testapp.Lead})), testapp.Lead, nil},
		{"to the area of a lead", complaint.Investigating, func(t *testing.T, a *testapp.App, c *core.Record) {
			a.Exec(t, "UPDATE areas SET lead = '"+testapp.Agent2+"' WHERE id = '"+testapp.Shipping+"'", nil)
			a.Move(t, c.Id, testapp.Agent, casework.Move{Fields: with(handed, map[string]any{"area": testapp.Shipping})})
		}, testapp.Agent2, []string{"transfer"}},
		{"named in a note", complaint.Investigating, func(t *testing.T, a *testapp.App, c *core.Record) { note(t, a, c, testapp.Agent, testapp.Agent2) }, testapp.Agent2, []string{"mention"}},
		{"names oneself", complaint.Investigating, func(t *testing.T, a *testapp.App, c *core.Record) { note(t, a, c, testapp.Agent, testapp.Agent) }, testapp.Agent, nil},
		{"the customer writes", complaint.Investigating, wrote(rosa), testapp.Agent, []string{"customer_reply"}},
		{"the customer writes three times", complaint.Investigating, func(t *testing.T, a *testapp.App, c *core.Record) {
			for range 3 {
				wrote(rosa)(t, a, c)
			}
		}, testapp.Agent, []string{"customer_reply"}},
		{"a program brings the customer's mail", complaint.Investigating, func(t *testing.T, a *testapp.App, c *core.Record) { wrote(a.Actor(t, testapp.Robot))(t, a, c) }, testapp.Agent, []string{"customer_reply"}},
		{"one notes the customer's words oneself", complaint.Investigating, func(t *testing.T, a *testapp.App, c *core.Record) { wrote(a.Actor(t, testapp.Agent))(t, a, c) }, testapp.Agent, nil},
		{"the customer accepts", complaint.Proposed, func(t *testing.T, a *testapp.App, c *core.Record) {
			m := casework.Move{To: "executing", Fields: testapp.NextStep(), Acceptance: &casework.Acceptance{Channel: "portal", Option: a.OptionIDs(t, c.Id)[0]}}
			if _, err := a.Engine.Transition(a, c.Id, m, rosa); err != nil {
				t.Fatal(err, casework.Codes(err))
			}
		}, testapp.Agent, []string{"customer_reply"}},
		{"a denial waits", complaint.DenialReview, nil, testapp.Supervisor, []string{"approval"}},
		{"escalated", complaint.Investigating, change(testapp.Agent, map[string]any{"escalation_level": 1, "escalation_reason": "Es grave", "escalation_request": "Decidir", "supervisor": testapp.Supervisor}),
			testapp.Supervisor, []string{"approval"}},
		{"a version is asked for", complaint.Assessing, func(t *testing.T, a *testapp.App, c *core.Record) {
			a.Move(t, c.Id, testapp.Supervisor, casework.Move{To: "investigating", Fields: testapp.Triage()})
		}, testapp.Agent, []string{"assigned", "statement_asked"}},
		{"a version is asked of oneself", complaint.Investigating, nil, testapp.Agent, nil},
		{"a case of another", complaint.Investigating, wrote(rosa), testapp.Agent2, nil},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, row.stage, nil)
			if row.do != nil {
				row.do(t, a, c)
			}
			if got := heard(t, a, row.who, c.Id); !slices.Equal(got, row.want) {
				t.Errorf("told %v, want %v", got, row.want)
			}
		})
	}
}

// TestTheClockTells: a promise at four fifths of its working time, and a legal
// date that passed; each once, and again when there is another date (R144).
func TestTheClockTells(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, map[string]any{"understanding_confirmed_at": "", "understanding_channel": ""})
	a.Exec(t, "UPDATE reminders SET pending = 0 WHERE kind != 'next_step'", nil)
	at := func(local string) {
		lima := time.FixedZone("Lima", -5*3600)
		now, err := time.ParseInLocation("2006-01-02 15:04", local, lima)
		if err != nil {
			t.Fatal(err)
		}
		a.Clock.Set(now)
		report(t, a.Engine.Tick(a))
		report(t, a.Engine.Tick(a))
	}
	// promised on Tuesday 24 at 10:44 for Wednesday 25 at 15:00: 13 h 16 min of opening time, four fifths of it on Wednesday at 12:20
	for _, row := range []struct {
		local string
		want  []string
	}{{"2026-11-24 16:00", nil}, {"2026-11-25 12:19", nil}, {"2026-11-25 12:21", []string{"promise"}}, {"2026-11-25 15:00", []string{"broken", "promise"}}, {"2026-11-25 15:10", []string{"broken", "promise"}}} {
		at(row.local)
		if got := heard(t, a, testapp.Agent, c.Id); !slices.Equal(got, row.want) {
			t.Errorf("at %s: told %v, want %v", row.local, got, row.want)
		}
	}
	a.Move(t, c.Id, testapp.Agent, casework.Move{Fields: map[string]any{"next_step_due": "2026-11-27 20:00:00.000Z"}})
	a.Exec(t, "UPDATE reminders SET pending = 0 WHERE kind = 'apology'", nil)
	at("2026-11-27 12:00")
	if got := heard(t, a, testapp.Agent, c.Id); !slices.Equal(got, []string{"broken", "promise", "promise"}) {
		t.Errorf("of the new date: told %v", got)
	}
	a.Exec(t, "UPDATE reminders SET pending = 0", nil)
	a.Exec(t, "DELETE FROM notifications", nil)
	for _, row := range []struct {
		local string
		want  []string
	}{{"2026-12-10 09:00", []string{"due"}}, {"2026-12-15 09:00", []string{"due", "due"}}, {"2026-12-16 09:00", []string{"due", "due", "due"}}, {"2026-12-18 00:00", []string{"due", "due", "due", "overdue"}}, {"2026-12-18 10:00", []string{"due", "due", "due", "overdue"}}} {
		at(row.local)
		if got := heard(t, a, testapp.Agent, c.Id); !slices.Equal(got, row.want) {
			t.Errorf("at %s: told %v, want %v, due %s", row.local, got, row.want, c.GetString("legal_due"))
		}
	}
}

// TestConfidentialAfterwards: what was told of a case goes from list, count and
// record for those who may no longer open it, and nothing more is told.
func TestConfidentialAfterwards(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	if got := note(t, a, c, testapp.Agent, testapp.Agent2, testapp.Supervisor); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	row, err := a.FindFirstRecordByFilter(records.Notices, "agent = '"+testapp.Agent2+"'")
	if err != nil {
		t.Fatal(err)
	}
	unread := func(who string) any { return a.Ask(t, who, http.MethodGet, "/api/crm/counts", nil).JSON["unread"] }
	if unread(testapp.Agent2) != 1.0 || a.Ask(t, testapp.Agent2, http.MethodGet, testapp.Records(records.Notices, row.Id), nil).Status != http.StatusOK {
		t.Fatalf("unread %v", unread(testapp.Agent2))
	}
	a.Move(t, c.Id, testapp.Agent, casework.Move{Fields: map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor}})
	if n := unread(testapp.Agent2); n != 0.0 {
		t.Errorf("unread %v", n)
	}
	for _, path := range []string{testapp.Records(records.Notices), "/api/crm/notifications"} {
		if got := a.Ask(t, testapp.Agent2, http.MethodGet, path, nil); strings.Contains(got.Text, c.Id) {
			t.Errorf("%s shows it: %s", path, got.Text)
		}
	}
	for _, method := range []string{http.MethodGet, http.MethodPatch} {
		if got := a.Ask(t, testapp.Agent2, method, testapp.Records(records.Notices, row.Id), map[string]any{"read_at": "2026-11-24 15:00:00.000Z"}); got.Status != http.StatusNotFound {
			t.Errorf("%s: %d %s", method, got.Status, got.Text)
		}
	}
	if got := note(t, a, c, testapp.Agent, testapp.Agent2); got.Code("mentions") != "mention_not_reader" {
		t.Errorf("named in a case that he may not open: %d %s", got.Status, got.Text)
	}
	if unread(testapp.Supervisor) == 0.0 {
		t.Error("who may open it lost it")
	}
	if got := a.Ask(t, testapp.Agent2, http.MethodPost, "/api/crm/notifications/read", nil); got.Status != http.StatusNoContent {
		t.Errorf("read all: %d", got.Status)
	}
	if a.Reload(t, row).GetString("read_at") != "" {
		t.Error("what may not be seen was marked as read")
	}
}

// TestMentions: only in notes, only people of the desk who may open the case;
// those are the ones that are offered.
func TestMentions(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	hidden := a.At(t, complaint.Investigating, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	for _, row := range []struct {
		name   string
		c      *core.Record
		who    []string
		not    []string
		status int
	}{
		{"an open case", c, []string{testapp.Agent, testapp.Agent2, testapp.Lead, testapp.Supervisor, testapp.Admin}, []string{testapp.Auditor, testapp.Robot, testapp.Left}, http.StatusOK},
		{"a confidential one", hidden, []string{testapp.Agent, testapp.Supervisor, testapp.Admin}, []string{testapp.Agent2, testapp.Lead, testapp.Left}, http.StatusOK},
	} {
		got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+row.c.Id+"/agents", nil)
		for _, id := range row.who {
			if !strings.Contains(got.Text, id) {
				t.Errorf("%s: %s is not offered", row.name, id)
			}
		}
		for _, id := range row.not {
			if strings.Contains(got.Text, id) {
				t.Errorf("%s: %s is offered", row.name, id)
			}
			if refused := note(t, a, row.c, testapp.Agent, id); refused.Code("mentions") != "mention_not_reader" || refused.Message("mentions") == "" {
				t.Errorf("%s names %s: %d %s", row.name, id, refused.Status, refused.Text)
			}
		}
	}
	for who, status := range map[string]int{testapp.Agent2: 404, testapp.Guest: 401, testapp.Left: 401} {
		if got := a.Ask(t, who, http.MethodGet, "/api/crm/complaints/"+hidden.Id+"/agents", nil); got.Status != status {
			t.Errorf("%q asks who may open it: %d, want %d", who, got.Status, status)
		}
	}
	for _, direction := range []string{"out", "in"} {
		body := map[string]any{"complaint": c.Id, "direction": direction, "text": "@Tomás Villar", "mentions": []string{testapp.Agent2}}
		if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), body); got.Code("mentions") != "mentions_in_notes" {
			t.Errorf("%s: %d %s", direction, got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Notices, ""); n != 0 {
		t.Errorf("%d were told of what was refused", n)
	}
}

// TestReading: one by its record, dated by the server and once; all by a route;
// only read ones are forgotten, and only after their time.
func TestReading(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	for range 3 {
		note(t, a, c, testapp.Agent, testapp.Agent2)
		a.Clock.Move(time.Minute)
	}
	rows, err := a.FindRecordsByFilter(records.Notices, "agent = '"+testapp.Agent2+"'", "created", 0, 0)
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	read := func(body map[string]any) testapp.Answer {
		return a.Ask(t, testapp.Agent2, http.MethodPatch, testapp.Records(records.Notices, rows[0].Id), body)
	}
	if got := read(map[string]any{"kind": "overdue"}); got.Code("kind") != "fixed_field" {
		t.Errorf("another kind: %d %s", got.Status, got.Text)
	}
	if got := read(map[string]any{"read_at": "2020-01-01 00:00:00.000Z"}); got.JSON["read_at"] != records.Stamp(a.Clock.Now()) {
		t.Errorf("read: %d %s", got.Status, got.Text)
	}
	when := records.Stamp(a.Clock.Now())
	a.Clock.Move(time.Hour)
	for _, again := range []string{"", "2026-12-24 00:00:00.000Z"} {
		if got := read(map[string]any{"read_at": again}); got.JSON["read_at"] != when {
			t.Errorf("read again as %q: %s", again, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Agent2, http.MethodPost, "/api/crm/notifications/read", nil); got.Status != http.StatusNoContent {
		t.Fatalf("read all: %d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Notices, "agent = '"+testapp.Agent2+"' AND read_at = ''"); n != 0 {
		t.Errorf("%d unread", n)
	}
	note(t, a, c, testapp.Agent, testapp.Lead) // stays unread
	for _, row := range []struct {
		days, left int
	}{{59, 4}, {61, 1}} {
		a.Clock.Set(testapp.Start.Add(time.Duration(row.days) * 24 * time.Hour))
		report(t, a.Engine.ForgetNotices(a))
		if n := a.Count(t, records.Notices, ""); n != row.left {
			t.Errorf("after %d days: %d left, want %d", row.days, n, row.left)
		}
	}
}

// TestNothingIsToldOfWhatFailed: a change that is undone tells nobody.
func TestNothingIsToldOfWhatFailed(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	a.Exec(t, "CREATE TRIGGER stop BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'stopped'); END", nil)
	if got := note(t, a, c, testapp.Agent, testapp.Agent2); got.Status == http.StatusOK {
		t.Fatalf("stored: %s", got.Text)
	}
	if n := a.Count(t, records.Notices, ""); n != 0 {
		t.Errorf("%d told of what never was", n)
	}
}

// TestNobodyWhoLeftIsTold: an account that is not active gets nothing.
func TestNobodyWhoLeftIsTold(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	a.Exec(t, "UPDATE agents SET active = 0 WHERE id = '"+testapp.Agent+"'", nil)
	if _, err := a.Engine.Create(a, records.Messages, map[string]any{"complaint": c.Id, "direction": "in", "text": "Sigue igual"}, casework.CustomerActor(testapp.Rosa)); err != nil {
		t.Fatal(err)
	}
	a.Clock.Move(60 * 24 * time.Hour)
	report(t, a.Engine.Tick(a))
	if n := a.Count(t, records.Notices, "agent = '"+testapp.Agent+"'"); n != 0 {
		t.Errorf("%d told to somebody who left", n)
	}
}
