package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
	"escucha/internal/storage"
	"escucha/internal/testapp"
)

// doubles are "name: why why" of those suggested.
func doubles(t *testing.T, a *testapp.App, who, id string) []string {
	t.Helper()
	got := a.Ask(t, who, http.MethodGet, "/api/crm/customers/"+id+"/duplicates", nil)
	if got.Status != http.StatusOK {
		t.Fatalf("duplicates: %d %s", got.Status, got.Text)
	}
	out := []string{}
	for _, one := range listOf(got.JSON, "items") {
		name, _ := one["name"].(string)
		why, _ := one["why"].([]any)
		line := name + ":"
		for _, w := range why {
			text, _ := w.(string)
			line += " " + text
		}
		out = append(out, line)
	}
	return out
}

func listOf(m map[string]any, name string) []map[string]any {
	list, _ := m[name].([]any)
	out := []map[string]any{}
	for _, one := range list {
		if row, ok := one.(map[string]any); ok {
			out = append(out, row)
		}
	}
	return out
}

// TestDuplicates: by document, mail, telephone and name, whatever way they were
// typed, the surest first; before and after the words are indexed.
func TestDuplicates(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, one := range []map[string]any{
		{"name": "R. Quispe H.", "phone": "900 000 142"},
		{"name": "Señora Rosa", "email": "ROSA.QUISPE@correo.example", "phone": "0051900000142"},
		{"name": "Importaciones", "document_type": "dni", "document_number": "40.000.142"},
		{"name": "quispe huaman, rosa"},
		{"name": "Rosa Elena Quispe Huamán de la Cruz"},
		{"name": "Rosa Elena Mamani"}, {"name": "Rosa"}, {"name": "Luis Quispe Huamán"}, {"name": "Otra", "phone": "900 000 143"},
		{"name": "Anexo", "phone": "142"}, {"name": "Nadie", "email": "", "phone": "", "document_number": ""},
	} {
		if _, err := a.Engine.Create(a, records.Customers, one, a.Actor(t, testapp.Agent)); err != nil {
			t.Fatal(err)
		}
	}
	want := "Importaciones: document|Señora Rosa: email phone|R. Quispe H.: phone|Rosa Elena Quispe Huamán de la Cruz: name|quispe huaman, rosa: name"
	for _, indexed := range []bool{false, true} {
		if indexed {
			flush(t, a)
		}
		if got := strings.Join(doubles(t, a, testapp.Agent, testapp.Rosa), "|"); got != want {
			t.Errorf("indexed %v:\n%s\nwant\n%s", indexed, got, want)
		}
	}
	for _, who := range []string{testapp.Guest, testapp.Left} {
		if got := a.Ask(t, who, http.MethodGet, "/api/crm/customers/"+testapp.Rosa+"/duplicates", nil); got.Status != http.StatusUnauthorized {
			t.Errorf("%q: %d", who, got.Status)
		}
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/customers/nobody000000000/duplicates", nil); got.Status != http.StatusNotFound {
		t.Errorf("of nobody: %d", got.Status)
	}
}

// TestNotTheSame: what somebody dismissed is not suggested again, from either
// side, also after one of them was merged.
func TestNotTheSame(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	other, third := twin(t, a, nil), twin(t, a, map[string]any{"name": "Tercera"})
	for n, pair := range [][2]string{{testapp.Rosa, other}, {other, testapp.Rosa}, {other, other}} {
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Namesakes), map[string]any{"customer": pair[0], "other": pair[1]})
		if ok := got.Status == http.StatusOK; ok != (n == 0) {
			t.Errorf("%v: %d %s", pair, got.Status, got.Text)
		}
	}
	for _, id := range []string{testapp.Rosa, other} {
		if got := doubles(t, a, testapp.Agent, id); len(got) != 1 || got[0] != "Tercera: phone" {
			t.Errorf("of %s: %v", id, got)
		}
	}
	merged(t, a, third, other)
	if got := doubles(t, a, testapp.Agent, testapp.Rosa); len(got) != 0 {
		t.Errorf("after the merge: %v", got)
	}
	if got := doubles(t, a, testapp.Agent, other); len(got) != 0 {
		t.Errorf("of who was merged: %v", got)
	}
	id := firstID(t, a, records.Namesakes)
	if got := a.Ask(t, testapp.Lead, http.MethodDelete, testapp.Records(records.Namesakes, id), nil); got.Status != http.StatusNoContent {
		t.Fatalf("taken back: %d", got.Status)
	}
	if got := doubles(t, a, testapp.Agent, testapp.Rosa); len(got) != 1 {
		t.Errorf("taken back: %v", got)
	}
}

