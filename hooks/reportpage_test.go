package hooks_test

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/calendar"
	reports "escucha/internal/report"
	"escucha/internal/testapp"
)

// measured puts a row where it is counted.
func measured(t *testing.T, a *testapp.App, table string, row dbx.Params) {
	t.Helper()
	if _, err := a.NonconcurrentDB().Insert(table, row).Execute(); err != nil {
		t.Fatal(err)
	}
}

// november are the figures of November 2026, of the rows that are there.
func november(t *testing.T, a *testapp.App, by string) (*reports.Page, map[string]reports.Figure) {
	t.Helper()
	zone, err := time.LoadLocation("America/Lima")
	report(t, err)
	date := func(day int) calendar.Date { return calendar.Date{Year: 2026, Month: 11, Day: day} }
	ask := reports.Ask{Period: reports.Period{From: date(1), To: date(24), Today: date(24), Zone: zone}, By: by, Language: "es",
		Actions: func(*dbx.SelectQuery) error { return nil }}
	page, err := reports.Read(a, a.Engine, ask)
	report(t, err)
	out := map[string]reports.Figure{}
	for _, f := range page.Figures {
		out[f.Code] = f
	}
	return page, out
}

// said is a figure in one word: good of n, value, and that of before.
func said(f reports.Figure) string {
	show := func(x *float64) string {
		if x == nil {
			return "-"
		}
		return fmt.Sprint(*x)
	}
	good := "-"
	if f.Good != nil {
		good = fmt.Sprint(*f.Good)
	}
	return fmt.Sprintf("%s/%d %s (%s)", good, f.Count, show(f.Value), show(f.Previous.Value))
}

