package hooks_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// reached are the mails or telephones of a customer as they were typed, the
// oldest first, with the preferred one before them.
func reached(t *testing.T, a *testapp.App, id, kind string) string {
	t.Helper()
	r, err := a.FindRecordById(records.Customers, id)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	if err := a.DB().Select("value").From(records.Contacts).Where(dbx.HashExp{"customer": id, "kind": kind}).OrderBy("_rowid_").Column(&values); err != nil {
		t.Fatal(err)
	}
	return r.GetString(kind) + ": " + strings.Join(values, ", ")
}

// lookedUp are the names of those whom a lookup finds.
func lookedUp(t *testing.T, a *testapp.App, query string) []string {
	t.Helper()
	got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/lookup?"+query, nil)
	if got.Status != http.StatusOK {
		t.Fatalf("%s: %d %s", query, got.Status, got.Text)
	}
	list, _ := got.JSON["customers"].([]any)
	names := []string{}
	for _, one := range list {
		if m, ok := one.(map[string]any); ok {
			name, _ := m["name"].(string)
			names = append(names, name)
		}
	}
	return names
}

// TestContactsAndThePreferredOne: what a customer is reached by and the one that
// is tried first go together, from either side.
func TestContactsAndThePreferredOne(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := testapp.Records(records.Customers, testapp.Rosa)
	ids := map[string]string{}
	steps := []struct {
		name   string
		do     func() testapp.Answer
		phones string
	}{
		{"as she came", func() testapp.Answer { return a.Ask(t, testapp.Agent, http.MethodGet, c, nil) }, "+51 900 000 142: +51 900 000 142"},
		{"a second one", func() testapp.Answer {
			got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Contacts),
				map[string]any{"customer": testapp.Rosa, "kind": "phone", "value": " 900 000 199 ", "label": "Su hija"})
			ids["second"], _ = got.JSON["id"].(string)
			return got
		}, "+51 900 000 142: +51 900 000 142, 900 000 199"},
		{"the second is preferred", func() testapp.Answer {
			return a.Ask(t, testapp.Agent, http.MethodPatch, c, map[string]any{"phone": "+51 900 000 199"})
		}, "+51 900 000 199: +51 900 000 142, +51 900 000 199"},
		{"the preferred one is corrected", func() testapp.Answer {
			return a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Contacts, ids["second"]), map[string]any{"value": "900 000 198"})
		}, "900 000 198: +51 900 000 142, 900 000 198"},
		{"corrected on the customer", func() testapp.Answer {
			return a.Ask(t, testapp.Agent, http.MethodPatch, c, map[string]any{"phone": "900 000 197"})
		}, "900 000 197: +51 900 000 142, 900 000 197"},
		{"written otherwise", func() testapp.Answer {
			return a.Ask(t, testapp.Agent, http.MethodPatch, c, map[string]any{"phone": "900000197"})
		}, "900000197: +51 900 000 142, 900000197"},
		{"another name leaves them alone", func() testapp.Answer {
			return a.Ask(t, testapp.Agent, http.MethodPatch, c, map[string]any{"preferred_name": "Rosita"})
		}, "900000197: +51 900 000 142, 900000197"},
		{"the preferred one is removed", func() testapp.Answer {
			return a.Ask(t, testapp.Agent, http.MethodDelete, testapp.Records(records.Contacts, ids["second"]), nil)
		}, "+51 900 000 142: +51 900 000 142"},
		{"taken off the customer", func() testapp.Answer {
			return a.Ask(t, testapp.Agent, http.MethodPatch, c, map[string]any{"phone": ""})
		}, ": "},
		{"the first of all is preferred", func() testapp.Answer {
			return a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Contacts), map[string]any{"customer": testapp.Rosa, "kind": "phone", "value": "900 000 142"})
		}, "900 000 142: 900 000 142"},
	}
	for _, step := range steps {
		if got := step.do(); got.Status >= 300 {
			t.Fatalf("%s: %d %s", step.name, got.Status, got.Text)
		}
		if got := reached(t, a, testapp.Rosa, "phone"); got != step.phones {
			t.Fatalf("%s: %q, want %q", step.name, got, step.phones)
		}
	}
	if got := reached(t, a, testapp.Rosa, "email"); got != "rosa.quispe@correo.example: rosa.quispe@correo.example" {
		t.Errorf("the mail: %s", got)
	}
}

