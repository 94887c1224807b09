package hooks_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// sees says who may open a confidential case of Agent that Agent2 watches.
var sees = map[string]bool{testapp.Agent: true, testapp.Agent2: true, testapp.Supervisor: true, testapp.Admin: true, testapp.Superuser: true,
	testapp.Lead: false, testapp.Auditor: false, testapp.Robot: false, testapp.Left: false, testapp.Guest: false}

// secret is a confidential case with a row in every collection.
func secret(t *testing.T, a *testapp.App) *core.Record {
	t.Helper()
	c := a.At(t, complaint.Resolved, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor,
		"watchers": []string{testapp.Agent2}, "narrative": "Una historia secreta", "lane": "attend_now"})
	a.Attach(t, c.Id, "informe.txt", "secreto")
	if _, err := a.Engine.Create(a, records.FollowUps, map[string]any{"complaint": c.Id, "note": "No contesta"}, a.Actor(t, testapp.Agent)); err != nil {
		t.Fatal(err)
	}
	return c
}

// look is one way to see something of a case: whether the answer shows it.
type look struct {
	name string
	seen func(t *testing.T, a *testapp.App, who string, c *core.Record) bool
}

// opens: the address answers with the case, and with nothing (404, or 401 for
// a stranger) to those who may not see it.
func opens(name, method, path string, body any) look {
	return look{name, func(t *testing.T, a *testapp.App, who string, c *core.Record) bool {
		got := a.Ask(t, who, method, strings.ReplaceAll(path, "ID", c.Id), body)
		if got.Status == http.StatusOK || got.Status == http.StatusBadRequest && method != http.MethodGet && got.Code("stage") != "" {
			return true
		}
		if got.Status != http.StatusNotFound && got.Status != http.StatusUnauthorized {
			t.Errorf("%s for %q: %d %s", name, who, got.Status, got.Text)
		}
		return false
	}}
}

// lists: the answer holds the needle, by default the id of the case.
func lists(name, path, needle string) look {
	return look{name, func(t *testing.T, a *testapp.App, who string, c *core.Record) bool {
		got := a.Ask(t, who, http.MethodGet, strings.ReplaceAll(path, "ID", c.Id), nil)
		return strings.Contains(got.Text, strings.ReplaceAll(needle, "ID", c.Id))
	}}
}

func looks() []look {
	filter := func(text string) string { return "?filter=" + url.QueryEscape(text) }
	out := []look{
		opens("record", http.MethodGet, testapp.Records(records.Complaints, "ID"), nil),
		opens("file", http.MethodGet, "/api/crm/complaints/ID/file", nil),
		opens("pdf", http.MethodGet, "/api/crm/complaints/ID/pdf", nil),
		opens("next", http.MethodGet, "/api/crm/complaints/ID/next", nil),
		opens("transition", http.MethodPost, "/api/crm/complaints/ID/transition", map[string]any{"to": "received"}),
		opens("render", http.MethodGet, "/api/crm/render?template=acuse&complaint=ID", nil),
		opens("change", http.MethodPatch, testapp.Records(records.Complaints, "ID"), map[string]any{"stage": "received"}),
		lists("list", testapp.Records(records.Complaints), "ID"),
		lists("list of one", testapp.Records(records.Complaints)+filter("narrative ~ 'secreta'"), "ID"),
		lists("total", testapp.Records(records.Complaints)+"?perPage=1", `"totalItems":1`),
		lists("queue", "/api/crm/queue?stage=resolved", "ID"),
		lists("pack of the meeting", "/api/crm/reviews/"+thisWeek, "ID"),
		lists("lookup", "/api/crm/lookup?document=40000142", "ID"),
		lists("expanded from the customer", testapp.Records(records.Customers)+"?expand=complaints_via_customer", "ID"),
		lists("asked about through the customer", testapp.Records(records.Customers)+filter("complaints_via_customer.narrative ~ 'secreta'"), testapp.Rosa),
		lists("asked about through the owner", testapp.Records(records.Agents)+filter("complaints_via_owner.goal ~ 'pedido'"), `"totalItems":1`),
		{"file on disk", downloads}, {"realtime", hears},
	}
	for _, table := range []string{records.Messages, records.Statements, records.Attachments, records.Events, records.Proposals, records.Tasks, records.Reminders, records.FollowUps} {
		out = append(out, lists(table, testapp.Records(table), `"complaint":"ID"`))
	}
	return append(out, lists(records.Options, testapp.Records(records.Options), "Un juego nuevo"))
}

// TestConfidentialCaseIsNotThere: at no door, for nobody who is not named on it
// and does not lead.
func TestConfidentialCaseIsNotThere(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := secret(t, a)
	before := a.Stored(t)
	for _, l := range looks() {
		for who, want := range sees {
			if got := l.seen(t, a, who, c); got != want {
				t.Errorf("%s: seen by %q is %t, want %t", l.name, who, got, want)
			}
		}
	}
	a.Unchanged(t, before)
}

// downloads asks for a file token and for the file with it.
func downloads(t *testing.T, a *testapp.App, who string, c *core.Record) bool {
	token := a.Ask(t, who, http.MethodPost, "/api/files/token", nil)
	text, _ := token.JSON["token"].(string)
	f := a.Only(t, records.Attachments, c.Id)
	got := a.Ask(t, who, http.MethodGet, "/api/files/"+records.Attachments+"/"+f.Id+"/"+f.GetString("file")+"?token="+text, nil)
	if plain := a.Ask(t, who, http.MethodGet, "/api/files/"+records.Attachments+"/"+f.Id+"/"+f.GetString("file"), nil); plain.Status != http.StatusNotFound {
		t.Errorf("file without a token for %q: %d", who, plain.Status)
	}
	return got.Status == http.StatusOK && got.Text == "secreto"
}

// hears subscribes to the cases and counts what a change of it brings.
func hears(t *testing.T, a *testapp.App, who string, c *core.Record) bool {
	a.Handler(t)
	client := subscriptions.NewDefaultClient()
	defer client.Discard()
	if who != testapp.Guest {
		client.Set(apis.RealtimeClientAuthKey, a.Person(t, who))
	}
	client.Subscribe(records.Complaints + "/*")
	a.SubscriptionsBroker().Register(client)
	defer a.SubscriptionsBroker().Unregister(client.Id())
	event := new(core.ModelEvent)
	event.App, event.Model, event.Type = a.TestApp, a.Reload(t, c), core.ModelEventTypeUpdate
	if err := a.OnModelAfterUpdateSuccess().Trigger(event); err != nil {
		t.Fatal(err)
	}
	select {
	case message := <-client.Channel():
		return strings.Contains(string(message.Data), c.Id)
	case <-time.After(30 * time.Millisecond):
		return false
	}
}

// TestConfidentialCaseInNobodysDay: neither in the lists of the day of somebody
// else nor given out as the next case.
func TestConfidentialCaseInNobodysDay(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Robot, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor, "lane": "attend_now"})
	for _, who := range []string{testapp.Agent, testapp.Lead} {
		if got := a.Ask(t, who, http.MethodGet, "/api/crm/today", nil); strings.Contains(got.Text, c.Id) || !strings.Contains(got.Text, `"open":0`) {
			t.Errorf("day of %s: %s", who, got.Text)
		}
		if got := a.Ask(t, who, http.MethodPost, "/api/crm/take-next", nil); got.Status != http.StatusOK || got.JSON["complaint"] != nil {
			t.Errorf("next case of %s: %d %s", who, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/today", nil); !strings.Contains(got.Text, c.Id) {
		t.Errorf("day of the supervisor: %s", got.Text)
	}
}
