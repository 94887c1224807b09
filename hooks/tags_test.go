package hooks_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// tag makes a tag that is in use.
func tag(t *testing.T, a *testapp.App, id, name string) string {
	t.Helper()
	if _, err := a.Engine.Create(a, records.Tags, map[string]any{"id": id, "name": name, "active": true}, a.Actor(t, testapp.Supervisor)); err != nil {
		t.Fatalf("tag %s: %v", name, err)
	}
	return id
}

// TestTagsOfACase: put on and taken off by a plain change, with its event, also
// when the case is over; one that is no longer offered stays where it is.
func TestTagsOfACase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	broken, late := tag(t, a, "tagbreakage0001", "Roturas"), tag(t, a, "taglateness0001", "Demoras")
	open, closed := a.File(t, testapp.Agent, nil), a.At(t, complaint.Closed, nil)
	change := func(id string, body map[string]any) testapp.Answer {
		return a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, id), body)
	}
	for _, c := range []string{open.Id, closed.Id} {
		if got := change(c, map[string]any{"tags": []string{broken, late}}); got.Status != http.StatusOK {
			t.Fatalf("tag %s: %d %s", c, got.Status, got.Text)
		}
	}
	a.Exec(t, "UPDATE tags SET active = 0 WHERE id = 'tagbreakage0001'", nil)
	if got := change(open.Id, map[string]any{"tags-": late}); got.Status != http.StatusOK || !slices.Equal(a.Reload(t, open).GetStringSlice("tags"), []string{broken}) {
		t.Errorf("take one off beside one that is no longer offered: %d %s", got.Status, got.Text)
	}
	events := a.Find(t, records.Events, "complaint = {:c} && type = 'complaint.updated'", open.Id)
	if len(events) != 2 || !strings.Contains(events[0].GetString("data"), broken) {
		t.Errorf("%d events tell of the tags: %v", len(events), events)
	}
	rows := []struct {
		name, tag, code string
	}{
		{"no longer offered", broken, "tag_inactive"},
		{"never there", "nosuchtag000001", "validation_missing_rel_records"},
	}
	fresh := a.File(t, testapp.Agent, nil)
	for _, row := range rows {
		if got := change(fresh.Id, map[string]any{"tags": []string{row.tag}}); got.Status != http.StatusBadRequest || got.Code("tags") != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
		if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), filing(map[string]any{"tags": []string{row.tag}})); got.Status != http.StatusBadRequest || got.Code("tags") != row.code {
			t.Errorf("%s, with the filing: %d %s", row.name, got.Status, got.Text)
		}
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestWhoMakesTags: the session says what the rule of the collection says.
func TestWhoMakesTags(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, who := range []string{testapp.Agent, testapp.Lead, testapp.Supervisor, testapp.Admin, testapp.Auditor} {
		person, _ := a.Ask(t, who, http.MethodGet, "/api/crm/session", nil).JSON["agent"].(map[string]any)
		got := a.Ask(t, who, http.MethodPost, testapp.Records(records.Tags), map[string]any{"name": "De " + who, "active": true})
		if person["makes_tags"] != (got.Status == http.StatusOK) {
			t.Errorf("%s: the session says %v, making one %d", who, person["makes_tags"], got.Status)
		}
	}
}