// TestContactsThatAreNone: each with its field and code, and nothing stored.
func TestContactsThatAreNone(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	path := testapp.Records(records.Contacts)
	mail := a.Ask(t, testapp.Agent, http.MethodPost, path, map[string]any{"customer": testapp.Rosa, "kind": "email", "value": "rosa@trabajo.example"})
	id, _ := mail.JSON["id"].(string)
	before := a.Stored(t)
	rows := []struct {
		name, method string
		body         map[string]any
		field, code  string
	}{
		{"the same number, written otherwise", http.MethodPost, map[string]any{"kind": "phone", "value": "0051-900000142"}, "value", "contact_twice"},
		{"the same mail in capitals", http.MethodPost, map[string]any{"kind": "email", "value": "ROSA.QUISPE@correo.example "}, "value", "contact_twice"},
		{"becomes another of hers", http.MethodPatch, map[string]any{"value": "rosa.quispe@correo.example"}, "value", "contact_twice"},
		{"no mail", http.MethodPost, map[string]any{"kind": "email", "value": "rosa"}, "value", "contact_email"},
		{"a mail with a name", http.MethodPost, map[string]any{"kind": "email", "value": "Rosa <rosa@otra.example>"}, "value", "contact_email"},
		{"no telephone", http.MethodPost, map[string]any{"kind": "phone", "value": "ninguno"}, "value", "contact_phone"},
		{"nothing", http.MethodPost, map[string]any{"kind": "phone", "value": " "}, "value", "validation_required"},
		{"of no kind", http.MethodPost, map[string]any{"kind": "fax", "value": "900 000 150"}, "kind", "validation_invalid_value"},
		{"of nobody", http.MethodPost, map[string]any{"kind": "phone", "value": "900 000 150", "customer": ""}, "customer", "validation_required"},
		{"with a key of its own", http.MethodPost, map[string]any{"kind": "phone", "value": "900 000 150", "key": "1"}, "key", "server_field"},
		{"given to somebody else", http.MethodPatch, map[string]any{"customer": ""}, "customer", "fixed_field"},
		{"of another kind", http.MethodPatch, map[string]any{"kind": "phone"}, "kind", "fixed_field"},
	}
	for _, row := range rows {
		at := path
		if row.method == http.MethodPatch {
			at = testapp.Records(records.Contacts, id)
		} else if row.body["customer"] == nil {
			row.body["customer"] = testapp.Rosa
		}
		if got := a.Ask(t, testapp.Agent, row.method, at, row.body); got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s, want %s at %s", row.name, got.Status, got.Text, row.code, row.field)
		}
	}
	a.Unchanged(t, before)
}

// TestFoundByAnyContact: lookup, search and the portal know all of them.
func TestFoundByAnyContact(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for kind, value := range map[string]string{"phone": "(01) 712 3456", "email": "Rosa@Trabajo.example"} {
		if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Contacts), map[string]any{"customer": testapp.Rosa, "kind": kind, "value": value}); got.Status != http.StatusOK {
			t.Fatalf("%s: %s", value, got.Text)
		}
	}
	for _, query := range []string{"phone=017123456", "phone=" + url.QueryEscape("+51 1 7123456"), "phone=0051900000142", "email=rosa@trabajo.example", "email=rosa.quispe@correo.example",
		"phone=017123456&email=rosa@trabajo.example&document=40000142"} {
		if got := lookedUp(t, a, query); !slices.Equal(got, []string{"Rosa Elena Quispe Huamán"}) {
			t.Errorf("%s: %v", query, got)
		}
	}
	for _, query := range []string{"phone=7123456", "phone=900000143", "email=trabajo.example", "phone=&email=", "document=4000"} {
		if got := lookedUp(t, a, query); len(got) != 0 {
			t.Errorf("%s: %v", query, got)
		}
	}
	for _, text := range []string{"01 7123456", "rosa@trabajo.example"} {
		if items := first(results(t, a, testapp.Agent, q(text))); len(items) == 0 || items[0].ID != testapp.Rosa || !items[0].Exact {
			t.Errorf("%s: %+v", text, items)
		}
	}
}

