package hooks_test

import (
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/correct"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestPairsAreTold: five cases of three customers are told of to supervisors, once
// however long it goes on; of what is an issue by then nothing is said.
func TestPairsAreTold(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	night := func(want int) {
		t.Helper()
		a.Clock.Move(24 * time.Hour)
		report(t, correct.New(a.Engine).Watch(a))
		if n := a.Count(t, records.Notices, "kind = 'issue' AND agent = '"+testapp.Supervisor+"'"); n != want {
			t.Errorf("%s: told %d times, want %d", a.Clock.Now().Format(time.DateOnly), n, want)
		}
	}
	fileAt(t, a, 4, nil)
	night(0)
	fileAt(t, a, 1, nil)
	night(1)
	night(1)
	a.Clock.Move(20 * 24 * time.Hour)
	fileAt(t, a, 5, nil) // it goes on
	night(1)
	a.Clock.Move(20 * 24 * time.Hour)
	night(1)
	a.Clock.Move(31 * 24 * time.Hour) // it is over
	night(1)
	a.Clock.Move(31 * 24 * time.Hour)
	night(1)
	ids := fileAt(t, a, 5, nil) // and comes back
	night(2)
	a.Exec(t, "DELETE FROM issue_told", nil)
	if _, err := a.Engine.Create(a, records.Issues, map[string]any{"title": "Cajas rotas", "cause": "delivery"}, a.Actor(t, testapp.Lead)); err != nil {
		t.Fatal(err)
	}
	night(2)
	for who, want := range map[string]int{testapp.Admin: 0, testapp.Lead: 0, testapp.Agent: 0} {
		if n := a.Count(t, records.Notices, "kind = 'issue' AND agent = '"+who+"'"); n != want {
			t.Errorf("%s was told %d times", who, n)
		}
	}
	got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/notifications", nil)
	if !contains(got.Text, `"kind":"issue"`) || !contains(got.Text, `"customers":5`) || contains(got.Text, ids[0]) {
		t.Errorf("the bell: %s", got.Text)
	}
}

// TestPairsAreFoundByAnIndex: the nightly look walks the days that count alone.
func TestPairsAreFoundByAnIndex(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	query, err := os.ReadFile("../internal/correct/systemic.sql")
	report(t, err)
	var plan []struct {
		Detail string `db:"detail"`
	}
	report(t, a.DB().NewQuery("EXPLAIN QUERY PLAN "+string(query)).Bind(dbx.Params{"since": "2026-10-25", "english": false, "cases": 5, "customers": 3}).All(&plan))
	steps := ""
	for _, one := range plan {
		steps += one.Detail + "\n"
	}
	for _, want := range []string{"SEARCH complaints USING INDEX", "received_at>?", "SEARCH issues USING"} {
		if !strings.Contains(steps, want) {
			t.Errorf("no %q in:\n%s", want, steps)
		}
	}
	if strings.Contains(steps, "SCAN complaints") || strings.Contains(steps, "SCAN issues") {
		t.Error(steps)
	}
}
