package hooks_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// codesOfDay are the sections that somebody's day has, in its order, but for
// the list of their own cases.
func codesOfDay(t *testing.T, a *testapp.App, who string) []string {
	t.Helper()
	sections, _ := a.Ask(t, who, http.MethodGet, "/api/crm/today", nil).JSON["sections"].([]any)
	out := []string{}
	for _, s := range sections {
		if one, _ := s.(map[string]any); one["code"] != "mine" {
			out = append(out, one["code"].(string))
		}
	}
	return out
}

// TestPromiseAtItsTime: at two fifths of the promised working time it is not in
// the day, at four fifths it is, and once it is broken it stays (R144).
func TestPromiseAtItsTime(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.At(t, complaint.Investigating, map[string]any{"understanding_confirmed_at": "", "understanding_channel": ""})
	a.Exec(t, "UPDATE reminders SET pending = 0 WHERE kind != 'next_step'", nil)
	for _, row := range []struct {
		at   string
		want bool
	}{{"2026-11-24T21:00:00Z", false}, {"2026-11-25T17:19:00Z", false}, {"2026-11-25T17:21:00Z", true}, {"2026-11-29T15:00:00Z", true}} {
		now, err := time.Parse(time.RFC3339, row.at)
		if err != nil {
			t.Fatal(err)
		}
		a.Clock.Set(now)
		if got := slices.Contains(codesOfDay(t, a, testapp.Agent), "promises"); got != row.want {
			t.Errorf("%s: in the day %t, want %t", row.at, got, row.want)
		}
		later := map[bool]string{false: "2026-11-25 20:00:00.000Z", true: ""}[row.want]
		if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/today", nil).JSON["later"]; got != later {
			t.Errorf("%s: later %v, want %q", row.at, got, later)
		}
	}
}

// TestDayInOrder: each duty in its section, in the order in which they are done;
// the menu counts what the sections show.
func TestDayInOrder(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.At(t, complaint.Resolved, nil)
	wrote := a.At(t, complaint.Investigating, map[string]any{"lane": "attend_now"})
	if err := a.Engine.Remind(a, wrote, complaint.TimerWrote, complaint.Span{Hours: 4}); err != nil {
		t.Fatal(err)
	}
	a.Clock.Set(time.Date(2026, 12, 20, 15, 0, 0, 0, time.UTC))
	want := []string{"attend_now", "replies", "promises", "follow_ups", "statements", "overdue"}
	if got := codesOfDay(t, a, testapp.Agent); !slices.Equal(got, want) {
		t.Errorf("sections %v, want %v", got, want)
	}
	counts := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/counts", nil).JSON
	if counts["today"] != float64(len(want)) || counts["queue"] != 1.0 {
		t.Errorf("counts %v", counts)
	}
	for who, status := range map[string]int{testapp.Guest: 401, testapp.Left: 401, testapp.Auditor: 200} {
		for _, path := range []string{"counts", "notifications"} {
			if got := a.Ask(t, who, http.MethodGet, "/api/crm/"+path, nil); got.Status != status {
				t.Errorf("%q asks for %s: %d", who, path, got.Status)
			}
		}
	}
}

// TestApprovalsWait: what only somebody else can decide stands in their day.
func TestApprovalsWait(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, who, reason string
		stage             complaint.Stage
		move              *casework.Move
	}{
		{"a denial", testapp.Supervisor, "denial_review", complaint.DenialReview, nil},
		{"not one's own", testapp.Agent, "", complaint.DenialReview, nil},
		{"an escalation", testapp.Lead, "escalation", complaint.Investigating, &casework.Move{Fields: map[string]any{"escalation_level": 1,
			"escalation_reason": "Es grave", "escalation_request": "Decidir", "supervisor": testapp.Lead}}},
		{"what the customer would rather have", testapp.Admin, "preferred_solution", complaint.Proposed, &casework.Move{To: "investigating", Fields: testapp.NextStep(),
			Refusal: &casework.Refusal{Channel: "phone", PreferredSolution: "Otro juego"}}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, row.stage, nil)
			if row.move != nil {
				a.Move(t, c.Id, testapp.Agent, *row.move)
			}
			items := section(t, a, row.who, "approvals")
			if row.reason == "" {
				if len(items) != 0 {
					t.Errorf("waits for %s: %v", row.who, items)
				}
				return
			}
			if len(items) != 1 || items[0]["reason_code"] != row.reason {
				t.Errorf("approvals %v", items)
			}
		})
	}
}

