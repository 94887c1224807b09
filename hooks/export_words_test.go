package hooks_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// spelled are codes as they are stored.
func spelled[T ~string](list ...T) (out []string) {
	for _, one := range list {
		out = append(out, string(one))
	}
	return out
}

// coded are the columns whose values are codes of ours, with every code.
func coded(t *testing.T, a *testapp.App) map[string][]string {
	t.Helper()
	ids := func(table string) (out []string) {
		if err := a.DB().Select("id").From(table).Column(&out); err != nil || len(out) == 0 {
			t.Fatalf("codes of %s: %v %v", table, out, err)
		}
		return out
	}
	return map[string][]string{"stage": spelled(complaint.Stages()...), "kind": spelled(complaint.Kinds()...), "severity": spelled(complaint.Severities()...),
		"lane": {"normal", "attend_now"}, "profile": spelled(customer.Profiles()...), "resolution_kind": spelled(complaint.Solution, complaint.Partial, complaint.Misunderstanding, complaint.Agreement, complaint.Denial, complaint.Withdrawal),
		"closing_kind": spelled(complaint.Confirmed, complaint.Unreachable, complaint.InformedUnsatisfied, complaint.WithdrawnByCustomer),
		"outcome":      {"upheld", "partly", "not_upheld", "misunderstanding", "withdrawn"}, "jump_reason": append(ids(records.Urgencies), "attend_now"),
		"expectation": {"yes", "partly", "no"}, "compared": {"better", "same", "worse"}, "channel": ids(records.Channels),
		"cause": ids(records.Causes), "cause_top": ids(records.Causes), "area": ids(records.Areas), "agent": ids(records.Agents), "owner": ids(records.Agents)}
}

// noCode is what a cell may hold without being a code: numbers, days, moments.
var noCode = regexp.MustCompile(`^$|^-?[0-9.]+$|^[0-9]+-[0-9]{4}$|^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?$`)

// TestExportIsWords: whatever code a case has, nobody who asked for words reads
// one, in either language.
func TestExportIsWords(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	caught(t, a)
	codes, most := coded(t, a), 0
	for _, list := range codes {
		most = max(most, len(list))
	}
	for i := range most {
		now := map[string]string{}
		for name, list := range codes {
			now[name] = list[i%len(list)]
			table, key := "measures", "complaint"
			if name == "stage" || name == "owner" || name == "kind" {
				table, key = "complaints", "id"
			}
			a.Exec(t, "UPDATE "+table+" SET "+name+" = {:value} WHERE "+key+" = {:id}", dbx.Params{"value": now[name], "id": c.Id})
		}
		a.Exec(t, "DELETE FROM measure_due", nil) // the row is what this test says
		row := exported(t, a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/export/cases.csv?codes=1", nil).Text)[0]
		expect(t, row, now)
		for _, language := range []string{"es", "en"} {
			words := exported(t, a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/export/cases.csv", nil, "Accept-Language", language).Text)[0]
			for name, cell := range words {
				same := cell == row[name] && !noCode.MatchString(cell) && name != "goal"
				if same || strings.Contains(cell, "."+row[name]) && row[name] != "" && !noCode.MatchString(cell) {
					t.Errorf("%s: %s says %q for %q", language, name, cell, row[name])
				}
			}
		}
	}
}

// TestExportTakesTheQueuesFilters: what the queue shows and nothing else, and
// beyond it what is closed.
func TestExportTakesTheQueuesFilters(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	tag := a.Ask(t, testapp.Supervisor, http.MethodPost, testapp.Records(records.Tags), map[string]any{"name": "Vajilla", "active": true}).JSON["id"].(string)
	a.At(t, complaint.Closed, map[string]any{"lane": "attend_now"})
	late := a.File(t, testapp.Agent, map[string]any{"lane": "attend_now", "tags": []string{tag}})
	mine, none := a.File(t, testapp.Agent, map[string]any{"owner": testapp.Agent}), a.File(t, testapp.Lead, map[string]any{"channel": "counter"})
	a.Exec(t, "UPDATE complaints SET legal_due = {:at} WHERE id = {:id}", dbx.Params{"at": records.Stamp(a.Clock.Now().Add(-48 * time.Hour)), "id": late.Id})
	a.Exec(t, "UPDATE complaints SET owner = '', assignee = '' WHERE id = {:id}", dbx.Params{"id": none.Id})
	a.Exec(t, "UPDATE complaints SET owner = {:who} WHERE id = {:id}", dbx.Params{"who": testapp.Agent, "id": mine.Id})
	for _, filter := range []string{"", "stage=received", "stage=closed", "lane=attend_now", "lane=normal", "owner=me", "owner=none", "owner=" + testapp.Agent,
		"due=overdue", "due=week", "due=today", "due=next_step", "kind=claim", "channel=counter", "tag=" + tag, "area=" + testapp.Sales,
		"tag=" + tag + "&lane=attend_now&due=overdue"} {
		var queue []string
		items, _ := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/queue?limit=200&"+filter, nil).JSON["items"].([]any)
		for _, item := range items {
			queue = append(queue, item.(map[string]any)["number"].(string))
		}
		open := "&open=1"
		if filter == "stage=closed" {
			open = ""
		}
		var table []string
		for _, row := range exported(t, a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/export/cases.csv?"+filter+open, nil).Text) {
			table = append(table, row["number"])
		}
		slices.Sort(queue)
		slices.Sort(table)
		if !slices.Equal(queue, table) {
			t.Errorf("%q: the queue has %v, the table %v", filter, queue, table)
		}
	}
	whole := func(query string) int {
		return len(exported(t, a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/export/cases.csv?"+query, nil).Text))
	}
	today := url.Values{"from": {"2026-11-24"}, "to": {"2026-11-24"}, "due": {"overdue"}}.Encode()
	for query, want := range map[string]int{"": 4, "open=1": 3, "lane=attend_now": 2, "lane=attend_now&open=1": 1, today: 1} {
		if n := whole(query); n != want {
			t.Errorf("%q: %d rows, want %d", query, n, want)
		}
	}
}
