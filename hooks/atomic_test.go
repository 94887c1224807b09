package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// breakAt makes every insert into a table fail in the database itself, however
// the row gets there.
func breakAt(t *testing.T, a *testapp.App, table string) {
	t.Helper()
	a.Exec(t, "CREATE TRIGGER broken_"+table+" AFTER INSERT ON "+table+" BEGIN SELECT RAISE(ABORT, 'disk full'); END", nil)
}

// TestAllOrNothing: whatever step fails, nothing at all is stored, and the
// number is given to the next filing.
func TestAllOrNothing(t *testing.T) {
	t.Parallel()
	file := func(a *testapp.App, _ string) error {
		_, err := a.Engine.Create(a, records.Complaints, testapp.Filing(), a.Actor(t, testapp.Agent))
		return err
	}
	move := func(m casework.Move) func(*testapp.App, string) error {
		return func(a *testapp.App, id string) error {
			_, err := a.Engine.Transition(a, id, m, a.Actor(t, testapp.Lead))
			return err
		}
	}
	propose := casework.Move{To: "proposed", Statement: "Salió sin separadores.", Fields: map[string]any{"cause": "delivery", "fault": "company"}, Proposal: testapp.Offer()}
	register := func(a *testapp.App, _ string) error {
		_, err := a.Engine.Register(a, casework.Registration{Customer: map[string]any{"name": "Nueva"}, Complaint: filing(map[string]any{"customer": ""})}, a.Actor(t, testapp.Agent))
		return err
	}
	rows := []struct {
		name  string
		at    complaint.Stage
		fails string
		do    func(*testapp.App, string) error
	}{
		{"filing, event", "", records.Events, file}, {"filing, receipt", "", records.Messages, file},
		{"filing, outbox", "", records.Outbox, file}, {"filing, reminder", "", records.Reminders, file}, {"filing, row", "", records.Complaints, file},
		{"registration, row", "", records.Complaints, register}, {"registration, event", "", records.Events, register},
		{"proposal, event", complaint.Investigating, records.Events, move(propose)}, {"proposal, option", complaint.Investigating, records.Options, move(propose)},
		{"proposal, task", complaint.Investigating, records.Tasks, move(propose)}, {"proposal, message", complaint.Investigating, records.Messages, move(propose)},
		{"proposal, reminder", complaint.Investigating, records.Reminders, move(propose)}, {"proposal, statement", complaint.Investigating, records.Statements, move(propose)},
		{"proposal, outbox", complaint.Investigating, records.Outbox, move(propose)},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			id := ""
			if row.at != "" {
				id = a.At(t, row.at, nil).Id
			}
			before := a.Stored(t)
			breakAt(t, a, row.fails)
			if err := row.do(a, id); err == nil || !strings.Contains(err.Error(), "disk full") {
				t.Fatalf("error %v, want that of the disk", err)
			}
			a.Unchanged(t, before)
		})
	}
}

// TestFailedMoveLeavesNoEvidence: what came with a move that the rules refuse is
// not kept either.
func TestFailedMoveLeavesNoEvidence(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	before := a.Stored(t)
	move := map[string]any{"to": "proposed", "statement": "Salió sin separadores.", "proposal": testapp.Offer(), "message": map[string]any{"text": "Un mensaje"}}
	got := a.Ask(t, testapp.Lead, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", move)
	if got.Status != http.StatusBadRequest || got.Code("cause") != "cause_required" {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	a.Unchanged(t, before)
}

// TestBatchIsOne: a second request that is refused undoes the first.
func TestBatchIsOne(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	draft := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Drafts), map[string]any{"agent": testapp.Agent, "key": "k"})
	before := a.Stored(t)
	request := func(method, path string, body map[string]any) map[string]any {
		return map[string]any{"method": method, "url": path, "body": body}
	}
	create := request("POST", testapp.Records(records.Complaints), testapp.Filing())
	update := request("PATCH", testapp.Records(records.Complaints, c.Id), map[string]any{"severity": "high"})
	id, _ := draft.JSON["id"].(string)
	remove := request("DELETE", testapp.Records(records.Drafts, id), nil)
	rows := []struct {
		name        string
		first, then map[string]any
	}{
		{"create then refused create", create, request("POST", testapp.Records(records.Complaints), map[string]any{"kind": "claim"})},
		{"create then refused update", create, request("PATCH", testapp.Records(records.Complaints, c.Id), map[string]any{"number": "1"})},
		{"update then refused move", update, request("PATCH", testapp.Records(records.Complaints, c.Id), map[string]any{"stage": "closed"})},
		{"update then refused delete", update, request("DELETE", testapp.Records(records.Complaints, c.Id), nil)},
		{"delete then refused create", remove, request("POST", testapp.Records(records.Messages), map[string]any{"complaint": c.Id})},
	}
	for _, row := range rows {
		got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/batch", map[string]any{"requests": []any{row.first, row.then}})
		if got.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
		a.Unchanged(t, before)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/batch", map[string]any{"requests": []any{create, update, remove}}); got.Status != http.StatusOK {
		t.Errorf("a sound batch: %d %s", got.Status, got.Text)
	}
}

// TestLockedDatabase: a writer that holds the file makes a filing fail as a
// whole, and the next one gets the number.
func TestLockedDatabase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Handler(t)
	a.Exec(t, "PRAGMA busy_timeout = 50", nil)
	other := a.OtherConnection(t)
	if _, err := other.NewQuery("BEGIN IMMEDIATE").Execute(); err != nil {
		t.Fatal(err)
	}
	got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), testapp.Filing())
	if got.Status < 400 {
		t.Errorf("filed while locked: %d", got.Status)
	}
	if _, err := other.NewQuery("ROLLBACK").Execute(); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{records.Complaints, records.Events, records.Messages, records.Outbox, records.Reminders, records.Sequences} {
		if n := a.Count(t, table, ""); n != 0 {
			t.Errorf("%s: %d rows of a filing that failed", table, n)
		}
	}
	if c := a.File(t, testapp.Agent, nil); c.GetString("number") != "000000001-2026" {
		t.Errorf("number %s", c.GetString("number"))
	}
}

// TestFailedCommit: what is found wrong only at the commit (a foreign key that
// was deferred until then) leaves nothing behind either.
func TestFailedCommit(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "PRAGMA foreign_keys = ON", nil)
	a.Exec(t, "CREATE TABLE broken (id TEXT REFERENCES complaints (id) DEFERRABLE INITIALLY DEFERRED)", nil)
	a.Exec(t, "CREATE TRIGGER defers AFTER INSERT ON events BEGIN INSERT INTO broken VALUES ('nosuchcomplaint'); END", nil)
	before := a.Stored(t)
	if _, err := a.Engine.Create(a, records.Complaints, testapp.Filing(), a.Actor(t, testapp.Agent)); err == nil {
		t.Error("filed although the commit failed")
	}
	a.Unchanged(t, before)
	if n := a.Count(t, "broken", ""); n != 0 {
		t.Errorf("%d rows of a commit that failed", n)
	}
}
