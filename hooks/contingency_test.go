package hooks_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// planning adds a contingency plan for deliveries.
func planning(t *testing.T, a *testapp.App, change map[string]any) string {
	t.Helper()
	values := map[string]any{"name": fmt.Sprintf("Pedidos atrasados %d", a.Count(t, records.Plans, "1 = 1")), "kind": "contingency", "trigger": "Diez entregas tarde en una semana", "active": true,
		"script": "{{nombre_cliente}}, su pedido va con retraso.", "steps": []map[string]any{{"title": "Avisar antes de que pregunte", "days": 0}, {"title": "Dar una fecha cierta", "days": 1}}, "cause": "delivery"}
	for name, value := range change {
		values[name] = value
	}
	r, err := a.Engine.Create(a, records.Plans, values, a.Actor(t, testapp.Admin))
	if err != nil {
		t.Fatal(err)
	}
	return r.Id
}

func activate(t *testing.T, a *testapp.App, who, plan string, body map[string]any) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, "/api/crm/plans/"+plan+"/activate", body)
}

// activated starts a plan and gives its activation.
func activated(t *testing.T, a *testapp.App, who, plan string, body map[string]any) string {
	t.Helper()
	got := activate(t, a, who, plan, body)
	id, _ := got.JSON["activation"].(string)
	if got.Status != http.StatusOK || id == "" {
		t.Fatalf("activate: %d %s", got.Status, got.Text)
	}
	return id
}

func endPlan(t *testing.T, a *testapp.App, who, id, reason string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, "/api/crm/activations/"+id+"/end", map[string]any{"reason": reason})
}

// late is a case of a delivery.
func late(t *testing.T, a *testapp.App, change map[string]any) string {
	t.Helper()
	fields := map[string]any{"cause": "delivery"}
	for name, value := range change {
		fields[name] = value
	}
	return a.File(t, testapp.Agent, fields).Id
}

var overAll = map[string]any{"matching": true, "reason": "Temporada de fiestas"}

// tagsOf are the names of the tags on a case.
func tagsOf(t *testing.T, a *testapp.App, id string) []string {
	t.Helper()
	c, err := a.FindRecordById(records.Complaints, id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, tag := range c.GetStringSlice("tags") {
		r, err := a.FindRecordById(records.Tags, tag)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r.GetString("name"))
	}
	return out
}

