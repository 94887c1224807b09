package hooks_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/review"
	"escucha/internal/testapp"
)

// wroteToTeam are the subjects of the mails that wait, with whom they are for.
func wroteToTeam(t *testing.T, a *testapp.App) []string {
	t.Helper()
	var out []string
	err := a.DB().NewQuery("SELECT json_extract(payload, '$.subject') || ' > ' || target FROM outbox WHERE message = '' AND complaint = '' ORDER BY 1").Column(&out)
	report(t, err)
	return out
}

// held closes the meeting of a week.
func held(t *testing.T, a *testapp.App, week string, people ...string) {
	t.Helper()
	r, err := a.FindRecordById(records.Reviews, meeting(t, a, week))
	report(t, err)
	r.Set("attendees", people)
	r.Set("status", "closed")
	report(t, a.Save(r))
}

func round(t *testing.T, a *testapp.App) {
	t.Helper()
	report(t, review.New(a.Engine).Round(a))
}

// TestMeetingIsMissed: nothing for six days, then a reminder to who supervises,
// on the eighth an alert to who administers, each once; a meeting ends it.
func TestMeetingIsMissed(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "UPDATE business SET review_day = 'sun', review_hour = 23", nil) // no pack in between
	a.File(t, testapp.Agent, nil)                                              // Tuesday 24
	supervisor, admin := a.Person(t, testapp.Supervisor).Email(), a.Person(t, testapp.Admin).Email()
	days := func(n int, want ...string) {
		t.Helper()
		a.Clock.Move(time.Duration(n) * 24 * time.Hour)
		round(t, a)
		round(t, a)
		got := slices.DeleteFunc(wroteToTeam(t, a), func(one string) bool { return strings.HasPrefix(one, "Resumen") })
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", a.Clock.Now().Format(time.DateOnly), got, want)
		}
		a.Exec(t, "DELETE FROM outbox", nil)
	}
	bell := func(want ...string) {
		t.Helper()
		var got []string
		report(t, a.DB().NewQuery("SELECT agent || json_extract(text_params, '$.state') || json_extract(text_params, '$.days') FROM notifications WHERE kind = 'meeting' ORDER BY created, agent").Column(&got))
		if !slices.Equal(got, want) {
			t.Errorf("%s: the bell says %v, want %v", a.Clock.Now().Format(time.DateOnly), got, want)
		}
	}
	days(5)
	bell()
	days(1, "Toca la reunión semanal: hace 6 días de la última > "+supervisor) // Monday 30
	days(1)
	bell(testapp.Supervisor + "due6")
	days(1, "Van 8 días sin reunión semanal > "+supervisor, "Van 8 días sin reunión semanal > "+admin)
	days(1)
	bell(testapp.Supervisor+"due6", testapp.Admin+"late8", testapp.Supervisor+"late8")
	if got := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/notifications", nil); !contains(got.Text, `"kind":"meeting"`) {
		t.Errorf("the bell of who administers: %s", got.Text)
	}
	got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/health", nil)
	if !contains(got.Text, `"review.late"`) {
		t.Errorf("health: %s", got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/reviews", nil); !contains(got.Text, `"state":"late"`) {
		t.Errorf("the list: %s", got.Text)
	}
	held(t, a, thisWeek, testapp.Supervisor)
	days(1)
	if got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/health", nil); contains(got.Text, `"review.late"`) {
		t.Errorf("health after a meeting: %s", got.Text)
	}
}

