package hooks_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// profiled confirms a profile of Rosa, seen in a case.
func profiled(t *testing.T, a *testapp.App, profile, in string) string {
	t.Helper()
	r, err := a.Engine.Create(a, records.CustomerProfiles, map[string]any{"customer": testapp.Rosa, "profile": profile, "evidence_complaint": in}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	confirm(t, a, r.Id)
	return r.Id
}

func confirm(t *testing.T, a *testapp.App, id string) {
	t.Helper()
	got := judge(t, a, testapp.Supervisor, id, map[string]any{"status": "confirmed", "evidence": "Lo visto el 20 y el 21"})
	if got.Status != http.StatusOK {
		t.Fatalf("confirm: %d %s", got.Status, got.Text)
	}
}

// TestConfirmedProfileIsAttendedFirst: the open cases of the customer at once,
// the next one from its filing, nobody else's; and what it brought goes when it
// is dismissed or over.
func TestConfirmedProfileIsAttendedFirst(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*testapp.App, string){
		"dismissed": func(a *testapp.App, id string) {
			if got := judge(t, a, testapp.Supervisor, id, map[string]any{"status": "dismissed", "reason": "Era otra persona"}); got.Status != http.StatusOK {
				t.Fatal(got.Text)
			}
		},
		"over": func(a *testapp.App, _ string) {
			a.Clock.Move(181 * 24 * time.Hour)
			report(t, a.Engine.Tick(a))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			other := a.File(t, testapp.Agent, map[string]any{"customer": "", "anonymous_reason": "No quiso darlo"})
			open, closed := a.At(t, complaint.Investigating, nil), a.At(t, complaint.Closed, nil)
			due := open.GetString("legal_due")
			id := profiled(t, a, "intolerant", open.Id)
			later := a.File(t, testapp.Agent, nil)
			for c, want := range map[*core.Record]string{open: "attend_now", later: "attend_now", closed: "normal", other: "normal"} {
				now := a.Reload(t, c)
				if now.GetString("lane") != want || now.GetBool("person_only") != (want == "attend_now") || (now.GetString("queue_key")[:1] == "0") != (want == "attend_now") {
					t.Errorf("%s: lane %s, person only %t", now.GetString("stage"), now.GetString("lane"), now.GetBool("person_only"))
				}
			}
			if a.Reload(t, open).GetString("legal_due") != due {
				t.Error("the legal date moved")
			}
			if n := a.Count(t, records.Events, "type = 'complaint.conduct' AND complaint = '"+open.Id+"'"); n != 1 {
				t.Errorf("%d events tell of it", n)
			}
			end(a, id)
			for _, c := range []*core.Record{open, later} {
				if now := a.Reload(t, c); now.GetString("lane") != "normal" || now.GetBool("person_only") || len(now.GetStringSlice("profiles")) != 0 {
					t.Errorf("it stays: lane %s, person only %t", now.GetString("lane"), now.GetBool("person_only"))
				}
			}
		})
	}
}

// TestWhileAProfileHolds: neither the lane nor the person is taken away by hand.
func TestWhileAProfileHolds(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	profiled(t, a, "compulsive", c.Id)
	rows := []struct{ name, field, code string }{{"lane", "lane", "profile_lane"}, {"person", "person_only", "profile_person_only"}, {"news", "next_step_due", "news_soon"}}
	values := map[string]any{"lane": "normal", "person_only": false, "next_step_due": "2026-12-20 15:00:00.000Z"}
	for _, row := range rows {
		got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{row.field: values[row.field]})
		if got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{"next_step_due": "2026-11-26 15:00:00.000Z"})
	if got.Status != http.StatusOK {
		t.Errorf("news in two days: %d %s", got.Status, got.Text)
	}
}

// TestFirstContactIsSooner: two hours, not a day, when nobody has turned to the
// customer yet.
func TestFirstContactIsSooner(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	profiled(t, a, "unreasonable", c.Id)
	var due []string
	for _, r := range a.Find(t, records.Reminders, "complaint = {:c} && kind = 'first_contact' && pending = true", c.Id) {
		due = append(due, r.GetString("due"))
	}
	if !slices.Equal(due, []string{"2026-11-24 17:42:00.000Z"}) {
		t.Errorf("first contact until %v", due)
	}
	if n := a.Count(t, records.Notices, "kind = 'profile' AND agent = '"+testapp.Supervisor+"'"); n != 0 {
		t.Error("who confirmed it is told of their own act")
	}
	b := a.File(t, testapp.Agent, nil)
	if n := a.Count(t, records.Notices, "kind = 'profile' AND agent = '"+testapp.Supervisor+"' AND complaint = '"+b.Id+"'"); n != 1 {
		t.Errorf("the supervisor is told %d times of the next case", n)
	}
}

