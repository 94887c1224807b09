package hooks_test

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// atOnce runs n calls at the same moment and collects what they return.
func atOnce[T any](n int, call func(i int) T) []T {
	out := make([]T, n)
	var ready, done sync.WaitGroup
	ready.Add(1)
	for i := range n {
		done.Add(1)
		go func() {
			defer done.Done()
			ready.Wait()
			out[i] = call(i)
		}()
	}
	ready.Done()
	done.Wait()
	return out
}

// column reads one column of a table in order.
func column(t *testing.T, a *testapp.App, table, name string) []string {
	t.Helper()
	var out []string
	if err := a.DB().Select(name).From(table).OrderBy(name).Column(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestParallelFilings: fifty at once, by every door in turn, some of them
// refused, get 1 to 50 without a gap or a repeat.
func TestParallelFilings(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Handler(t)
	status := atOnce(60, func(i int) int {
		fields := filing(map[string]any{"goal": fmt.Sprintf("Caso %d", i)})
		if i%6 == 5 {
			fields["customer"] = "" // refused
		}
		switch i % 3 {
		case 0:
			return a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), fields).Status
		case 1:
			return a.Ask(t, testapp.Robot, http.MethodPost, "/api/crm/register", map[string]any{"complaint": fields}).Status
		}
		_, err := a.Engine.Create(a, records.Complaints, fields, casework.SystemActor())
		return refused(err).status
	})
	var want []string
	for i := range 50 {
		want = append(want, fmt.Sprintf("%09d-2026", i+1))
	}
	if got := column(t, a, records.Complaints, "number"); !slices.Equal(got, want) {
		t.Errorf("numbers %v\nstatus %v", got, status)
	}
	if keys := slices.Compact(column(t, a, records.Complaints, "tracking_key")); len(keys) != 50 {
		t.Errorf("%d keys for 50 cases", len(keys))
	}
}

// TestTakeNextAtOnce: as many different cases as there are takers.
func TestTakeNextAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Handler(t)
	const n = 6
	for range n {
		a.File(t, testapp.Robot, nil)
		a.Clock.Move(time.Second)
	}
	takers := []string{testapp.Agent, testapp.Agent2, testapp.Lead}
	taken := atOnce(n, func(i int) string {
		got := a.Ask(t, takers[i%len(takers)], http.MethodPost, "/api/crm/take-next", nil)
		card, _ := got.JSON["complaint"].(map[string]any)
		number, _ := card["number"].(string)
		return number
	})
	slices.Sort(taken)
	if distinct := slices.Compact(slices.Clone(taken)); len(distinct) != n || taken[0] == "" {
		t.Errorf("taken %v", taken)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/take-next", nil); got.Status != http.StatusOK || got.JSON["complaint"] != nil {
		t.Errorf("the queue is empty, got %s", got.Text)
	}
}

// TestMovesAtOnce: of two who saw the same version, one wins and the other is
// told so; the case has moved once.
func TestMovesAtOnce(t *testing.T) {
	t.Parallel()
	doors := map[string]func(a *testapp.App, id string, i int) int{
		"transition": func(a *testapp.App, id string, _ int) int {
			return a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/complaints/"+id+"/transition", map[string]any{"to": "assessing", "version": 1}).Status
		},
		"record": func(a *testapp.App, id string, _ int) int {
			return a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, id), map[string]any{"stage": "assessing", "version": 1}).Status
		},
		"one of each": func(a *testapp.App, id string, i int) int {
			if i == 0 {
				return a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Complaints, id), map[string]any{"severity": "high", "version": 1}).Status
			}
			return a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/complaints/"+id+"/transition", map[string]any{"to": "assessing", "version": 1}).Status
		},
	}
	for name, ask := range doors {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			a.Handler(t)
			c := a.File(t, testapp.Agent, nil)
			got := atOnce(2, func(i int) int { return ask(a, c.Id, i) })
			slices.Sort(got)
			if !slices.Equal(got, []int{http.StatusOK, http.StatusConflict}) {
				t.Errorf("answers %v, want one 200 and one 409", got)
			}
			if version := a.Reload(t, c).GetInt("version"); version != 2 {
				t.Errorf("version %d, want 2", version)
			}
		})
	}
}

// TestYearOfTheNumber: the year is that of the business's clock on the wall.
func TestYearOfTheNumber(t *testing.T) {
	t.Parallel()
	lima, err := time.LoadLocation("America/Lima")
	if err != nil {
		t.Fatal(err)
	}
	a := newApp(t)
	rows := []struct {
		name, at, want string
	}{
		{"in November", "2026-11-24 10:00:00", "000000001-2026"},
		{"new year in London", "2026-12-31 20:00:00", "000000002-2026"},
		{"a minute before midnight", "2026-12-31 23:59:59", "000000003-2026"},
		{"midnight", "2027-01-01 00:00:00", "000000001-2027"},
		{"in the morning", "2027-01-01 09:00:00", "000000002-2027"},
	}
	for _, row := range rows {
		at, err := time.ParseInLocation(time.DateTime, row.at, lima)
		if err != nil {
			t.Fatal(err)
		}
		a.Clock.Set(at.UTC())
		if got := a.File(t, testapp.Agent, nil).GetString("number"); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestVerifyCountsNumbersByYear: a running number that looks like a year is not
// one.
func TestVerifyCountsNumbersByYear(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil)
	a.Exec(t, "UPDATE sequences SET last = 2026 WHERE year = 2026", nil)
	c := a.File(t, testapp.Agent, nil)
	if c.GetString("number") != "000002027-2026" {
		t.Fatalf("number %s", c.GetString("number"))
	}
	a.Clock.Set(time.Date(2027, 3, 1, 15, 0, 0, 0, time.UTC))
	a.File(t, testapp.Agent, nil)
	report, err := verify.Run(a)
	if err != nil || len(report.Problems) != 1 || report.Problems[0].Code != "numbers" || report.Problems[0].Field != "principal 2026" {
		t.Errorf("problems %+v %v, want the gap in 2026 alone", report.Problems, err)
	}
}

// TestTwoBooks: each establishment has its own series, from 1.
func TestTwoBooks(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil)
	if _, err := a.Engine.Create(a, records.Books, map[string]any{"id": "tienda2", "name": "Tienda 2", "active": true}, a.Actor(t, testapp.Admin)); err != nil {
		t.Fatal(err)
	}
	book, err := a.FindRecordById(records.Books, "principal")
	if err != nil {
		t.Fatal(err)
	}
	book.Set("active", false)
	if err := a.Save(book); err != nil {
		t.Fatal(err)
	}
	c := a.File(t, testapp.Agent, nil)
	if c.GetString("number") != "000000001-2026" || c.GetString("book") != "tienda2" {
		t.Errorf("number %s of %s", c.GetString("number"), c.GetString("book"))
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}
