package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/training"
)

func trained(t *testing.T, a *testapp.App, values map[string]any) string {
	t.Helper()
	body := map[string]any{"topic": "conflict", "title": "Escuchar a quien está enojado", "held_at": "2026-11-02", "expires": "2027-11-01", "attendees": []string{testapp.Agent}}
	for k, v := range values {
		body[k] = v
	}
	got := a.Ask(t, testapp.Lead, http.MethodPost, testapp.Records(records.Trainings), body)
	if got.Status != http.StatusOK {
		t.Fatalf("register a training: %d %s", got.Status, got.Text)
	}
	return got.JSON["id"].(string)
}

func isTrained(t *testing.T, a *testapp.App, who, topic string) bool {
	t.Helper()
	is, err := a.Engine.Trained(a, who, topic, a.Engine.Now())
	if err != nil {
		t.Fatal(err)
	}
	return is
}

// TestWhoIsTrained on a day, and that a mistake counts for nobody.
func TestWhoIsTrained(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := trained(t, a, nil)
	trained(t, a, map[string]any{"topic": "law", "expires": "2026-11-10", "attendees": []string{testapp.Agent2}})
	rows := []struct {
		name, who, topic string
		want             bool
	}{
		{"who was there", testapp.Agent, "conflict", true}, {"in something else", testapp.Agent, "law", false},
		{"who was not", testapp.Agent2, "conflict", false}, {"what is over", testapp.Agent2, "law", false},
	}
	for _, row := range rows {
		if got := isTrained(t, a, row.who, row.topic); got != row.want {
			t.Errorf("%s: %v", row.name, got)
		}
	}
	got := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Trainings, id), map[string]any{"void_reason": "Fue otra persona"})
	if got.Status != http.StatusOK || isTrained(t, a, testapp.Agent, "conflict") {
		t.Errorf("a void one: %d", got.Status)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Trainings, id), map[string]any{"title": "Otra"}); got.Code("void_reason") != "fixed_field" {
		t.Errorf("a void one is changed: %s", got.Text)
	}
}

// TestATrainingIsSound by every door.
func TestATrainingIsSound(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := trained(t, a, nil)
	rows := []struct {
		name   string
		change map[string]any
		field  string
		code   string
	}{
		{"not yet given", map[string]any{"held_at": "2999-01-01"}, "held_at", "training_future"},
		{"ends before", map[string]any{"expires": "2020-01-01"}, "expires", "training_expires"},
		{"nobody there", map[string]any{"attendees": []string{}}, "attendees", "training_attendees"},
		{"told of already", map[string]any{"warned": "2027-11-01"}, "warned", "server_field"},
	}
	for _, row := range rows {
		for _, who := range []string{testapp.Admin, testapp.Superuser} {
			if got := a.Ask(t, who, http.MethodPatch, testapp.Records(records.Trainings, id), row.change); got.Code(row.field) != row.code {
				t.Errorf("%s by %s: %s", row.name, who, got.Text)
			}
		}
	}
	if got := a.Ask(t, testapp.Superuser, http.MethodDelete, testapp.Records(records.Trainings, id), nil); got.Status < 400 {
		t.Error("one was deleted")
	}
}

// TestTheEndOfATrainingIsToldOnce to its people and to who leads, unless they
// were trained again.
func TestTheEndOfATrainingIsToldOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	soon := a.Engine.Now().Add(20 * 24 * time.Hour).Format(time.DateOnly)
	id := trained(t, a, map[string]any{"expires": soon, "attendees": []string{testapp.Agent, testapp.Agent2, testapp.Left}})
	trained(t, a, map[string]any{"attendees": []string{testapp.Agent2}})
	for range 2 {
		if err := training.New(a.Engine).Warn(a); err != nil {
			t.Fatal(err)
		}
	}
	for who, want := range map[string]int{testapp.Agent: 1, testapp.Lead: 1, testapp.Agent2: 0, testapp.Left: 0} {
		if n := a.Count(t, records.Notices, "kind = 'training' AND training = '"+id+"' AND agent = '"+who+"'"); n != want {
			t.Errorf("%s was told %d times", who, n)
		}
	}
}