// TestAPlanOverAllCases: those that fit are tagged, and so are those to come;
// ending it takes nothing from them (R105).
func TestAPlanOverAllCases(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	first, other := late(t, a, nil), a.File(t, testapp.Agent, map[string]any{"cause": "billing"}).Id
	closed := a.At(t, complaint.Closed, nil).Id
	plan := planning(t, a, map[string]any{"name": "Fiestas"})
	got := activate(t, a, testapp.Lead, plan, overAll)
	if got.Status != http.StatusOK || got.JSON["cases"] != 1.0 {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	head, _ := got.JSON["activation"].(string)
	again := activate(t, a, testapp.Supervisor, plan, overAll)
	if again.JSON["activation"] != head || again.JSON["cases"] != 0.0 || a.Count(t, records.Activations, "complaint = ''") != 1 {
		t.Errorf("started twice: %s", again.Text)
	}
	second := late(t, a, nil)
	found := a.File(t, testapp.Agent, nil)
	if want := tagsOf(t, a, found.Id); len(want) != 0 {
		t.Errorf("a case without a cause is tagged: %v", want)
	}
	changed := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, found.Id), map[string]any{"cause": "delivery", "version": 1})
	if changed.Status != http.StatusOK {
		t.Fatalf("%d %s", changed.Status, changed.Text)
	}
	for name, id := range map[string]string{"open before": first, "filed since": second, "found since": found.Id} {
		if tags := tagsOf(t, a, id); !slices.Equal(tags, []string{"Fiestas"}) {
			t.Errorf("%s: tags %v", name, tags)
		}
		if n := a.Count(t, records.Activations, "complaint = '"+id+"' AND ended = ''"); n != 1 {
			t.Errorf("%s: %d activations", name, n)
		}
		if n := a.Count(t, records.Events, "complaint = '"+id+"' AND type = 'plan.activated'"); n != 1 {
			t.Errorf("%s: %d events", name, n)
		}
	}
	for name, id := range map[string]string{"another cause": other, "closed": closed} {
		if tags := tagsOf(t, a, id); len(tags) > 0 {
			t.Errorf("%s: tags %v", name, tags)
		}
	}
	if done := endPlan(t, a, testapp.Lead, head, "Pasaron las fiestas"); done.Status != http.StatusNoContent {
		t.Fatalf("end: %d %s", done.Status, done.Text)
	}
	if n := a.Count(t, records.Activations, "ended = ''"); n != 0 {
		t.Errorf("%d run on", n)
	}
	if tags := tagsOf(t, a, first); !slices.Equal(tags, []string{"Fiestas"}) || a.Count(t, records.Events, "type = 'plan.ended' AND complaint = '"+first+"'") != 1 {
		t.Errorf("after the end: tags %v", tags)
	}
	if tags := tagsOf(t, a, late(t, a, nil)); len(tags) != 0 {
		t.Errorf("a case after the end is tagged: %v", tags)
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestAPlanOverManyCases goes on from one transaction to the next.
func TestAPlanOverManyCases(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for range 110 {
		late(t, a, nil)
	}
	got := activate(t, a, testapp.Lead, planning(t, a, nil), overAll)
	if got.JSON["cases"] != 110.0 || a.Count(t, records.Complaints, "tags != '[]'") != 110 {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	head, _ := got.JSON["activation"].(string)
	if done := endPlan(t, a, testapp.Lead, head, ""); done.Status != http.StatusNoContent || a.Count(t, records.Activations, "ended = ''") != 0 {
		t.Errorf("end: %d %s", done.Status, done.Text)
	}
}

// TestAPlanForACustomer looks at types and profiles, of cases there are and of
// those to come.
func TestAPlanForACustomer(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		aim  map[string]any
		want bool
	}{
		{"the type", map[string]any{"criterion": "relation", "value": "potential", "cause": ""}, true},
		{"another value", map[string]any{"criterion": "relation", "value": "current", "cause": ""}, false},
		{"a confirmed profile", map[string]any{"profile": "intolerant", "cause": ""}, true},
		{"one that is only suggested", map[string]any{"profile": "disorganised", "cause": ""}, false},
		{"one that ran out", map[string]any{"profile": "abusive", "cause": ""}, false},
		{"the cause above", map[string]any{"cause": "delivery"}, true},
		{"type and another cause", map[string]any{"criterion": "relation", "value": "potential", "cause": "billing"}, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			if _, err := a.Engine.Create(a, records.Causes, map[string]any{"id": "carrier", "name_es": "Transportista", "parent": "delivery", "active": true}, a.Actor(t, testapp.Admin)); err != nil {
				t.Fatal(err)
			}
			before := late(t, a, map[string]any{"cause": "carrier"})
			for profile, is := range map[string][2]string{"intolerant": {"confirmed", "2030-01-01 00:00:00.000Z"}, "abusive": {"confirmed", "2020-01-01 00:00:00.000Z"}, "disorganised": {"suggested", ""}} {
				a.Exec(t, "INSERT INTO profiles (id, customer, profile, status, expires, created) VALUES ('"+profile+"', '"+testapp.Rosa+"', '"+profile+"', '"+is[0]+"', '"+is[1]+"', '')", nil)
			}
			plan := planning(t, a, row.aim)
			activated(t, a, testapp.Lead, plan, overAll)
			after := late(t, a, map[string]any{"cause": "carrier"})
			for when, id := range map[string]string{"before": before, "after": after} {
				if got := len(tagsOf(t, a, id)) == 1; got != row.want {
					t.Errorf("filed %s: tagged %v, want %v", when, got, row.want)
				}
			}
		})
	}
}