// TestCallsSayWhichOne: the number of the attempt, and where to call.
func TestCallsSayWhichOne(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	a.Clock.Set(time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC))
	for n := 1.0; n <= 2; n++ {
		items := section(t, a, testapp.Agent, "follow_ups")
		if len(items) != 1 || items[0]["attempt"] != n || items[0]["phone"] != "+51 900 000 142" {
			t.Fatalf("call %v: %v", n, items)
		}
		if _, err := a.Engine.Create(a, records.FollowUps, map[string]any{"complaint": c.Id, "note": "No contesta"}, a.Actor(t, testapp.Agent)); err != nil {
			t.Fatal(err)
		}
		if again := section(t, a, testapp.Agent, "follow_ups"); len(again) != 0 {
			t.Errorf("to be called again at once: %v", again)
		}
		a.Clock.Move(3 * time.Hour)
	}
}

// TestOwnCasesByBothHands: those that I answer for and those that I do, once
// each and in the order of the queue.
func TestOwnCasesByBothHands(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	handed := map[string]any{"transfer_reason": "Es de su mano", "transfer_summary": "Llegó roto", "assignee": testapp.Lead}
	first := a.At(t, complaint.Investigating, nil)
	second := a.At(t, complaint.Investigating, nil)
	a.Move(t, first.Id, testapp.Agent, casework.Move{Fields: handed})
	for who, want := range map[string][]string{testapp.Agent: {first.Id, second.Id}, testapp.Lead: {first.Id}} {
		a.Exec(t, "UPDATE reminders SET pending = 0", nil)
		var got []string
		for _, item := range section(t, a, who, "mine") {
			got = append(got, item["id"].(string))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", who, got, want)
		}
	}
}

// TestNoticesInRealtime: the one who is told hears it when the change is
// stored; another does not, nor does anybody of a case made confidential.
func TestNoticesInRealtime(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	a.Handler(t)
	listen := func(who string) *subscriptions.DefaultClient {
		client := subscriptions.NewDefaultClient()
		client.Set(apis.RealtimeClientAuthKey, a.Person(t, who))
		client.Subscribe(records.Notices + "/*")
		a.SubscriptionsBroker().Register(client)
		t.Cleanup(func() { a.SubscriptionsBroker().Unregister(client.Id()); client.Discard() })
		return client
	}
	tomas, lead := listen(testapp.Agent2), listen(testapp.Lead)
	note(t, a, c, testapp.Agent, testapp.Agent2)
	select {
	case <-tomas.Channel():
	case <-time.After(2 * time.Second):
		t.Fatal("who is named hears nothing")
	}
	row, err := a.FindFirstRecordByFilter(records.Notices, "agent = '"+testapp.Agent2+"'")
	if err != nil {
		t.Fatal(err)
	}
	a.Move(t, c.Id, testapp.Agent, casework.Move{Fields: map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor}})
	row.Set("read_at", records.Stamp(a.Clock.Now()))
	if err := a.Save(row); err != nil {
		t.Fatal(err)
	}
	for name, client := range map[string]*subscriptions.DefaultClient{"another": lead, "of a confidential case": tomas} {
		select {
		case m := <-client.Channel():
			t.Errorf("%s: %s", name, m.Data)
		case <-time.After(50 * time.Millisecond):
		}
	}
}
