package hooks_test

import (
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// ear is a desk that listens to a topic, signed in or not.
func ear(t *testing.T, a *testapp.App, who, topic string) *subscriptions.DefaultClient {
	t.Helper()
	client := subscriptions.NewDefaultClient()
	if who != testapp.Guest {
		client.Set(apis.RealtimeClientAuthKey, a.Person(t, who))
	}
	client.Subscribe(topic)
	a.SubscriptionsBroker().Register(client)
	t.Cleanup(func() { a.SubscriptionsBroker().Unregister(client.Id()); client.Discard() })
	return client
}

// next is what is heard until a while has passed; empty for nothing.
func next(client *subscriptions.DefaultClient, wait time.Duration) string {
	select {
	case m := <-client.Channel():
		return m.Name + " " + string(m.Data)
	case <-time.After(wait):
		return ""
	}
}

// TestDesksReadAgain: when somebody loses sight of a case every desk hears the
// same word, which says of what to nobody; at any other change it is silent.
func TestDesksReadAgain(t *testing.T) {
	t.Parallel()
	secret := map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor}
	change := func(fields map[string]any) func(*testing.T, *testapp.App, *core.Record) {
		return func(t *testing.T, a *testapp.App, c *core.Record) {
			a.Move(t, c.Id, testapp.Supervisor, casework.Move{Fields: fields})
		}
	}
	shared := with(secret, map[string]any{"watchers": []string{testapp.Agent2}})
	rows := []struct {
		name   string
		first  map[string]any
		do     func(*testing.T, *testapp.App, *core.Record)
		reread bool
	}{
		{"made confidential", nil, change(secret), true},
		{"a reader less", shared, change(map[string]any{"watchers": []string{}}), true},
		{"a reader more", secret, change(map[string]any{"watchers": []string{testapp.Agent2}}), false},
		{"opened to all again", secret, change(map[string]any{"confidential": false, "confidential_reason": "Ya no hace falta"}), false},
		{"any other change", nil, change(map[string]any{"impact": "No puede servir la cena"}), false},
		{"a change that is refused", nil, func(t *testing.T, a *testapp.App, c *core.Record) {
			if _, err := a.Engine.Transition(a, c.Id, casework.Move{Fields: map[string]any{"confidential": true}}, a.Actor(t, testapp.Supervisor)); err == nil {
				t.Error("confidential without a reason")
			}
		}, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Investigating, nil)
			a.Handler(t)
			if row.first != nil {
				change(row.first)(t, a, c)
			}
			desks := map[string]*subscriptions.DefaultClient{}
			for _, who := range []string{testapp.Agent, testapp.Agent2, testapp.Supervisor} {
				desks[who] = ear(t, a, who, "desk")
			}
			stranger, cases := ear(t, a, testapp.Guest, "desk"), ear(t, a, testapp.Agent2, records.Complaints+"/*")
			row.do(t, a, c)
			for who, desk := range desks {
				wait, want := 50*time.Millisecond, ""
				if row.reread {
					wait, want = 2*time.Second, `desk "reread"`
				}
				if got := next(desk, wait); got != want {
					t.Errorf("%s hears %q, want %q", who, got, want)
				}
			}
			if got := next(stranger, 20*time.Millisecond); got != "" {
				t.Errorf("who is not signed in hears %q", got)
			}
			if got := next(cases, 20*time.Millisecond); row.reread && got != "" {
				t.Errorf("who may not see the case hears %q", got)
			}
		})
	}
}
