package hooks_test

import (
	"net/http"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

func technique(t *testing.T, a *testapp.App, who, id, profile, note string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, "/api/crm/complaints/"+id+"/technique", map[string]any{"profile": profile, "note": note})
}

// TestTechniqueIsAnEvent: of a profile that holds, with what was done, counted
// on its card with what follows from the profile.
func TestTechniqueIsAnEvent(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	if got := technique(t, a, testapp.Agent, c.Id, "uncommitted", "Le expliqué"); got.Code("profile") != "technique_profile" {
		t.Errorf("without a profile: %d %s", got.Status, got.Text)
	}
	profiled(t, a, "uncommitted", c.Id)
	rows := []struct{ name, who, profile, note, field string }{
		{"another profile", testapp.Agent, "abusive", "Hablé despacio", "profile"},
		{"without a word", testapp.Agent, "uncommitted", " ", "note"},
		{"with an insult", testapp.Agent, "uncommitted", "Es un idiota", "note"},
	}
	for _, row := range rows {
		if got := technique(t, a, row.who, c.Id, row.profile, row.note); got.Status != http.StatusBadRequest || got.Code(row.field) == "" {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	if got := technique(t, a, testapp.Auditor, c.Id, "uncommitted", "Le expliqué"); got.Status != http.StatusForbidden {
		t.Errorf("who only reads: %d", got.Status)
	}
	for n := 1.0; n <= 2; n++ {
		if got := technique(t, a, testapp.Agent, c.Id, "uncommitted", "Le expliqué paso a paso"); got.JSON["applied"] != n {
			t.Errorf("%d %s, want %v", got.Status, got.Text, n)
		}
	}
	file := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/file", nil)
	card, _ := file.JSON["customer_card"].(map[string]any)
	list, _ := card["profiles"].([]any)
	one, _ := list[0].(map[string]any)
	effects, _ := one["effects"].([]any)
	if one["applied"] != 2.0 || len(effects) != 3 {
		t.Errorf("the card says %v", one)
	}
	a.Exec(t, "UPDATE complaints SET confidential = 1, owner = '', assignee = '', readers = ' ' WHERE id = '"+c.Id+"'", nil)
	if got := technique(t, a, testapp.Agent, c.Id, "uncommitted", "Otra vez"); got.Status != http.StatusNotFound {
		t.Errorf("in a case that is not there: %d", got.Status)
	}
}

// TestExplainedTwiceBeforeANo: who did not do their part is told kindly, twice,
// before that can be the reason of a refusal (R122).
func TestExplainedTwiceBeforeANo(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	profiled(t, a, "uncommitted", c.Id)
	no := casework.Move{To: "denial_review", Statement: "No trajo la boleta.", Fields: testapp.Denial()}
	deny := func() testapp.Answer {
		return a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", no)
	}
	for i, want := range []string{"explained_twice", "explained_twice", ""} {
		if got := deny(); got.Code("technique") != want {
			t.Errorf("after %d explanations: %d %s", i, got.Status, got.Text)
		}
		if i < 2 {
			technique(t, a, testapp.Agent, c.Id, "uncommitted", "Le expliqué qué falta y para qué")
		}
	}
	if stage := a.Reload(t, c).GetString("stage"); stage != "denial_review" {
		t.Errorf("stage %s", stage)
	}
	if n := a.Count(t, records.Events, "type = 'technique.applied'"); n != 2 {
		t.Errorf("%d events", n)
	}
}
