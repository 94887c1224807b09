package hooks_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// mending adds an emergency plan of the supervisor with two steps.
func mending(t *testing.T, a *testapp.App, change map[string]any) string {
	t.Helper()
	values := map[string]any{"kind": "emergency", "owner": testapp.Supervisor, "cause": "", "script": "",
		"steps": []map[string]any{{"title": "Llamar hoy", "days": 0}, {"title": "Preguntar cómo va", "days": 5}}}
	for name, value := range change {
		values[name] = value
	}
	return planning(t, a, values)
}

func on(c string) map[string]any { return map[string]any{"complaints": []string{c}} }

// TestAnEmergencyPlan: its steps fall due for whoever answers for it, its gesture
// is asked for within the limits of whoever starts it, and the last step ends it
// (R117).
func TestAnEmergencyPlan(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil).Id
	bowl := rewarding(t, a, map[string]any{"cost": 60})
	plan := mending(t, a, map[string]any{"reward": bowl, "script": "{{nombre_cliente}}, le debemos una explicación."})
	id := activated(t, a, testapp.Agent, plan, map[string]any{"complaints": []string{c}, "reason": "No volvería a comprar", "reward": true})
	steps := a.Find(t, records.Reminders, "complaint = {:c} && kind = 'plan_step'", c)
	if len(steps) != 2 || steps[0].GetString("assignee") != testapp.Supervisor || steps[0].GetString("note") != "Llamar hoy" || !steps[0].GetBool("pending") {
		t.Fatalf("steps: %v", steps)
	}
	h, err := a.Engine.House(a)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{0, 5} {
		if got := h.BusinessDays(a.Clock.Now(), steps[i].GetDateTime("due").Time()); got != want {
			t.Errorf("step %d is due in %d working days, want %d", i, got, want)
		}
	}
	if n := a.Count(t, records.Grants, "complaint = '"+c+"' AND status = 'pending' AND agent = '"+testapp.Agent+"'"); n != 1 {
		t.Errorf("%d gestures wait: 60 is above what an agent may give", n)
	}
	if n := a.Count(t, records.Notices, "kind = 'plan' AND agent = '"+testapp.Supervisor+"'"); n != 1 {
		t.Errorf("the supervisor was told %d times", n)
	}
	if again := activated(t, a, testapp.Agent, plan, on(c)); again != id || a.Count(t, records.Activations, "1 = 1") != 1 || a.Count(t, records.Grants, "1 = 1") != 1 {
		t.Error("started twice")
	}
	for _, step := range steps {
		got := a.Ask(t, testapp.Supervisor, http.MethodPatch, testapp.Records(records.Reminders, step.Id), map[string]any{"done_at": "2026-11-22 10:00:00.000Z"})
		if got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Activations, "id = '"+id+"' AND ended != '' AND done = '[0,1]'"); n != 1 {
		t.Error("the last step did not end the plan")
	}
	if n := a.Count(t, records.Events, "type = 'plan.ended' AND complaint = '"+c+"'"); n != 1 {
		t.Errorf("%d events tell of the end", n)
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestAPlanOutlivesTheStages: answering and closing settle the other reminders;
// voiding the case ends the plan.
func TestAPlanOutlivesTheStages(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil).Id
	plan := mending(t, a, nil)
	activated(t, a, testapp.Agent, plan, on(c))
	withdrawn := map[string]any{"withdrawal_words": "Lo dejo así", "withdrawal_channel": "phone"}
	a.Move(t, c, testapp.Agent, casework.Move{To: "closed", Fields: withdrawn})
	if n := a.Count(t, records.Reminders, "complaint = '"+c+"' AND pending = 1 AND kind = 'plan_step'"); n != 2 {
		t.Errorf("%d steps are left", n)
	}
	void := a.At(t, complaint.Received, nil).Id
	activated(t, a, testapp.Agent, plan, on(void))
	a.Move(t, void, testapp.Supervisor, casework.Move{To: "voided", Fields: map[string]any{"void_reason": "Se registró dos veces"}})
	if a.Count(t, records.Reminders, "complaint = '"+void+"' AND pending = 1") != 0 || a.Count(t, records.Activations, "complaint = '"+void+"' AND ended != ''") != 1 {
		t.Error("the plan of a voided case runs on")
	}
}

// TestWhoIsAskedForTheSteps: nobody who left or who may not open the case.
func TestWhoIsAskedForTheSteps(t *testing.T) {
	t.Parallel()
	rows := map[string]struct {
		owner string
		extra map[string]any
		want  string
	}{
		"the owner of the plan": {testapp.Agent2, nil, testapp.Agent2},
		"somebody who left":     {testapp.Left, nil, testapp.Agent},
		"a hidden case":         {testapp.Agent2, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor}, testapp.Agent},
	}
	a := newApp(t)
	for name, row := range rows {
		c := a.File(t, testapp.Agent, row.extra).Id
		activated(t, a, testapp.Agent, mending(t, a, map[string]any{"owner": row.owner}), on(c))
		for _, step := range a.Find(t, records.Reminders, "complaint = {:c} && kind = 'plan_step'", c) {
			if got := step.GetString("assignee"); got != row.want {
				t.Errorf("%s: %s, want %s", name, got, row.want)
			}
		}
	}
}

