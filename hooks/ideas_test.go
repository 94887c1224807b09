package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// thought files an idea as somebody and answers its id.
func thought(t *testing.T, a *testapp.App, who string, values map[string]any) string {
	t.Helper()
	body := map[string]any{"title": "Separadores en cada caja"}
	for k, v := range values {
		body[k] = v
	}
	got := a.Ask(t, who, http.MethodPost, testapp.Records(records.Ideas), body)
	if got.Status != http.StatusOK {
		t.Fatalf("file an idea: %d %s", got.Status, got.Text)
	}
	return got.JSON["id"].(string)
}

func decide(t *testing.T, a *testapp.App, who, id string, change map[string]any) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPatch, testapp.Records(records.Ideas, id), change)
}

// TestAnIdeaFromFilingToOutcome: anybody files, colleagues second, who leads
// decides with words, and the author and who seconded learn of it (R121).
func TestAnIdeaFromFilingToOutcome(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := thought(t, a, testapp.Agent, map[string]any{"text": "De cartón, como los de la fábrica", "status": "new"})
	if got := a.Ask(t, testapp.Agent2, http.MethodPost, "/api/crm/ideas/"+id+"/support", map[string]any{"support": true}); got.JSON["support"] != 1.0 {
		t.Fatalf("second: %s", got.Text)
	}
	if got := a.Ask(t, testapp.Agent2, http.MethodPost, "/api/crm/ideas/"+id+"/support", nil); got.JSON["support"] != 1.0 {
		t.Errorf("seconded twice: %s", got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/ideas/"+id+"/support", nil); got.Code("support") != "idea_own" {
		t.Errorf("one's own: %s", got.Text)
	}
	if got := decide(t, a, testapp.Lead, id, map[string]any{"status": "declined"}); got.Code("outcome") != "idea_outcome" {
		t.Errorf("without words: %s", got.Text)
	}
	if got := decide(t, a, testapp.Lead, id, map[string]any{"status": "adopted", "outcome": "Desde el lunes"}); got.Status != http.StatusOK || got.JSON["answered_by"] != testapp.Lead || got.JSON["answered_at"] == "" {
		t.Fatalf("adopted: %s", got.Text)
	}
	for _, who := range []string{testapp.Agent, testapp.Agent2} {
		if n := a.Count(t, records.Notices, "kind = 'idea' AND complaint = '' AND idea = '"+id+"' AND agent = '"+who+"'"); n != 1 {
			t.Errorf("%s was told %d times", who, n)
		}
	}
	list := a.Ask(t, testapp.Agent2, http.MethodGet, "/api/crm/ideas", nil)
	if !strings.Contains(list.Text, `"outcome":"Desde el lunes"`) || !strings.Contains(list.Text, `"supported":true`) || !strings.Contains(list.Text, `"adopted":1`) {
		t.Errorf("the board: %s", list.Text)
	}
	if got := a.Ask(t, testapp.Agent2, http.MethodPost, "/api/crm/ideas/"+id+"/support", nil); got.Code("support") != "idea_decided" {
		t.Errorf("after the decision: %s", got.Text)
	}
}

// TestWhoMayWriteAnIdea by which door.
func TestWhoMayWriteAnIdea(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := thought(t, a, testapp.Agent, nil)
	rows := []struct {
		name, who string
		change    map[string]any
		status    int
	}{
		{"the author, better", testapp.Agent, map[string]any{"text": "De cartón"}, http.StatusOK},
		{"the author decides", testapp.Agent, map[string]any{"status": "adopted", "outcome": "Sí"}, http.StatusForbidden},
		{"a colleague", testapp.Agent2, map[string]any{"text": "De plástico"}, http.StatusNotFound},
		{"who leads puts words in a mouth", testapp.Lead, map[string]any{"title": "Otra"}, http.StatusForbidden},
		{"the page of administration, too", testapp.Superuser, map[string]any{"status": "declined"}, http.StatusBadRequest},
		{"the count of who seconds", testapp.Lead, map[string]any{"support": 99}, http.StatusBadRequest},
		{"another author", testapp.Lead, map[string]any{"author": testapp.Lead}, http.StatusBadRequest},
		{"an auditor", testapp.Auditor, map[string]any{"status": "studying"}, http.StatusNotFound},
		{"studied", testapp.Lead, map[string]any{"status": "studying"}, http.StatusOK},
		{"the author, too late", testapp.Agent, map[string]any{"text": "De madera"}, http.StatusBadRequest},
	}
	for _, row := range rows {
		if got := decide(t, a, row.who, id, row.change); got.Status != row.status {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	for _, who := range []string{testapp.Agent, testapp.Admin, testapp.Superuser} {
		if got := a.Ask(t, who, http.MethodDelete, testapp.Records(records.Ideas, id), nil); got.Status < 400 {
			t.Errorf("%s deletes it", who)
		}
	}
	stale := decide(t, a, testapp.Supervisor, id, map[string]any{"status": "trying", "version": 1})
	if stale.Status != http.StatusConflict {
		t.Errorf("over a newer version: %d %s", stale.Status, stale.Text)
	}
}

// TestAnIdeaOfAHiddenCaseIsHidden: by every door, as if it were not there.
func TestAnIdeaOfAHiddenCaseIsHidden(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	id := thought(t, a, testapp.Supervisor, map[string]any{"title": "Que nadie lo lea", "complaint": c.Id})
	if got := a.Ask(t, testapp.Agent2, http.MethodGet, "/api/crm/ideas", nil); strings.Contains(got.Text, "nadie") || !strings.Contains(got.Text, `"new":0`) {
		t.Errorf("the board shows it: %s", got.Text)
	}
	for _, path := range []string{"/support", "/action"} {
		if got := a.Ask(t, testapp.Agent2, http.MethodPost, "/api/crm/ideas/"+id+path, nil); got.Status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
	if got := a.Ask(t, testapp.Agent2, http.MethodPost, testapp.Records(records.Ideas), map[string]any{"title": "Otra", "complaint": c.Id}); got.Status < 400 {
		t.Errorf("filed on a case that they may not see: %d", got.Status)
	}
	if got := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/ideas?complaint="+c.Id, nil); !strings.Contains(got.Text, "nadie") {
		t.Errorf("who may see the case: %s", got.Text)
	}
}

// TestAnIdeaOfASurvey is of its case, and each survey gives one.
func TestAnIdeaOfASurvey(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	answer(t, a, testapp.Agent, c.Id, map[string]any{"comment": "Pongan cartón entre los platos"})
	survey := a.Only(t, records.Surveys, c.Id).Id
	id := thought(t, a, testapp.Agent, map[string]any{"survey": survey})
	r, err := a.FindRecordById(records.Ideas, id)
	if err != nil || r.GetString("complaint") != c.Id {
		t.Errorf("%v: of case %q", err, r.GetString("complaint"))
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Ideas), map[string]any{"title": "Otra vez", "survey": survey}); got.Status != http.StatusBadRequest {
		t.Errorf("twice: %d", got.Status)
	}
	other := a.File(t, testapp.Agent, nil)
	if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Ideas), map[string]any{"title": "Cruzada", "survey": survey, "complaint": other.Id}); got.Code("complaint") != "idea_survey" {
		t.Errorf("of another case: %s", got.Text)
	}
}