// TestNoReminderWhileTheyMeet: of a week whose meeting is open, and while one was
// closed within six days, however long ago it was held. The alert comes all the same.
func TestNoReminderWhileTheyMeet(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		meet func(t *testing.T, a *testapp.App)
		due  int
	}{
		{"no meeting", func(*testing.T, *testapp.App) {}, 1},
		{"open in the running week", func(t *testing.T, a *testapp.App) { meeting(t, a, thisWeek) }, 0},
		{"open since last week", func(t *testing.T, a *testapp.App) { meeting(t, a, lastWeek) }, 1},
		{"held then, closed lately", func(t *testing.T, a *testapp.App) {
			held(t, a, lastWeek, testapp.Lead)
			a.Exec(t, "UPDATE reviews SET closed_at = {:at}", dbx.Params{"at": records.Stamp(a.Clock.Now().AddDate(0, 0, 2))})
		}, 0},
		{"held and closed then", func(t *testing.T, a *testapp.App) { held(t, a, lastWeek, testapp.Lead) }, 1},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			a.Exec(t, "UPDATE business SET review_day = 'sun', review_hour = 23", nil)
			a.File(t, testapp.Agent, nil) // Tuesday 24
			row.meet(t, a)
			for range 8 {
				a.Clock.Move(24 * time.Hour)
				round(t, a)
			}
			for state, want := range map[string]int{"due": row.due, "late": 2} {
				if n := a.Count(t, records.Notices, "kind = 'meeting' AND json_extract(text_params, '$.state') = '"+state+"'"); n != want {
					t.Errorf("%s: told %d times, want %d", state, n, want)
				}
			}
		})
	}
}

// TestPackInTheMorning: on the day of the meeting, from its hour on, to who was
// there the last time, once.
func TestPackInTheMorning(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil) // Tuesday 24
	held(t, a, lastWeek, testapp.Lead, testapp.Agent2)
	a.Clock.Move(6*24*time.Hour - 2*time.Hour) // Monday 30, before nine
	round(t, a)
	if n := a.Count(t, records.Reviews, "week = '"+thisWeek+"'"); n != 0 {
		t.Error("opened before its hour")
	}
	a.Clock.Move(2 * time.Hour)
	round(t, a)
	round(t, a)
	var want []string
	for _, id := range []string{testapp.Agent2, testapp.Lead} {
		want = append(want, "Resumen para la reunión de la semana 48 > "+a.Person(t, id).Email())
	}
	slices.Sort(want)
	got := slices.DeleteFunc(wroteToTeam(t, a), func(one string) bool { return strings.HasPrefix(one, "Toca") })
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if n := a.Count(t, records.Events, "type = 'review.opened' AND actor_kind = 'system'"); n != 1 {
		t.Errorf("opened %d times", n)
	}
}

// TestPackForAll: what is printed or mailed holds what everybody who gets it may
// open; the rest is a figure. Each gets a kind of mail once.
func TestPackForAll(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	hidden := secret(t, a)
	a.Exec(t, "UPDATE complaints SET reopened_at = received_at, goal = 'Recibir un secreto' WHERE id = {:id}", dbx.Params{"id": hidden.Id})
	id := meeting(t, a, thisWeek)
	path := "/api/crm/reviews/" + thisWeek
	if got := a.Ask(t, testapp.Supervisor, http.MethodPost, path+"/mail", nil); got.Code("attendees") != "review_attendance" {
		t.Errorf("to nobody: %d %s", got.Status, got.Text)
	}
	for who, sees := range map[string]bool{testapp.Supervisor: true, testapp.Lead: false} {
		got := pack(t, a, who, thisWeek)
		if _, ok := toldOf(got)[hidden.Id]; ok != sees || contains(got.Text, "secreto") != sees || (got.JSON["unlisted"] == 1.0) == sees {
			t.Errorf("%s reads %s", who, got.Text)
		}
	}
	attend := func(people ...string) {
		t.Helper()
		if got := a.Ask(t, testapp.Supervisor, http.MethodPatch, testapp.Records(records.Reviews, id), map[string]any{"attendees": people}); got.Status != http.StatusOK {
			t.Fatalf("attend: %d %s", got.Status, got.Text)
		}
	}
	size := func(who string) int {
		t.Helper()
		got := a.Ask(t, who, http.MethodGet, path+"/pack.pdf", nil)
		if got.Status != http.StatusOK || !bytes.HasPrefix([]byte(got.Text), []byte("%PDF-")) {
			t.Fatalf("pdf: %d %.60s", got.Status, got.Text)
		}
		return len(got.Text)
	}
	attend(testapp.Supervisor)
	alone := size(testapp.Supervisor)
	attend(testapp.Supervisor, testapp.Lead)
	together := size(testapp.Supervisor)
	if together >= alone {
		t.Errorf("%d bytes for both, %d for one who sees more", together, alone)
	}
	mail := func(want float64) {
		t.Helper()
		if got := a.Ask(t, testapp.Supervisor, http.MethodPost, path+"/mail", nil); got.Status != http.StatusOK || got.JSON["sent"] != want {
			t.Errorf("mailed: %d %s", got.Status, got.Text)
		}
	}
	mail(2)
	mail(0)
	enclosed(t, a, id)
	if got := a.Ask(t, testapp.Agent, http.MethodPost, path+"/mail", nil); got.Status != http.StatusForbidden {
		t.Errorf("an agent mails it: %d", got.Status)
	}
	if got := a.Ask(t, testapp.Supervisor, http.MethodPost, path+"/close", nil); got.Status != http.StatusOK || contains(got.Text, hidden.Id) || got.JSON["unlisted"] != 1.0 {
		t.Errorf("closed: %d %s", got.Status, got.Text)
	}
	mail(2)
	if got := wroteToTeam(t, a); len(got) != 4 || !strings.HasPrefix(got[0], "Qué decidimos en la reunión de la semana 48") {
		t.Errorf("%v", got)
	}
	if text := fmt.Sprint(a.Ask(t, testapp.Superuser, http.MethodGet, testapp.Records(records.Reviews, id), nil).Text); contains(text, "secreto") || contains(text, hidden.Id) {
		t.Errorf("the frozen pack: %s", text)
	}
}