// TestPlansThatDoNotStart: each refusal names its field, and nothing is stored.
func TestPlansThatDoNotStart(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	open, closed := a.At(t, complaint.Investigating, nil).Id, a.At(t, complaint.Closed, nil).Id
	late, mend := planning(t, a, nil), mending(t, a, nil)
	hollow := mending(t, a, nil)
	a.Exec(t, "UPDATE plans SET steps = '[]' WHERE id = '"+hollow+"'", nil)
	gone := rewarding(t, a, map[string]any{"stock": 0})
	rows := []struct {
		name, who, plan string
		body            map[string]any
		status          int
		field, code     string
	}{
		{"a contingency by an agent", testapp.Agent, late, overAll, 403, "", ""},
		{"by an auditor", testapp.Auditor, mend, on(open), 403, "", ""},
		{"by a program", testapp.Robot, mend, on(open), 403, "", ""},
		{"without an account", testapp.Guest, mend, on(open), 401, "", ""},
		{"a plan that there is not", testapp.Lead, "nothing00000000", on(open), 404, "", ""},
		{"a case that there is not", testapp.Lead, mend, on("nothing00000000"), 404, "", ""},
		{"put away", testapp.Lead, planning(t, a, map[string]any{"active": false}), overAll, 400, "plan", "plan_inactive"},
		{"without steps", testapp.Agent, hollow, on(open), 400, "steps", "plan_steps"},
		{"on a closed case", testapp.Agent, mend, on(closed), 400, "complaints", "plan_case_over"},
		{"an emergency over all", testapp.Lead, mend, overAll, 400, "matching", "plan_one_case"},
		{"on nothing", testapp.Lead, late, map[string]any{}, 400, "complaints", "validation_required"},
		{"one open, one closed", testapp.Lead, late, map[string]any{"complaints": []string{open, closed}}, 400, "complaints", "plan_case_over"},
		{"aimless over all", testapp.Lead, planning(t, a, map[string]any{"cause": ""}), overAll, 400, "matching", "plan_aimless"},
		{"a gesture that is out", testapp.Agent, mending(t, a, map[string]any{"reward": gone}), map[string]any{"complaints": []string{open}, "reward": true}, 400, "reward", "reward_out_of_stock"},
	}
	before := a.Stored(t)
	for _, row := range rows {
		got := activate(t, a, row.who, row.plan, row.body)
		if got.Status != row.status || row.code != "" && got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
}

// TestEndingAnEmergency takes its steps, or a reason; over all cases it takes
// somebody who leads.
func TestEndingAnEmergency(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil).Id
	id := activated(t, a, testapp.Agent, mending(t, a, nil), on(c))
	if got := endPlan(t, a, testapp.Agent, id, " "); got.Code("reason") != "plan_end_reason" {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if got := endPlan(t, a, testapp.Auditor, id, "Porque sí"); got.Status != http.StatusForbidden {
		t.Errorf("by an auditor: %d %s", got.Status, got.Text)
	}
	for range 2 { // the second time it is over
		if got := endPlan(t, a, testapp.Agent, id, "Se mudó"); got.Status != http.StatusNoContent {
			t.Errorf("%d %s", got.Status, got.Text)
		}
	}
	if a.Count(t, records.Reminders, "kind = 'plan_step' AND pending = 0 AND outcome = 'dropped'") != 2 || a.Count(t, records.Events, "type = 'plan.ended'") != 1 {
		t.Error("the steps are still owed, or the end is told of twice")
	}
	head := activated(t, a, testapp.Lead, planning(t, a, nil), overAll)
	if got := endPlan(t, a, testapp.Agent, head, ""); got.Status != http.StatusForbidden {
		t.Errorf("over all, by an agent: %d %s", got.Status, got.Text)
	}
	if got := endPlan(t, a, testapp.Lead, "nothing00000000", ""); got.Status != http.StatusNotFound {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}

// TestStartedAtOnce: of many who start a plan at the same moment, one does.
func TestStartedAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Handler(t)
	c, plan := a.At(t, complaint.Resolved, nil).Id, mending(t, a, nil)
	got := atOnce(8, func(int) int { return activate(t, a, testapp.Agent, plan, on(c)).Status })
	if slices.ContainsFunc(got, func(status int) bool { return status != http.StatusOK }) || a.Count(t, records.Activations, "1 = 1") != 1 || a.Count(t, records.Reminders, "kind = 'plan_step'") != 2 {
		t.Errorf("answers %v", got)
	}
}

// TestAnAlarm: what calls for an emergency plan, while there is one to start.
func TestAnAlarm(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil).Id
	alarm := func() string {
		got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c+"/file", nil)
		plans, _ := got.JSON["plans"].(map[string]any)
		return fmt.Sprint(plans["alarm"])
	}
	call := map[string]any{"complaint": c, "contacted": true, "satisfied": "no", "recurred": "no", "channel": "phone"}
	if _, err := a.Engine.Create(a, records.FollowUps, call, a.Actor(t, testapp.Agent)); err != nil {
		t.Fatal(err)
	}
	if got := alarm(); got != "" {
		t.Errorf("%q, and no plan to start", got)
	}
	plan := mending(t, a, nil)
	if got := alarm(); got != "unsatisfied" {
		t.Errorf("%q after the call", got)
	}
	a.Exec(t, "INSERT INTO reminders (id, complaint, kind, assignee, due, pending, created) VALUES ('detractor000001', '"+c+"', 'detractor', '"+testapp.Supervisor+"', '2026-11-30', 1, '')", nil)
	if got := alarm(); got != "survey" {
		t.Errorf("%q after a low answer", got)
	}
	list := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c+"/plans", nil)
	if !strings.Contains(list.Text, `"startable":[{"id":"`+plan) {
		t.Errorf("plans: %s", list.Text)
	}
	if got := a.Ask(t, testapp.Auditor, http.MethodGet, "/api/crm/complaints/"+c+"/plans", nil); !strings.Contains(got.Text, `"startable":[]`) {
		t.Errorf("an auditor may start: %s", got.Text)
	}
	activated(t, a, testapp.Agent, plan, on(c))
	if got := alarm(); got != "" {
		t.Errorf("%q, and the plan runs", got)
	}
}

