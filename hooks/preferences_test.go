package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

const preferences = "/api/crm/preferences"

// TestPreferencesFollowTheirOwner: what one chose is there at the next sign-in,
// and what was not named stays.
func TestPreferencesFollowTheirOwner(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, change := range []map[string]any{{"theme": "dark", "hints": []string{"queue.order"}}, {"density": "compact"}} {
		if got := a.Ask(t, testapp.Agent, http.MethodPost, preferences, change); got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
	}
	want := `"preferences":{"hints":["queue.order"],"theme":"dark","density":"compact"}`
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/session", nil); !strings.Contains(got.Text, want) {
		t.Errorf("the session has no %s: %.400s", want, got.Text)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/session", nil); !strings.Contains(got.Text, `"preferences":{}`) {
		t.Errorf("somebody else has them: %.400s", got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, preferences, map[string]any{"theme": "", "hints": []string{}}); strings.TrimSpace(got.Text) != `{"density":"compact"}` {
		t.Errorf("taken back: %s", got.Text)
	}
}

// TestPreferencesAreNobodyElsesBusiness: others neither read, nor find, nor
// write them, administrators included; and they hold nothing else.
func TestPreferencesAreNobodyElsesBusiness(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	if got := a.Ask(t, testapp.Agent, http.MethodPost, preferences, map[string]any{"theme": "dark"}); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	for _, who := range []string{testapp.Lead, testapp.Admin, testapp.Agent} {
		list := testapp.Records(records.Agents)
		if got := a.Ask(t, who, http.MethodGet, list, nil); got.Status != http.StatusOK || strings.Contains(got.Text, "preferences") {
			t.Errorf("%s reads them: %d %.200s", who, got.Status, got.Text)
		}
		if got := a.Ask(t, who, http.MethodGet, list+"?filter=preferences~'dark'", nil); got.Status != http.StatusBadRequest {
			t.Errorf("%s may look for them: %d %.200s", who, got.Status, got.Text)
		}
		a.Ask(t, who, http.MethodPatch, testapp.Records(records.Agents, testapp.Agent), map[string]any{"preferences": map[string]any{"theme": "light"}})
	}
	if kept := a.Person(t, testapp.Agent).GetString("preferences"); kept != `{"theme":"dark"}` {
		t.Errorf("somebody wrote them: %s", kept)
	}
	rows := []struct {
		name, who string
		body      any
		status    int
	}{
		{"an unknown name", testapp.Agent, map[string]any{"notes": "secret"}, 400},
		{"an unknown value", testapp.Agent, map[string]any{"theme": "pink"}, 400},
		{"too long", testapp.Agent, strings.NewReader(`{"hints":[` + strings.Repeat(" ", 20_001) + `]}`), 400},
		{"no JSON", testapp.Agent, strings.NewReader("theme=dark"), 400},
		{"nobody", testapp.Guest, map[string]any{"theme": "dark"}, 401},
		{"who left", testapp.Left, map[string]any{"theme": "dark"}, 401},
		{"the administration page", testapp.Superuser, map[string]any{"theme": "dark"}, 403},
	}
	for _, row := range rows {
		got := a.Ask(t, row.who, http.MethodPost, preferences, row.body)
		if got.Status != row.status || row.status == 400 && row.name != "no JSON" && got.Code("preferences") != "preferences_invalid" {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Superuser, http.MethodPatch, testapp.Records(records.Agents, testapp.Agent),
		map[string]any{"preferences": map[string]any{"notes": "x"}}); got.Code("preferences") != "preferences_invalid" {
		t.Errorf("by the record: %d %s", got.Status, got.Text)
	}
}
