package hooks_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/person"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

const cardOfRosa = "/api/crm/customers/" + testapp.Rosa

// lived gives Rosa something of every kind: cases, purchases, a gesture, a fact,
// a note, a corrected type.
func lived(t *testing.T, a *testapp.App) {
	t.Helper()
	buy(t, a, map[string]any{"product": "Vajilla Colca"})
	a.Clock.Move(time.Minute)
	c := a.At(t, complaint.Investigating, nil)
	give(t, a, testapp.Agent, c.Id, rewarding(t, a, nil), nil)
	observe(t, a, testapp.Agent, c.Id, "El 20, 21 y 23 preguntó antes de la fecha prometida", "intolerant")
	merged(t, a, testapp.Rosa, known(t, a, map[string]any{"name": "Rosa Quispe H."}))
	rows := []struct {
		collection string
		values     map[string]any
	}{
		{records.Messages, map[string]any{"complaint": c.Id, "direction": "note", "text": "Prefiere que la llamen temprano"}},
		{records.Classifications, map[string]any{"customer": testapp.Rosa, "criterion": "volume", "value": "high", "reason": "Compra por su empresa", "expires": "2027-01-31"}},
	}
	for _, row := range rows {
		a.Clock.Move(time.Minute)
		if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(row.collection), row.values); got.Status != http.StatusOK {
			t.Fatalf("%s: %d %s", row.collection, got.Status, got.Text)
		}
	}
}

// entriesOf are the kinds of a timeline, newest first.
func entriesOf(t *testing.T, line any) []string {
	t.Helper()
	whole, _ := line.(map[string]any)
	items, _ := whole["items"].([]any)
	var out []string
	last := "9"
	for _, item := range items {
		one, _ := item.(map[string]any)
		kind, _ := one["kind"].(string)
		at, _ := one["at"].(string)
		if at > last || at == "" {
			t.Errorf("%s of %q after %q", kind, at, last)
		}
		last = at
		out = append(out, kind)
	}
	return out
}

// TestTheCardOfACustomer: who, of what kind, what they may be told about, and
// everything that happened, in one answer.
func TestTheCardOfACustomer(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	lived(t, a)
	friend := known(t, a, map[string]any{"name": "Carla Ramos", "referred_by": testapp.Rosa})
	got := a.Ask(t, testapp.Agent, http.MethodGet, cardOfRosa, nil)
	for _, want := range []string{`"name":"Rosa Elena Quispe Huamán"`, `"cases":1`, `"reason":"Compra por su empresa"`, `"judge":false`, `"change":true`,
		`"name":"Un cuenco"`, `"product":"Vajilla Colca"`, `"text":"Prefiere que la llamen temprano"`, `"agent":"Inés Paredes"`} {
		if !strings.Contains(got.Text, want) {
			t.Errorf("without %s: %.3000s", want, got.Text)
		}
	}
	for _, unwanted := range []string{"phone_key", "email_key", "tracking_key"} {
		if strings.Contains(got.Text, unwanted) {
			t.Errorf("it shows %s", unwanted)
		}
	}
	kinds := entriesOf(t, got.JSON["timeline"])
	for _, kind := range []string{"case", "purchase", "gesture", "observation", "merge", "note", "type"} {
		if !strings.Contains(strings.Join(kinds, " "), kind) {
			t.Errorf("nothing of kind %s in %v", kind, kinds)
		}
	}
	if got.Header.Get("ETag") == "" {
		t.Error("it is sent again although nothing changed")
	}
	if again := a.Ask(t, testapp.Agent, http.MethodGet, cardOfRosa, nil, "If-None-Match", got.Header.Get("ETag")); again.Status != http.StatusNotModified {
		t.Errorf("unchanged: %d", again.Status)
	}
	if got := a.Ask(t, testapp.Auditor, http.MethodGet, "/api/crm/customers/"+friend, nil); !strings.Contains(got.Text, `"referred_by_name":"Rosa Elena Quispe Huamán"`) || !strings.Contains(got.Text, `"change":false`) {
		t.Errorf("an auditor reads of a friend: %d %.600s", got.Status, got.Text)
	}
}

// TestDoorsOfACustomer: whoever is not of the team has none, and one who was
// merged leads to who stayed.
func TestDoorsOfACustomer(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	gone := known(t, a, map[string]any{"name": "Rosa Quispe H."})
	merged(t, a, testapp.Rosa, gone)
	rows := []struct {
		name, who, path string
		status          int
		text            string
	}{
		{"a stranger", testapp.Guest, cardOfRosa, 401, ""},
		{"who left", testapp.Left, cardOfRosa, 401, ""},
		{"an auditor", testapp.Auditor, cardOfRosa, 200, `"change":false`},
		{"nobody's", testapp.Agent, "/api/crm/customers/nobody", 404, ""},
		{"nobody's line", testapp.Agent, "/api/crm/customers/nobody/timeline", 404, ""},
		{"a kind that does not exist", testapp.Agent, cardOfRosa + "/timeline?kind=gossip", 400, `"kind"`},
		{"who was merged", testapp.Agent, "/api/crm/customers/" + gone, 200, `{"merged_into":"` + testapp.Rosa + `"}`},
	}
	for _, row := range rows {
		if got := a.Ask(t, row.who, http.MethodGet, row.path, nil); got.Status != row.status || !strings.Contains(got.Text, row.text) {
			t.Errorf("%s: %d %s, want %d %s", row.name, got.Status, got.Text, row.status, row.text)
		}
	}
}

