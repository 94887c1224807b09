package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// spends notes time on a case.
func spends(t *testing.T, a *testapp.App, who, id string, minutes any) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.TimeEntries), map[string]any{"complaint": id, "minutes": minutes, "note": "Con el taller"})
}

// takeBack asks to take an entry back.
func takeBack(t *testing.T, a *testapp.App, who, id string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPatch, testapp.Records(records.TimeEntries, id), map[string]any{"undone_at": "2020-01-01 00:00:00.000Z"})
}

// hourOf sets what an hour of work costs.
func hourOf(t *testing.T, a *testapp.App, rate float64) {
	t.Helper()
	got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Business, "businessnogal01"), map[string]any{"labour_rate": rate})
	if got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
}

func idOf(got testapp.Answer) string {
	id, _ := got.JSON["id"].(string)
	return id
}

// spent is what the desk reads of the time of a case.
func spent(t *testing.T, a *testapp.App, who, id string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodGet, "/api/crm/complaints/"+id+"/time", nil)
}

// TestTimeIsNoted by who works here, on a case at work and on one that is over;
// who, when and at what price are the server's to say.
func TestTimeIsNoted(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	hourOf(t, a, 18.349)
	open, over := a.At(t, complaint.Investigating, nil), a.At(t, complaint.Closed, nil)
	for who, want := range map[string]int{testapp.Agent: 200, testapp.Agent2: 200, testapp.Lead: 200, testapp.Supervisor: 200, testapp.Admin: 200, testapp.Superuser: 200,
		testapp.Auditor: 400, testapp.Robot: 400, testapp.Left: 400, testapp.Guest: 400} {
		for _, c := range []string{open.Id, over.Id} {
			if got := spends(t, a, who, c, 5); got.Status != want && (want == 200 || got.Status < 400) {
				t.Errorf("%s on %s: %d %s", who, c, got.Status, got.Text)
			}
		}
	}
	got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.TimeEntries), map[string]any{"complaint": open.Id, "minutes": 25, "agent": testapp.Lead,
		"rate": 900, "currency": "USD", "undone_at": "2026-01-01 00:00:00.000Z", "undone_by": testapp.Lead, "created": "2020-01-01 00:00:00.000Z"})
	for name, want := range map[string]any{"agent": testapp.Agent, "rate": 18.35, "currency": "PEN", "undone_at": "", "undone_by": "", "created": records.Stamp(a.Clock.Now())} {
		if got.JSON[name] != want {
			t.Errorf("%s is %v, want %v", name, got.JSON[name], want)
		}
	}
	events := a.Find(t, records.Events, "complaint = {:c} && type = 'time.noted' && data ~ '\"minutes\":25'", open.Id)
	if len(events) != 1 || events[0].GetString("actor") != testapp.Agent || !strings.Contains(events[0].GetString("data"), idOf(got)) {
		t.Errorf("%d events", len(events))
	}
}

// TestTimeIsSound: minutes of a day, whole; a refusal leaves neither row nor
// event, by whatever door.
func TestTimeIsSound(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	for _, minutes := range []any{0, -5, 1441, 12.5, "mucho", nil} {
		if got := spends(t, a, testapp.Agent, c.Id, minutes); got.Status != http.StatusBadRequest || got.Code("minutes") != "minutes_invalid" || got.Message("minutes") == "" {
			t.Errorf("%v: %d %s", minutes, got.Status, got.Text)
		}
	}
	batch := a.Ask(t, testapp.Agent, http.MethodPost, "/api/batch", map[string]any{"requests": []any{
		map[string]any{"method": "POST", "url": testapp.Records(records.TimeEntries), "body": map[string]any{"complaint": c.Id, "minutes": 10}},
		map[string]any{"method": "POST", "url": testapp.Records(records.TimeEntries), "body": map[string]any{"complaint": c.Id, "minutes": 5000}}}})
	if batch.Status != http.StatusBadRequest {
		t.Errorf("a batch with one that is not: %d %s", batch.Status, batch.Text)
	}
	if got := spends(t, a, testapp.Superuser, c.Id, 5000); got.Code("minutes") != "minutes_invalid" {
		t.Errorf("the administration page: %d %s", got.Status, got.Text)
	}
	if _, err := a.Engine.Create(a, records.TimeEntries, map[string]any{"complaint": c.Id, "minutes": 5}, casework.SystemActor()); err == nil {
		t.Error("a machine has spent time")
	}
	if n := a.Count(t, records.TimeEntries, "") + a.Count(t, records.Events, "type = 'time.noted'"); n != 0 {
		t.Errorf("%d rows are left of what was refused", n)
	}
}

