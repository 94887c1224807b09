package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// teach carries out a corrective action of kind training.
func teach(t *testing.T, a *testapp.App, more map[string]any) (id string, got testapp.Answer) {
	t.Helper()
	fields := map[string]any{"kind": "training", "title": "Escuchar a Rosa Prado", "topic": "conflict"}
	for name, value := range more {
		fields[name] = value
	}
	id, _ = openAction(t, a, testapp.Lead, fields).JSON["id"].(string)
	done := map[string]any{"status": "done", "outcome": "Practicamos entre todos", "scheduled_at": records.Stamp(a.Clock.Now().Add(-time.Hour)), "attendees": []string{testapp.Agent2}}
	return id, a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Actions, id), done)
}

// TestTrainingOfAnAction: what was carried out is in the register, once, and
// counts for who was there.
func TestTrainingOfAnAction(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id, got := teach(t, a, nil)
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	r := a.Find(t, records.Trainings, "1 = 1", "")[0]
	if r.GetString("action") != id || r.GetString("title") != "Escuchar a Rosa Prado" || r.GetString("note") != "Practicamos entre todos" || r.GetString("created_by") != testapp.Agent {
		t.Errorf("%v", r.PublicExport())
	}
	if held := r.GetDateTime("held_at").Time().Format(time.DateOnly); held != "2026-11-24" {
		t.Errorf("held %s", held)
	}
	if !isTrained(t, a, testapp.Agent2, "conflict") || isTrained(t, a, testapp.Agent, "conflict") {
		t.Error("counts for who was there, and for nobody else")
	}
	told := map[string]any{"notify": true, "public": "Aprendimos a escuchar mejor"}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Actions, id), told); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Trainings, "1"); n != 1 {
		t.Errorf("%d trainings of one action", n)
	}
}

// TestTrainingOfACase: nothing of a case is read in a register for everybody.
func TestTrainingOfACase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	_, got := teach(t, a, map[string]any{"complaint": c.Id, "topic": "", "link": "https://casanogal.example/rosa"})
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	r := a.Find(t, records.Trainings, "1 = 1", "")[0]
	if r.GetString("title") != "Otra" || r.GetString("topic") != "other" || r.GetString("note")+r.GetString("material") != "" {
		t.Errorf("%v", r.PublicExport())
	}
}

// TestTrainingIsAllOrNothing: without its row in the register an action is not done.
func TestTrainingIsAllOrNothing(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "CREATE TRIGGER full BEFORE INSERT ON trainings BEGIN SELECT RAISE(ABORT, 'full'); END", nil)
	id, got := teach(t, a, nil)
	if got.Status == http.StatusOK {
		t.Fatal("done without the register")
	}
	if n := a.Count(t, records.Actions, "id = '"+id+"' AND status = 'open' AND outcome = ''"); n != 1 {
		t.Error("half of it stayed")
	}
	if n := a.Count(t, records.Events, "type = 'action.done'"); n != 0 {
		t.Errorf("%d events of what was not done", n)
	}
}
