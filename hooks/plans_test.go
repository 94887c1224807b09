package hooks_test

import (
	"context"
	"database/sql"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// listen collects the SELECTs that run while do does, as they are sent.
func listen(a *testapp.App, do func()) []string {
	var mu sync.Mutex
	var out []string
	logs := func(_ context.Context, _ time.Duration, sql string, _ *sql.Rows, _ error) {
		mu.Lock()
		defer mu.Unlock()
		if strings.HasPrefix(strings.TrimSpace(sql), "SELECT") {
			out = append(out, sql)
		}
	}
	for _, db := range []dbx.Builder{a.ConcurrentDB(), a.NonconcurrentDB()} {
		if d, ok := db.(*dbx.DB); ok {
			d.QueryLogFunc = logs
			defer func() { d.QueryLogFunc = nil }()
		}
	}
	do()
	mu.Lock()
	defer mu.Unlock()
	return out
}

// bad is what no list of the desk may need: a whole table, or a sort in memory.
var bad = regexp.MustCompile(`SCAN (complaints|reminders|messages|events|proposals|outbox|notifications|tasks|attachments|statements|follow_ups|customers|profiles|behaviours|classifications|grants|activations)\b|TEMP B-TREE`)

// few are the plans that sort the handful of rows of one case or customer.
var few = regexp.MustCompile(`\((complaint|proposal|document_key|customer)=\?[^;]*\);.* USE TEMP B-TREE FOR (LAST TERM OF )?ORDER BY`)

// crowd fills the tables as months of work do, without the hooks, so that the
// planner has something to choose from.
func crowd(t *testing.T, a *testapp.App) {
	t.Helper()
	a.At(t, complaint.Closed, nil)
	c := a.At(t, complaint.Proposed, nil)
	wrote := map[string]any{"complaint": c.Id, "direction": "in", "text": "Sigue igual"}
	if _, err := a.Engine.Create(a, records.Messages, wrote, a.Actor(t, testapp.Robot)); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second is above the limit and waits
		give(t, a, testapp.Agent, c.Id, rewarding(t, a, nil), nil)
	}
	activated(t, a, testapp.Lead, planning(t, a, nil), on(c.Id))
	for _, table := range []string{records.Customers, records.Complaints, records.Messages, records.Reminders, records.Proposals, records.Events, records.Outbox, records.Notices, records.Grants, records.Activations} {
		copyRows(t, a, table)
	}
}

// spread gives the columns that queries look at a value of their own in each
// copy; every other column is copied.
var spread = map[string]string{
	"id": "{id}", "number": "{id}", "tracking_key": "{id}", "complaint": "{id}", "customer": "{id}",
	"document_key": "i", "phone_key": "i", "email_key": "i", "queue_key": "'15100000000' || (1700000000000 + i) || {id}",
	"open": "i % 2", "stage": "CASE i % 2 WHEN 1 THEN 'received' ELSE 'closed' END", "pending": "i % 2",
	"owner": "CASE i % 3 WHEN 0 THEN '' ELSE [owner] END", "assignee": "CASE i % 3 WHEN 0 THEN '' ELSE [assignee] END",
	"read_at":   "CASE i % 20 WHEN 0 THEN '' ELSE '2026-11-20 10:00:00.000Z' END",
	"legal_due": "datetime('2026-11-01', i || ' days')", "status": "CASE i % 20 WHEN 0 THEN [status] ELSE 'sent' END",
}

// copyRows multiplies the first row of a table.
func copyRows(t *testing.T, a *testapp.App, table string) {
	t.Helper()
	c, err := a.FindCollectionByNameOrId(table)
	if err != nil {
		t.Fatal(err)
	}
	var into, from []string
	for _, name := range c.Fields.FieldNames() {
		into = append(into, "["+name+"]")
		value, ok := spread[name]
		if !ok {
			value = "[" + name + "]"
		}
		from = append(from, strings.ReplaceAll(value, "{id}", "('copy' || substr('00000000000' || i, -11))"))
	}
	a.Exec(t, "INSERT INTO "+table+" ("+strings.Join(into, ", ")+") WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600) SELECT "+
		strings.Join(from, ", ")+" FROM n, (SELECT * FROM "+table+" LIMIT 1)", nil)
}

// plan explains a statement.
func plan(t *testing.T, a *testapp.App, sql string) string {
	t.Helper()
	var rows []struct {
		Detail string `db:"detail"`
	}
	if err := a.DB().NewQuery("EXPLAIN QUERY PLAN " + strings.NewReplacer("{:", "{ :").Replace(sql)).All(&rows); err != nil {
		t.Fatalf("explain %s: %v", sql, err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, r.Detail)
	}
	return strings.Join(out, "; ")
}

