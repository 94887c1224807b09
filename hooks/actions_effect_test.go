package hooks_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// carriedOut opens an action of a cause and carries it out.
func carriedOut(t *testing.T, a *testapp.App, more map[string]any) string {
	t.Helper()
	fields := map[string]any{"kind": "process", "cause": "delivery"}
	for name, value := range more {
		fields[name] = value
	}
	got := openAction(t, a, testapp.Lead, fields)
	id, _ := got.JSON["id"].(string)
	done := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Actions, id), map[string]any{"status": "done", "outcome": "Caja nueva con separadores"})
	if done.Status != http.StatusOK {
		t.Fatalf("carry out: %d %s", done.Status, done.Text)
	}
	return id
}

// fileAt files cases of a cause at the clock's moment, each of a customer of its own.
func fileAt(t *testing.T, a *testapp.App, n int, more map[string]any) (ids []string) {
	t.Helper()
	for range n {
		name := fmt.Sprintf("Cliente %d", a.Count(t, records.Customers, "1"))
		who, err := a.Engine.Create(a, records.Customers, map[string]any{"name": name, "email": strings.ReplaceAll(strings.ToLower(name), " ", "") + "@correo.example", "language": "es"}, a.Actor(t, testapp.Agent))
		if err != nil {
			t.Fatal(err)
		}
		fields := map[string]any{"customer": who.Id, "cause": "delivery"}
		for key, value := range more {
			fields[key] = value
		}
		ids = append(ids, a.File(t, testapp.Agent, fields).Id)
	}
	return ids
}

// TestActionIsLookedAt: not before its time without saying why, with both
// counts, and only once; what was voided is no case, and a confidential one is.
func TestActionIsLookedAt(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	before := fileAt(t, a, 4, nil)
	a.Exec(t, "UPDATE complaints SET stage = 'voided' WHERE id = '"+before[0]+"'", nil)
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' ' WHERE id = '"+before[1]+"'", nil)
	fileAt(t, a, 2, map[string]any{"cause": "billing"})
	a.Clock.Move(time.Hour)
	id := carriedOut(t, a, nil)
	a.Clock.Move(10 * 24 * time.Hour)
	fileAt(t, a, 1, nil)
	check := func(fields map[string]any) testapp.Answer {
		return a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Actions, id), fields)
	}
	words := map[string]any{"status": "verified", "effect": "Una sola caja rota"}
	if got := check(words); got.Status != http.StatusBadRequest || got.Code("early_reason") != "action_early" {
		t.Errorf("too early: %d %s", got.Status, got.Text)
	}
	a.Clock.Move(20 * 24 * time.Hour)
	if got := check(map[string]any{"status": "verified"}); got.Code("effect") != "action_effect" {
		t.Errorf("without words: %d %s", got.Status, got.Text)
	}
	if got := check(map[string]any{"before_count": 100}); got.Code("before_count") == "" {
		t.Errorf("figures of one's own: %d %s", got.Status, got.Text)
	}
	shown := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/actions/"+id, nil)
	figures, _ := shown.JSON["figures"].(map[string]any)
	if figures["before_count"] != 3.0 || figures["after_count"] != 1.0 || figures["before_rate"] != 1.0 || figures["after_rate"] != 1.0 || figures["shows"] != "same" {
		t.Errorf("figures before it is looked at: %v", figures)
	}
	got := check(words)
	if got.Status != http.StatusOK || got.JSON["status"] != "verified" || got.JSON["effect_code"] != "same" || got.JSON["before_count"] != 3.0 || got.JSON["after_count"] != 1.0 || got.JSON["effect_checked_at"] != records.Stamp(a.Clock.Now()) {
		t.Errorf("looked at: %d %s", got.Status, got.Text)
	}
	if again := check(map[string]any{"effect": "Otra cosa"}); again.Code("effect") == "" {
		t.Errorf("said anew: %d %s", again.Status, again.Text)
	}
}

// TestActionOfNothingCounted: without a cause and a product nobody knows.
func TestActionOfNothingCounted(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := carriedOut(t, a, map[string]any{"cause": ""})
	path := testapp.Records(records.Actions, id)
	early := map[string]any{"status": "verified", "effect": "Se ve mejor", "effect_code": "better", "early_reason": "Se acaba el año"}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, path, early); got.Code("effect_code") != "action_uncounted" {
		t.Errorf("better: %d %s", got.Status, got.Text)
	}
	early["effect_code"] = ""
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, path, early); got.Status != http.StatusOK || got.JSON["effect_code"] != "unknown" {
		t.Errorf("unknown: %d %s", got.Status, got.Text)
	}
}