// TestAbusiveIsTakenOver: a supervisor answers for it, whoever filed or had it
// goes on working, and the case goes its way.
func TestAbusiveIsTakenOver(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	profiled(t, a, "abusive", c.Id)
	for _, id := range []string{c.Id, a.File(t, testapp.Agent, nil).Id} {
		now, err := a.FindRecordById(records.Complaints, id)
		if err != nil {
			t.Fatal(err)
		}
		if now.GetString("owner") != testapp.Supervisor || now.GetString("assignee") != testapp.Agent {
			t.Errorf("owner %s, assignee %s", now.GetString("owner"), now.GetString("assignee"))
		}
	}
	a.Exec(t, "UPDATE agents SET active = 0 WHERE id IN ('"+testapp.Supervisor+"', '"+testapp.Admin+"')", nil)
	a.Engine.Forget()
	if left := a.File(t, testapp.Agent, nil); left.GetString("owner") != testapp.Agent {
		t.Errorf("nobody leads, and yet %s owns it", left.GetString("owner"))
	}
}

// TestNobodyIsTurnedAway: with every profile and an incident, a case is taken
// down at every door (Ley 1480 art. 58-5-f).
func TestNobodyIsTurnedAway(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	incident(t, a, testapp.Agent, c.Id, nil)
	confirm(t, a, suggested(t, a, "abusive"))
	for _, p := range []string{"unreasonable", "intolerant", "compulsive", "uncommitted", "disorganised"} {
		profiled(t, a, p, c.Id)
	}
	body := map[string]any{"customer": map[string]any{"id": testapp.Rosa}, "complaint": testapp.Filing()}
	for _, who := range []string{testapp.Agent, testapp.Agent2, testapp.Lead, testapp.Supervisor, testapp.Admin, testapp.Robot, testapp.Superuser} {
		if got := a.Ask(t, who, http.MethodPost, testapp.Records(records.Complaints), testapp.Filing()); got.Status != http.StatusOK {
			t.Errorf("record by %s: %d %s", who, got.Status, got.Text)
		}
		if got := a.Ask(t, who, http.MethodPost, "/api/crm/register", body); got.Status != http.StatusOK {
			t.Errorf("register by %s: %d %s", who, got.Status, got.Text)
		}
	}
	fields := testapp.Filing()
	if _, err := a.Engine.Create(a, records.Complaints, fields, casework.CustomerActor(testapp.Rosa)); err != nil {
		t.Errorf("by the customer: %v", err)
	}
	if n := a.Count(t, records.Complaints, "json_array_length(profiles) = 6 AND lane = 'attend_now' AND legal_due != ''"); n != 16 {
		t.Errorf("%d cases are attended so", n)
	}
}

// TestPersonOnlyIsWrittenByAPerson: the receipt goes out by itself, what else a
// step owes becomes a reminder to write it; nothing is written in bulk (R100).
func TestPersonOnlyIsWrittenByAPerson(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	first := a.File(t, testapp.Agent, nil)
	profiled(t, a, "disorganised", first.Id)
	c := a.At(t, complaint.Executing, nil)
	sent := func(purpose string) int {
		return a.Count(t, records.Messages, "direction = 'out' AND complaint = '"+c.Id+"' AND purpose = '"+purpose+"'")
	}
	if sent("receipt") != 1 || sent("started") != 0 {
		t.Errorf("receipt %d, started %d", sent("receipt"), sent("started"))
	}
	if n := len(a.Find(t, records.Reminders, "complaint = {:c} && kind = 'write_started' && pending = true", c.Id)); n != 1 {
		t.Errorf("%d reminders to write it", n)
	}
	bulk := map[string]any{"cases": []any{map[string]any{"id": c.Id, "version": a.Reload(t, c).GetInt("version")}}}
	for _, name := range []string{"message", "text", "template", "stage"} {
		bulk["change"] = map[string]any{name: "x"}
		if got := a.Ask(t, testapp.Supervisor, http.MethodPost, "/api/crm/bulk", bulk); got.Code(name) != "bulk_field" {
			t.Errorf("%s in bulk: %d %s", name, got.Status, got.Text)
		}
	}
}

// TestSummaryAfterAContact: asked for once, settled by what is written.
func TestSummaryAfterAContact(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	profiled(t, a, "disorganised", c.Id)
	waits := func() int {
		return len(a.Find(t, records.Reminders, "complaint = {:c} && kind = 'write_summary' && pending = true", c.Id))
	}
	say := func(direction string) {
		a.Clock.Move(time.Minute)
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": direction, "channel": "phone", "text": "Hola"})
		if got.Status != http.StatusOK {
			t.Fatal(got.Text)
		}
	}
	for i, step := range []struct {
		direction string
		want      int
	}{{"in", 1}, {"in", 1}, {"out", 0}, {"note", 0}, {"in", 1}} {
		say(step.direction)
		if got := waits(); got != step.want {
			t.Errorf("step %d: %d summaries wait, want %d", i, got, step.want)
		}
	}
}