// enclosed: the mail carries the pack as a document.
func enclosed(t *testing.T, a *testapp.App, id string) {
	t.Helper()
	file, err := review.New(a.Engine).Enclosed(a, "pack "+id+" es", a.Clock.Now())
	report(t, err)
	if file.Name != "reunion-"+thisWeek+".pdf" || !bytes.HasPrefix(file.Data, []byte("%PDF-")) {
		t.Errorf("%s, %d bytes", file.Name, len(file.Data))
	}
	if n := a.Count(t, records.Outbox, "json_extract(payload, '$.enclose') = 'pack "+id+" es'"); n != 2 {
		t.Errorf("%d mails carry it", n)
	}
	if _, err := review.New(a.Engine).Enclosed(a, "nonsense", a.Clock.Now()); err == nil {
		t.Error("nonsense is a document")
	}
}

// TestDecisionOfAHiddenCase: nobody reads it who may not open the case.
func TestDecisionOfAHiddenCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	hidden := secret(t, a)
	id := meeting(t, a, thisWeek)
	got := decided(t, a, testapp.Supervisor, id, map[string]any{"complaint": hidden.Id, "text": "Cambiar la cerradura", "owner": testapp.Agent2, "due": "2026-11-30"})
	if got.Status != http.StatusOK {
		t.Fatalf("decide: %d %s", got.Status, got.Text)
	}
	if got := decided(t, a, testapp.Lead, id, map[string]any{"complaint": hidden.Id}); got.Status < 400 {
		t.Errorf("the lead decides about it: %s", got.Text)
	}
	for who, sees := range sees {
		if who == testapp.Guest || who == testapp.Left || who == testapp.Superuser {
			continue
		}
		for _, path := range []string{"/api/crm/reviews/" + thisWeek, testapp.Records(records.Decisions), testapp.Records(records.Events) + "?perPage=200"} {
			text := a.Ask(t, who, http.MethodGet, path, nil).Text
			if strings.Contains(path, records.Events) {
				if contains(text, "Cambiar la cerradura") {
					t.Errorf("%s reads it in %s", who, path)
				}
			} else if contains(text, "Cambiar la cerradura") != sees {
				t.Errorf("%s in %s: %v", who, path, !sees)
			}
		}
	}
	held(t, a, thisWeek, testapp.Supervisor)
	for who, sees := range map[string]bool{testapp.Supervisor: true, testapp.Agent2: true, testapp.Lead: false, testapp.Auditor: false} {
		if text := a.Ask(t, who, http.MethodGet, "/api/crm/reviews/"+thisWeek, nil).Text; contains(text, "Cambiar la cerradura") != sees {
			t.Errorf("after closing %s reads %v", who, !sees)
		}
	}
	if complaint.Stage(a.Reload(t, hidden).GetString("stage")) != complaint.Resolved {
		t.Error("the case moved")
	}
}
