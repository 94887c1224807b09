package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	ical "github.com/emersion/go-ical"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// address gives somebody an address for their calendar, as a path.
func address(t *testing.T, a *testapp.App, who string) string {
	t.Helper()
	url, _ := a.Ask(t, who, http.MethodPost, "/api/crm/calendar", nil).JSON["url"].(string)
	_, path, ok := strings.Cut(url, "/api/crm/calendar/")
	if !ok || len(path) < 43+len(".ics") {
		t.Fatalf("the address is %q", url)
	}
	return "/api/crm/calendar/" + path
}

// appointments reads a calendar as a guest, by another library than ours writes with.
func appointments(t *testing.T, a *testapp.App, path string) map[string]ical.Event {
	t.Helper()
	got := a.Ask(t, testapp.Guest, http.MethodGet, path, nil)
	if got.Status != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/calendar") {
		t.Fatalf("%d %s %s", got.Status, got.Header.Get("Content-Type"), got.Text)
	}
	cal, err := ical.NewDecoder(strings.NewReader(got.Text)).Decode()
	if err != nil {
		t.Fatalf("read %s: %v", got.Text, err)
	}
	out := map[string]ical.Event{}
	for _, e := range cal.Events() {
		summary, err := e.Props.Text("SUMMARY")
		if err != nil {
			t.Fatal(err)
		}
		out[summary] = e
	}
	return out
}

func valueOf(t *testing.T, e ical.Event, name string) string {
	t.Helper()
	prop := e.Props.Get(name)
	if prop == nil {
		t.Fatalf("no %s in %v", name, e.Props)
	}
	return prop.Value
}

