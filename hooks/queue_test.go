package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// numbers reads the running numbers of a list in its order.
func numbers(t *testing.T, a *testapp.App, who, path string) []string {
	t.Helper()
	got := a.Ask(t, who, http.MethodGet, path, nil)
	items, _ := got.JSON["items"].([]any)
	var out []string
	for _, item := range items {
		card, _ := item.(map[string]any)
		number, _ := card["number"].(string)
		out = append(out, strings.TrimLeft(number[:9], "0"))
	}
	return out
}

// TestQueueOrder: lane, then urgency, then the window of the term, then whoever
// came first (R101, R145).
func TestQueueOrder(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	file := func(extra map[string]any) {
		a.File(t, testapp.Robot, extra)
		a.Clock.Move(time.Second)
	}
	file(nil)                                                                                            // 1
	file(nil)                                                                                            // 2
	file(map[string]any{"urgency": "server_down", "urgency_reason": "Sin servicio"})                     // 3
	file(map[string]any{"mood_start": 1})                                                                // 4: furious
	file(map[string]any{"urgency": "deadline_event", "urgency_reason": "La boda es el sábado"})          // 5
	file(map[string]any{"lane": "attend_now", "urgency": "safety", "urgency_reason": "Un cable pelado"}) // 6
	want := "6 4 3 5 1 2"
	if got := strings.Join(numbers(t, a, testapp.Agent, "/api/crm/queue"), " "); got != want {
		t.Errorf("order %s, want %s", got, want)
	}
	var pages []string
	after := ""
	for range 10 {
		path := "/api/crm/queue?limit=2&after=" + after
		pages = append(pages, numbers(t, a, testapp.Agent, path)...)
		if after, _ = a.Ask(t, testapp.Agent, http.MethodGet, path, nil).JSON["next"].(string); after == "" {
			break
		}
	}
	if got := strings.Join(pages, " "); got != want {
		t.Errorf("by pages %s, want %s", got, want)
	}
}

// TestCasesNearTheirDateMoveUp: on entering the window, once, whatever backlog
// is there; the date does not move.
func TestCasesNearTheirDateMoveUp(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	old := a.File(t, testapp.Robot, nil)
	a.Clock.Move(time.Hour)
	urgent := a.File(t, testapp.Robot, map[string]any{"kind": "claim"})
	due := old.GetDateTime("legal_due").Time()
	report(t, a.Engine.Tick(a))
	if key := a.Reload(t, old).GetString("queue_key"); key[2] != '1' {
		t.Fatalf("in the window from the start: %s", key)
	}
	a.Clock.Set(due.Add(-24 * time.Hour))
	report(t, a.Engine.Tick(a))
	for _, c := range []string{old.Id, urgent.Id} {
		if n := a.Count(t, records.Complaints, "id = '"+c+"' AND substr(queue_key, 3, 1) = '0'"); n != 1 {
			t.Errorf("%s is not in the window", c)
		}
	}
	if moved := a.Reload(t, old).GetDateTime("legal_due").Time(); !moved.Equal(due) {
		t.Errorf("the date moved to %s", moved)
	}
	before := a.Stored(t)
	report(t, a.Engine.Tick(a))
	a.Unchanged(t, before)
}

// TestBacklogHidesNobody: with more late cases than one round looks at, the one
// that enters the window now still moves up.
func TestBacklogHidesNobody(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	late := a.File(t, testapp.Robot, nil)
	a.Clock.Set(late.GetDateTime("legal_due").Time())
	report(t, a.Engine.Tick(a))
	copyRows(t, a, records.Complaints)
	a.Exec(t, "UPDATE complaints SET open = 1, stage = 'received', legal_due = '2026-12-01 10:00:00.000Z', queue_key = '15020261201' || id WHERE id LIKE 'copy%'", nil)
	a.Clock.Move(-10 * 24 * time.Hour)
	c := a.File(t, testapp.Robot, nil)
	a.Clock.Set(c.GetDateTime("legal_due").Time())
	for range 2 { // 500 a minute, the oldest first
		report(t, a.Engine.Tick(a))
	}
	if key := a.Reload(t, c).GetString("queue_key"); key[2] != '0' {
		t.Errorf("key %s", key)
	}
}

