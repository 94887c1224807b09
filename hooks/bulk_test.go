package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// inBulk asks for one change of cases, with the versions that are stored.
func inBulk(t *testing.T, a *testapp.App, who string, change map[string]any, cases ...*core.Record) testapp.Answer {
	t.Helper()
	list := []map[string]any{}
	for _, c := range cases {
		list = append(list, map[string]any{"id": c.Id, "version": c.GetInt("version")})
	}
	return a.Ask(t, who, http.MethodPost, "/api/crm/bulk", map[string]any{"cases": list, "change": change})
}

// outcomes are what became of each case: "done", or its field and code.
func outcomes(got testapp.Answer) map[string]string {
	out := map[string]string{}
	read := func(name string, say func(map[string]any) string) {
		list, _ := got.JSON[name].([]any)
		for _, item := range list {
			one, _ := item.(map[string]any)
			id, _ := one["id"].(string)
			out[id] += say(one)
		}
	}
	read("done", func(map[string]any) string { return "done" })
	read("refused", func(one map[string]any) string {
		if one["message"] == "" {
			return "without a word"
		}
		return strings.TrimSpace(one["field"].(string) + " " + one["code"].(string))
	})
	return out
}

// TestBulkIsCaseByCase: one change for many, each by its own rules: what may
// not be seen is not there, what somebody else changed is not overwritten, a
// transfer has its reason and summary, and the others are changed all the same.
func TestBulkIsCaseByCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	fresh, taken := a.File(t, testapp.Agent, nil), a.At(t, complaint.Investigating, nil)
	closed, stale := a.At(t, complaint.Closed, nil), a.File(t, testapp.Agent, nil)
	hidden := a.File(t, testapp.Supervisor, map[string]any{"confidential": true, "confidential_reason": "Nombra a alguien", "supervisor": testapp.Supervisor})
	ghost := core.NewRecord(fresh.Collection())
	ghost.Id = "nosuchcase00001"
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Complaints, stale.Id), map[string]any{"impact": "No puede servir la cena"}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	kept := map[string]string{}
	for _, c := range []*core.Record{taken, closed, hidden} {
		kept[c.Id] = a.Reload(t, c).GetString("version")
	}
	got := inBulk(t, a, testapp.Agent, map[string]any{"assignee": testapp.Agent2, "owner": testapp.Agent2}, fresh, taken, closed, stale, hidden, ghost)
	want := map[string]string{fresh.Id: "done", taken.Id: "transfer_reason transfer_reason_required", closed.Id: "stage unknown_move",
		stale.Id: "version stale_version", hidden.Id: "http_404", ghost.Id: "http_404"}
	seen := outcomes(got)
	for id, outcome := range want {
		if seen[id] != outcome {
			t.Errorf("%s: %q, want %q", id, seen[id], outcome)
		}
	}
	if got.Status != http.StatusOK || len(seen) != len(want) || strings.Contains(got.Text, hidden.GetString("number")) {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if c := a.Reload(t, fresh); c.GetString("assignee") != testapp.Agent2 || c.GetInt("version") != 2 {
		t.Errorf("changed: %s, version %d", c.GetString("assignee"), c.GetInt("version"))
	}
	for id, version := range kept {
		if a.Count(t, records.Complaints, "id = '"+id+"' AND version = "+version) != 1 {
			t.Errorf("%s was changed", id)
		}
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestBulkChanges: what may change in many cases at once.
func TestBulkChanges(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	broken, late := tag(t, a, "tagbreakage0001", "Roturas"), tag(t, a, "taglateness0001", "Demoras")
	one, two := a.File(t, testapp.Agent, map[string]any{"tags": []string{late}}), a.File(t, testapp.Agent, nil)
	rows := []struct {
		name   string
		change map[string]any
		field  string
		want   string
	}{
		{"area", map[string]any{"area": testapp.Shipping}, "area", testapp.Shipping},
		{"urgency with its reason", map[string]any{"urgency": "server_down", "urgency_reason": "Sin servicio"}, "urgency", "server_down"},
		{"a tag beside the others", map[string]any{"tags+": []string{broken}}, "tags", broken},
		{"a tag off", map[string]any{"tags-": late}, "tags", broken},
		{"owner", map[string]any{"owner": testapp.Agent2}, "owner", testapp.Agent2},
	}
	for _, row := range rows {
		one, two = a.Reload(t, one), a.Reload(t, two)
		seen := outcomes(inBulk(t, a, testapp.Lead, row.change, one, two))
		if seen[one.Id] != "done" || seen[two.Id] != "done" {
			t.Errorf("%s: %v", row.name, seen)
		}
		for _, c := range []*core.Record{one, two} {
			if got := strings.Join(a.Reload(t, c).GetStringSlice(row.field), ","); got != row.want && row.want+","+late != got && late+","+row.want != got {
				t.Errorf("%s: %s", row.name, got)
			}
		}
	}
	fresh := a.File(t, testapp.Agent, nil)
	if seen := outcomes(inBulk(t, a, testapp.Agent, map[string]any{"urgency": "safety"}, fresh)); !strings.HasPrefix(seen[fresh.Id], "urgency_reason ") {
		t.Errorf("urgent without a reason: %v", seen)
	}
}

// TestBulkSendsNothing: there is no reply in bulk, and a transfer tells the
// customer only where a case is not kept for a person.
func TestBulkSendsNothing(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	plain, person := a.At(t, complaint.Investigating, nil), a.At(t, complaint.Investigating, map[string]any{"person_only": true})
	before := a.Stored(t)
	for _, field := range []string{"message", "letter", "stage", "to", "closing", "proposal", "narrative", "goal", "tags", "confidential", "person_only"} {
		got := inBulk(t, a, testapp.Admin, map[string]any{field: "resolved", "area": testapp.Shipping}, plain, person)
		if got.Status != http.StatusBadRequest || got.Code(field) != "bulk_field" {
			t.Errorf("%s: %d %s", field, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
	outbox := func(c *core.Record) int { return a.Count(t, records.Outbox, "complaint = '"+c.Id+"'") }
	mails := map[*core.Record]int{plain: outbox(plain), person: outbox(person)}
	got := inBulk(t, a, testapp.Agent, map[string]any{"area": testapp.Shipping, "assignee": testapp.Agent2, "transfer_reason": "El reparto lo vio", "transfer_summary": "Tres platos rotos; hay fotografías."}, plain, person)
	if seen := outcomes(got); seen[plain.Id] != "done" || seen[person.Id] != "done" {
		t.Fatalf("transfer: %s", got.Text)
	}
	if n := outbox(plain) - mails[plain]; n != 1 {
		t.Errorf("%d mails tell of the transfer", n)
	}
	if n := outbox(person) - mails[person]; n != 0 {
		t.Errorf("%d automatic mails to a customer who is attended by a person", n)
	}
}

// TestBulkRequests: who may ask, and for how much.
func TestBulkRequests(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	many := make([]*core.Record, 101)
	for i := range many {
		many[i] = c
	}
	change := map[string]any{"area": testapp.Shipping}
	before := a.Stored(t)
	rows := []struct {
		name        string
		got         testapp.Answer
		status      int
		field, code string
	}{
		{"nobody", inBulk(t, a, testapp.Guest, change, c), 401, "", ""},
		{"somebody who left", inBulk(t, a, testapp.Left, change, c), 401, "", ""},
		{"no case", inBulk(t, a, testapp.Agent, change), 400, "cases", "validation_required"},
		{"no change", inBulk(t, a, testapp.Agent, nil, c), 400, "change", "bulk_empty"},
		{"too many", inBulk(t, a, testapp.Agent, change, many...), 400, "cases", "bulk_too_many"},
		{"no JSON", a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/bulk", strings.NewReader(`{"cases":`)), 400, "", ""},
	}
	for _, row := range rows {
		if row.got.Status != row.status || row.field != "" && row.got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, row.got.Status, row.got.Text)
		}
	}
	for _, who := range []string{testapp.Auditor, testapp.Robot} {
		if seen := outcomes(inBulk(t, a, who, change, c)); seen[c.Id] != "http_403" {
			t.Errorf("%s: %v", who, seen)
		}
	}
	a.Unchanged(t, before)
	if seen := outcomes(inBulk(t, a, testapp.Agent, change, c, c)); seen[c.Id] != "doneversion stale_version" {
		t.Errorf("the same case twice: %v", seen)
	}
}
