package hooks_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// reminded reads a list of reminders as somebody of the shop.
func reminded(t *testing.T, a *testapp.App, who, query string) (items []map[string]any, summary map[string]any) {
	t.Helper()
	got := a.Ask(t, who, http.MethodGet, "/api/crm/reminders"+query, nil)
	if got.Status != http.StatusOK {
		t.Fatalf("%s: %d %s", query, got.Status, got.Text)
	}
	list, _ := got.JSON["items"].([]any)
	for _, i := range list {
		items = append(items, i.(map[string]any))
	}
	summary, _ = got.JSON["summary"].(map[string]any)
	return items, summary
}

// fieldOf is one field of a list, in its order.
func fieldOf(items []map[string]any, name string) []string {
	out := []string{}
	for _, i := range items {
		out = append(out, fmt.Sprint(i[name]))
	}
	return out
}

// TestRemindersInOrder: one's own, in the stretches of the business's days, put
// off ones where they come back; the figures are those of the list.
func TestRemindersInOrder(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	a.Exec(t, "UPDATE reminders SET pending = 0, outcome = 'settled', done_at = '2026-11-24 15:00:00.000Z'", nil)
	for note, due := range map[string]string{"mañana": "2026-11-25 15:00:00.000Z", "hoy": "2026-11-25 04:00:00.000Z", "domingo": "2026-11-29 15:00:00.000Z",
		"lunes": "2026-11-30 15:00:00.000Z", "tarde": "2026-11-24 16:00:00.000Z", "para después": "2026-11-24 16:30:00.000Z"} {
		if got := remind(t, a, testapp.Agent, c.Id, map[string]any{"note": note, "due": due}); got.Status != http.StatusOK {
			t.Fatal(got.Text)
		}
	}
	remind(t, a, testapp.Agent, c.Id, map[string]any{"note": "de otra persona", "assignee": testapp.Lead})
	a.Exec(t, "UPDATE reminders SET snoozed_until = '2026-11-25 20:00:00.000Z' WHERE note = 'para después'", nil)
	a.Clock.Set(time.Date(2026, 11, 24, 17, 0, 0, 0, time.UTC))
	items, sum := reminded(t, a, testapp.Agent, "")
	want := "tarde late, hoy today, mañana tomorrow, para después tomorrow, domingo week, lunes later"
	got := []string{}
	for _, i := range items {
		got = append(got, fmt.Sprint(i["note"], " ", i["bucket"]))
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("%s, want %s", strings.Join(got, ", "), want)
	}
	if sum["late"] != 1.0 || sum["today"] != 1.0 || sum["broken"] != 0.0 {
		t.Errorf("figures %v", sum)
	}
	for query, want := range map[string][]string{
		"?from=2026-11-25&to=2026-11-25": {"mañana"}, "?to=2026-11-24": {"tarde", "hoy", "para después"}, "?from=2026-11-30": {"lunes"},
	} {
		items, _ := reminded(t, a, testapp.Agent, query)
		if got := fieldOf(items, "note"); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	if items, _ = reminded(t, a, testapp.Agent, "?team"); len(items) != 7 {
		t.Errorf("%d of the team", len(items))
	}
	if items, _ = reminded(t, a, testapp.Agent, "?state=done"); len(items) == 0 || items[0]["outcome"] != "settled" {
		t.Errorf("done: %v", items)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/reminders?from=ayer", nil); got.Code("from") == "" {
		t.Errorf("from yesterday: %d %s", got.Status, got.Text)
	}
}

// TestRemindersOfAHiddenCase: absent from lists and figures, and its door is
// shut, for whoever may not open the case.
func TestRemindersOfAHiddenCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := secret(t, a)
	id := remind(t, a, testapp.Supervisor, c.Id, nil).JSON["id"].(string)
	a.Exec(t, "UPDATE reminders SET broken_at = '2026-11-24 15:00:00.000Z' WHERE id = '"+id+"'", nil)
	body := map[string]any{"until": "2026-11-26T15:00:00Z", "reason": "Falta"}
	for who, want := range map[string]struct {
		list, snooze int
		seen         bool
	}{
		testapp.Guest: {401, 401, false}, testapp.Left: {401, 401, false}, testapp.Agent2: {200, 200, true}, testapp.Lead: {200, 404, false},
		testapp.Auditor: {200, 404, false}, testapp.Robot: {200, 404, false}, testapp.Supervisor: {200, 200, true}, testapp.Admin: {200, 200, true},
	} {
		got := a.Ask(t, who, http.MethodGet, "/api/crm/reminders?team", nil)
		if got.Status != want.list || strings.Contains(got.Text, id) != want.seen || strings.Contains(got.Text, `"count":1`) != (want.seen && who != testapp.Agent2) {
			t.Errorf("%q lists: %d %s", who, got.Status, got.Text)
		}
		if got := a.Ask(t, who, http.MethodPost, "/api/crm/reminders/"+id+"/snooze", body); got.Status != want.snooze {
			t.Errorf("%q puts off: %d %s", who, got.Status, got.Text)
		}
	}
	open := remind(t, a, testapp.Agent, a.At(t, complaint.Investigating, nil).Id, nil).JSON["id"].(string)
	for who, status := range map[string]int{testapp.Auditor: 403, testapp.Robot: 403, testapp.Agent2: 200} {
		if got := a.Ask(t, who, http.MethodPost, "/api/crm/reminders/"+open+"/snooze", body); got.Status != status {
			t.Errorf("%q puts off what everybody may see: %d %s", who, got.Status, got.Text)
		}
	}
}