// TestCarryingOutByKind: each kind asks for its own; what the domain says holds
// by the record's door.
func TestCarryingOutByKind(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	past := records.Stamp(a.Clock.Now().Add(-time.Hour))
	rows := []struct {
		kind   string
		lacks  string
		fields map[string]any
	}{
		{"training", "attendees", map[string]any{"scheduled_at": past, "attendees": []string{testapp.Agent}}},
		{"video", "link", map[string]any{"link": "https://casanogal.example/embalar"}},
		{"call", "spoke_with", map[string]any{"scheduled_at": past, "spoke_with": "Rosa"}},
		{"videocall", "scheduled_at", map[string]any{"scheduled_at": past, "spoke_with": "Rosa"}},
		{"email", "sent_at", map[string]any{"template": "avance", "sent_at": past}},
	}
	for _, row := range rows {
		opened := openAction(t, a, testapp.Lead, map[string]any{"kind": row.kind})
		id, _ := opened.JSON["id"].(string)
		path := testapp.Records(records.Actions, id)
		if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"status": "done", "outcome": "Hecho"}); got.Status != http.StatusBadRequest || got.Code(row.lacks) == "" {
			t.Errorf("%s with nothing: %d %s", row.kind, got.Status, got.Text)
		}
		row.fields["status"], row.fields["outcome"] = "done", "Hecho"
		if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, row.fields); got.Status != http.StatusOK {
			t.Errorf("%s: %d %s", row.kind, got.Status, got.Text)
		}
	}
	if got := openAction(t, a, testapp.Lead, map[string]any{"kind": "email", "template": "no-hay"}); got.Code("template") == "" {
		t.Errorf("a text that there is not: %d %s", got.Status, got.Text)
	}
}

// TestMailOfAnAction: written to the customer of the case, once, by a person,
// and the action counts as sent.
func TestMailOfAnAction(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, map[string]any{"person_only": true, "impact": "No puede poner la mesa"})
	got := openAction(t, a, testapp.Lead, map[string]any{"kind": "email", "complaint": c.Id, "template": "empatia"})
	id, _ := got.JSON["id"].(string)
	mail := func(who string) testapp.Answer {
		return a.Ask(t, who, http.MethodPost, "/api/crm/actions/"+id+"/mail", nil)
	}
	if got := mail(testapp.Agent2); got.Status != http.StatusForbidden {
		t.Errorf("somebody else: %d", got.Status)
	}
	if got := mail(testapp.Agent); got.Status != http.StatusNoContent {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Messages, "complaint = '"+c.Id+"' AND template = 'empatia' AND author = '"+testapp.Agent+"' AND delivery = 'queued'"); n != 1 {
		t.Errorf("%d messages", n)
	}
	if got := mail(testapp.Agent); got.Code("sent_at") != "action_sent_before" {
		t.Errorf("twice: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Actions, id), map[string]any{"status": "done", "outcome": "Escrito"}); got.Status != http.StatusOK {
		t.Errorf("done: %d %s", got.Status, got.Text)
	}
}

// TestActionOfNoCaseTells: its owner hears of it, and reads it like the others.
func TestActionOfNoCaseTells(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	openAction(t, a, testapp.Lead, map[string]any{"title": "Enseñar a atar"})
	list := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/notifications", nil)
	if !strings.Contains(list.Text, "Enseñar a atar") || !strings.Contains(list.Text, `"kind":"action"`) {
		t.Fatalf("%d %s", list.Status, list.Text)
	}
	if other := a.Ask(t, testapp.Agent2, http.MethodGet, "/api/crm/notifications", nil); strings.Contains(other.Text, "atar") {
		t.Error("somebody else is told")
	}
	counts := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/counts", nil)
	a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/notifications/read", nil)
	after := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/counts", nil)
	if counts.JSON["unread"] != 1.0 || after.JSON["unread"] != 0.0 || a.Count(t, records.Notices, "read_at = ''") != 0 {
		t.Errorf("counted %v, then %v", counts.Text, after.Text)
	}
	a.Clock.Move(5 * 24 * time.Hour)
	if err := a.Engine.Tick(a); err != nil {
		t.Fatal(err)
	}
	if n := a.Count(t, records.Notices, "kind = 'due' AND action != '' AND agent = '"+testapp.Agent+"'"); n != 1 {
		t.Errorf("told %d times that it falls due", n)
	}
}

// TestActionOfReservedCases: whoever may not open the case does not see the
// action, nor the ids of reserved cases in one that they see.
func TestActionOfReservedCases(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	ids := fileAt(t, a, 2, nil)
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' ' WHERE id = {:id}", dbx.Params{"id": ids[0]})
	if got := openAction(t, a, testapp.Lead, map[string]any{"complaints": ids}); got.Code("complaints") == "" {
		t.Errorf("on a case that the lead may not open: %d %s", got.Status, got.Text)
	}
	got := openAction(t, a, testapp.Supervisor, map[string]any{"complaints": ids})
	id, _ := got.JSON["id"].(string)
	if got.JSON["complaint"] != ids[1] {
		t.Errorf("belongs to %v", got.JSON["complaint"])
	}
	shown := a.Ask(t, testapp.Agent2, http.MethodGet, "/api/crm/actions/"+id, nil)
	if shown.Status != http.StatusOK || strings.Contains(shown.Text, ids[0]) || shown.JSON["cases"] != 1.0 {
		t.Errorf("%d %s", shown.Status, shown.Text)
	}
	raw := a.Ask(t, testapp.Agent2, http.MethodGet, testapp.Records(records.Actions, id), nil)
	if raw.Status != http.StatusOK || strings.Contains(raw.Text, ids[0]) {
		t.Errorf("the record tells of a reserved case: %s", raw.Text)
	}
	only := openAction(t, a, testapp.Supervisor, map[string]any{"complaints": ids[:1]})
	hidden, _ := only.JSON["id"].(string)
	if got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/actions/"+hidden, nil); got.Status != http.StatusNotFound {
		t.Errorf("of reserved cases alone: %d %s", got.Status, got.Text)
	}
	board := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/actions?view=open", nil)
	if strings.Contains(board.Text, hidden) || !strings.Contains(board.Text, id) || strings.Contains(board.Text, ids[0]) {
		t.Errorf("the board: %s", board.Text)
	}
}