// TestListsUseTheirIndexes reads the plan of every query that the lists of the
// desk, the clock and the rules really send.
func TestListsUseTheirIndexes(t *testing.T) {
	t.Parallel()
	as := func(who, path string) func(*testing.T, *testapp.App) {
		return func(t *testing.T, a *testapp.App) {
			if got := a.Ask(t, who, http.MethodGet, path, nil); got.Status != http.StatusOK {
				t.Errorf("%s: %d %s", path, got.Status, got.Text)
			}
		}
	}
	get := func(path string) func(*testing.T, *testapp.App) { return as(testapp.Agent, path) }
	lead := func(path string) func(*testing.T, *testapp.App) { return as(testapp.Supervisor, path) }
	rows := map[string]func(*testing.T, *testapp.App){
		"reminders": get("/api/crm/reminders"), "reminders of days": get("/api/crm/reminders?from=2026-11-01&to=2026-12-01"), "reminders of the team": lead("/api/crm/reminders?team"),
		"reminders that are done": get("/api/crm/reminders?state=done"),
		"queue":                   get("/api/crm/queue"), "queue, page two": get("/api/crm/queue?after=1510000000017000000001"),
		"queue of a stage": get("/api/crm/queue?stage=investigating"), "closed cases": get("/api/crm/queue?stage=closed"),
		"queue of an area": get("/api/crm/queue?area=" + testapp.Sales), "my queue": get("/api/crm/queue?owner=me"), "nobody's": get("/api/crm/queue?owner=none"),
		"queue of a lane": get("/api/crm/queue?lane=attend_now"), "queue by channel and kind": get("/api/crm/queue?channel=phone&kind=claim"),
		"due this week": get("/api/crm/queue?due=week"), "overdue": get("/api/crm/queue?due=overdue"),
		"today":         get("/api/crm/today"),
		"counts":        get("/api/crm/counts"),
		"notifications": get("/api/crm/notifications"),
		"all read": func(t *testing.T, a *testapp.App) {
			if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/notifications/read", nil); got.Status != http.StatusNoContent {
				t.Errorf("%d %s", got.Status, got.Text)
			}
		},
		"a leader's day": func(t *testing.T, a *testapp.App) {
			for _, path := range []string{"today", "counts"} {
				if got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/"+path, nil); got.Status != http.StatusOK {
					t.Errorf("%s: %d %s", path, got.Status, got.Text)
				}
			}
		},
		"due today": get("/api/crm/queue?due=today"), "next steps": get("/api/crm/queue?due=next_step&after=1510000000017000000001"),
		"by tag and area": get("/api/crm/queue?tag=tagbreakage0001&area=" + testapp.Sales), "cases by id": get("/api/crm/queue?ids=copy00000000001,copy00000000002"),
		"saved views":         get("/api/crm/views"),
		"customer history":    get("/api/crm/lookup?document=40000142"),
		"the platform's list": get(testapp.Records(records.Complaints) + "?filter=(open=true)%26%26(stage='received')&sort=queue_key&skipTotal=1"),
		"take next": func(t *testing.T, a *testapp.App) {
			if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/take-next", nil); got.Status != http.StatusOK {
				t.Errorf("%d %s", got.Status, got.Text)
			}
		},
		"file":            get("/api/crm/complaints/copy00000000001/file"),
		"plans of a case": get("/api/crm/complaints/copy00000000001/plans"), "known alternatives": get("/api/crm/complaints/copy00000000001/alternatives"),
		"plan over all": func(t *testing.T, a *testapp.App) {
			activated(t, a, testapp.Lead, planning(t, a, map[string]any{"cause": "billing"}), overAll)
		},
		"next":   get("/api/crm/complaints/copy00000000001/next"),
		"filing": func(t *testing.T, a *testapp.App) { a.File(t, testapp.Agent, nil) },
		"clock":  func(t *testing.T, a *testapp.App) { report(t, a.Engine.Tick(a)) },
		"alike": func(t *testing.T, a *testapp.App) {
			a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/alike", map[string]any{"customer": testapp.Rosa, "text": testapp.Filing()["narrative"]})
		},
		"purchase": func(t *testing.T, a *testapp.App) { buy(t, a, nil) },
		"contact": func(t *testing.T, a *testapp.App) {
			a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": "copy00000000001", "direction": "in", "text": "Hola"})
		},
		"outbox": func(t *testing.T, a *testapp.App) { report(t, a.Engine.Deliver(a)) },
		"health": lead("/api/crm/health"),
	}
	for _, sort := range casework.Sorts() {
		for name, more := range map[string]string{"": "", ", page two": "&after=2026-11-01+10:00:00.000Z!copy00000000001", " of a stage": "&stage=received",
			" of an area": "&area=" + testapp.Sales, ", mine": "&owner=me", ", nobody's": "&owner=none", ", due": "&due=overdue", ", closed": "&stage=closed"} {
			rows["by "+sort+name] = lead("/api/crm/queue?sort=" + sort + more)
		}
	}
	for _, analysed := range []bool{false, true} {
		t.Run(map[bool]string{false: "new database", true: "analysed"}[analysed], func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			crowd(t, a)
			tag(t, a, "tagbreakage0001", "Roturas")
			a.Handler(t)
			if analysed {
				a.Exec(t, "ANALYZE", nil)
			}
			a.Settings().SMTP.Enabled = true
			for name, do := range rows {
				queries := listen(a, func() { do(t, a) })
				if len(queries) == 0 {
					t.Errorf("%s: no query was seen", name)
				}
				for _, q := range queries {
					if p := plan(t, a, q); bad.MatchString(p) && !few.MatchString(p) && !platforms(name, p) {
						t.Errorf("%s: %s\n\t%s", name, q, p)
					}
				}
			}
		})
	}
}

// inTurn are the indexes whose rows come in the order of the queue.
var inTurn = regexp.MustCompile(`idx_complaints_(queue|stage) `)

// platforms: the list of the record API keeps apart rows that cannot repeat; it
// stops at the limit, in the order of the index.
func platforms(name, plan string) bool {
	return name == "the platform's list" && strings.Count(plan, "TEMP B-TREE") == 1 && inTurn.MatchString(plan) && strings.HasSuffix(plan, "FOR DISTINCT")
}

func report(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}
