package hooks_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	reports "escucha/internal/report"
	"escucha/internal/testapp"
)

// wholePage is the answer of a page but for how far it was measured.
func wholePage(t *testing.T, a *testapp.App, in span) string {
	t.Helper()
	got := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/reports/page?from="+in.from+"&to="+in.to, nil)
	if got.Status != http.StatusOK {
		t.Fatalf("%v: %d %s", in, got.Status, got.Text)
	}
	return regexp.MustCompile(`"measured_at":"[^"]*"`).ReplaceAllString(got.Text, "")
}

// keptMonths are those that are kept, as "day month".
func keptMonths(t *testing.T, a *testapp.App) (out []string) {
	t.Helper()
	report(t, a.DB().NewQuery("SELECT DISTINCT day || ' ' || month FROM subtotals ORDER BY 1").Column(&out))
	return out
}

// madeUp is a shop with so many cases of two years that nobody had.
func madeUp(t *testing.T, n int) *testapp.App {
	t.Helper()
	a := newApp(t)
	settle(t, a, yearOf{"America/Santiago", "cl", "CL"})
	invent(t, a, 61, n)
	caughtUp(t, a)
	return a
}

// TestMonthsAreKept: what a page counted of whole months that are over it need
// not count again, and it says the same with them, without them, and with those
// that the job counted.
func TestMonthsAreKept(t *testing.T) {
	t.Parallel()
	a := madeUp(t, 250)
	in := span{"2026-02-10", "2026-11-24"}
	first := wholePage(t, a, in)
	kept := keptMonths(t, a)
	for _, one := range []string{"received 2026-03", "received 2026-10", "closed 2026-05", "due 2026-06", "proposed 2026-04", "survey 2026-07", "resolved 2025-12", "moment 2026-09"} {
		if !slices.Contains(kept, one) {
			t.Errorf("%s is not kept", one)
		}
	}
	for _, one := range kept {
		if strings.HasSuffix(one, "2026-11") || strings.HasSuffix(one, "2026-02") {
			t.Errorf("%s is kept, and is not over, or was a part only", one)
		}
	}
	// what is kept is read: a falsified month shows
	a.Exec(t, "UPDATE subtotals SET value = value + 1000 WHERE month = '2026-03' AND name = 'immediate.n'", nil)
	if wholePage(t, a, in) == first {
		t.Error("nothing of the months that are kept is read")
	}
	a.Exec(t, "DELETE FROM subtotals", nil)
	if again := wholePage(t, a, in); again != first {
		t.Errorf("counted anew:\n%s\n%s", again, first)
	}
	a.Exec(t, "DELETE FROM subtotals", nil)
	report(t, (&reports.Keeper{Engine: a.Engine}).Keep(a))
	if n := len(keptMonths(t, a)); n != 25*7 {
		t.Errorf("the job keeps %d months of days", n)
	}
	if again := wholePage(t, a, in); again != first {
		t.Errorf("by the job:\n%s\n%s", again, first)
	}
}

// disturbances are changes of the past, each of some cases.
var disturbances = []string{
	"UPDATE complaints SET received_at = strftime('%Y-%m-%d %H:%M:%S.000Z', received_at, '-40 days') WHERE id IN (SELECT value FROM json_each({:ids}))",
	"UPDATE complaints SET closed_at = strftime('%Y-%m-%d %H:%M:%S.000Z', closed_at, '-50 days') WHERE closed_at != '' AND id IN (SELECT value FROM json_each({:ids}))",
	"UPDATE complaints SET resolved_at = strftime('%Y-%m-%d %H:%M:%S.000Z', resolved_at, '+33 days') WHERE resolved_at != '' AND id IN (SELECT value FROM json_each({:ids}))",
	"UPDATE complaints SET legal_due = strftime('%Y-%m-%d %H:%M:%S.000Z', legal_due, '-70 days') WHERE legal_due != '' AND id IN (SELECT value FROM json_each({:ids}))",
	"UPDATE complaints SET cause = 'billing' WHERE id IN (SELECT value FROM json_each({:ids}))",
	"UPDATE complaints SET reopen_count = reopen_count + 1 WHERE id IN (SELECT value FROM json_each({:ids}))",
	"UPDATE complaints SET stage = 'voided' WHERE id IN (SELECT value FROM json_each({:ids}))",
	"UPDATE surveys SET solution = 1, answered_at = strftime('%Y-%m-%d %H:%M:%S.000Z', sent_at, '+9 days') WHERE sent_at != '' AND complaint IN (SELECT value FROM json_each({:ids}))",
	"UPDATE surveys SET sent_at = strftime('%Y-%m-%d %H:%M:%S.000Z', sent_at, '-31 days') WHERE sent_at != '' AND complaint IN (SELECT value FROM json_each({:ids}))",
	"DELETE FROM complaints WHERE id IN (SELECT value FROM json_each({:ids}))",
}

