package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

func reachable(t *testing.T, a *testapp.App, id, query string) testapp.Answer {
	t.Helper()
	return a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/actions/"+id+"/outreach?"+query, nil)
}

func telling(t *testing.T, a *testapp.App, who, id string, body map[string]any) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, "/api/crm/actions/"+id+"/outreach", body)
}

// over ends cases as the workflow would leave them, so that only what is asked
// about is set up.
func over(t *testing.T, a *testapp.App, ids ...string) {
	t.Helper()
	for _, id := range ids {
		a.Exec(t, "UPDATE complaints SET stage = 'closed', open = 0, resolved_at = received_at, closed_at = received_at WHERE id = {:id}", dbx.Params{"id": id})
	}
}

// TestCustomersAreThanked: once an action is done and may be told, each customer
// of its cases once; not who asked for no such mails, who is only written to by
// a person, whose case goes on, or whose case the caller may not open.
func TestCustomersAreThanked(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	ids := fileAt(t, a, 6, map[string]any{"reply_channel": "email"})
	over(t, a, ids[0], ids[1], ids[2], ids[3], ids[5])
	a.Exec(t, "UPDATE customers SET survey_opt_out = '2026-11-01 00:00:00.000Z' WHERE id = (SELECT customer FROM complaints WHERE id = {:id})", dbx.Params{"id": ids[1]})
	a.Exec(t, "UPDATE complaints SET person_only = 1 WHERE id = {:id}", dbx.Params{"id": ids[2]})
	a.Exec(t, "UPDATE complaints SET reply_channel = 'phone' WHERE id = {:id}", dbx.Params{"id": ids[3]})
	opened := openAction(t, a, testapp.Supervisor, map[string]any{"kind": "process", "complaints": ids, "cause": "delivery"})
	id, _ := opened.JSON["id"].(string)
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' ' WHERE id = {:id}", dbx.Params{"id": ids[5]})
	if got := telling(t, a, testapp.Supervisor, id, map[string]any{"kind": "thanks"}); got.Code("status") != "action_not_done" {
		t.Errorf("before it is done: %d %s", got.Status, got.Text)
	}
	path := testapp.Records(records.Actions, id)
	a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"status": "done", "outcome": "Caja nueva"})
	if got := telling(t, a, testapp.Supervisor, id, map[string]any{"kind": "thanks"}); got.Code("notify") != "action_notify" {
		t.Errorf("not to be told: %d %s", got.Status, got.Text)
	}
	a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"notify": true, "public": "ahora cada plato viaja en su propio hueco."})
	look := reachable(t, a, id, "kind=thanks")
	out, _ := look.JSON["out"].(map[string]any)
	text, _ := look.JSON["text"].(string)
	if look.JSON["count"] != 2.0 || look.JSON["ready"] != true || out["opted_out"] != 1.0 || out["person_only"] != 1.0 || out["no_mail"] != 1.0 || out["open"] != 1.0 || !strings.Contains(text, "en su propio hueco.\n") {
		t.Errorf("%d %s", look.Status, look.Text)
	}
	if got := telling(t, a, testapp.Agent, id, map[string]any{"kind": "thanks"}); got.Status != http.StatusForbidden {
		t.Errorf("an agent: %d", got.Status)
	}
	if got := telling(t, a, testapp.Lead, id, map[string]any{"kind": "thanks"}); got.JSON["sent"] != 1.0 || got.JSON["left"] != 0.0 {
		t.Errorf("by whoever may not open the reserved one: %d %s", got.Status, got.Text)
	}
	if got := telling(t, a, testapp.Supervisor, id, map[string]any{"kind": "thanks"}); got.JSON["sent"] != 1.0 {
		t.Errorf("the other one: %d %s", got.Status, got.Text)
	}
	if got := telling(t, a, testapp.Supervisor, id, map[string]any{"kind": "thanks"}); got.JSON["sent"] != 0.0 {
		t.Errorf("once more: %d %s", got.Status, got.Text)
	}
	mails := a.Count(t, records.Outbox, "payload LIKE '%en su propio hueco%'")
	if events := a.Count(t, records.Events, "type = 'action.told'"); mails != 2 || events != 2 || a.Count(t, records.Outreach, "action = '"+id+"'") != 2 {
		t.Errorf("%d mails, %d events", mails, events)
	}
}

