package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

func openAction(t *testing.T, a *testapp.App, who string, more map[string]any) testapp.Answer {
	t.Helper()
	body := map[string]any{"kind": "training", "title": "Enseñar a embalar", "owner": testapp.Agent, "due": "2026-11-30 15:00:00.000Z"}
	for name, value := range more {
		body[name] = value
	}
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Actions), body)
}

// TestActionIsOpened: by who leads, for somebody who works here, and not as
// something that it is not yet.
func TestActionIsOpened(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, map[string]any{"product_text": "Mesa", "cause": "delivery"})
	rows := []struct {
		name  string
		more  map[string]any
		field string
	}{
		{"found by the application", map[string]any{"source": "recurrence"}, "source"},
		{"done already", map[string]any{"status": "done"}, "status"},
		{"with an outcome", map[string]any{"outcome": "Ya está"}, "outcome"},
		{"of nobody", map[string]any{"owner": ""}, "owner"},
		{"of somebody who left", map[string]any{"owner": testapp.Left}, "owner"},
		{"without a title", map[string]any{"title": ""}, "title"},
	}
	for _, row := range rows {
		if got := openAction(t, a, testapp.Lead, row.more); got.Status != http.StatusBadRequest || got.Code(row.field) == "" {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	got := openAction(t, a, testapp.Lead, map[string]any{"complaint": c.Id})
	if got.Status != http.StatusOK || got.JSON["source"] != "manual" || got.JSON["status"] != "open" || got.JSON["customer"] != testapp.Rosa || got.JSON["cause"] != "delivery" || got.JSON["created_by"] != testapp.Lead {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, "type = 'action.opened' AND complaint = '"+c.Id+"'"); n != 1 {
		t.Errorf("%d events", n)
	}
	if got := openAction(t, a, testapp.Admin, nil); got.Status != http.StatusOK {
		t.Errorf("of no case: %d %s", got.Status, got.Text)
	}
}

// TestActionEnds: its owner says what was done, who leads may also leave it;
// afterwards only the effect is added, dated by the server.
func TestActionEnds(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	got := openAction(t, a, testapp.Lead, map[string]any{"complaint": c.Id, "kind": "process"})
	id, _ := got.JSON["id"].(string)
	change := func(who string, fields map[string]any) testapp.Answer {
		return a.Ask(t, who, http.MethodPatch, testapp.Records(records.Actions, id), fields)
	}
	rows := []struct {
		name, who string
		fields    map[string]any
		status    int
		field     string
	}{
		{"somebody else", testapp.Agent2, map[string]any{"status": "done", "outcome": "Ya"}, http.StatusNotFound, ""},
		{"without saying what", testapp.Agent, map[string]any{"status": "done"}, http.StatusBadRequest, "outcome"},
		{"left by its owner", testapp.Agent, map[string]any{"status": "dropped", "outcome": "No hace falta"}, http.StatusForbidden, "status"},
		{"put off by its owner", testapp.Agent, map[string]any{"due": "2027-01-01"}, http.StatusBadRequest, "due"},
		{"given to somebody who left", testapp.Lead, map[string]any{"owner": testapp.Left}, http.StatusBadRequest, "owner"},
		{"of another case", testapp.Lead, map[string]any{"complaint": ""}, http.StatusBadRequest, "complaint"},
		{"put off by who leads", testapp.Lead, map[string]any{"due": "2026-12-09 15:00:00.000Z", "owner": testapp.Agent}, http.StatusOK, ""},
		{"done", testapp.Agent, map[string]any{"status": "done", "outcome": "Se enseñó a los tres"}, http.StatusOK, ""},
		{"opened again", testapp.Lead, map[string]any{"status": "open"}, http.StatusForbidden, "status"},
		{"its effect at once", testapp.Agent, map[string]any{"effect": "Ninguna caja rota en un mes"}, http.StatusBadRequest, "early_reason"},
		{"its effect", testapp.Agent, map[string]any{"effect": "Ninguna caja rota en un mes", "early_reason": "Ya no se vende"}, http.StatusOK, ""},
	}
	for _, row := range rows {
		got := change(row.who, row.fields)
		if got.Status != row.status || row.field != "" && got.Code(row.field) == "" {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	r, err := a.FindRecordById(records.Actions, id)
	if err != nil || r.GetString("done_at") != records.Stamp(a.Clock.Now()) || r.GetString("effect_checked_at") != records.Stamp(a.Clock.Now()) {
		t.Errorf("%v %v", err, r.PublicExport())
	}
	if n := a.Count(t, records.Events, "type IN ('action.done', 'action.verified')"); n != 2 {
		t.Errorf("%d events", n)
	}
	if got := a.Ask(t, testapp.Superuser, http.MethodDelete, testapp.Records(records.Actions, id), nil); got.Status < 400 {
		t.Errorf("it can be removed: %d", got.Status)
	}
}

// TestActionOfTheDay: in the day of its owner when it is near, until it is done;
// never of a case that they may not see.
func TestActionOfTheDay(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Supervisor, nil)
	got := openAction(t, a, testapp.Supervisor, map[string]any{"complaint": c.Id, "owner": testapp.Agent2})
	id, _ := got.JSON["id"].(string)
	shows := func(who string) bool {
		day := a.Ask(t, who, http.MethodGet, "/api/crm/today", nil)
		return strings.Contains(day.Text, `"code":"actions"`) && strings.Contains(day.Text, `"reason_code":"action"`)
	}
	if shows(testapp.Agent2) {
		t.Error("a week ahead")
	}
	a.Clock.Move(4 * 24 * time.Hour)
	if !shows(testapp.Agent2) || shows(testapp.Agent) {
		t.Error("not in the day of its owner alone")
	}
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' ' WHERE id = '"+c.Id+"'", nil)
	if shows(testapp.Agent2) {
		t.Error("of a case that they may not see")
	}
	a.Exec(t, "UPDATE complaints SET confidential = 0 WHERE id = '"+c.Id+"'", nil)
	a.Ask(t, testapp.Supervisor, http.MethodPatch, testapp.Records(records.Actions, id), map[string]any{"status": "dropped", "outcome": "Se cerró esa línea"})
	if shows(testapp.Agent2) {
		t.Error("what was left is still asked for")
	}
}