// TestTimeIsTakenBack by who noted it or who leads, once; nothing else of it
// changes, and nobody removes it.
func TestTimeIsTakenBack(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	entry := func() string { return idOf(spends(t, a, testapp.Agent, c.Id, 30)) }
	id := entry()
	for _, who := range []string{testapp.Agent2, testapp.Auditor, testapp.Robot, testapp.Guest} {
		if got := takeBack(t, a, who, id); got.Status < 400 {
			t.Errorf("%s takes it back: %d", who, got.Status)
		}
	}
	r, err := a.FindRecordById(records.TimeEntries, id)
	report(t, err)
	r.Set("undone_at", records.Stamp(a.Clock.Now()))
	casework.SetActor(r, a.Actor(t, testapp.Agent2))
	if a.SaveNoValidate(r) == nil {
		t.Error("Go code takes back for somebody who may not")
	}
	for _, who := range []string{testapp.Agent, testapp.Admin, testapp.Superuser} {
		for name, value := range map[string]any{"minutes": 5, "rate": 900, "note": "Otra", "currency": "USD", "agent": testapp.Lead, "undone_by": testapp.Lead, "created": "2020-01-01 00:00:00.000Z"} {
			if got := a.Ask(t, who, http.MethodPatch, testapp.Records(records.TimeEntries, id), map[string]any{name: value}); got.Code(name) != "fixed_field" {
				t.Errorf("%s changes %s: %d %s", who, name, got.Status, got.Text)
			}
		}
		if got := a.Ask(t, who, http.MethodDelete, testapp.Records(records.TimeEntries, id), nil); got.Status < 400 {
			t.Errorf("%s removes it: %d", who, got.Status)
		}
	}
	a.Clock.Move(time.Hour)
	for i, who := range []string{testapp.Agent, testapp.Lead, testapp.Supervisor, testapp.Admin, testapp.Superuser} {
		one := entry()
		if got := takeBack(t, a, who, one); got.Status != http.StatusOK || got.JSON["undone_at"] != records.Stamp(a.Clock.Now()) || who != testapp.Superuser && got.JSON["undone_by"] != who {
			t.Errorf("%s: %d %s", who, got.Status, got.Text)
		}
		if n := a.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = 'time.undone'"); n != i+1 {
			t.Errorf("%d events after %d", n, i+1)
		}
		if got := takeBack(t, a, who, one); got.Code("undone_at") != "fixed_field" {
			t.Errorf("%s again: %d %s", who, got.Status, got.Text)
		}
		if got := a.Ask(t, who, http.MethodPatch, testapp.Records(records.TimeEntries, one), map[string]any{"undone_at": ""}); got.Code("undone_at") != "fixed_field" {
			t.Errorf("%s puts it back: %d %s", who, got.Status, got.Text)
		}
	}
	if got := settledReport(t, a); len(got.Problems) != 0 {
		t.Errorf("%+v", got.Problems)
	}
}

// TestNoEventNoTime: an event that cannot be written undoes what it tells of.
func TestNoEventNoTime(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	id := idOf(spends(t, a, testapp.Agent, c.Id, 30))
	a.Exec(t, "CREATE TRIGGER no_time BEFORE INSERT ON events WHEN NEW.type LIKE 'time.%' BEGIN SELECT RAISE(ABORT, 'no'); END", nil)
	if got := spends(t, a, testapp.Agent, c.Id, 10); got.Status < 400 || a.Count(t, records.TimeEntries, "") != 1 {
		t.Errorf("noted without a word: %d", got.Status)
	}
	if got := takeBack(t, a, testapp.Agent, id); got.Status < 400 || a.Count(t, records.TimeEntries, "undone_at != ''") != 0 {
		t.Errorf("taken back without a word: %d", got.Status)
	}
}

// TestTimeOfAReservedCase is not there for who may not see the case.
func TestTimeOfAReservedCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	id := idOf(spends(t, a, testapp.Agent, c.Id, 30))
	other := idOf(spends(t, a, testapp.Agent2, c.Id, 30))
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{"confidential": true,
		"confidential_reason": "Menciona su salud", "supervisor": testapp.Supervisor}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	for who, sees := range map[string]bool{testapp.Agent: true, testapp.Supervisor: true, testapp.Admin: true, testapp.Agent2: false, testapp.Lead: false, testapp.Auditor: false} {
		for _, path := range []string{testapp.Records(records.TimeEntries), testapp.Records(records.TimeEntries, id), testapp.Records(records.TimeEntries, other), "/api/crm/complaints/" + c.Id + "/time"} {
			if got := a.Ask(t, who, http.MethodGet, path, nil); strings.Contains(got.Text, "Con el taller") != sees {
				t.Errorf("%s at %s: %t", who, path, !sees)
			}
		}
	}
	if got := spends(t, a, testapp.Agent2, c.Id, 10); got.Status < 400 {
		t.Errorf("noted where one may not look: %d", got.Status)
	}
	if got := takeBack(t, a, testapp.Agent2, other); got.Status != http.StatusNotFound {
		t.Errorf("one's own, of a case that is no longer there: %d", got.Status)
	}
}