// TestStartablePlans: those that fit, the closest first, and no sooner than they
// are in use.
func TestStartablePlans(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := late(t, a, nil)
	mending(t, a, map[string]any{"name": "Para cualquiera"})
	mending(t, a, map[string]any{"name": "Para entregas", "cause": "delivery"})
	mending(t, a, map[string]any{"name": "Para cobros", "cause": "billing"})
	mending(t, a, map[string]any{"name": "Guardado", "active": false})
	planning(t, a, map[string]any{"name": "De contingencia"})
	got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c+"/plans", nil)
	list, _ := got.JSON["startable"].([]any)
	var names []string
	for _, one := range list {
		if m, ok := one.(map[string]any); ok {
			names = append(names, fmt.Sprint(m["name"]))
		}
	}
	if want := []string{"Para entregas", "Para cualquiera"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
}

// TestPlansAreKeptSound at every door, and put away only when they do not run.
func TestPlansAreKeptSound(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	plan := planning(t, a, nil)
	activated(t, a, testapp.Lead, plan, overAll)
	discount := rewarding(t, a, map[string]any{"kind": "discount"})
	rows := []struct {
		name        string
		change      map[string]any
		field, code string
	}{
		{"put away while it runs", map[string]any{"active": false}, "active", "plan_running"},
		{"another kind while it runs", map[string]any{"kind": "emergency", "owner": testapp.Lead}, "kind", "plan_running"},
		{"its tag by hand", map[string]any{"tag": ""}, "tag", "server_field"},
		{"no trigger", map[string]any{"trigger": " "}, "trigger", "plan_trigger"},
		{"steps that are none", map[string]any{"steps": "llamar"}, "steps", "validation_invalid_value"},
		{"a placeholder that there is not", map[string]any{"script": "{{apodo}}"}, "script", "plan_placeholder"},
	}
	for _, row := range rows {
		for _, who := range []string{testapp.Lead, testapp.Superuser} {
			if got := a.Ask(t, who, http.MethodPatch, testapp.Records(records.Plans, plan), row.change); got.Status != 400 || got.Code(row.field) != row.code {
				t.Errorf("%s by %s: %d %s", row.name, who, got.Status, got.Text)
			}
		}
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Plans, plan), map[string]any{"trigger": "Veinte entregas tarde"}); got.Status != 200 {
		t.Errorf("a word of it: %d %s", got.Status, got.Text)
	}
	a.Exec(t, "UPDATE business SET legal_profile = 'es', country = 'ES'", nil)
	a.Engine.Forget()
	for field, change := range map[string]map[string]any{"reward": {"reward": discount}, "script": {"script": "Con un cupón para usted"}} {
		if got := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Plans, plan), change); !strings.HasSuffix(got.Code(field), "sales_offer") {
			t.Errorf("a sales offer in Spain: %d %s", got.Status, got.Text)
		}
	}
}

// TestPlanStepsInTheDay: a step is in the day of whoever it is asked of before
// it is late.
func TestPlanStepsInTheDay(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil).Id
	activated(t, a, testapp.Agent, mending(t, a, nil), on(c))
	a.Clock.Move(10 * 24 * time.Hour)
	got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/today", nil)
	if !strings.Contains(got.Text, `"reason_code":"plan_step"`) {
		t.Errorf("%s", got.Text)
	}
}