// TestFiguresByHand: six cases of November and one of October.
func TestFiguresByHand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for i, row := range []dbx.Params{
		{"received_day": "2026-11-01", "ack_wall": 1, "first_work": 10, "first_wall": 20, "resolved_day": "2026-11-05", "resolve_net": 100, "resolve_work": 200, "resolve_wall": 900, "outcome": "upheld", "due_day": "2026-11-20", "in_time": 1, "cause": "delivery", "cause_top": "delivery", "area": "norte"},
		{"received_day": "2026-11-02", "ack_wall": 3, "first_work": 30, "first_wall": 40, "resolved_day": "2026-11-06", "resolve_net": 300, "resolve_work": 300, "resolve_wall": 990, "outcome": "partly", "due_day": "2026-11-21", "in_time": 0, "reopened": 1, "jumped": 1, "jump_reason": "health", "cause": "delivery", "cause_top": "delivery", "area": "norte", "confidential": 1},
		{"received_day": "2026-11-03", "ack_wall": 8, "resolved_day": "2026-11-06", "resolve_net": 500, "resolve_work": 500, "resolve_wall": 999, "outcome": "not_upheld", "due_day": "2026-11-22", "in_time": 1, "immediate": 1, "cause": "delivery", "cause_top": "delivery", "area": "norte"},
		{"received_day": "2026-11-04", "due_day": "2026-11-23", "open": 1, "area": "norte", "agent": "uno"},                                             // overdue
		{"received_day": "2026-11-05", "due_day": "2026-11-24", "open": 1, "cause": "quality", "cause_top": "quality", "area": "norte", "agent": "uno"}, // due today: not counted
		{"received_day": "2026-11-24", "due_day": "2026-12-20", "open": 1, "cause": "quality", "cause_top": "quality", "area": "sur", "agent": "dos"},
		{"received_day": "2026-10-31", "resolved_day": "2026-10-31", "resolve_net": 7, "due_day": "2026-10-24", "in_time": 0, "ack_wall": 9},
	} {
		row["complaint"] = fmt.Sprint("case", i)
		measured(t, a, "measures", row)
	}
	for i, row := range []dbx.Params{
		{"kind": "promise", "day": "2026-11-02", "good": 1}, {"kind": "promise", "day": "2026-11-02", "good": 0}, {"kind": "promise", "day": "2026-11-25", "good": 0},
		{"kind": "contact", "day": "2026-11-24", "good": 0}, {"kind": "contact", "day": "2026-11-01", "good": 1}, {"kind": "contact", "day": "2026-11-03", "good": 1}, {"kind": "contact", "day": "2026-11-03", "good": 1},
		{"kind": "cost", "day": "2026-11-03", "value": 40.1, "currency": "PEN", "good": 1}, {"kind": "cost", "day": "2026-11-03", "value": 2.2, "currency": "PEN", "good": 1}, {"kind": "cost", "day": "2026-11-03", "value": 5, "currency": "USD", "good": 1},
		{"kind": "incident", "day": "2026-11-10"},
	} {
		row["complaint"], row["ref"] = "case0", fmt.Sprint(i)
		measured(t, a, "moments", row)
	}
	page, got := november(t, a, "area")
	for code, want := range map[string]string{
		"acknowledgement": "-/3 3 (-)", "first_response": "-/2 20 (-)", "resolution": "-/3 300 (-)", "immediate": "1/6 16.67 (-)",
		"compliance": "2/4 50 (0)", "reopened": "1/3 33.33 (-)", "outcome": "2/3 66.67 (-)", "queue_jumps": "1/2 50 (-)",
		"promises": "1/2 50 (-)", "off_channel": "1/4 25 (-)", "incidents": "-/1 1 (0)", "cost": "-/2 - (-)", "backlog": "-/3 3 (-)", "staff_load": "-/3 1.5 (-)", "nps": "-/0 - (-)", "csat": "0/0 - (-)",
	} {
		if one := said(got[code]); one != want {
			t.Errorf("%s: %s, want %s", code, one, want)
		}
	}
	if r := got["resolution"]; *r.P90 != 500 || *r.Work.Median != 300 || *r.Wall.P90 != 999 || *r.Net.Median != 300 || r.Note != "few" {
		t.Errorf("%+v", r)
	}
	if c := got["cost"]; fmt.Sprint(c.Amounts) != "[{PEN 42.3} {USD 5}]" || c.Parts[0].Code != "per_case" || *c.Parts[0].Value != 42.3 {
		t.Errorf("%+v", c)
	}
	if g := got["immediate"].Groups; len(g) != 2 || !g[0].Hidden || !g[1].Hidden || g[0].Count+g[1].Count != 0 || g[0].Value != nil {
		t.Errorf("one case is alone in its area, and both would tell: %+v", g)
	}
	if c := page.Causes; len(c) != 2 || c[0].Count != 3 || c[0].Share != 60 || c[0].Reopened != 1 || c[1].Cumulative != 100 || page.Unknown != 1 || fmt.Sprint(c[0].Cost) != "[{PEN 42.3} {USD 5}]" {
		t.Errorf("%+v, %d unknown", c, page.Unknown)
	}
	if g := page.Ageing; !g.Known || g.Open != 3 || g.Buckets[0].Count != 1 || g.Buckets[2].Count != 2 {
		t.Errorf("%+v", g)
	}
	if s := page.Series; s.Step != "week" || s.Resolution[1].Count != 3 || *s.Resolution[1].Median != 300 || s.Received[0].Count != 1 || s.Received[4].Count != 1 {
		t.Errorf("%+v", s)
	}
}

// TestWhoCameBack: nothing of a shop without purchases; else of those whose
// window is over. Today is 24 November 2026.
func TestWhoCameBack(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	zoila, ana, oscar := shopper(t, a, "Zoila"), shopper(t, a, "Ana"), shopper(t, a, "Óscar")
	for i, row := range []dbx.Params{
		{"received_day": "2025-11-10", "closed_day": "2026-11-02", "customer": zoila}, // its window is not over
		{"received_day": "2025-11-10", "closed_day": "2026-03-01", "customer": zoila, "severity": "low"},
		{"received_day": "2025-11-12", "closed_day": "2026-03-01", "customer": ana, "severity": "low"},
		{"received_day": "2026-02-01", "closed_day": "2026-03-05", "customer": oscar, "severity": "low"},
	} {
		row["complaint"] = fmt.Sprint("case", i)
		measured(t, a, "measures", row)
	}
	ask := reports.Ask{Period: reports.Period{From: calendar.Date{Year: 2026, Month: 3, Day: 1}, To: calendar.Date{Year: 2026, Month: 11, Day: 24}, Today: calendar.Date{Year: 2026, Month: 11, Day: 24}, Zone: time.UTC}, Language: "es"}
	one := func(code string) reports.Figure {
		found, err := reports.One(a, a.Engine, ask, code)
		report(t, err)
		return found.(*reports.Single).Figure
	}
	if got := said(one("repurchase")); got != "0/0 - (-)" {
		t.Errorf("without purchases: %s", got)
	}
	for _, row := range []struct{ who, day string }{{zoila, "2026-03-01"}, {zoila, "2026-03-31"}, {ana, "2026-05-30"}, {ana, "2026-11-01"}} {
		if got := buy(t, a, map[string]any{"customer": row.who, "date": row.day}); got.Status != http.StatusOK {
			t.Fatal(got.Text)
		}
	}
	again := one("repurchase")
	if got := said(again); got != "1/3 33.33 (-)" || *again.Parts[1].Value != 66.67 || again.Parts[2].Count != 3 {
		t.Errorf("%s %+v", got, again.Parts)
	}
	ask.From, ask.To = calendar.Date{Year: 2026, Month: 11, Day: 1}, calendar.Date{Year: 2026, Month: 11, Day: 24}
	if got := said(one("retention")); got != "1/2 50 (-)" {
		t.Errorf("retention: %s", got)
	}
}

