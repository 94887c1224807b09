package hooks_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// TestSpentOnACase: the sum of what stands, its cost at the price of each time,
// and what each reader may take back.
func TestSpentOnACase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	spends(t, a, testapp.Agent, c.Id, 10) // an hour has no value yet
	hourOf(t, a, 20)
	spends(t, a, testapp.Agent, c.Id, 30)
	gone := idOf(spends(t, a, testapp.Agent, c.Id, 60))
	takeBack(t, a, testapp.Agent, gone)
	hourOf(t, a, 40)
	a.Exec(t, "UPDATE business SET currency = 'USD'", dbx.Params{})
	a.Engine.Forget()
	spends(t, a, testapp.Lead, c.Id, 15)
	for who, want := range map[string]string{testapp.Agent: "true [false false true true]", testapp.Agent2: "true [false false false false]",
		testapp.Supervisor: "true [true false true true]", testapp.Auditor: "false [false false false false]"} {
		got := spent(t, a, who, c.Id)
		may := []any{}
		items, _ := got.JSON["items"].([]any)
		byMinutes := map[float64]any{}
		for _, one := range items {
			row := one.(map[string]any)
			byMinutes[row["minutes"].(float64)] = row["may"]
		}
		for _, minutes := range []float64{15, 60, 30, 10} {
			may = append(may, byMinutes[minutes])
		}
		if said := fmt.Sprint(got.JSON["may"], " ", may); said != want || len(items) != 4 {
			t.Errorf("%s: %s, want %s", who, said, want)
		}
		if got.JSON["minutes"] != 55.0 || fmt.Sprint(got.JSON["cost"]) != "[map[cost:10 currency:PEN] map[cost:10 currency:USD]]" {
			t.Errorf("%s: %s", who, got.Text)
		}
	}
	if got := spent(t, a, testapp.Robot, "nosuchcase00001"); got.Status != http.StatusNotFound {
		t.Errorf("of no case: %d", got.Status)
	}
}

// TestTimeInTheCost: it counts on the day of noting at the price of that day,
// until it is taken back; another price changes nothing of what is past.
func TestTimeInTheCost(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	spends(t, a, testapp.Agent, c.Id, 10)
	hourOf(t, a, 18.3)
	id := idOf(spends(t, a, testapp.Agent, c.Id, 1))
	a.Clock.Move(24 * time.Hour)
	spends(t, a, testapp.Agent, c.Id, 90)
	count := func(want string) {
		t.Helper()
		caught(t, a)
		if got := strings.Join(momentsOf(t, a, c.Id, "cost"), "|"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		sameAnew(t, a)
	}
	count("2026-11-24 1 0.31 PEN|2026-11-25 1 27.45 PEN")
	hourOf(t, a, 99)
	count("2026-11-24 1 0.31 PEN|2026-11-25 1 27.45 PEN")
	takeBack(t, a, testapp.Agent, id)
	count("2026-11-25 1 27.45 PEN")
	if got, err := verify.Run(a); err != nil || len(got.Problems) != 0 {
		t.Errorf("%v %+v", err, got.Problems)
	}
}

// TestTimeGoesWithItsCase once the case may go.
func TestTimeGoesWithItsCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	spends(t, a, testapp.Agent, c.Id, 30)
	a.Exec(t, "UPDATE complaints SET retention_until = '2020-01-01 00:00:00.000Z'", dbx.Params{})
	if got := a.Ask(t, testapp.Admin, http.MethodDelete, testapp.Records(records.Complaints, c.Id), nil); got.Status != http.StatusNoContent {
		t.Fatal(got.Text)
	}
	if n := a.Count(t, records.TimeEntries, ""); n != 0 {
		t.Errorf("%d entries of no case", n)
	}
}

// TestTimeOfAnErasedPerson stays as a figure, and nothing is added to it.
func TestTimeOfAnErasedPerson(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := life(t, a)
	later(t, a)
	if got := erase(t, a, nil); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	one := a.Only(t, records.TimeEntries, c.Id)
	if one.GetString("note") != "" || one.GetInt("minutes") != 20 {
		t.Errorf("%d minutes, %q", one.GetInt("minutes"), one.GetString("note"))
	}
	if got := spends(t, a, testapp.Agent, c.Id, 5); got.Code("complaint") != "erased" {
		t.Errorf("more is noted: %d %s", got.Status, got.Text)
	}
	if got := takeBack(t, a, testapp.Agent, one.Id); got.Code("complaint") != "erased" {
		t.Errorf("it is taken back: %d %s", got.Status, got.Text)
	}
	if got := spent(t, a, testapp.Agent, c.Id); got.JSON["may"] != false || strings.Contains(got.Text, `"may":true`) {
		t.Error(got.Text)
	}
}

// TestHourOfTheBusiness: administrators set it, never below nothing.
func TestHourOfTheBusiness(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	path := testapp.Records(records.Business, "businessnogal01")
	for _, who := range []string{testapp.Agent, testapp.Lead, testapp.Supervisor} {
		if got := a.Ask(t, who, http.MethodPatch, path, map[string]any{"labour_rate": 20}); got.Status < 400 {
			t.Errorf("%s sets it: %d", who, got.Status)
		}
	}
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{"labour_rate": -1}); got.Status != http.StatusBadRequest || got.Message("labour_rate") == "" {
		t.Errorf("below nothing: %d %s", got.Status, got.Text)
	}
	hourOf(t, a, 20)
	budget, _ := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/settings", nil).JSON["budget"].(map[string]any)
	if budget["labour_rate"] != 20.0 {
		t.Errorf("%v", budget)
	}
}

// TestTimeIsFoundByItsCase, whichever way it is asked for.
func TestTimeIsFoundByItsCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, query := range []string{
		"SELECT * FROM time_entries WHERE time_entries.complaint = 'x' ORDER BY time_entries.created DESC, time_entries.id",
		`SELECT * FROM json_each('["x"]') AS one CROSS JOIN time_entries ON time_entries.complaint = one.value WHERE time_entries.undone_at = '' AND time_entries.rate > 0`,
		"DELETE FROM time_entries WHERE complaint = 'x'",
	} {
		var plan []struct {
			Detail string `db:"detail"`
		}
		report(t, a.DB().NewQuery("EXPLAIN QUERY PLAN "+query).All(&plan))
		if said := fmt.Sprint(plan); !strings.Contains(said, "SEARCH time_entries USING INDEX idx_time_entries_complaint") && !strings.Contains(said, "USING COVERING INDEX idx_time_entries_complaint") {
			t.Errorf("%s: %s", query, said)
		}
	}
}