// TestKeysOfOldRows: what an older version stored without keys is found after
// the next start, and nothing that was typed is lost.
func TestKeysOfOldRows(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
		INSERT INTO customers (id, name, phone, phone_key, document_type, document_number) SELECT 'old' || i, 'Peña Ñañez ' || i, '912 34' || (5000 + i), '1', 'ruc', '20600000005' FROM n`, nil)
	a.Exec(t, "INSERT INTO contacts (id, customer, kind, value, key) SELECT 'c' || id, id, 'phone', phone, '' FROM customers WHERE id LIKE 'old%'", nil)
	a.Exec(t, "UPDATE customers SET phone = 'no tiene' WHERE id = 'old7'", nil)
	a.Exec(t, "UPDATE contacts SET value = 'no tiene' WHERE customer = 'old7'", nil)
	for range 2 { // a second time finds nothing to do
		if err := a.Engine.Rekey(a); err != nil {
			t.Fatal(err)
		}
	}
	if got := lookedUp(t, a, "phone=912345450"); !slices.Equal(got, []string{"Peña Ñañez 450"}) {
		t.Errorf("found %v", got)
	}
	for where, want := range map[string]int{"phone_key LIKE '+519%'": 450, "name_key LIKE 'pena nanez %'": 450, "document_state = 'valid'": 450,
		"id = 'old7' AND phone = 'no tiene' AND phone_key = ''": 1, "id = '" + testapp.Rosa + "' AND phone_key = '+51900000142'": 1} {
		if got := a.Count(t, records.Customers, where); got != want {
			t.Errorf("%s: %d, want %d", where, got, want)
		}
	}
	if got := a.Count(t, records.Contacts, "key = ''"); got != 0 {
		t.Errorf("%d contacts without a key", got)
	}
}

// TestDocumentsAtTheDoors: the team is asked again, a customer never loses a
// filing, and whoever keeps an old mistake may change the rest.
func TestDocumentsAtTheDoors(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	path := testapp.Records(records.Customers)
	one := func(kind, number string) map[string]any {
		return map[string]any{"name": "Taller Sur", "document_type": kind, "document_number": number}
	}
	rows := []struct {
		name, kind, number string
		status             int
		code, state        string
	}{
		{"right", "ruc", "20600000005", 200, "", "valid"},
		{"right, with spaces", "ruc", " 20 60000000 5", 200, "", "valid"},
		{"one figure wrong", "ruc", "20600000006", 400, "document_check_digit", ""},
		{"one figure too few", "ruc", "2060000000", 400, "document_number_format", ""},
		{"without check digit", "dni", "40000143", 200, "", "unknown"},
		{"zeros", "dni", "00000000", 400, "document_check_digit", ""},
		{"of no kind", "", "20600000006", 200, "", "unknown"},
		{"none", "ruc", "", 200, "", ""},
	}
	for _, row := range rows {
		for _, who := range []string{testapp.Agent, testapp.Robot, testapp.Superuser} {
			got := a.Ask(t, who, http.MethodPost, path, one(row.kind, row.number))
			if got.Status != row.status || got.Code("document_number") != row.code || row.status == 200 && got.JSON["document_state"] != row.state {
				t.Errorf("%s as %s: %d %s", row.name, who, got.Status, got.Text)
			}
		}
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, path, one("ruc", "12")); !strings.Contains(got.Message("document_number"), "20123456786") {
		t.Errorf("no example in %q", got.Message("document_number"))
	}
	batch := map[string]any{"requests": []map[string]any{{"method": "POST", "url": path, "body": one("ruc", "20600000006")}}}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/batch", batch); got.Status != http.StatusBadRequest || !strings.Contains(got.Text, "document_check_digit") {
		t.Errorf("batch: %d %s", got.Status, got.Text)
	}
	register := map[string]any{"customer": one("ruc", "20600000006"), "complaint": filing(map[string]any{"customer": ""})}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/register", register); got.Status != http.StatusBadRequest || got.Code("customer.document_number") != "document_check_digit" {
		t.Errorf("register: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, path, map[string]any{"name": "X", "document_state": "valid"}); got.Code("document_state") != "server_field" {
		t.Errorf("the state is nobody's to say: %s", got.Text)
	}
}

// TestAWrongDocumentIsFiled: the portal keeps it as it was told.
func TestAWrongDocumentIsFiled(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.visitor().file(minimum("name", "Taller Sur", "document_type", "ruc", "document_number", "20600000006"))
	if n := s.Count(t, records.Customers, "document_number = '20600000006' AND document_state = 'wrong'"); n != 1 {
		t.Errorf("%d customers keep it", n)
	}
}

// TestAnOldMistakeStays: whoever has a wrong document on record may have the
// rest changed, and the number itself only into a right one.
func TestAnOldMistakeStays(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "UPDATE customers SET document_type = 'ruc', document_number = '20600000006' WHERE id = {:id}", dbx.Params{"id": testapp.Rosa})
	for _, row := range []struct {
		field, value string
		status       int
	}{{"address", "Jr. Camaná 616", 200}, {"document_number", "20600000007", 400}, {"document_number", "20600000005", 200}} {
		if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Customers, testapp.Rosa), map[string]any{row.field: row.value}); got.Status != row.status {
			t.Errorf("%s %s: %d %s", row.field, row.value, got.Status, got.Text)
		}
	}
}
