package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

func askAlike(t *testing.T, a *testapp.App, who string, in map[string]any) (open, past []any, nth float64) {
	t.Helper()
	got := a.Ask(t, who, http.MethodPost, "/api/crm/alike", in)
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	open, _ = got.JSON["open"].([]any)
	past, _ = got.JSON["past"].([]any)
	nth, _ = got.JSON["nth"].(float64)
	return open, past, nth
}

// TestAlike: an open case of the same is a duplicate, one that is over is the
// trouble come back, within the window only, and nobody sees a reserved one.
func TestAlike(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	lamp := map[string]any{"product_text": "Lámpara de pie Paracas"}
	asked := map[string]any{"customer": testapp.Rosa, "product_text": "lamparas paracas"}
	over := a.At(t, complaint.Closed, lamp)
	if _, past, nth := askAlike(t, a, testapp.Agent, asked); len(past) != 1 || nth != 2 {
		t.Errorf("closed: %d, number %v", len(past), nth)
	}
	now := a.File(t, testapp.Agent, lamp)
	open, past, nth := askAlike(t, a, testapp.Agent, asked)
	if len(open) != 1 || len(past) != 1 || nth != 3 {
		t.Errorf("open %d, past %d, number %v", len(open), len(past), nth)
	}
	if one, _ := open[0].(map[string]any); one["id"] != now.Id || one["why"] != "product" {
		t.Errorf("%v", open)
	}
	for name, in := range map[string]map[string]any{"another product": {"customer": testapp.Rosa, "product_text": "Mesa"}, "another person": {"customer": "nobody", "product_text": "Lámpara"},
		"nobody": {"product_text": "Lámpara Paracas"}} {
		if open, past, nth := askAlike(t, a, testapp.Agent, in); len(open)+len(past) != 0 || nth != 1 {
			t.Errorf("%s: %d, %d, %v", name, len(open), len(past), nth)
		}
	}
	if open, _, _ := askAlike(t, a, testapp.Agent, map[string]any{"customer": testapp.Rosa, "text": "Otra vez: tres platos de la vajilla llegaron rotos y faltan tazas"}); len(open) != 1 {
		t.Errorf("by its words: %d", len(open))
	}
	a.Exec(t, "UPDATE complaints SET confidential = 1, owner = '', assignee = '', readers = ' ' WHERE id = '"+now.Id+"'", nil)
	if open, _, nth := askAlike(t, a, testapp.Agent, asked); len(open) != 0 || nth != 2 {
		t.Errorf("a reserved case is offered: %v %v", open, nth)
	}
	if open, _, _ := askAlike(t, a, testapp.Supervisor, asked); len(open) != 1 {
		t.Error("who leads does not see it")
	}
	a.Clock.Set(over.GetDateTime("received_at").Time().Add(91 * 24 * time.Hour))
	if _, past, _ := askAlike(t, a, testapp.Supervisor, asked); len(past) != 0 {
		t.Error("beyond the window")
	}
}

// TestLinkedOnRegistering: what was offered is kept with the case, and the card
// of the lookup has the types at once.
func TestLinkedOnRegistering(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	first := a.File(t, testapp.Agent, nil)
	fields := filing(map[string]any{"linked": []string{first.Id}})
	got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/register", map[string]any{"customer": map[string]any{"id": testapp.Rosa}, "complaint": fields})
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Complaints, `linked LIKE '%`+first.Id+`%'`); n != 1 {
		t.Errorf("%d cases are linked to the first", n)
	}
	found := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/lookup?phone=900000142", nil)
	list, _ := found.JSON["customers"].([]any)
	rosa, _ := list[0].(map[string]any)
	types, _ := rosa["types"].([]any)
	open, _ := rosa["open"].([]any)
	if len(types) != 6 || len(open) != 2 || rosa["cases"] != 2.0 {
		t.Errorf("%s", found.Text)
	}
}