// TestMonthsFollow: whatever changes of the past, a page says what it would if
// nothing had been kept.
func TestMonthsFollow(t *testing.T) {
	t.Parallel()
	a := madeUp(t, 300)
	in := span{"2025-12-01", "2026-11-24"}
	last := wholePage(t, a, in)
	var ids []string
	report(t, a.DB().NewQuery("SELECT complaint FROM measures ORDER BY complaint").Column(&ids))
	each := len(ids) / len(disturbances)
	for i, change := range disturbances {
		params := dbx.Params{"ids": asJSON(t, ids[i*each:(i+1)*each])}
		a.Exec(t, change, params)
		a.Exec(t, "INSERT INTO measure_due (complaint) SELECT value FROM json_each({:ids}) WHERE value IN (SELECT id FROM complaints) ON CONFLICT (complaint) DO UPDATE SET at = ''", params)
		now := wholePage(t, a, in)
		if now == last {
			t.Errorf("nothing changed by %s", change)
		}
		report(t, reports.Check(a, a.Engine, func(d reports.Differing) { t.Errorf("after %s: %+v", change, d) }))
		a.Exec(t, "DELETE FROM subtotals", nil)
		if last = wholePage(t, a, in); last != now {
			t.Errorf("after %s:\n%s\n%s", change, now, last)
		}
	}
}

// TestWhichMonthsAreForgotten: those in which the case counts, before and after,
// and no other.
func TestWhichMonthsAreForgotten(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, `INSERT INTO measures (complaint, received_day, resolved_day, closed_day, due_day, proposed_day, survey_day)
		VALUES ('one', '2026-01-31', '2026-02-01', '2026-03-09', '2026-04-01', '2026-05-01', '2026-06-01')`, nil)
	a.Exec(t, "INSERT INTO moments (kind, day, complaint, ref) VALUES ('contact', '2026-07-01', 'one', '')", nil)
	days := []string{"closed", "due", "moment", "proposed", "received", "resolved", "survey"}
	own := "received 2026-01, resolved 2026-02, closed 2026-03, due 2026-04, proposed 2026-05, survey 2026-06"
	for _, row := range []struct{ change, gone string }{
		{"UPDATE measures SET agent = 'other'", own},
		{"UPDATE measures SET survey_day = '2026-08-15'", own + ", survey 2026-08"},
		{"UPDATE moments SET day = '2026-09-30'", "moment 2026-07, moment 2026-09"},
		{"INSERT INTO moments (kind, day, complaint, ref) VALUES ('promise', '2026-12-01', 'one', '')", "moment 2026-12"},
		{"DELETE FROM moments", "moment 2026-09, moment 2026-12"},
		{"INSERT INTO measures (complaint, received_day, due_day) VALUES ('two', '2026-10-01', '2026-11-01')", "received 2026-10, due 2026-11"},
		{"DELETE FROM measures WHERE complaint = 'two'", "received 2026-10, due 2026-11"},
	} {
		a.Exec(t, "DELETE FROM subtotals", nil)
		var all []string
		for _, day := range days {
			for month := range 12 {
				name := fmt.Sprintf("2026-%02d", month+1)
				all = append(all, day+" "+name)
				a.Exec(t, "INSERT INTO subtotals (day, month, source, place, name, value) VALUES ({:day}, {:month}, 'by_it', 0, '', 'x')", dbx.Params{"day": day, "month": name})
			}
		}
		a.Exec(t, row.change, nil)
		kept := keptMonths(t, a)
		gone := strings.Split(row.gone, ", ")
		for _, one := range all {
			if slices.Contains(kept, one) == slices.Contains(gone, one) {
				t.Errorf("%s: %s is kept: %v", row.change, one, slices.Contains(kept, one))
			}
		}
	}
}