// TestCalendar: what falls due, by kind and number alone; what has no hour is a
// day; what moves keeps its name and counts on; what is done goes.
func TestCalendar(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	_, r := promised(t, a)
	solved := a.At(t, complaint.Resolved, nil)
	path := address(t, a, testapp.Agent)
	all := appointments(t, a, path)
	step, call := all["Próximo paso prometido · 1-2026"], all["Llamada de seguimiento · 2-2026"]
	if step.Component == nil || call.Component == nil {
		t.Fatalf("has %v", all)
	}
	for name, want := range map[string]string{"UID": r.Id + "@escucha", "DTSTART": "20261125T200000Z", "SEQUENCE": "0", "URL": a.Settings().Meta.AppURL + "/desk/#/caso/" + r.GetString("complaint")} {
		if got := valueOf(t, step, name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if got := valueOf(t, call, "DTSTART"); got != "20261125" {
		t.Errorf("the call is at %s", got)
	}
	for _, word := range []string{"Rosa", "Quispe", "vajilla", "pedido completo", "900 000", "Escuchar a Despachos"} {
		if text := a.Ask(t, testapp.Guest, http.MethodGet, path, nil).Text; strings.Contains(text, word) {
			t.Errorf("the calendar says %s", word)
		}
	}
	a.Clock.Move(time.Minute)
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Reminders, r.Id), map[string]any{"snoozed_until": "2026-11-27 15:00:00.000Z", "reason": "Falta"}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	moved := appointments(t, a, path)["Próximo paso prometido · 1-2026"]
	if valueOf(t, moved, "UID") != valueOf(t, step, "UID") || valueOf(t, moved, "SEQUENCE") != "1" || valueOf(t, moved, "DTSTART") != "20261127T150000Z" || valueOf(t, moved, "LAST-MODIFIED") <= valueOf(t, step, "LAST-MODIFIED") {
		t.Errorf("after it moved: %v", moved.Props)
	}
	a.Move(t, solved.Id, testapp.Agent, a.Closing())
	if _, there := appointments(t, a, path)["Llamada de seguimiento · 2-2026"]; there {
		t.Error("what is done is still there")
	}
}

// TestCalendarAsksAgain: who has it already is told so, until it changes.
func TestCalendarAsksAgain(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, _ := promised(t, a)
	path := address(t, a, testapp.Agent)
	first := a.Ask(t, testapp.Guest, http.MethodGet, path, nil)
	tag := first.Header.Get("ETag")
	a.Clock.Move(time.Hour)
	if got := a.Ask(t, testapp.Guest, http.MethodGet, path, nil, "If-None-Match", tag); got.Status != http.StatusNotModified || got.Text != "" {
		t.Errorf("an hour later: %d %s", got.Status, got.Text)
	}
	remind(t, a, testapp.Agent, c.Id, nil)
	if got := a.Ask(t, testapp.Guest, http.MethodGet, path, nil, "If-None-Match", tag); got.Status != http.StatusOK || got.Header.Get("ETag") == tag {
		t.Errorf("with another reminder: %d", got.Status)
	}
}

// TestAddressOfACalendar: renewed, taken back, guessed, of somebody who left: all
// that does not lead to a calendar is the same answer; the database has no address.
func TestAddressOfACalendar(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	status := func(path string) int { return a.Ask(t, testapp.Guest, http.MethodGet, path, nil).Status }
	first := address(t, a, testapp.Agent)
	second := address(t, a, testapp.Agent)
	token := strings.TrimSuffix(strings.TrimPrefix(second, "/api/crm/calendar/"), ".ics")
	if n := a.Count(t, records.Agents, "calendar_hash LIKE '%"+token+"%'"); n != 0 || status(second) != 200 {
		t.Errorf("the address itself is stored %d times, it answers %d", n, status(second))
	}
	for name, path := range map[string]string{"renewed": first, "empty": "/api/crm/calendar/.ics", "guessed": "/api/crm/calendar/abc.ics", "no calendar": "/api/crm/calendar/" + token, "a pattern": "/api/crm/calendar/%25.ics"} {
		if got := status(path); got != http.StatusNotFound {
			t.Errorf("%s: %d", name, got)
		}
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/calendar", nil); got.JSON["made"] != records.Stamp(a.Clock.Now()) || strings.Contains(got.Text, token) {
		t.Errorf("read again: %s", got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, testapp.Records(records.Agents, testapp.Agent), nil); strings.Contains(got.Text, "calendar") || strings.Contains(got.Text, "digest") {
		t.Errorf("the record shows it: %s", got.Text)
	}
	other := address(t, a, testapp.Lead)
	a.Exec(t, "UPDATE agents SET active = 0 WHERE id = '"+testapp.Lead+"'", nil)
	if got := status(other); got != http.StatusNotFound {
		t.Errorf("of somebody who left: %d", got)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodDelete, "/api/crm/calendar", nil); got.Status != http.StatusNoContent || status(second) != http.StatusNotFound {
		t.Errorf("taken back: %d, then %d", got.Status, status(second))
	}
	for who, want := range map[string]int{testapp.Guest: 401, testapp.Left: 401, testapp.Superuser: 403} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
			if got := a.Ask(t, who, method, "/api/crm/calendar", nil); got.Status != want {
				t.Errorf("%q %s: %d", who, method, got.Status)
			}
		}
	}
}

// TestCalendarHidesWhatIsHidden: a case that is made confidential leaves the
// calendars of those who may no longer open it.
func TestCalendarHidesWhatIsHidden(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	remind(t, a, testapp.Lead, c.Id, nil)
	path := address(t, a, testapp.Lead)
	if n := len(appointments(t, a, path)); n != 1 {
		t.Fatalf("%d appointments", n)
	}
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' "+testapp.Agent+" '", nil)
	if got := a.Ask(t, testapp.Guest, http.MethodGet, path, nil); strings.Contains(got.Text, "1-2026") || got.Status != http.StatusOK {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}

// TestGuessingCalendarsIsSlow: after some tries one has to wait.
func TestGuessingCalendarsIsSlow(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	last := 0
	for range 31 {
		last = a.Ask(t, testapp.Guest, http.MethodGet, "/api/crm/calendar/guess.ics", nil).Status
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the 31st: %d", last)
	}
}
