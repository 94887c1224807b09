package hooks_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"escucha/domain/complaint"
	"escucha/internal/testapp"
)

// attend says what somebody does with a case and answers who else is there.
func attend(t *testing.T, a *testapp.App, who, id, state string) []string {
	t.Helper()
	got := a.Ask(t, who, http.MethodPost, "/api/crm/complaints/"+id+"/presence", map[string]any{"state": state, "tab": "a"})
	if got.Status != http.StatusOK {
		t.Fatalf("presence of %s: %d %s", who, got.Status, got.Text)
	}
	return people(t, []byte(got.Text))
}

func people(t *testing.T, data []byte) []string {
	t.Helper()
	var in struct {
		Others []struct{ ID, Name, State string }
	}
	if err := json.Unmarshal(data, &in); err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, p := range in.Others {
		out = append(out, p.Name+" "+p.State)
	}
	return out
}

// TestPresence: who has the case open besides oneself, until they go or fall
// silent.
func TestPresence(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	for _, step := range []struct {
		after      time.Duration
		who, state string
		want       []string
	}{
		{0, testapp.Agent, "looking", []string{}},
		{time.Second, testapp.Lead, "looking", []string{"Inés Paredes looking"}},
		{time.Second, testapp.Agent, "writing", []string{"Rubén Chumpitaz looking"}},
		{time.Second, testapp.Auditor, "looking", []string{"Inés Paredes writing", "Rubén Chumpitaz looking"}},
		{time.Second, testapp.Superuser, "writing", []string{"Inés Paredes writing", "Rubén Chumpitaz looking", "Óscar Lira looking"}},
		{time.Second, testapp.Lead, "gone", []string{"Inés Paredes writing", "Óscar Lira looking"}},
		{27 * time.Second, testapp.Lead, "looking", []string{"Óscar Lira looking"}},
		{31 * time.Second, testapp.Agent, "looking", []string{}},
	} {
		a.Clock.Move(step.after)
		if got := attend(t, a, step.who, c.Id, step.state); !slices.Equal(got, step.want) {
			t.Errorf("%s %s: %v, want %v", step.who, step.state, got, step.want)
		}
	}
}

// TestPresenceRefused: a case that one may not open has nobody in it.
func TestPresenceRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	for _, row := range []struct {
		name, who, id string
		body          any
		status        int
	}{
		{"nobody", testapp.Guest, c.Id, map[string]any{"state": "looking"}, 401},
		{"who left", testapp.Left, c.Id, map[string]any{"state": "looking"}, 401},
		{"not theirs to see", testapp.Agent2, c.Id, map[string]any{"state": "looking"}, 404},
		{"no such case", testapp.Agent, "nosuchcase00000", map[string]any{"state": "looking"}, 404},
		{"no such state", testapp.Agent, c.Id, map[string]any{"state": "dancing"}, 400},
		{"no state", testapp.Agent, c.Id, map[string]any{}, 400},
		{"no body", testapp.Agent, c.Id, strings.NewReader("{"), 400},
		{"a tab without end", testapp.Agent, c.Id, map[string]any{"state": "looking", "tab": strings.Repeat("x", 41)}, 400},
	} {
		if got := a.Ask(t, row.who, http.MethodPost, "/api/crm/complaints/"+row.id+"/presence", row.body); got.Status != row.status {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
}

// TestPresenceIsHeardByThoseWhoMayOpen: whoever subscribes by hand to a case
// that is not theirs hears nothing of it.
func TestPresenceIsHeardByThoseWhoMayOpen(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	listen := func(who string, topics ...string) subscriptions.Client {
		client := subscriptions.NewDefaultClient()
		client.Subscribe(topics...)
		if who != testapp.Guest {
			client.Set(apis.RealtimeClientAuthKey, a.Person(t, who))
		}
		a.SubscriptionsBroker().Register(client)
		return client
	}
	topic := "presence/" + c.Id
	deaf := map[string]subscriptions.Client{
		"an agent of another area": listen(testapp.Agent2, topic), "the same with options": listen(testapp.Agent2, topic+`?options={"query":{"a":"1"}}`),
		"nobody": listen(testapp.Guest, topic), "who left": listen(testapp.Left, topic), "a program": listen(testapp.Robot, topic),
		"another topic": listen(testapp.Supervisor, "presence/"+c.Id[:14]), "everything": listen(testapp.Supervisor, "presence/*", "presence/"),
	}
	hears := map[string]subscriptions.Client{testapp.Supervisor: listen(testapp.Supervisor, topic), testapp.Superuser: listen(testapp.Superuser, topic),
		testapp.Agent: listen(testapp.Agent, topic+"?options=x")}
	attend(t, a, testapp.Agent, c.Id, "writing")
	for who, client := range hears {
		select {
		case m := <-client.Channel():
			want := []string{"Inés Paredes writing"}
			if who == testapp.Agent {
				want = []string{}
			}
			if got := people(t, m.Data); !slices.Equal(got, want) || !client.HasSubscription(m.Name) {
				t.Errorf("%s hears %s %v", who, m.Name, got)
			}
		case <-time.After(5 * time.Second):
			t.Errorf("%s hears nothing", who)
		}
	}
	for name, client := range deaf {
		select {
		case m := <-client.Channel():
			t.Errorf("%s hears %s", name, m.Data)
		default:
		}
	}
}