// TestMonthsOfAnotherText: what another text of a query counted is not read.
func TestMonthsOfAnotherText(t *testing.T) {
	t.Parallel()
	a := madeUp(t, 60)
	in := span{"2026-01-01", "2026-10-31"}
	first := wholePage(t, a, in)
	a.Exec(t, "UPDATE subtotals SET value = CASE place WHEN 0 THEN 'of before' ELSE 7000 END", nil)
	if again := wholePage(t, a, in); again != first {
		t.Errorf("\n%s\n%s", again, first)
	}
	report(t, reports.Check(a, a.Engine, func(d reports.Differing) { t.Errorf("%+v", d) }))
}

// TestKeeperWaits: it counts when something was measured, and when a month has
// ended; not while every case is measured anew.
func TestKeeperWaits(t *testing.T) {
	t.Parallel()
	a := madeUp(t, 40)
	k := &reports.Keeper{Engine: a.Engine}
	keeps := func(name string, want int) {
		t.Helper()
		a.Exec(t, "DELETE FROM subtotals", nil)
		report(t, k.Keep(a))
		if got := len(keptMonths(t, a)); got != want {
			t.Errorf("%s: %d", name, got)
		}
	}
	keeps("first", 25*7)
	keeps("nothing happened since", 0)
	a.File(t, testapp.Agent, nil)
	caught(t, a)
	keeps("a case was measured", 25*7)
	a.Clock.Move(8 * 24 * time.Hour)
	keeps("the month has ended", 25*7)
	// more cases than somebody who asks for figures measures in passing
	a.Exec(t, `INSERT INTO complaints (id, number, tracking_key, stage, received_at)
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2600) SELECT 'many' || i, 'many' || i, 'many' || i, 'voided', '2026-03-01 10:00:00.000Z' FROM n`, nil)
	a.Exec(t, "UPDATE measured SET house = 'other hours'", nil)
	keeps("all is measured anew", 0)
}

// TestVerifyCountsMonthsAgain: a month that was falsified is named, and mended.
func TestVerifyCountsMonthsAgain(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	invent(t, a, 5, 60)
	caughtUp(t, a)
	wholePage(t, a, span{"2026-01-01", "2026-10-31"})
	var one struct {
		Month string `db:"month"`
		Name  string `db:"name"`
	}
	find := "SELECT month, name FROM subtotals WHERE source = 'by_resolved' AND name = 'resolution.net' AND value IS NOT NULL AND typeof(value) = 'blob' LIMIT 1"
	report(t, a.DB().NewQuery(find).One(&one))
	before, err := run(a, "verify")
	if strings.Contains(before, `"month"`) {
		t.Fatalf("untouched: %v %s", err, before)
	}
	a.Exec(t, "UPDATE subtotals SET value = x'02' WHERE source = 'by_resolved' AND name = {:name} AND month = {:month}", dbx.Params{"name": one.Name, "month": one.Month})
	out, err := run(a, "verify")
	if err == nil || !strings.Contains(out, one.Month+" by_resolved resolution.net") || !strings.Contains(out, `"have": "1: 1/1"`) {
		t.Errorf("%v %s", err, out)
	}
	if out, err := run(a, "measure"); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	if out, _ := run(a, "verify"); strings.Contains(out, `"month"`) {
		t.Errorf("mended: %s", out)
	}
}