// TestTakeNextIsNotBlocked: neither by a case of another area nor by one that
// its customer took up again.
func TestTakeNextIsNotBlocked(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Robot, map[string]any{"area": testapp.Shipping, "lane": "attend_now"})
	mine := a.File(t, testapp.Robot, nil)
	got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/take-next", nil)
	if got.Status != http.StatusOK || !strings.Contains(got.Text, mine.Id) {
		t.Errorf("of two areas: %d %.200s", got.Status, got.Text)
	}
	back := a.File(t, testapp.Robot, nil)
	customer := casework.CustomerActor(testapp.Rosa)
	for _, m := range []casework.Move{
		{To: "closed", Fields: map[string]any{"withdrawal_words": "Ya no", "withdrawal_channel": "portal"}},
		{To: "investigating", Fields: map[string]any{"reopen_reason": "Lo pensé mejor"}},
	} {
		if _, err := a.Engine.Transition(a, back.Id, m, customer); err != nil {
			t.Fatalf("%s: %v %v", m.To, err, casework.Codes(err))
		}
	}
	got = a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/take-next", nil)
	if got.Status != http.StatusOK || !strings.Contains(got.Text, back.Id) {
		t.Errorf("taken up again: %d %.300s", got.Status, got.Text)
	}
	if c := a.Reload(t, back); c.GetString("next_step") == "" || c.GetString("owner") != testapp.Agent {
		t.Errorf("next step %q of %q", c.GetString("next_step"), c.GetString("owner"))
	}
	for who, status := range map[string]int{testapp.Auditor: 403, testapp.Robot: 403, testapp.Superuser: 403, testapp.Left: 401, testapp.Guest: 401} {
		if got := a.Ask(t, who, http.MethodPost, "/api/crm/take-next", nil); got.Status != status {
			t.Errorf("%q takes: %d, want %d", who, got.Status, status)
		}
	}
}

// TestWaitingPeriodOver: nothing is closed by itself; the case goes back to its
// owner, who decides (T10).
func TestWaitingPeriodOver(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.WaitingCustomer, nil)
	until := c.GetDateTime("information_until").Time()
	a.Clock.Set(until.Add(-time.Minute))
	report(t, a.Engine.Tick(a))
	if got := a.Reload(t, c).GetString("stage"); got != "waiting_customer" {
		t.Fatalf("before the time: %s", got)
	}
	a.Clock.Set(until)
	report(t, a.Engine.Tick(a))
	got := a.Reload(t, c)
	if got.GetString("stage") != "investigating" || got.GetString("owner") != testapp.Agent || !got.GetDateTime("next_step_due").Time().After(until) {
		t.Errorf("stage %s, owner %s, next step due %s", got.GetString("stage"), got.GetString("owner"), got.GetString("next_step_due"))
	}
	before := a.Stored(t)
	report(t, a.Engine.Tick(a))
	a.Unchanged(t, before)
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestClockClosesNothing: however much time passes, no stage is reached that a
// person must decide about.
func TestClockClosesNothing(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	everyStage(t, a)
	ended := a.Count(t, records.Complaints, "stage IN ('resolved', 'closed', 'voided', 'disputed', 'executing')")
	for range 10 {
		a.Clock.Move(60 * 24 * time.Hour)
		report(t, a.Engine.Tick(a))
	}
	if n := a.Count(t, records.Complaints, "stage IN ('resolved', 'closed', 'voided', 'disputed', 'executing')"); n != ended {
		t.Errorf("%d cases decided, before the clock %d", n, ended)
	}
}