// TestDuplicatesCountWhatTheCallerSees: nobody learns of a case by its number.
func TestDuplicatesCountWhatTheCallerSees(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	other := twin(t, a, nil)
	a.File(t, testapp.Supervisor, map[string]any{"customer": other, "owner": testapp.Supervisor})
	a.File(t, testapp.Supervisor, map[string]any{"customer": other, "owner": testapp.Supervisor})
	a.Exec(t, "UPDATE complaints SET confidential = 1 WHERE id = {:id}", dbx.Params{"id": firstID(t, a, records.Complaints)})
	for who, want := range map[string]float64{testapp.Agent: 1, testapp.Lead: 1, testapp.Supervisor: 2} {
		got := a.Ask(t, who, http.MethodGet, "/api/crm/customers/"+testapp.Rosa+"/duplicates", nil)
		if items := listOf(got.JSON, "items"); len(items) != 1 || items[0]["cases"] != want {
			t.Errorf("%s: %s", who, got.Text)
		}
		may, _ := got.JSON["may"].(map[string]any)
		if may["merge"] != (who != testapp.Agent) {
			t.Errorf("%s may %v", who, may)
		}
	}
}

// TestDuplicatesUseTheirIndexes: with a thousand customers nothing reads a table
// whole.
func TestDuplicatesUseTheirIndexes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	twin(t, a, map[string]any{"email": "rosa.quispe@correo.example"})
	a.Exec(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
		INSERT INTO customers (id, name, name_key, document_key) SELECT 'many' || i, 'Rosa Mamani ' || i, 'rosa mamani ' || i, i FROM n`, nil)
	a.Exec(t, "INSERT INTO contacts (id, customer, kind, value, key) SELECT id, id, 'phone', id, id FROM customers WHERE id LIKE 'many%'", nil)
	a.Exec(t, "INSERT INTO complaints (id, number, tracking_key, source, external_id, customer) SELECT id, id, id, 'api', id, id FROM customers WHERE id LIKE 'many%'", nil)
	if err := storage.LookAgain(a.NonconcurrentDB()); err != nil {
		t.Fatal(err)
	}
	a.Handler(t)
	asked := listen(a, func() { doubles(t, a, testapp.Agent, testapp.Rosa) })
	if len(asked) < 8 {
		t.Fatalf("%d queries", len(asked))
	}
	for _, sql := range asked {
		if strings.Contains(sql, "_collections") || strings.Contains(sql, "_superusers") {
			continue
		}
		if steps := plan(t, a, sql); wholeList(steps) {
			t.Errorf("%s\n%s", steps, sql)
		}
	}
}

// wholeList finds a step that reads more than it needs.
func wholeList(steps string) bool {
	for _, step := range strings.Split(steps, "; ") {
		small := strings.Contains(step, "search_pending") || strings.Contains(step, "VIRTUAL TABLE") || strings.Contains(step, "CONSTANT ROW") || step == "SCAN p"
		if strings.Contains(step, "SCAN") && !small && !strings.Contains(step, "business") && !strings.Contains(step, "(subquery") {
			return true
		}
	}
	return false
}
