package hooks_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// tabs reads the views of somebody's queue as "name or id=count".
func tabs(t *testing.T, a *testapp.App, who string) string {
	t.Helper()
	got := a.Ask(t, who, http.MethodGet, "/api/crm/views", nil)
	views, _ := got.JSON["views"].([]any)
	var out []string
	for _, v := range views {
		view, _ := v.(map[string]any)
		name := view["name"]
		if name == "" {
			name = view["id"]
		}
		text := fmt.Sprintf("%v=%v", name, view["count"])
		if view["more"] == true {
			text += "+"
		}
		if view["broken"] == true {
			text += "!"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func saveView(t *testing.T, a *testapp.App, who string, more map[string]any) testapp.Answer {
	t.Helper()
	body := map[string]any{"agent": who, "name": "Tienda", "query": "area=" + testapp.Sales}
	for name, value := range more {
		body[name] = value
	}
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Views), body)
}

// TestViewsCount: everybody has the standing views, their own and those that
// were shared, with the cases that they may see, and no more than 99 counted.
func TestViewsCount(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.At(t, "investigating", map[string]any{"area": testapp.Sales})
	a.File(t, testapp.Supervisor, map[string]any{"area": testapp.Sales, "confidential": true, "confidential_reason": "Nombra a alguien", "supervisor": testapp.Supervisor})
	for who, more := range map[string]map[string]any{testapp.Agent: nil, testapp.Lead: {"name": "Compartida", "shared": true}, testapp.Admin: {"name": "Mía sola"}} {
		if got := saveView(t, a, who, more); got.Status != http.StatusOK {
			t.Fatalf("%s: %d %s", who, got.Status, got.Text)
		}
	}
	rows := map[string]string{
		testapp.Agent:  "all=1 mine=1 nobody=0 week=0 overdue=0 Tienda=1 Compartida=1",
		testapp.Agent2: "all=1 mine=0 nobody=0 week=0 overdue=0 Compartida=1",
		testapp.Admin:  "all=2 mine=0 nobody=0 week=0 overdue=0 Mía sola=2 Compartida=2",
	}
	for who, want := range rows {
		if got := tabs(t, a, who); got != want {
			t.Errorf("%s: %s, want %s", who, got, want)
		}
	}
	copyRows(t, a, records.Complaints)
	if got := tabs(t, a, testapp.Agent2); !strings.HasPrefix(got, "all=99+ ") {
		t.Errorf("of hundreds: %s", got)
	}
}

// TestViewsThatNoLongerHold: the area was removed, or the person no longer
// leads: the tab says so and the others still count.
func TestViewsThatNoLongerHold(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, more := range []map[string]any{{"name": "Orden", "query": "sort=received"}, {"name": "Área"}} {
		if got := saveView(t, a, testapp.Supervisor, more); got.Status != http.StatusOK {
			t.Fatalf("%v: %d %s", more, got.Status, got.Text)
		}
	}
	a.Exec(t, "UPDATE views SET query = 'area=gone', shared = 1", nil)
	a.Exec(t, "UPDATE views SET query = 'sort=received' WHERE name = 'Orden'", nil)
	if got := tabs(t, a, testapp.Agent); !strings.HasSuffix(got, "Orden=0! Área=0!") {
		t.Errorf("an agent's: %s", got)
	}
	if got := tabs(t, a, testapp.Supervisor); !strings.HasSuffix(got, "Orden=0 Área=0!") {
		t.Errorf("the supervisor's: %s", got)
	}
}

// TestSavingAView: what is refused, and at which field.
func TestSavingAView(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	rows := []struct {
		name, who   string
		more        map[string]any
		status      int
		field, code string
	}{
		{"a filter that is none", testapp.Agent, map[string]any{"query": "mood=1"}, 400, "query", "view_query"},
		{"a code that is none", testapp.Agent, map[string]any{"query": "stage=finished"}, 400, "query", "view_query"},
		{"an order that is none", testapp.Agent, map[string]any{"query": "sort=mood"}, 400, "query", "view_query"},
		{"half an escape", testapp.Agent, map[string]any{"query": "stage=%zz"}, 400, "query", "view_query"},
		{"a page of a list", testapp.Agent, map[string]any{"query": "after=1"}, 400, "query", "view_query"},
		{"no name", testapp.Agent, map[string]any{"name": ""}, 400, "name", "validation_required"},
		{"shared by an agent", testapp.Agent, map[string]any{"shared": true}, 403, "shared", "view_share"},
		{"shared by who leads the area", testapp.Lead, map[string]any{"shared": true}, 200, "", ""},
		{"for somebody else", testapp.Agent, map[string]any{"agent": testapp.Lead}, 400, "", ""},
		{"everything at once", testapp.Agent, map[string]any{"query": "?stage=received&owner=me&due=week&lane=normal&kind=claim&channel=phone"}, 200, "", ""},
	}
	for _, row := range rows {
		got := saveView(t, a, row.who, row.more)
		if got.Status != row.status || row.field != "" && got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	mine := a.Find(t, records.Views, "agent = {:c}", testapp.Agent)[0]
	path := testapp.Records(records.Views, mine.Id)
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"shared": true}); got.Status != http.StatusForbidden {
		t.Errorf("shared afterwards: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"name": "Otra"}); got.Status != http.StatusOK || got.JSON["query"] != "stage=received&owner=me&due=week&lane=normal&kind=claim&channel=phone" {
		t.Errorf("renamed: %d %s", got.Status, got.Text)
	}
	for range 19 {
		saveView(t, a, testapp.Agent, nil)
	}
	if got := saveView(t, a, testapp.Agent, nil); got.Status != http.StatusBadRequest || got.Code("name") != "view_many" {
		t.Errorf("one more than twenty: %d %s", got.Status, got.Text)
	}
}

// TestViewsSayWhatOneMay: the screen asks, it does not know the roles.
func TestViewsSayWhatOneMay(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for who, want := range map[string]string{testapp.Agent: "0 false", testapp.Lead: "0 true", testapp.Supervisor: "4 true", testapp.Auditor: "0 false"} {
		got := a.Ask(t, who, http.MethodGet, "/api/crm/views", nil)
		sorts, _ := got.JSON["sorts"].([]any)
		if may := fmt.Sprintf("%d %v", len(sorts), got.JSON["share"]); may != want {
			t.Errorf("%s: %s, want %s", who, may, want)
		}
	}
	for who, status := range map[string]int{testapp.Guest: 401, testapp.Left: 401} {
		if got := a.Ask(t, who, http.MethodGet, "/api/crm/views", nil); got.Status != status {
			t.Errorf("%q: %d", who, got.Status)
		}
	}
}