// TestAnAdoptedIdeaOpensAnAction, once.
func TestAnAdoptedIdeaOpensAnAction(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := thought(t, a, testapp.Agent, nil)
	path, act := "/api/crm/ideas/"+id+"/action", map[string]any{"owner": testapp.Lead, "due": "2026-12-10"}
	if got := a.Ask(t, testapp.Lead, http.MethodPost, path, act); got.Code("status") != "idea_adopted" {
		t.Errorf("before it is adopted: %s", got.Text)
	}
	decide(t, a, testapp.Lead, id, map[string]any{"status": "adopted", "outcome": "Sí"})
	if got := a.Ask(t, testapp.Agent, http.MethodPost, path, act); got.Status != http.StatusForbidden {
		t.Errorf("by its author: %d", got.Status)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPost, path, map[string]any{"owner": testapp.Lead}); got.Code("due") == "" {
		t.Errorf("without a day: %s", got.Text)
	}
	got := a.Ask(t, testapp.Lead, http.MethodPost, path, act)
	made, err := a.FindRecordById(records.Actions, got.JSON["action"].(string))
	if err != nil || made.GetString("title") != "Separadores en cada caja" || made.GetString("source") != "idea" {
		t.Fatalf("%v: %s", err, got.Text)
	}
	if again := a.Ask(t, testapp.Lead, http.MethodPost, path, act); again.Code("action") != "idea_acted" {
		t.Errorf("twice: %s", again.Text)
	}
}