// TestBuyersAreWarned: those who bought the product and have no case about it,
// once each, in words that sell nothing (R043).
func TestBuyersAreWarned(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	product, err := a.Engine.Create(a, records.Products, map[string]any{"name": "Mesa Nogal", "code": "MN-1", "active": true}, a.Actor(t, testapp.Admin))
	if err != nil {
		t.Fatal(err)
	}
	bought := func(name, what string) string {
		who, err := a.Engine.Create(a, records.Customers, map[string]any{"name": name, "email": strings.ToLower(name) + "@correo.example", "language": "es"}, a.Actor(t, testapp.Agent))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Engine.Create(a, records.Purchases, map[string]any{"customer": who.Id, "date": "2026-10-01", "amount": 100, "product": what}, a.Actor(t, testapp.Agent)); err != nil {
			t.Fatal(err)
		}
		return who.Id
	}
	bought("Ana", "mesa nogal")
	bought("Beto", "MN-1")
	bought("Carla", "Silla")
	complained := bought("Dora", "Mesa Nogal")
	a.File(t, testapp.Agent, map[string]any{"customer": complained, "product": product.Id})
	opened := openAction(t, a, testapp.Lead, map[string]any{"kind": "product", "product": product.Id})
	id, _ := opened.JSON["id"].(string)
	words := "la pata puede aflojarse. La ajustamos en su casa sin costo."
	look := reachable(t, a, id, "kind=notice&words=x")
	if text, _ := look.JSON["text"].(string); look.JSON["count"] != 2.0 || !strings.Contains(text, "Mesa Nogal") || strings.Contains(text, "Carla") || strings.Contains(text, "Dora") {
		t.Errorf("%d %s", look.Status, look.Text)
	}
	if got := telling(t, a, testapp.Lead, id, map[string]any{"kind": "notice"}); got.Code("words") != "action_words" {
		t.Errorf("without words: %d %s", got.Status, got.Text)
	}
	if got := telling(t, a, testapp.Lead, id, map[string]any{"kind": "notice", "words": "Aproveche nuestra oferta: compre ahora con descuento"}); got.Code("words") != "sales_offer" {
		t.Errorf("an offer: %d %s", got.Status, got.Text)
	}
	if got := telling(t, a, testapp.Lead, id, map[string]any{"kind": "other", "words": words}); got.Status != http.StatusBadRequest {
		t.Errorf("something else: %d", got.Status)
	}
	if got := telling(t, a, testapp.Lead, id, map[string]any{"kind": "notice", "words": words}); got.JSON["sent"] != 2.0 {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if got := telling(t, a, testapp.Lead, id, map[string]any{"kind": "notice", "words": words}); got.JSON["sent"] != 0.0 {
		t.Errorf("again: %d %s", got.Status, got.Text)
	}
	shown := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/actions/"+id, nil)
	if told, _ := shown.JSON["told"].(map[string]any); told["notice"] != 2.0 {
		t.Errorf("told: %v", shown.JSON["told"])
	}
}

// TestSystemicIssues: what several customers complain of is proposed, opened by
// a person, counted with the confidential ones, and mended only by what helped.
func TestSystemicIssues(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	ids := fileAt(t, a, 4, nil)
	fileAt(t, a, 4, map[string]any{"cause": "billing"})
	list := func(who string) testapp.Answer { return a.Ask(t, who, http.MethodGet, "/api/crm/issues", nil) }
	if got := list(testapp.Agent); got.Status != http.StatusOK || strings.Contains(got.Text, "customers") {
		t.Errorf("of four cases: %d %s", got.Status, got.Text)
	}
	fileAt(t, a, 1, nil)
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' ' WHERE id = {:id}", dbx.Params{"id": ids[0]})
	got := list(testapp.Agent)
	proposals, _ := got.JSON["proposals"].([]any)
	if len(proposals) != 1 || !strings.Contains(got.Text, `"cases":5,"customers":5`) || got.JSON["create"] != false {
		t.Fatalf("%s", got.Text)
	}
	open := map[string]any{"title": "Cajas que llegan rotas", "cause": "delivery"}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Issues), open); got.Status == http.StatusOK {
		t.Error("an agent opens one")
	}
	opened := a.Ask(t, testapp.Lead, http.MethodPost, testapp.Records(records.Issues), open)
	id, _ := opened.JSON["id"].(string)
	if opened.Status != http.StatusOK || opened.JSON["owner"] != testapp.Lead || opened.JSON["opened_at"] != records.Stamp(a.Clock.Now()) {
		t.Fatalf("%d %s", opened.Status, opened.Text)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPost, testapp.Records(records.Issues), open); got.Code("cause") != "issue_twice" {
		t.Errorf("twice: %d %s", got.Status, got.Text)
	}
	a.Clock.Move(3 * 24 * time.Hour)
	items, _ := list(testapp.Lead).JSON["items"].([]any)
	one, _ := items[0].(map[string]any)
	if one["cases"] != 5.0 || one["customers"] != 5.0 || one["days"] != 3.0 || one["cause_name"] == "" || len(one["may"].([]any)) != 2 {
		t.Errorf("%v", one)
	}
	path := testapp.Records(records.Issues, id)
	end := map[string]any{"status": "mended", "note": "Ya no llegan rotas"}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, path, end); got.Code("status") != "issue_unmended" {
		t.Errorf("mended by nothing: %d %s", got.Status, got.Text)
	}
	action := carriedOut(t, a, map[string]any{"cause": "", "issue": id, "source": "issue"})
	a.Clock.Move(40 * 24 * time.Hour)
	looked := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Actions, action), map[string]any{"status": "verified", "effect": "Ninguna más"})
	if looked.JSON["effect_code"] != "better" || looked.JSON["cause"] != "delivery" {
		t.Fatalf("%d %s", looked.Status, looked.Text)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, path, end); got.Status != http.StatusOK || got.JSON["closed_at"] == "" {
		t.Errorf("mended: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, path, map[string]any{"note": "Otra"}); got.Code("note") == "" {
		t.Errorf("changed afterwards: %d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, "type IN ('issue.opened', 'issue.mended')"); n != 2 {
		t.Errorf("%d events", n)
	}
}
