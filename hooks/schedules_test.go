package hooks_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/dispatch"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// mondays is a weekly schedule, made on Sunday 22 November 2026 in Lima.
func mondays(t *testing.T, a *testapp.App, change map[string]any) string {
	t.Helper()
	a.Clock.Set(time.Date(2026, 11, 22, 17, 0, 0, 0, time.UTC))
	body := map[string]any{"name": "Los lunes", "recipients": []string{testapp.Lead, testapp.Supervisor}, "every": "weekly", "weekday": 1, "hour": 8, "active": true,
		"last_key": "2026-W47", "agent": testapp.Admin}
	for name, value := range change {
		body[name] = value
	}
	got := a.Ask(t, testapp.Lead, http.MethodPost, testapp.Records(records.Schedules), body)
	id, _ := got.JSON["id"].(string)
	if got.Status != http.StatusOK || got.JSON["last_key"] != "" || got.JSON["agent"] != testapp.Lead {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	return id
}

// scheduled are the mails of schedules, by whom they go to.
func scheduled(t *testing.T, a *testapp.App) (out []map[string]string) {
	t.Helper()
	var rows []string
	report(t, a.DB().Select("payload").From(records.Outbox).Where(dbx.Like("payload", "informes")).OrderBy("created", "rowid").Column(&rows))
	for _, row := range rows {
		var one map[string]string
		report(t, json.Unmarshal([]byte(row), &one))
		out = append(out, one)
	}
	return out
}

// TestScheduleOncePerWeek: from its hour on, once, whatever ticks; after days
// off only the newest week; never again of a week before, when the clock went
// back; and nobody gets it who has left.
func TestScheduleOncePerWeek(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := mondays(t, a, nil)
	s := dispatch.New(a.Engine)
	for _, step := range []struct {
		name, at string // in UTC; Lima is five hours behind
		mails    int
		key      string
	}{
		{"Monday before eight", "2026-11-23T12:59:00Z", 0, ""},
		{"at eight", "2026-11-23T13:00:00Z", 2, "2026-W47"},
		{"a minute later, after a restart", "2026-11-23T13:01:00Z", 2, "2026-W47"},
		{"the clock goes back a day", "2026-11-22T13:01:00Z", 2, "2026-W47"},
		{"and a week", "2026-11-16T13:01:00Z", 2, "2026-W47"},
		{"after two weeks off, one", "2026-12-09T13:00:00Z", 4, "2026-W49"},
		{"which was that of this Monday", "2026-12-10T13:00:00Z", 4, "2026-W49"},
	} {
		at, err := time.Parse(time.RFC3339, step.at)
		report(t, err)
		a.Clock.Set(at)
		report(t, s.Run(a))
		row, err := a.FindRecordById(records.Schedules, id)
		report(t, err)
		if n := len(scheduled(t, a)); n != step.mails || row.GetString("last_key") != step.key {
			t.Errorf("%s: %d mails, key %q", step.name, n, row.GetString("last_key"))
		}
	}
	a.Exec(t, "UPDATE agents SET active = 0 WHERE id = {:id}", dbx.Params{"id": testapp.Supervisor})
	a.Clock.Move(7 * 24 * time.Hour)
	report(t, s.Run(a))
	if got := scheduled(t, a); len(got) != 5 || got[4]["to"] != a.Person(t, testapp.Lead).GetString("email") {
		t.Errorf("%d mails, the last one to %v", len(got), got[len(got)-1]["to"])
	}
}

// TestScheduleOfTwoAtOnce: whoever claims the week sends it.
func TestScheduleOfTwoAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	mondays(t, a, nil)
	a.Clock.Set(time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC))
	failed := make(chan error)
	for range 4 {
		go func() { failed <- dispatch.New(a.Engine).Run(a) }()
	}
	for range 4 {
		report(t, <-failed)
	}
	if n := len(scheduled(t, a)); n != 2 {
		t.Errorf("%d mails", n)
	}
}

