package hooks_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// observe notes a behaviour in a case.
func observe(t *testing.T, a *testapp.App, who, id, text, profile string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Behaviours), map[string]any{"complaint": id, "text": text, "profile": profile})
}

// suggested is the profile of Rosa that waits, and fails the test without one.
func suggested(t *testing.T, a *testapp.App, profile string) string {
	t.Helper()
	r, err := a.FindFirstRecordByFilter(records.CustomerProfiles, "status = 'suggested' && profile = '"+profile+"'")
	if err != nil {
		t.Fatalf("no suggestion of %s: %v", profile, err)
	}
	return r.Id
}

func judge(t *testing.T, a *testapp.App, who, id string, change map[string]any) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPatch, testapp.Records(records.CustomerProfiles, id), change)
}

// TestProfileTakesTwoPeopleAndAFact: observed by one, confirmed by another with
// a case and a fact, over after six months.
func TestProfileTakesTwoPeopleAndAFact(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	if got := observe(t, a, testapp.Agent, c.Id, "Es una histérica", "intolerant"); got.Code("text") != "insult" {
		t.Errorf("a judgement of the person: %d %s", got.Status, got.Text)
	}
	if got := observe(t, a, testapp.Agent, c.Id, "El 20, 21 y 23 preguntó antes de la fecha prometida", "intolerant"); got.Status != http.StatusOK || got.JSON["customer"] != testapp.Rosa {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	id := suggested(t, a, "intolerant")
	if got := judge(t, a, testapp.Agent, id, map[string]any{"status": "confirmed"}); got.Status != http.StatusNotFound {
		t.Errorf("an agent confirms: %d", got.Status)
	}
	rows := []struct {
		name   string
		change map[string]any
		field  string
	}{
		{"without a case", map[string]any{"status": "confirmed", "evidence_complaint": ""}, "evidence_complaint"},
		{"without a fact", map[string]any{"status": "confirmed", "evidence": " "}, "evidence"},
		{"with an insult", map[string]any{"status": "confirmed", "evidence": "Es idiota"}, "evidence"},
		{"already over", map[string]any{"status": "confirmed", "expires": "2026-11-01"}, "expires"},
		{"dismissed without saying why", map[string]any{"status": "dismissed"}, "reason"},
		{"expired by hand", map[string]any{"status": "expired"}, "status"},
		{"another profile", map[string]any{"profile": "abusive"}, "profile"},
	}
	for _, row := range rows {
		if got := judge(t, a, testapp.Supervisor, id, row.change); got.Status != http.StatusBadRequest || got.Code(row.field) == "" {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	got := judge(t, a, testapp.Supervisor, id, map[string]any{"status": "confirmed"})
	if got.Status != http.StatusOK || got.JSON["confirmed_by"] != testapp.Supervisor || !strings.HasPrefix(fmt.Sprint(got.JSON["expires"]), "2027-05-23") {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, "type = 'profile.confirmed' AND complaint = '"+c.Id+"'"); n != 1 {
		t.Errorf("%d events tell of it", n)
	}
	a.Clock.Move(181 * 24 * time.Hour)
	report(t, a.Engine.Tick(a))
	if n := a.Count(t, records.CustomerProfiles, "status = 'expired'"); n != 1 {
		t.Error("it does not expire")
	}
}

// TestNobodyConfirmsTheirOwnSuggestion: unless the owner works alone and said
// so; then the event says that too.
func TestNobodyConfirmsTheirOwnSuggestion(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	observe(t, a, testapp.Supervisor, c.Id, "Gritó «idiotas» en el mostrador", "abusive")
	id := suggested(t, a, "abusive")
	if got := judge(t, a, testapp.Supervisor, id, map[string]any{"status": "confirmed"}); got.Code("status") != "profile_own" {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	a.Exec(t, "UPDATE business SET single_owner_mode = 1", nil)
	a.Engine.Forget()
	if got := judge(t, a, testapp.Supervisor, id, map[string]any{"status": "confirmed"}); got.Status != http.StatusOK {
		t.Errorf("who works alone: %d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, `type = 'profile.confirmed' AND data LIKE '%"self_approved":true%'`); n != 1 {
		t.Error("the event does not say that it was the same person")
	}
}

// TestSignalsSuggest: what can be counted is suggested once, and not again after
// somebody said no.
func TestSignalsSuggest(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	write := func() {
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": "in", "channel": "phone", "text": "¿Ya está?"})
		if got.Status != http.StatusOK {
			t.Fatal(got.Text)
		}
		a.Clock.Move(time.Minute)
	}
	write()
	write()
	if n := a.Count(t, records.CustomerProfiles, ""); n != 0 {
		t.Errorf("%d suggestions after two messages", n)
	}
	write()
	id := suggested(t, a, "intolerant")
	write()
	write()
	suggested(t, a, "compulsive")
	if got := judge(t, a, testapp.Supervisor, id, map[string]any{"status": "dismissed", "reason": "La fecha la cambiamos nosotros"}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	write()
	if n := a.Count(t, records.CustomerProfiles, "profile = 'intolerant'"); n != 1 {
		t.Errorf("asked again after a no: %d", n)
	}
	if got := observe(t, a, testapp.Agent, c.Id, "Hoy llamó cuatro veces antes de la hora", "intolerant"); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	if n := a.Count(t, records.CustomerProfiles, "profile = 'intolerant' AND status = 'suggested'"); n != 1 {
		t.Errorf("a person may see it again: %d", n)
	}
}

// TestThirdCaseOfTheSame: suggested when it is taken up, however it is written.
func TestThirdCaseOfTheSame(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for i, product := range []string{"Lámpara Paracas", "lampara paracas", "Mesa Cajamarca", "Lámparas Paracas"} {
		c := a.File(t, testapp.Agent, map[string]any{"product_text": product})
		a.Move(t, c.Id, testapp.Agent, casework.Move{To: "assessing"})
		if n := a.Count(t, records.CustomerProfiles, "profile = 'compulsive'"); (n == 1) != (i == 3) {
			t.Errorf("after %d cases: %d", i+1, n)
		}
	}
}

// TestProfileOfAReservedCase: the evidence of a case that may not be seen is not
// seen either, in the list, the record or the card.
func TestProfileOfAReservedCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	hidden := a.At(t, complaint.Investigating, nil)
	a.Exec(t, "UPDATE complaints SET confidential = 1, owner = '', assignee = '', readers = ' ' WHERE id = '"+hidden.Id+"'", nil)
	open := a.File(t, testapp.Agent, nil)
	if got := observe(t, a, testapp.Agent, hidden.Id, "Llamó tres veces", "intolerant"); got.Status < 400 {
		t.Errorf("noted in a case that is not there: %d", got.Status)
	}
	observe(t, a, testapp.Supervisor, hidden.Id, "Llamó tres veces antes de la hora", "intolerant")
	id := suggested(t, a, "intolerant")
	for _, path := range []string{testapp.Records(records.CustomerProfiles), testapp.Records(records.CustomerProfiles, id), testapp.Records(records.Behaviours), "/api/crm/complaints/" + open.Id + "/file"} {
		if got := a.Ask(t, testapp.Agent, http.MethodGet, path, nil); strings.Contains(got.Text, id) || strings.Contains(got.Text, "antes de la hora") {
			t.Errorf("%s tells of it: %s", path, got.Text)
		}
		if got := a.Ask(t, testapp.Supervisor, http.MethodGet, path, nil); !strings.Contains(got.Text, "antes de la hora") {
			t.Errorf("%s hides it from who leads: %.300s", path, got.Text)
		}
	}
}
