package hooks_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
	reports "escucha/internal/report"
	"escucha/internal/testapp"
)

// oneFigure asks for one figure of a period.
func oneFigure(t *testing.T, a *testapp.App, code string, in span) reports.Figure {
	t.Helper()
	return read[reports.Single](t, a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/reports/"+code+"?from="+in.from+"&to="+in.to, nil)).Figure
}

// inParts are the parts of a figure: how many, and what of them.
func inParts(f reports.Figure) (out string) {
	for _, one := range f.Parts {
		out += fmt.Sprintf("%s:%d=%s ", one.Code, one.Count, rounded(one.Value))
	}
	return out
}

// asksAgain stores what a customer answered to a campaign at a moment.
func asksAgain(t *testing.T, a *testapp.App, customer string, solution int, at time.Time) {
	t.Helper()
	a.Exec(t, "INSERT INTO surveys (id, complaint, campaign, customer, sent_at, answered_at, solution) VALUES ({:id}, '', {:id}, {:who}, {:at}, {:at}, {:n})",
		dbx.Params{"id": fmt.Sprintf("survey%09d", a.Count(t, records.Surveys, "1")), "who": customer, "at": records.Stamp(at), "n": solution})
}

// TestWhoHadNoCaseYet: whoever answered before they complained, or more than a
// year after, is one of those without a case; whoever had one the day before is not.
func TestWhoHadNoCaseYet(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	now := a.Clock.Now()
	early, late, busy := shopper(t, a, "Ada"), shopper(t, a, "Luz"), shopper(t, a, "Noa")
	a.Clock.Set(now.AddDate(-1, 0, 0)) // not one minute less than a year
	a.File(t, testapp.Agent, map[string]any{"customer": late})
	a.Clock.Set(now.AddDate(0, 0, -1))
	a.File(t, testapp.Agent, map[string]any{"customer": busy})
	a.Clock.Set(now)
	a.File(t, testapp.Agent, map[string]any{"customer": early})
	asksAgain(t, a, early, 5, now.Add(-time.Minute))
	asksAgain(t, a, late, 2, now)
	asksAgain(t, a, busy, 1, now)
	if got := oneFigure(t, a, "recovery_gap", span{"2026-11-24", "2026-11-24"}); inParts(got) != "recovered:0=- without:2=3.5 " {
		t.Error(inParts(got))
	}
}

// TestAGapIsRoundedOnce: 11/6 - 5/3 is 0.1667, and not what 1.83 leaves.
func TestAGapIsRoundedOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for i, solution := range []int{1, 1, 1, 2, 3, 3} {
		measured(t, a, "measures", dbx.Params{"complaint": fmt.Sprint("case", i), "received_day": "2026-11-01", "survey_day": "2026-11-20", "solution": solution})
	}
	who := shopper(t, a, "Ada")
	for _, solution := range []int{1, 2, 2} {
		asksAgain(t, a, who, solution, a.Clock.Now())
	}
	if got := rounded(oneFigure(t, a, "recovery_gap", span{"2026-11-01", "2026-11-24"}).Value); got != "0.17" {
		t.Error(got)
	}
}

// TestNobodyHasStayedYet: of those who complained on a day whose year is not over
// nothing is said, neither in a period that ends in the future nor before one.
func TestNobodyHasStayedYet(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	ana, luis := shopper(t, a, "Ana", "2026-11-20"), shopper(t, a, "Luis")
	for customer, day := range map[string]string{ana: "2025-11-24", luis: "2025-11-25"} { // today is 24 November 2026
		measured(t, a, "measures", dbx.Params{"complaint": "of " + customer, "received_day": day, "customer": customer})
	}
	for in, want := range map[span]string{{"2026-11-01", "2026-12-31"}: "1/1 100 (-)", {"2026-12-01", "2026-12-31"}: "0/0 - (100)"} {
		if got := said(oneFigure(t, a, "retention", in)); got != want {
			t.Errorf("%v: %s, want %s", in, got, want)
		}
	}
}

// TestDaysOfATrouble are those that have passed, by the days of the business: it
// was opened on the evening of the 20th in Lima.
func TestDaysOfATrouble(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "INSERT INTO issues (id, title, cause, status, opened_at) VALUES ('issueissueissu1', 'Cajas rotas', 'delivery', 'open', '2026-11-21 03:00:00.000Z')", nil)
	for in, days := range map[span]int{{"2026-11-01", "2026-11-24"}: 4, {"2026-11-01", "2026-12-31"}: 4, {"2026-11-01", "2026-11-22"}: 2} {
		if got, want := inParts(oneFigure(t, a, "issues", in)), fmt.Sprintf("cases:0=- customers:0=- oldest_days:%d=- ", days); got != want {
			t.Errorf("%v: %s, want %s", in, got, want)
		}
	}
}

// TestBesideSpeedNothingIsTold that is hidden elsewhere: of three answers nobody
// may know what they said, nor therefore of the six that hide them.
func TestBesideSpeedNothingIsTold(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for agent, answers := range map[string]int{"uno": 3, "dos": 6, "tres": 20} {
		for i := range 20 {
			row := dbx.Params{"complaint": fmt.Sprint(agent, i), "agent": agent, "received_day": "2026-11-03", "resolved_day": "2026-11-05", "reopened": i % 2}
			if i < answers {
				row["survey_day"], row["solution"] = "2026-11-10", 1+i%5
			}
			measured(t, a, "measures", row)
		}
	}
	_, got := november(t, a, "agent")
	for _, g := range got["immediate"].Groups {
		if (g.CSAT != nil) != (g.Key == "tres") || g.Reopened == nil || *g.Reopened != 50 {
			t.Errorf("%s: %+v", g.Key, g)
		}
	}
	for _, g := range got["csat"].Groups {
		if g.Hidden != (g.Key != "tres") || g.Hidden && g.Reopened != nil {
			t.Errorf("%s: %+v", g.Key, g)
		}
	}
}

// TestAGestureThatWasUsed is one all the more; what was refused or waits is none.
func TestAGestureThatWasUsed(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	who := shopper(t, a, "Ada", "2026-03-21")
	for i, status := range []string{"approved", "delivered", "redeemed", "refused", "pending"} {
		id := fmt.Sprint("case", i)
		measured(t, a, "measures", dbx.Params{"complaint": id, "received_day": "2026-02-01", "closed_day": "2026-03-01", "severity": "low", "customer": who})
		a.Exec(t, "INSERT INTO grants (id, complaint, customer, status) VALUES ({:id}, {:id}, {:who}, {:status})", dbx.Params{"id": id, "who": who, "status": status})
	}
	if got := inParts(oneFigure(t, a, "reward_effect", span{"2026-03-01", "2026-03-31"})); got != "rewarded:3=100 unrewarded:2=100 " {
		t.Error(got)
	}
}