// TestTheRegister: who leads reads the whole team, everybody else themselves.
func TestTheRegister(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	trained(t, a, nil)
	rows := []struct {
		who, query string
		people     int
		standing   string
	}{
		{testapp.Lead, "", 5, "valid"}, {testapp.Agent, "", 1, "valid"}, {testapp.Agent, "?on=2027-10-20", 1, "ends"}, {testapp.Agent, "?on=2027-11-02", 1, "lapsed"}, {testapp.Agent, "?on=2026-11-01", 1, "none"},
	}
	for _, row := range rows {
		got := a.Ask(t, row.who, http.MethodGet, "/api/crm/trainings"+row.query, nil)
		people := got.JSON["people"].([]any)
		if len(people) != row.people {
			t.Errorf("%s%s: %d people", row.who, row.query, len(people))
		}
		for _, p := range people {
			one := p.(map[string]any)
			code := one["standings"].(map[string]any)["conflict"].(map[string]any)["code"]
			if one["agent"] == testapp.Agent && code != row.standing {
				t.Errorf("%s%s: %v, want %s", row.who, row.query, code, row.standing)
			}
		}
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/trainings?on=ayer", nil); got.Status != http.StatusBadRequest {
		t.Errorf("a day that is none: %d", got.Status)
	}
}

// TestUntrained: only of who attends the furious, and only where there is a register.
func TestUntrained(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	says := func(lane, who string) bool {
		t.Helper()
		is, err := a.Engine.Untrained(a, lane, who, a.Engine.Now())
		if err != nil {
			t.Fatal(err)
		}
		return is
	}
	if says("attend_now", testapp.Agent2) {
		t.Error("without any register")
	}
	trained(t, a, nil)
	for _, row := range []struct {
		lane, who string
		want      bool
	}{{"attend_now", testapp.Agent2, true}, {"attend_now", testapp.Agent, false}, {"normal", testapp.Agent2, false}, {"attend_now", "", false}} {
		if says(row.lane, row.who) != row.want {
			t.Errorf("%+v", row)
		}
	}
}

// TestUntrainedIsAdvised: the panel of a case of somebody furious says that
// whoever works on it was not trained for that; giving it to them is not refused.
func TestUntrainedIsAdvised(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	trained(t, a, map[string]any{"attendees": []string{testapp.Agent2}})
	furious, calm := a.At(t, "assessing", map[string]any{"lane": "attend_now"}), a.At(t, "assessing", nil)
	none := a.At(t, "assessing", map[string]any{"lane": "attend_now"})
	for _, row := range []struct{ id, to, level string }{
		{none.Id, "", ""}, // nobody has it yet
		{furious.Id, testapp.Agent, "advised"},
		{furious.Id, testapp.Agent2, ""},
		{calm.Id, testapp.Agent, ""},
	} {
		if row.to != "" {
			give := map[string]any{"assignee": row.to, "transfer_reason": "Turno de " + row.to, "transfer_summary": "Está muy molesta: " + row.to}
			got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints)+"/"+row.id, give)
			if got.Status != http.StatusOK {
				t.Fatalf("%+v: %d %s", row, got.Status, got.Text)
			}
		}
		if level := levelOf(t, a, row.id, "conflict_trained"); level != row.level {
			t.Errorf("%+v: %q", row, level)
		}
	}
	a.Exec(t, "UPDATE trainings SET void_reason = 'No fue'", nil)
	a.Exec(t, "UPDATE complaints SET assignee = {:who} WHERE id = {:id}", dbx.Params{"who": testapp.Agent, "id": furious.Id})
	if level := levelOf(t, a, furious.Id, "conflict_trained"); level != "" {
		t.Errorf("without a register: %q", level)
	}
}

// levelOf is how the panel of a case asks for what a rule wants; empty if it does not.
func levelOf(t *testing.T, a *testapp.App, id, rule string) string {
	t.Helper()
	c, err := a.FindRecordById(records.Complaints, id)
	if err != nil {
		t.Fatal(err)
	}
	guide, err := a.Engine.Guide(a, c, a.Actor(t, testapp.Lead), "es")
	if err != nil {
		t.Fatal(err)
	}
	level := ""
	for _, way := range guide.Allowed {
		for _, one := range way.Missing {
			if one.Rule == rule {
				level = one.Level
			}
		}
	}
	return level
}
