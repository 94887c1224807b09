package hooks_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// known files a customer as somebody of the team and returns the id.
func known(t *testing.T, a *testapp.App, values map[string]any) string {
	t.Helper()
	r, err := a.Engine.Create(a, records.Customers, values, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	return r.Id
}

// namesOf are the customers of an answer, in its order.
func namesOf(got testapp.Answer) string {
	items, _ := got.JSON["items"].([]any)
	var out []string
	for _, item := range items {
		one, _ := item.(map[string]any)
		name, _ := one["name"].(string)
		out = append(out, strings.Fields(name)[0])
	}
	return strings.Join(out, " ")
}

func customersOf(t *testing.T, a *testapp.App, who, query string) testapp.Answer {
	t.Helper()
	got := a.Ask(t, who, http.MethodGet, "/api/crm/customers?"+query, nil)
	if got.Status != http.StatusOK {
		t.Fatalf("%s: %d %s", query, got.Status, got.Text)
	}
	return got
}

// TestCustomersAreListed: by name, found by whatever is known of them, narrowed
// by their types and by a profile that stands.
func TestCustomersAreListed(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	known(t, a, map[string]any{"name": "Beatriz Núñez", "phone": "+51 987 000 111", "document_number": "41000001"})
	known(t, a, map[string]any{"name": "Carla Ramos", "email": "carla@correo.example", "press": true})
	merged(t, a, testapp.Rosa, known(t, a, map[string]any{"name": "Ada Repetida"}))
	c := a.At(t, complaint.Investigating, nil)
	observe(t, a, testapp.Agent, c.Id, "El 20, 21 y 23 preguntó antes de la fecha prometida", "intolerant")
	judge(t, a, testapp.Supervisor, suggested(t, a, "intolerant"), map[string]any{"status": "confirmed"})
	rows := []struct{ name, query, want string }{
		{"all", "", "Beatriz Carla Rosa"},
		{"by a name without its accent", "q=nunez", "Beatriz"},
		{"by the beginning of a name", "q=car", "Carla"},
		{"by telephone", "q=987000111", "Beatriz"},
		{"by document", "q=41.000.001", "Beatriz"},
		{"by mail", "q=CARLA@correo.example", "Carla"},
		{"by nothing that is known", "q=zzz", ""},
		{"by a type", "type=influence.high", "Carla"},
		{"by two types", "type=influence.high,relation.potential", "Carla"},
		{"by types that do not meet", "type=influence.high,relation.current", ""},
		{"by words and a type", "q=carla&type=influence.family", ""},
		{"by a profile", "profile=intolerant", "Rosa"},
		{"by a profile of nobody", "profile=abusive", ""},
	}
	for _, row := range rows {
		if got := namesOf(customersOf(t, a, testapp.Agent, row.query)); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
	for field, query := range map[string]string{"type": "type=volume.huge", "profile": "profile=nasty"} {
		if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/customers?"+query, nil); got.Status != http.StatusBadRequest || got.Message(field) == "" {
			t.Errorf("%s: %d %s", query, got.Status, got.Text)
		}
	}
	if got := customersOf(t, a, testapp.Agent, ""); !strings.Contains(got.Text, `"volume":["`) {
		t.Errorf("the first page does not say what there is to narrow by: %.300s", got.Text)
	}
	if got := customersOf(t, a, testapp.Agent, "cursor=Beatriz!x"); strings.Contains(got.Text, "codes") || namesOf(got) != "Beatriz Carla Rosa" {
		t.Errorf("a further page: %.300s", got.Text)
	}
	if got := a.Ask(t, testapp.Guest, http.MethodGet, "/api/crm/customers", nil); got.Status != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", got.Status)
	}
}

// TestCustomersByPages: every one of them once, whatever their names, in both
// orders.
func TestCustomersByPages(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	want := map[string]bool{"Rosa": true}
	for i := range 7 {
		name := fmt.Sprintf("Prueba%d", i)
		want[name] = true
		known(t, a, map[string]any{"name": name + " Igual"})
		known(t, a, map[string]any{"name": "Misma! Igual"})
	}
	for query, count := range map[string]int{"": 15, "q=igual": 14} {
		var seen []string
		after := ""
		for range 20 {
			got := customersOf(t, a, testapp.Agent, query+"&limit=4&cursor="+url.QueryEscape(after))
			seen = append(seen, strings.Fields(namesOf(got))...)
			if after, _ = got.JSON["next"].(string); after == "" {
				break
			}
		}
		if len(seen) != count {
			t.Errorf("%q: %d customers, want %d: %v", query, len(seen), count, seen)
		}
		for name := range want {
			if n := strings.Count(" "+strings.Join(seen, " ")+" ", " "+name+" "); n != 1 && (query == "" || name != "Rosa") {
				t.Errorf("%q: %s %d times", query, name, n)
			}
		}
	}
}

// TestACustomerInTheList says how many cases are open and which was the last;
// one that the caller may not open is in neither.
func TestACustomerInTheList(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.At(t, complaint.Closed, nil)
	a.File(t, testapp.Agent, nil)
	a.Clock.Move(time.Minute)
	hidden := secret(t, a)
	for who, may := range map[string]bool{testapp.Agent: true, testapp.Lead: false, testapp.Supervisor: true} {
		got := customersOf(t, a, who, "q=rosa")
		if seen := strings.Contains(got.Text, hidden.Id) || strings.Contains(got.Text, hidden.GetString("number")); seen != may {
			t.Errorf("%s sees the hidden case: %v", who, seen)
		}
		if !may && !strings.Contains(got.Text, `"open":1,"last":{"id"`) || !strings.Contains(got.Text, `"received_at":"2026-11-`) {
			t.Errorf("%s: %s", who, got.Text)
		}
	}
}

// TestTheListWalksAlongItsIndex: with a hundred thousand of them nobody is read
// to be left out, and nothing is sorted.
func TestTheListWalksAlongItsIndex(t *testing.T) {
	t.Parallel()
	scans := regexp.MustCompile(`SCAN (customers|complaints|profiles|search_docs)\b|TEMP B-TREE`)
	for _, analysed := range []bool{false, true} {
		a := newApp(t)
		crowd(t, a)
		if analysed {
			a.Exec(t, "ANALYZE", nil)
		}
		for _, query := range []string{"", "cursor=Rosa!copy00000000001", "type=volume.high,activity.inactive", "profile=abusive", "q=rosa", "q=900000142"} {
			sent := listen(a, func() { customersOf(t, a, testapp.Agent, query) })
			if len(sent) < 2 {
				t.Errorf("%q: %d queries were seen", query, len(sent))
			}
			walks := 0
			for _, q := range sent {
				p := plan(t, a, q)
				if scans.MatchString(p) && !strings.Contains(p, "VIRTUAL TABLE") {
					t.Errorf("%q: %s\n\t%s", query, q, p)
				}
				walks += strings.Count(p, "USING COVERING INDEX idx_customers_list")
			}
			if walks != 1 && !strings.HasPrefix(query, "q=") {
				t.Errorf("%q: %d walks along the list", query, walks)
			}
		}
	}
}
