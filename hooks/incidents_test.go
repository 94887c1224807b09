package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

func incident(t *testing.T, a *testapp.App, who, id string, more map[string]any) testapp.Answer {
	t.Helper()
	body := map[string]any{"complaint": id, "kind": "threat", "text": "Golpeó el mostrador ante dos personas", "quote": "Idiotas, los voy a buscar a la salida"}
	for name, value := range more {
		body[name] = value
	}
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Incidents), body)
}

// TestIncidentIsFacts: judging words are refused in what we say, not in what
// was said to us; it suggests a profile, never confirms it, and stays.
func TestIncidentIsFacts(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	if got := incident(t, a, testapp.Agent, c.Id, map[string]any{"text": "Es un loco"}); got.Code("text") != "insult" {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, "type = 'incident.noted'"); n != 0 {
		t.Error("what was refused is told")
	}
	got := incident(t, a, testapp.Agent, c.Id, nil)
	if got.Status != http.StatusOK || got.JSON["customer"] != testapp.Rosa || got.JSON["agent"] != testapp.Agent {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	id, _ := got.JSON["id"].(string)
	r, err := a.FindRecordById(records.CustomerProfiles, suggested(t, a, "abusive"))
	if err != nil || r.GetString("evidence") != "" || r.GetString("suggested_by") != testapp.Agent {
		t.Errorf("the suggestion tells too much: %v", r)
	}
	if now := a.Reload(t, c); now.GetString("lane") != "normal" || now.GetString("owner") != testapp.Agent {
		t.Error("a suggestion has effects")
	}
	if n := a.Count(t, records.Notices, "kind = 'incident' AND agent = '"+testapp.Supervisor+"'"); n != 1 {
		t.Errorf("the supervisor is told %d times", n)
	}
	for _, who := range []string{testapp.Agent, testapp.Admin, testapp.Superuser} {
		if got := a.Ask(t, who, http.MethodPatch, testapp.Records(records.Incidents, id), map[string]any{"text": "Nada"}); got.Status < 400 {
			t.Errorf("%s rewrites it: %d", who, got.Status)
		}
		if got := a.Ask(t, who, http.MethodDelete, testapp.Records(records.Incidents, id), nil); got.Status < 400 {
			t.Errorf("%s removes it: %d", who, got.Status)
		}
	}
}

// TestIncidentIsForFew: author, leads, supervisors and admins; in no list,
// record, file, or event of the others.
func TestIncidentIsForFew(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	got := incident(t, a, testapp.Agent, c.Id, nil)
	id, _ := got.JSON["id"].(string)
	sees := map[string]bool{testapp.Agent: true, testapp.Agent2: false, testapp.Lead: true, testapp.Supervisor: true, testapp.Admin: true, testapp.Auditor: false, testapp.Robot: false}
	for who, want := range sees {
		for _, path := range []string{testapp.Records(records.Incidents), testapp.Records(records.Incidents, id), "/api/crm/complaints/" + c.Id + "/file"} {
			if got := a.Ask(t, who, http.MethodGet, path, nil); strings.Contains(got.Text, "Golpeó el mostrador") != want {
				t.Errorf("%s at %s: %t", who, path, !want)
			}
		}
		list := a.Ask(t, who, http.MethodGet, testapp.Records(records.Events)+"?perPage=100&sort=-seq", nil)
		if strings.Contains(list.Text, "incident.noted") != want {
			t.Errorf("%s, events: %t", who, !want)
		}
		file := a.Ask(t, who, http.MethodGet, "/api/crm/complaints/"+c.Id+"/file", nil)
		if strings.Contains(file.Text, "incident.noted") {
			t.Errorf("%s has it in the conversation", who)
		}
	}
}

// TestHandedOverAtOnce: to a supervisor, whole, with the same legal date; the
// one who hands over gives no reasons.
func TestHandedOverAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	if got := incident(t, a, testapp.Agent, c.Id, map[string]any{"handed_over": true}); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	now := a.Reload(t, c)
	if now.GetString("owner") != testapp.Supervisor || now.GetString("assignee") != testapp.Supervisor || now.GetString("legal_due") != c.GetString("legal_due") || now.GetString("stage") != "investigating" {
		t.Errorf("owner %s, assignee %s, due %s, %s", now.GetString("owner"), now.GetString("assignee"), now.GetString("legal_due"), now.GetString("stage"))
	}
	if n := a.Count(t, records.Events, "type = 'complaint.handed_over' AND complaint = '"+c.Id+"'"); n != 1 {
		t.Errorf("%d events", n)
	}
	over := a.At(t, complaint.Closed, nil)
	if got := incident(t, a, testapp.Agent, over.Id, map[string]any{"handed_over": true}); got.Code("handed_over") == "" || a.Count(t, records.Incidents, "complaint = '"+over.Id+"'") != 0 {
		t.Errorf("what is over is handed over: %d %s", got.Status, got.Text)
	}
	if got := incident(t, a, testapp.Agent, over.Id, nil); got.Status != http.StatusOK {
		t.Errorf("after it was answered: %d %s", got.Status, got.Text)
	}
}