// TestPuttingOffWithAWord: the promise and the mail are one step; the mail says
// the date in the customer's language, and one's own words must say it too.
func TestPuttingOffWithAWord(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name        string
		body        map[string]any
		only        bool
		field, code string
		says        string
	}{
		{"in our words", map[string]any{"tell": true}, false, "", "", "Le responderemos a más tardar el viernes 27 de noviembre de 2026"},
		{"in one's own", map[string]any{"tell": true, "text": "Le llamo el 27 de noviembre."}, false, "", "", "Le llamo el 27 de noviembre."},
		{"without the date", map[string]any{"tell": true, "text": "Le llamo pronto."}, false, "text", "promise_text_date", ""},
		{"of a person alone", map[string]any{"tell": true}, true, "text", "promise_text", ""},
		{"of a person, in one's own", map[string]any{"tell": true, "text": "Le llamo el 27/11/2026."}, true, "", "", "Le llamo el 27/11/2026."},
		{"without a why", map[string]any{"tell": true, "reason": ""}, false, "reason", "snooze_reason", ""},
		{"until never", map[string]any{"until": "nunca"}, false, "snoozed_until", "snooze_past", ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c, r := promised(t, a)
			if row.only {
				a.Exec(t, "UPDATE complaints SET person_only = 1", nil)
			}
			before := a.Stored(t)
			got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/reminders/"+r.Id+"/snooze", with(map[string]any{"until": "2026-11-27T15:00:00Z", "reason": "Falta el repuesto"}, row.body))
			if row.code != "" {
				if got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
					t.Errorf("%d %s", got.Status, got.Text)
				}
				a.Unchanged(t, before)
				return
			}
			now := a.Reload(t, c)
			if got.Status != http.StatusOK || got.JSON["due"] != "2026-11-27 15:00:00.000Z" || now.GetInt("promises_broken") != 0 {
				t.Errorf("%d %s, %d broken", got.Status, got.Text, now.GetInt("promises_broken"))
			}
			letters := a.Find(t, records.Messages, "complaint = {:c} && direction = 'out' && author != '' && purpose = 'reply'", c.Id)
			if len(letters) != 1 || !strings.Contains(letters[0].GetString("text"), row.says) {
				t.Errorf("the customer is written %d times: %v", len(letters), letters[0].GetString("text"))
			}
		})
	}
}

// TestAWordThatAnswers: a reminder to write is settled by the message that puts
// it off.
func TestAWordThatAnswers(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	if err := a.Engine.Remind(a, c, complaint.TimerWrote, complaint.Span{Hours: 4}); err != nil {
		t.Fatal(err)
	}
	r := a.Find(t, records.Reminders, "complaint = {:c} && kind = 'customer_wrote'", c.Id)[0]
	got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/reminders/"+r.Id+"/snooze", map[string]any{"until": "2026-11-27", "reason": "Falta", "tell": true})
	if got.Status != http.StatusOK || got.JSON["pending"] != false || got.JSON["outcome"] != "settled" {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}

// TestBrokenPromisesOfPeople: one's own figure is one's own; everybody's is for
// who leads an area or more.
func TestBrokenPromisesOfPeople(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	_, r := promised(t, a)
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Reminders, r.Id), map[string]any{"snoozed_until": "2026-11-27 15:00:00.000Z", "reason": "Falta"}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	for who, want := range map[string]string{testapp.Agent: "1 []", testapp.Agent2: "0 []", testapp.Lead: "0 [map[agent:agentagent00001 count:1 name:Inés Paredes]]"} {
		_, sum := reminded(t, a, who, "?team")
		if got := fmt.Sprint(sum["broken"], " ", sum["people"]); got != want {
			t.Errorf("%s: %s, want %s", who, got, want)
		}
	}
	a.Clock.Move(31 * 24 * time.Hour)
	if _, sum := reminded(t, a, testapp.Agent, ""); sum["broken"] != 0.0 {
		t.Errorf("a month later: %v", sum)
	}
}
