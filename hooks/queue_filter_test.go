package hooks_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestQueueFilters: what each one lets through, by the running number.
func TestQueueFilters(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	broken := tag(t, a, "tagbreakage0001", "Roturas")
	file := func(extra map[string]any) string {
		a.Clock.Move(time.Second)
		return a.File(t, testapp.Robot, extra).Id
	}
	file(map[string]any{"area": testapp.Shipping, "tags": []string{broken}})                             // 1
	file(map[string]any{"kind": "grievance", "channel": "counter"})                                      // 2
	file(map[string]any{"lane": "attend_now", "urgency": "safety", "urgency_reason": "Un cable pelado"}) // 3
	taken := a.At(t, complaint.Investigating, nil)                                                       // 4
	closed := a.At(t, complaint.Closed, nil)                                                             // 5
	due := func(days int) string { return records.Stamp(a.Clock.Now().AddDate(0, 0, days)) }
	for number, days := range map[string]int{"000000001-2026": -1, "000000002-2026": 3} {
		a.Exec(t, "UPDATE complaints SET legal_due = {:due} WHERE number = {:number}", map[string]any{"due": due(days), "number": number})
	}
	a.Exec(t, "UPDATE complaints SET next_step_due = {:due} WHERE id = {:id}", map[string]any{"due": due(-1), "id": taken.Id})
	a.Exec(t, "UPDATE complaints SET legal_due = {:due} WHERE id = {:id}", map[string]any{"due": "2026-11-25 04:59:59.000Z", "id": taken.Id})
	rows := []struct{ name, query, want string }{
		{"everything open", "", "3 1 2 4"}, {"a stage", "stage=investigating", "4"}, {"a stage that is over", "stage=closed", "5"},
		{"attend now", "lane=attend_now", "3"}, {"the rest", "lane=normal", "1 2 4"}, {"an area", "area=" + testapp.Shipping, "1"},
		{"mine", "owner=me", "4"}, {"somebody's", "owner=" + testapp.Agent, "4"}, {"nobody's", "owner=none", "3 1 2"},
		{"kind", "kind=grievance", "2"}, {"channel", "channel=counter", "2"}, {"kind and channel that do not meet", "kind=claim&channel=counter", ""},
		{"tag", "tag=" + broken, "1"}, {"tag in an area", "area=" + testapp.Shipping + "&tag=" + broken, "1"},
		{"the law's day is past", "due=overdue", "1"}, {"today in Lima", "due=today", "4"}, {"this week and before", "due=week", "1 2 4"},
		{"the next step is due", "due=next_step", "4"}, {"ids", "ids=" + taken.Id + "," + closed.Id, "4"}, {"ids under a filter", "lane=attend_now&ids=" + taken.Id, ""},
	}
	for _, row := range rows {
		if got := strings.Join(numbers(t, a, testapp.Agent, "/api/crm/queue?"+row.query), " "); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

// TestQueueRefusesUnknownCodes: a code that nobody knows would look like an
// empty list.
func TestQueueRefusesUnknownCodes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	many := strings.TrimSuffix(strings.Repeat("x,", 101), ",")
	for name, value := range map[string]string{"stage": "finished", "lane": "fast", "area": "nosucharea00001", "owner": "nosuchagent0001",
		"kind": "whim", "channel": "smoke", "tag": "nosuchtag000001", "due": "someday", "sort": "mood", "ids": many} {
		got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/queue?"+name+"="+value, nil)
		if got.Status != http.StatusBadRequest || got.Code(name) != "validation_in_invalid" || got.Message(name) == "" {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
}

// TestQueueSorts: another order is for those who lead, and its pages meet
// without a gap where many cases share one moment.
func TestQueueSorts(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for range 7 {
		a.File(t, testapp.Robot, nil)
	}
	a.Exec(t, "UPDATE complaints SET next_step_due = '2026-12-01 10:00:00.000Z' WHERE id > (SELECT MIN(id) FROM complaints)", nil)
	for _, sort := range casework.Sorts() {
		path := "/api/crm/queue?limit=2&sort=" + sort
		for who, status := range map[string]int{testapp.Agent: 403, testapp.Lead: 403, testapp.Auditor: 403, testapp.Supervisor: 200, testapp.Admin: 200, testapp.Superuser: 200} {
			got := a.Ask(t, who, http.MethodGet, path, nil)
			if got.Status != status || status == 403 && got.Code("sort") != "sort_by_lead" {
				t.Errorf("%s sorts by %s: %d %s", who, sort, got.Status, got.Text)
			}
		}
		seen, after := map[string]bool{}, ""
		for range 4 {
			page := path + "&after=" + url.QueryEscape(after)
			for _, n := range numbers(t, a, testapp.Supervisor, page) {
				if seen[n] {
					t.Errorf("by %s: %s comes twice", sort, n)
				}
				seen[n] = true
			}
			after, _ = a.Ask(t, testapp.Supervisor, http.MethodGet, page, nil).JSON["next"].(string)
		}
		if len(seen) != 7 || after != "" {
			t.Errorf("by %s: %d of 7 cases, then %q", sort, len(seen), after)
		}
	}
	a.Exec(t, "UPDATE complaints SET received_at = '2026-01-01 10:00:00.000Z' WHERE number LIKE '000000007%'", nil)
	if got := numbers(t, a, testapp.Admin, "/api/crm/queue?sort=received"); got[0] != "7" {
		t.Errorf("by arrival: %v", got)
	}
}

// TestQueueKeysSortLikeTheList: a screen puts a case in its place by its key.
func TestQueueKeysSortLikeTheList(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	everyStage(t, a)
	for _, sort := range append(casework.Sorts(), "") {
		items, _ := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/queue?sort="+sort, nil).JSON["items"].([]any)
		last := ""
		for _, item := range items {
			card, _ := item.(map[string]any)
			key, _ := card["key"].(string)
			if key <= last {
				t.Errorf("by %q: %q after %q", sort, key, last)
			}
			last = key
		}
		if len(items) < 5 {
			t.Errorf("by %q: only %d cases", sort, len(items))
		}
	}
}