// TestStepsOfAContingency are ticked on the case, and only there.
func TestStepsOfAContingency(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := late(t, a, map[string]any{"person_only": true})
	id := activated(t, a, testapp.Lead, planning(t, a, nil), map[string]any{"complaints": []string{c}})
	tick := func(done any) testapp.Answer {
		return a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Activations, id), map[string]any{"done": done})
	}
	if got := tick([]int{1, 0, 1}); got.Status != http.StatusOK || fmt.Sprint(got.JSON["done"]) != "[0 1]" {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, "type = 'plan.step'"); n != 1 {
		t.Errorf("%d events", n)
	}
	for name, done := range map[string]any{"one too far": []int{2}, "words": "todo"} {
		if got := tick(done); got.Status != http.StatusBadRequest || got.Code("done") == "" {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	for field, value := range map[string]any{"ended": "2026-11-30 00:00:00.000Z", "reason": "Otra", "complaint": "", "agent": testapp.Agent2} {
		got := a.Ask(t, testapp.Superuser, http.MethodPatch, testapp.Records(records.Activations, id), map[string]any{field: value})
		if got.Code(field) != "fixed_field" {
			t.Errorf("%s by hand: %d %s", field, got.Status, got.Text)
		}
	}
	plans := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c+"/plans", nil)
	if !strings.Contains(plans.Text, `"text":"Rosa Elena Quispe Huamán, su pedido va con retraso."`) || strings.Count(plans.Text, `"done":true`) != 2 {
		t.Errorf("plans: %s", plans.Text)
	}
	if n := a.Count(t, records.Messages, "complaint = '"+c+"' AND direction = 'out' AND purpose != 'receipt'"); n != 0 {
		t.Errorf("the script left by itself: %d messages", n)
	}
	endPlan(t, a, testapp.Agent, id, "")
	if got := tick([]int{}); got.Code("done") != "fixed_field" {
		t.Errorf("after the end: %d %s", got.Status, got.Text)
	}
}

// TestAPlanDoesNotTellOfHiddenCases: a confidential case is tagged like the
// others, but neither counted for nor named to whoever may not open it.
func TestAPlanDoesNotTellOfHiddenCases(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	late(t, a, nil)
	hidden := late(t, a, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	plan := planning(t, a, nil)
	got := activate(t, a, testapp.Lead, plan, overAll)
	if got.JSON["cases"] != 1.0 || len(tagsOf(t, a, hidden)) != 1 {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	log := a.Ask(t, testapp.Lead, http.MethodGet, testapp.Records(records.Activations)+"?perPage=100", nil)
	if log.JSON["totalItems"] != 2.0 { // the one over all and that of the other case
		t.Errorf("log: %s", log.Text)
	}
	own := a.Find(t, records.Activations, "complaint = {:c}", hidden)[0].Id
	for name, got := range map[string]testapp.Answer{
		"start": activate(t, a, testapp.Lead, plan, map[string]any{"complaints": []string{hidden}}), "end": endPlan(t, a, testapp.Lead, own, ""),
		"plans": a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/complaints/"+hidden+"/plans", nil), "alternatives": a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/complaints/"+hidden+"/alternatives", nil),
	} {
		if got.Status != http.StatusNotFound {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
}

// TestATagThatIsPutAway does not stop anybody from filing.
func TestATagThatIsPutAway(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	plan := planning(t, a, map[string]any{"name": "Fiestas"})
	tag(t, a, "tagparties00001", "fiestas")
	activated(t, a, testapp.Lead, plan, overAll)
	if r, err := a.FindRecordById(records.Plans, plan); err != nil || r.GetString("tag") != "tagparties00001" {
		t.Errorf("the tag that there is was not taken: %v %v", r, err)
	}
	put := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Tags, "tagparties00001"), map[string]any{"active": false})
	if put.Status != http.StatusOK {
		t.Fatal(put.Text)
	}
	if c := late(t, a, nil); len(tagsOf(t, a, c)) != 0 || a.Count(t, records.Activations, "complaint = '"+c+"'") != 1 {
		t.Error("the case has a tag that is no longer used, or no plan")
	}
}
