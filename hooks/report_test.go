package hooks_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	reports "escucha/internal/report"
	"escucha/internal/testapp"
)

// ended is a case of a customer that was closed at a moment.
func ended(t *testing.T, a *testapp.App, customer, at string, confidential bool) string {
	t.Helper()
	c := a.At(t, complaint.Closed, nil)
	a.Exec(t, "UPDATE complaints SET customer = {:who}, closed_at = {:at}, confidential = {:c} WHERE id = {:id}",
		dbx.Params{"who": customer, "at": at, "c": confidential, "id": c.Id})
	return c.Id
}

// shopper is a customer who bought on these days.
func shopper(t *testing.T, a *testapp.App, name string, days ...string) string {
	t.Helper()
	r, err := a.Engine.Create(a, records.Customers, map[string]any{"name": name}, a.Actor(t, testapp.Agent))
	report(t, err)
	for _, day := range days {
		if got := buy(t, a, map[string]any{"customer": r.Id, "date": day}); got.Status != http.StatusOK {
			t.Fatal(got.Text)
		}
	}
	return r.Id
}

func read[T any](t *testing.T, got testapp.Answer) (out T) {
	t.Helper()
	if err := json.Unmarshal([]byte(got.Text), &out); err != nil || got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	return out
}

// TestRepurchase: five cases counted by hand. Today is 24 November 2026.
//
//	case  customer  closed  bought  30 over  90 over  180 over
//	1     Zoila     1 Mar   +20     yes: 1   yes: 1   yes: 1
//	2     Zoila     1 Apr   -       yes: 0   yes: 0   yes: 0
//	3     Óscar     30 Oct  +5      no       no       no
//	4     Ana       1 Jun   +70     yes: 0   yes: 1   no       confidential
//	5     Marta     28 Feb  -       before the period
func TestRepurchase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	zoila, oscar := shopper(t, a, "Zoila", "2026-02-01", "2026-03-21"), shopper(t, a, "Óscar", "2026-11-04")
	ana, marta := shopper(t, a, "Ana", "2026-08-10"), shopper(t, a, "Marta")
	first := ended(t, a, zoila, "2026-03-02 04:30:00.000Z", false) // still 1 March in Lima
	ended(t, a, zoila, "2026-04-01 15:00:00.000Z", false)
	ended(t, a, oscar, "2026-10-30 15:00:00.000Z", false)
	hidden := ended(t, a, ana, "2026-06-01 15:00:00.000Z", true)
	ended(t, a, marta, "2026-03-01 04:30:00.000Z", false) // still 28 February
	a.At(t, complaint.Resolved, map[string]any{"customer": zoila})
	if got := answer(t, a, testapp.Agent, first, map[string]any{"solution": 4, "recommend": 0}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}

	path := "/api/crm/reports/repurchase?from=2026-03-01&to=2026-11-24"
	got := a.Ask(t, testapp.Lead, http.MethodGet, path, nil)
	r := read[reports.ReturnReport](t, got)
	said := ""
	for _, w := range r.Windows {
		said += fmt.Sprintf("%d: %d of %d, %v; ", w.Days, w.Returned, w.Customers, *w.Share)
	}
	if said != "30: 1 of 2, 50; 90: 2 of 2, 100; 180: 1 of 1, 100; " {
		t.Error(said)
	}
	if len(r.Items) != 3 || r.Unlisted != 1 || strings.Contains(got.Text, hidden) {
		t.Errorf("%d listed, %d not: %s", len(r.Items), r.Unlisted, got.Text)
	}
	one := r.Items[0]
	if one.Complaint != first || one.Closed != "2026-03-01" || *one.Returned != 20 || one.Purchases[30] != 1 || one.Solution != 4 || *one.Recommend != 0 || one.MoodEnd != 5 {
		t.Errorf("%+v", one)
	}
	if two := r.Items[1]; two.Returned != nil || two.Recommend != nil || two.Purchases[180] != 0 {
		t.Errorf("%+v", two)
	}
	table := a.Ask(t, testapp.Lead, http.MethodGet, strings.Replace(path, "?", ".csv?", 1), nil)
	lines := strings.Split(strings.TrimSpace(table.Text), "\n")
	if want := r.Items[0].Number + ",2026-03-01,,5,4,0,false,20,1,1,1"; len(lines) != 4 || lines[1] != want {
		t.Errorf("%q, want %q", lines, want)
	}
}

// TestReturnsOfACustomer: "bought again 20 days after", of the cases that the
// caller may open.
func TestReturnsOfACustomer(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	zoila := shopper(t, a, "Zoila", "2026-02-01", "2026-03-21")
	ended(t, a, zoila, "2026-03-01 15:00:00.000Z", false)
	ended(t, a, zoila, "2026-04-01 15:00:00.000Z", true)
	open := func(*dbx.SelectQuery) error { return nil }
	said := func(visible func(*dbx.SelectQuery) error) (out string) {
		list, err := reports.Returns(a, a.Engine, zoila, visible)
		report(t, err)
		for _, one := range list {
			out += one.Closed
			if one.Days != nil {
				out += fmt.Sprint(" +", *one.Days)
			}
			out += "; "
		}
		return out
	}
	if got := said(open); got != "2026-04-01; 2026-03-01 +20; " {
		t.Error(got)
	}
	closed := func(q *dbx.SelectQuery) error {
		q.AndWhere(dbx.HashExp{"complaints.confidential": false})
		return nil
	}
	if got := said(closed); got != "2026-03-01 +20; " {
		t.Error(got)
	}
}

