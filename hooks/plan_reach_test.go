package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestHowFarAPlanGoes: before it is started, while it runs and after; of cases
// that one may not open nothing is counted or told.
func TestHowFarAPlanGoes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	late := map[string]any{"cause": "delivery"}
	for range 2 {
		a.At(t, complaint.Investigating, late)
	}
	hidden := a.At(t, complaint.Investigating, map[string]any{"cause": "delivery"})
	a.At(t, complaint.Investigating, map[string]any{"cause": "billing"})
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = '[]' WHERE id = '"+hidden.Id+"'", nil)
	plan := planning(t, a, map[string]any{"cause": "delivery"})
	reach := func(who string) map[string]any {
		got := a.Ask(t, who, http.MethodGet, "/api/crm/plans/"+plan, nil)
		if got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
		if strings.Contains(got.Text, hidden.Id) && who == testapp.Lead {
			t.Errorf("a lead is told of a case that is hidden: %s", got.Text)
		}
		return got.JSON
	}
	if got := reach(testapp.Lead); got["running"] != "" || got["matching"] != 2.0 || got["cases"] != 0.0 || len(got["log"].([]any)) != 0 {
		t.Errorf("before: %v", got)
	}
	started := a.Ask(t, testapp.Lead, http.MethodPost, "/api/crm/plans/"+plan+"/activate", map[string]any{"matching": true, "reason": "Camión varado"})
	if got := reach(testapp.Lead); got["running"] != started.JSON["activation"] || got["cases"] != 2.0 || len(got["log"].([]any)) != 3 {
		t.Errorf("while it runs: %v", got)
	}
	if got := reach(testapp.Supervisor); got["matching"] != 3.0 || got["cases"] != 3.0 || len(got["log"].([]any)) != 4 {
		t.Errorf("for who sees all: %v", got)
	}
	ended := a.Ask(t, testapp.Lead, http.MethodPost, "/api/crm/activations/"+started.JSON["activation"].(string)+"/end", map[string]any{"reason": "Ya rueda"})
	got := reach(testapp.Lead)
	last := got["log"].([]any)[2].(map[string]any)
	if ended.Status != http.StatusNoContent || got["running"] != "" || got["cases"] != 0.0 || last["ended"] == "" || last["outcome"] != "Ya rueda" || last["agent_name"] != "Rubén Chumpitaz" {
		t.Errorf("after: %d %v", ended.Status, got)
	}
}

func TestWhoAsksHowFarAPlanGoes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	aimless := planning(t, a, map[string]any{"cause": "", "product": "", "criterion": "", "value": "", "profile": ""})
	for _, row := range []struct {
		name, who, plan string
		want            int
	}{
		{"a lead", testapp.Lead, aimless, 200}, {"an agent", testapp.Agent, aimless, 403}, {"who only reads", testapp.Auditor, aimless, 403},
		{"nobody", testapp.Guest, aimless, 401}, {"of a plan that is none", testapp.Lead, "nosuchplan00000", 404},
	} {
		got := a.Ask(t, row.who, http.MethodGet, "/api/crm/plans/"+row.plan, nil)
		if got.Status != row.want {
			t.Errorf("%s: %d", row.name, got.Status)
		}
		if row.want == 200 && got.JSON["matching"] != nil {
			t.Errorf("a plan for no cases in particular fits %v", got.JSON["matching"])
		}
	}
}

// TestPlansHaveVersions: what the application itself does with a plan is no
// change that somebody would write over.
func TestPlansHaveVersions(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.At(t, complaint.Investigating, map[string]any{"cause": "delivery"})
	plan := planning(t, a, map[string]any{"cause": "delivery"})
	known := listed(t, a, records.Alternatives, map[string]any{"title": "Un juego prestado", "text": "Le prestamos un juego.", "active": true})
	for table, id := range map[string]string{records.Plans: plan, records.Alternatives: known} {
		path, field := testapp.Records(table, id), map[string]string{records.Plans: "trigger", records.Alternatives: "text"}[table]
		first := a.Ask(t, testapp.Lead, http.MethodPatch, path, map[string]any{field: "Primera", "version": 0})
		second := a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{field: "Segunda", "version": 0})
		if first.Status != http.StatusOK || second.Status != http.StatusConflict || second.Code("version") != "stale_row" {
			t.Errorf("%s: %d %s, then %d %s", table, first.Status, first.Text, second.Status, second.Text)
		}
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPost, "/api/crm/plans/"+plan+"/activate", map[string]any{"matching": true}); got.JSON["cases"] != 1.0 {
		t.Errorf("started after a change: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Plans, plan), map[string]any{"active": false}); got.Code("active") != "plan_running" {
		t.Errorf("put away while it runs: %d %s", got.Status, got.Text)
	}
}