// TestNothingOfAHiddenCaseIsOnTheCard: neither the case nor what is of it, in no
// list and no count.
func TestNothingOfAHiddenCaseIsOnTheCard(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	hidden := secret(t, a)
	observe(t, a, testapp.Agent, hidden.Id, "Contó un secreto", "")
	a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": hidden.Id, "direction": "note", "text": "Una nota secreta"})
	give(t, a, testapp.Agent, hidden.Id, rewarding(t, a, map[string]any{"name": "Un gesto secreto"}), nil)
	for _, path := range []string{cardOfRosa, cardOfRosa + "/timeline"} {
		for who, may := range map[string]bool{testapp.Agent: true, testapp.Supervisor: true, testapp.Lead: false, testapp.Auditor: false} {
			got := a.Ask(t, who, http.MethodGet, path, nil)
			for _, needle := range []string{hidden.Id, hidden.GetString("number"), "Contó un secreto", "nota secreta", "gesto secreto"} {
				if strings.Contains(got.Text, needle) != may {
					t.Errorf("%s of %s holds %q: %v", path, who, needle, !may)
				}
			}
			if path == cardOfRosa && strings.Contains(got.Text, `"cases":0`) == may {
				t.Errorf("%s counts: %.200s", who, got.Text)
			}
		}
	}
}

// TestAnAnswerIsInTheLine: once it was given, with the customer's words; one that
// was only sent is nothing that happened.
func TestAnAnswerIsInTheLine(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	line := func() string {
		return a.Ask(t, testapp.Agent, http.MethodGet, cardOfRosa+"/timeline?kind=survey", nil).Text
	}
	a.Exec(t, "INSERT INTO surveys (id, complaint, customer, sent_at) VALUES ('surveysent00001', 'other', '"+testapp.Rosa+"', '2026-11-20 10:00:00.000Z')", nil)
	if got := line(); !strings.Contains(got, `"items":[]`) {
		t.Errorf("sent, not answered: %s", got)
	}
	answer := map[string]any{"complaint": c.Id, "solution": 4, "treatment": 5, "recommend": "9", "expectation": "yes", "effort": 5, "comment": "Me atendieron bien"}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Surveys), answer); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if got := line(); !strings.Contains(got, `"solution":4,"treatment":5,"recommend":"9","comment":"Me atendieron bien","complaint":"`+c.Id+`","number":"`+c.GetString("number")+`"`) {
		t.Errorf("answered: %s", got)
	}
}

// TestTheLineByStretches: each entry once, newest first, of all kinds or of one.
func TestTheLineByStretches(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	lived(t, a)
	a.Exec(t, `INSERT INTO purchases (id, customer, date, amount, currency, product) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70)
		SELECT 'bought' || substr('000000000' || i, -9), '`+testapp.Rosa+`', date('2026-01-01', (i / 2) || ' days') || ' 00:00:00.000Z', 10, 'PEN', 'Taza' FROM n`, nil)
	for kind, want := range map[string]int{"": 0, "purchase": 71, "case": 1} {
		var all []string
		before := ""
		for range 9 {
			got := a.Ask(t, testapp.Agent, http.MethodGet, cardOfRosa+"/timeline?kind="+kind+"&before="+url.QueryEscape(before), nil)
			all = append(all, entriesOf(t, got.JSON)...)
			if before, _ = got.JSON["next"].(string); before == "" {
				break
			}
		}
		if kind == "" {
			want = 71 + a.Count(t, records.Classifications, "customer = '"+testapp.Rosa+"' AND (source = 'manual' OR previous != '')") + 5
		}
		if len(all) != want {
			t.Errorf("%q: %d entries, want %d: %v", kind, len(all), want, all)
		}
	}
}

// TestTheLineIsReadByIndexes: what a customer has, and nothing of the others.
func TestTheLineIsReadByIndexes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	crowd(t, a)
	lived(t, a)
	sent := listen(a, func() { a.Ask(t, testapp.Agent, http.MethodGet, cardOfRosa+"/timeline?before=2027", nil) })
	if len(sent) == 0 || len(person.Kinds()) < 6 {
		t.Fatalf("%d queries of %v", len(sent), person.Kinds())
	}
	for _, q := range sent {
		if p := plan(t, a, q); wholeTable.MatchString(p) {
			t.Errorf("%s\n\t%s", q, p)
		}
	}
}

// wholeTable is what a line may not need. The handful of entries of one customer
// may be sorted.
var wholeTable = regexp.MustCompile(`SCAN (complaints|purchases|grants|behaviours|messages|merges|surveys|classifications|customers)\b`)
