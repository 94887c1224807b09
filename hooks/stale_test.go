package hooks_test

import (
	"net/http"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestStaleSaysWho: a change over an old version is told which one is stored,
// and who made it when; notes and messages are no changes of the case.
func TestStaleSaysWho(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	path, old := testapp.Records(records.Complaints, c.Id), c.GetInt("version")
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, path, map[string]any{"impact": "No puede servir la cena", "version": old}); got.Status != http.StatusOK {
		t.Fatalf("the lead's change: %d %s", got.Status, got.Text)
	}
	a.Ask(t, testapp.Agent2, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": "note", "text": "Ojo"})
	for name, row := range map[string]struct {
		method, path string
		body         map[string]any
	}{
		"a save": {http.MethodPatch, path, map[string]any{"since_when": "el lunes", "version": old}},
		"a move": {http.MethodPost, "/api/crm/complaints/" + c.Id + "/transition", map[string]any{"to": "investigating", "fields": testapp.Triage(), "version": old}},
	} {
		before := a.Stored(t)
		got := a.Ask(t, testapp.Agent, row.method, row.path, row.body)
		data, _ := got.JSON["data"].(map[string]any)
		version, _ := data["version"].(map[string]any)
		params, _ := version["params"].(map[string]any)
		if got.Status != http.StatusConflict || version["code"] != "stale_version" || version["message"] == "" {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
		if params["version"] != float64(old+1) || params["who"] != "Rubén Chumpitaz" || params["kind"] != "agent" || params["at"] == "" {
			t.Errorf("%s: params %v", name, params)
		}
		a.Unchanged(t, before)
	}
}