// TestGestureCosts: six gestures counted by hand. What waits or was refused cost
// nothing, and soles and dollars are two sums.
func TestGestureCosts(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Proposed, nil) // with its cause: delivery
	bowl := rewarding(t, a, map[string]any{"stock": 9, "limit_agent": 1000, "limit_lead": 1000})
	card := rewarding(t, a, map[string]any{"name": "=Vale", "kind": "credit", "cost": 10.1, "currency": "USD", "stock": 9, "limit_agent": 1000, "limit_lead": 1000})
	for i, row := range []struct {
		reward, set string
	}{
		{bowl, "answered_at = '2026-11-01 04:30:00.000Z'"}, // still October in Lima
		{bowl, "answered_at = '2026-11-20 15:00:00.000Z', status = 'delivered'"},
		{bowl, "answered_at = '2026-11-21 15:00:00.000Z', self_approved = 1, over_budget = 1"},
		{bowl, "answered_at = '2026-11-21 15:00:00.000Z', status = 'refused'"},
		{bowl, "answered_at = '', status = 'pending'"},
		{card, "answered_at = '2026-11-22 15:00:00.000Z'"},
		{card, "answered_at = '2026-11-22 16:00:00.000Z', cost = 20.2"},
	} {
		got := give(t, a, testapp.Agent, c.Id, row.reward, nil)
		if got.Status != http.StatusOK {
			t.Fatalf("%d: %s", i, got.Text)
		}
		a.Exec(t, "UPDATE grants SET "+row.set+" WHERE id = {:id}", dbx.Params{"id": got.JSON["id"]})
	}
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' '", nil) // counted all the same
	r := read[reports.GestureReport](t, a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/reports/gestures", nil))
	said := ""
	for _, one := range r.Items {
		said += fmt.Sprintln(one.Month, one.Name, one.Cause, one.Currency, one.Count, one.Cost.Cost, one.SelfApproved, one.SelfCost, one.OverBudget, one.OverCost)
	}
	if want := "2026-10 Un cuenco delivery PEN 1 40 0 0 0 0\n2026-11 =Vale delivery USD 2 30.3 0 0 0 0\n2026-11 Un cuenco delivery PEN 2 80 1 40 1 40\n"; said != want {
		t.Errorf("%s\nwant\n%s", said, want)
	}
	if len(r.Totals) != 2 || r.Totals[0] != (reports.Cost{Currency: "PEN", Count: 3, Cost: 120, SelfApproved: 1, SelfCost: 40, OverBudget: 1, OverCost: 40}) || r.Totals[1].Cost != 30.3 || r.From != "2025-12-01" || r.To != "2026-11-24" {
		t.Errorf("%+v", r)
	}
	november := read[reports.GestureReport](t, a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/reports/gestures?from=2026-11-01&to=2026-11-21", nil))
	if len(november.Items) != 1 || november.Items[0].Count != 2 {
		t.Errorf("%+v", november)
	}
	table := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/reports/gestures.csv", nil)
	if !strings.Contains(table.Text, "\n2026-11,'=Vale,delivery,USD,2,30.30,0,0.00,0,0.00\n") || !strings.Contains(table.Header.Get("Content-Disposition"), "gestures.csv") {
		t.Errorf("%s", table.Text)
	}
}

// TestReportsAreForWhoLeads, of a period that there is.
func TestReportsAreForWhoLeads(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, name := range []string{"gestures", "repurchase", "gestures.csv", "repurchase.csv"} {
		for who, want := range map[string]int{testapp.Guest: 401, testapp.Left: 401, testapp.Agent: 403, testapp.Auditor: 403, testapp.Robot: 403, testapp.Lead: 200, testapp.Supervisor: 200, testapp.Admin: 200} {
			if got := a.Ask(t, who, http.MethodGet, "/api/crm/reports/"+name, nil); got.Status != want {
				t.Errorf("%s for %q: %d, want %d", name, who, got.Status, want)
			}
		}
	}
	for query, field := range map[string]string{"from=ayer": "from", "to=2026-02-31": "to", "from=2026-05-02&to=2026-05-01": "to"} {
		if got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/reports/gestures?"+query, nil); got.Status != http.StatusBadRequest || got.Code(field) == "" {
			t.Errorf("%s: %d %s", query, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/reports/weather", nil); got.Status != http.StatusNotFound {
		t.Errorf("a report that there is not: %d", got.Status)
	}
}

// TestReportsUseTheirIndexes: a period is read, not the history of the shop.
func TestReportsUseTheirIndexes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for name, index := range map[string]string{"closed": "idx_complaints_closed", "gestures": "idx_grants_answered"} {
		query, err := os.ReadFile("../internal/report/" + name + ".sql")
		report(t, err)
		got := plan(t, a, strings.NewReplacer("{:from}", "'a'", "{:to}", "'b'").Replace(string(query)))
		if !contains(got, index) || contains(got, "SCAN") || contains(got, "TEMP") {
			t.Errorf("%s reads by %s", name, got)
		}
	}
}