// TestScheduleMail: what it says, and where it leads.
func TestScheduleMail(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	mondays(t, a, map[string]any{"by": "area"})
	for i := range 6 {
		a.File(t, testapp.Agent, map[string]any{"narrative": "Caso " + strings.Repeat("x", i)})
	}
	a.Exec(t, "UPDATE complaints SET cause = 'delivery', received_at = '2026-11-18 15:00:00.000Z'", nil)
	a.Clock.Set(time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC))
	report(t, dispatch.New(a.Engine).Run(a))
	mails := scheduled(t, a)
	if len(mails) != 2 {
		t.Fatal(len(mails))
	}
	text := mails[0]["text"]
	for _, part := range []string{"del 16 de noviembre al 22 de noviembre", "del 9 de noviembre al 15 de noviembre", "Casos abiertos: 6.", "6 (100 %)", "#/informes?from=2026-11-16&to=2026-11-22&by=area"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	if mails[0]["subject"] != "Los lunes: del 16 de noviembre al 22 de noviembre" || strings.Contains(text, "{{") {
		t.Errorf("%s\n%s", mails[0]["subject"], text)
	}
}

// TestScheduleNow: at once, and again with a word about it; the week is sent then.
func TestScheduleNow(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := mondays(t, a, nil)
	a.Clock.Set(time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)) // before its hour
	path := "/api/crm/schedules/" + id + "/send"
	first := read[dispatch.Sent](t, a.Ask(t, testapp.Lead, http.MethodPost, path, nil))
	second := read[dispatch.Sent](t, a.Ask(t, testapp.Admin, http.MethodPost, path, nil))
	if first != (dispatch.Sent{Key: "2026-W47", From: "2026-11-16", To: "2026-11-22", Mails: 2}) || !second.Again || second.Mails != 2 {
		t.Errorf("%+v %+v", first, second)
	}
	mails := scheduled(t, a)
	if len(mails) != 4 || strings.Contains(mails[0]["text"], "otra vez") || !strings.Contains(mails[2]["text"], "otra vez a petición de "+a.Person(t, testapp.Admin).GetString("name")) {
		t.Errorf("%d mails: %v", len(mails), mails)
	}
	a.Clock.Set(time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC))
	report(t, dispatch.New(a.Engine).Run(a))
	if n := len(scheduled(t, a)); n != 4 {
		t.Errorf("the job sent it once more: %d", n)
	}
	for who, want := range map[string]int{testapp.Guest: 401, testapp.Agent: 404, testapp.Auditor: 404, testapp.Robot: 404} {
		if got := a.Ask(t, who, http.MethodPost, path, nil); got.Status != want {
			t.Errorf("%s: %d, want %d", who, got.Status, want)
		}
	}
}

// TestScheduleRefuses what cannot be sent, and keeps what only a sending writes.
func TestScheduleRefuses(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := mondays(t, a, nil)
	path := testapp.Records(records.Schedules, id)
	for name, row := range map[string]struct {
		change map[string]any
		field  string
	}{
		"an agent, who sees no reports":  {map[string]any{"recipients": []string{testapp.Agent}}, "recipients"},
		"somebody who has left":          {map[string]any{"recipients": []string{testapp.Lead, testapp.Left}}, "recipients"},
		"nobody":                         {map[string]any{"recipients": []string{}}, "recipients"},
		"every day":                      {map[string]any{"every": "daily"}, "every"},
		"at hour 24":                     {map[string]any{"hour": 24}, "hour"},
		"on day 8":                       {map[string]any{"weekday": 8}, "weekday"},
		"split by what there is no such": {map[string]any{"by": "weather"}, "by"},
		"without a name":                 {map[string]any{"name": ""}, "name"},
	} {
		if got := a.Ask(t, testapp.Admin, http.MethodPatch, path, row.change); got.Status != http.StatusBadRequest || got.Code(row.field) == "" {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	got := a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{"last_key": "2030-W01", "last_sent": "2030-01-01 00:00:00.000Z", "hour": 9})
	if got.Status != http.StatusOK || got.JSON["last_key"] != "" || got.JSON["last_sent"] != "" || got.JSON["hour"] != 9.0 {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}