// TestFiguresAreForWhoLeads, of a split that there is; each alone and as a table.
func TestFiguresAreForWhoLeads(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, name := range []string{"page", "csat", "page.csv", "causes.csv", "nps.csv", "ageing.csv", "series.csv"} {
		for who, want := range map[string]int{testapp.Guest: 401, testapp.Agent: 403, testapp.Auditor: 403, testapp.Lead: 200} {
			if got := a.Ask(t, who, http.MethodGet, "/api/crm/reports/"+name, nil); got.Status != want {
				t.Errorf("%s for %q: %d, want %d: %s", name, who, got.Status, want, got.Text)
			}
		}
	}
	for query, field := range map[string]string{"by=weather": "by", "by=type": "criterion", "by=type&criterion=shoes": "criterion", "by=area&criterion=volume": "criterion", "from=x": "from"} {
		if got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/reports/page?"+query, nil); got.Status != http.StatusBadRequest || got.Code(field) == "" {
			t.Errorf("%s: %d %s", query, got.Status, got.Text)
		}
	}
	for _, query := range []string{"by=type&criterion=frequency", "by=agent", "by=cause", "by=profile", "from=2025-01-01&to=2025-12-31"} {
		if got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/reports/page?"+query, nil); got.Status != http.StatusOK {
			t.Errorf("%s: %d %s", query, got.Status, got.Text)
		}
	}
	one := read[reports.Single](t, a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/reports/compliance?from=2026-11-01&to=2026-11-30", nil))
	if one.Figure.Code != "compliance" || one.Previous.From != "2026-10-01" || one.MeasuredAt == "" {
		t.Errorf("%+v", one)
	}
}

// TestFiguresReadTheirPeriod: no query goes through what is stored, and a total
// sorts nothing.
func TestFiguresReadTheirPeriod(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	files, err := filepath.Glob("../internal/report/*.sql")
	report(t, err)
	if len(files) < 10 {
		t.Fatalf("found %d queries", len(files))
	}
	params := map[string]string{"window": "'-90 days'"}
	for _, name := range []string{"from", "to", "today", "over30", "over90", "over180", "since", "until", "day", "after"} {
		params[name] = "'2026-11-01'"
	}
	sorts := []string{"causes", "cost", "jumps", "open", "touched", "sales", "effects"} // groups
	for _, file := range files {
		text, err := os.ReadFile(file)
		report(t, err)
		query, name := string(text), strings.TrimSuffix(filepath.Base(file), ".sql")
		for _, param := range slices.Sorted(maps.Keys(params)) {
			query = strings.ReplaceAll(query, "{:"+param+"}", params[param])
		}
		got := plan(t, a, query)
		for _, bad := range []string{"SCAN measures", "SCAN moments", "SCAN complaints", "SCAN purchases", "SCAN grants", "SCAN surveys", "SCAN actions"} {
			if contains(got, bad) && !contains(got, bad+" USING COVERING INDEX measures_open") {
				t.Errorf("%s reads by %s", name, got)
			}
		}
		if contains(got, "TEMP B-TREE") && !slices.Contains(sorts, name) {
			t.Errorf("%s sorts: %s", name, got)
		}
	}
}
