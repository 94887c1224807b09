package hooks_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

func contains(text, part string) bool { return strings.Contains(text, part) }

// choicesOf are the values that a field of the schema may have.
func choicesOf(t *testing.T, a *testapp.App, collection, field string) []string {
	t.Helper()
	c, err := a.FindCollectionByNameOrId(collection)
	report(t, err)
	f, ok := c.Fields.GetByName(field).(*core.SelectField)
	if !ok {
		t.Fatalf("%s.%s is no choice", collection, field)
	}
	return f.Values
}

// planned is something to do with Rosa on Friday.
func planned(t *testing.T, a *testapp.App, who string, change map[string]any) testapp.Answer {
	t.Helper()
	body := map[string]any{"customer": testapp.Rosa, "title": "Avisarle de la vajilla nueva", "due": "2026-11-27"}
	for name, value := range change {
		body[name] = value
	}
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Loyalty), body)
}

// owed are the titles of what somebody planned with customers for today.
func owed(t *testing.T, a *testapp.App, who string) string {
	t.Helper()
	var out []string
	list, _ := a.Ask(t, who, http.MethodGet, "/api/crm/today", nil).JSON["loyalty"].([]any)
	for _, one := range list {
		row, _ := one.(map[string]any)
		out = append(out, fmt.Sprint(row["customer_name"], ": ", row["title"]))
	}
	return strings.Join(out, ", ")
}

// TestLoyaltyPlan: planned for oneself, in the day when it is due, done with how
// it turned out, and then it stays.
func TestLoyaltyPlan(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	got := planned(t, a, testapp.Agent, map[string]any{"done_at": "2026-11-24", "outcome": "x", "agent": testapp.Lead})
	if got.Status != http.StatusOK || got.JSON["owner"] != testapp.Agent || got.JSON["agent"] != testapp.Agent || got.JSON["done_at"] != "" || got.JSON["pending"] != true {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	path := testapp.Records(records.Loyalty, fmt.Sprint(got.JSON["id"]))
	if list := owed(t, a, testapp.Agent); list != "" {
		t.Errorf("three days before: %s", list)
	}
	a.Clock.Move(3 * 24 * time.Hour)
	if list := owed(t, a, testapp.Agent); list != "Rosa Elena Quispe Huamán: Avisarle de la vajilla nueva" {
		t.Errorf("on the day: %s", list)
	}
	if n := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/counts", nil).JSON["today"]; n != 1.0 {
		t.Errorf("the menu counts %v", n)
	}
	if list := owed(t, a, testapp.Lead); list != "" {
		t.Errorf("in the day of somebody else: %s", list)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"done_at": "2026-11-27"}); got.Code("outcome") != "loyalty_outcome" {
		t.Errorf("done without saying how: %d %s", got.Status, got.Text)
	}
	done := a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"done_at": "2020-01-01", "outcome": "Vino y compró"})
	if done.JSON["done_at"] != records.Stamp(a.Clock.Now()) || done.JSON["pending"] != false || owed(t, a, testapp.Agent) != "" {
		t.Errorf("done: %d %s", done.Status, done.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"outcome": "Otra cosa"}); got.Code("done_at") != "fixed_field" {
		t.Errorf("rewritten: %d %s", got.Status, got.Text)
	}
	for _, kind := range []string{"loyalty.planned", "loyalty.done"} {
		if n := a.Count(t, records.Events, "type = '"+kind+"' AND complaint = '' AND customer = '"+testapp.Rosa+"'"); n != 1 {
			t.Errorf("%d events %s", n, kind)
		}
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestLoyaltyRefused: what is wrong is named, and nothing is stored.
func TestLoyaltyRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	other, err := a.Engine.Create(a, records.Customers, map[string]any{"name": "Otra persona"}, a.Actor(t, testapp.Agent))
	report(t, err)
	c := a.File(t, testapp.Agent, nil)
	before := a.Stored(t)
	rows := []struct {
		name, field, code string
		change            map[string]any
	}{
		{"nothing to do", "title", "validation_required", map[string]any{"title": ""}},
		{"some day", "due", "validation_required", map[string]any{"due": ""}},
		{"for whoever has left", "owner", "agent_unavailable", map[string]any{"owner": testapp.Left}},
		{"for the auditor", "owner", "agent_unavailable", map[string]any{"owner": testapp.Auditor}},
		{"because of another's case", "complaint", "other_customer", map[string]any{"complaint": c.Id, "customer": other.Id}},
	}
	for _, row := range rows {
		if got := planned(t, a, testapp.Agent, row.change); got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	if got := planned(t, a, testapp.Robot, nil); got.Status < 400 {
		t.Errorf("the till plans: %s", got.Text)
	}
	a.Unchanged(t, before)
	got := planned(t, a, testapp.Agent, map[string]any{"complaint": c.Id, "owner": testapp.Agent2})
	path := testapp.Records(records.Loyalty, fmt.Sprint(got.JSON["id"]))
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"customer": other.Id}); got.Code("customer") != "fixed_field" {
		t.Errorf("moved to another customer: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"owner": testapp.Left}); got.Code("owner") != "agent_unavailable" {
		t.Errorf("handed to who has left: %d %s", got.Status, got.Text)
	}
}

// TestLoyaltyOfAHiddenCase is seen by nobody who may not see the case, in no door.
func TestLoyaltyOfAHiddenCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	got := planned(t, a, testapp.Supervisor, map[string]any{"complaint": c.Id, "owner": testapp.Agent2, "due": "2026-11-24"})
	if got.Status != http.StatusOK || owed(t, a, testapp.Agent2) == "" {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' '", nil)
	path := testapp.Records(records.Loyalty, fmt.Sprint(got.JSON["id"]))
	if list := owed(t, a, testapp.Agent2); list != "" {
		t.Errorf("in the day: %s", list)
	}
	if n := a.Ask(t, testapp.Agent2, http.MethodGet, "/api/crm/counts", nil).JSON["today"]; n != 0.0 {
		t.Errorf("counted: %v", n)
	}
	if got := a.Ask(t, testapp.Agent2, http.MethodGet, path, nil); got.Status != http.StatusNotFound {
		t.Errorf("read: %d", got.Status)
	}
}
