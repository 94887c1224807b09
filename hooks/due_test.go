package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// under puts the shop under another legal profile.
func under(t *testing.T, a *testapp.App, profile, zone string) {
	t.Helper()
	got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Business, firstID(t, a, records.Business)), map[string]any{"legal_profile": profile, "timezone": zone})
	if got.Status != http.StatusOK {
		t.Fatalf("profile %s: %d %s", profile, got.Status, got.Text)
	}
}

// counted are the days of a trace that count, with what is said of the others.
func counted(t *testing.T, c *core.Record) (days int, reasons string) {
	t.Helper()
	due, err := casework.Trace(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range due.Trace {
		if day.Counted {
			days++
			continue
		}
		reasons += " " + day.Reason
	}
	return days, reasons
}

// TestDueIsStoredWithItsTrace: fifteen business days in Peru from the day after,
// day by day, with 8 and 9 December and Christmas left out.
func TestDueIsStoredWithItsTrace(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	if got := c.GetString("legal_due"); got != "2026-12-18 04:59:59.000Z" {
		t.Errorf("due %s, want the end of 17 December in Lima", got)
	}
	if days, _ := counted(t, c); days != 15 {
		t.Errorf("%d days counted, want 15", days)
	}
	file := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/file", nil)
	due, _ := file.JSON["due"].(map[string]any)
	if due["due"] != "2026-12-17" || due["profile"] != "pe" || !strings.Contains(file.Text, "DS 011-2011-PCM") {
		t.Errorf("the file says %v", due)
	}
	if !c.GetDateTime("internal_due").Time().Before(c.GetDateTime("legal_due").Time()) {
		t.Errorf("own date %s after the legal one", c.GetString("internal_due"))
	}
}

// TestDueDoesNotMove: a holiday declared later is for the cases that come, and
// the calendar of the admin shows it at once.
func TestDueDoesNotMove(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	holiday := map[string]any{"country": "PE", "day": "2026-12-04", "kind": "add", "name": "Día no laborable", "reason": "Decreto"}
	if got := a.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Holidays), holiday); got.Status != http.StatusOK {
		t.Fatalf("holiday: %d %s", got.Status, got.Text)
	}
	report(t, a.Engine.Tick(a))
	a.Move(t, c.Id, testapp.Agent, casework.Move{To: "assessing"})
	now := a.Reload(t, c)
	for _, field := range []string{"legal_due", "due_trace", "internal_due"} {
		if now.GetString(field) != c.GetString(field) {
			t.Errorf("%s moved to %s", field, now.GetString(field))
		}
	}
	later := a.File(t, testapp.Agent, nil)
	if got := later.GetString("legal_due"); got != "2026-12-19 04:59:59.000Z" {
		t.Errorf("the next case is due %s, want a day later", got)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/deadline?date=2026-11-24", nil); got.JSON["due"] != "2026-12-18" {
		t.Errorf("the calculator says %v", got.JSON["due"])
	}
}

// TestOfferSuspendsTheTerm: by the business days that it waited, five at most,
// in Peru; not where the law does not say so.
func TestOfferSuspendsTheTerm(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, profile, zone string
		wait                time.Duration
		want                int
	}{
		{"answered the same day", "pe", "America/Lima", time.Hour, 0},
		{"two days", "pe", "America/Lima", 48 * time.Hour, 2},
		{"over a weekend", "pe", "America/Lima", 7 * 24 * time.Hour, 5},
		{"Colombia", "co", "America/Bogota", 48 * time.Hour, 0},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			under(t, a, row.profile, row.zone)
			c := a.At(t, complaint.Investigating, nil)
			due := c.GetDateTime("legal_due").Time()
			a.Clock.Move(24 * time.Hour) // the day of the filing does not count in any case
			a.Move(t, c.Id, testapp.Lead, casework.Move{To: "proposed", Statement: "Salió sin separadores.", Fields: map[string]any{"cause": "delivery", "fault": "company"}, Proposal: testapp.Offer()})
			a.Clock.Move(row.wait)
			got := a.Move(t, c.Id, testapp.Agent, casework.Move{To: "executing", Fields: testapp.NextStep(),
				Acceptance: &casework.Acceptance{Channel: "phone", Option: a.OptionIDs(t, c.Id)[0]}})
			if days := businessDays(t, a, due, got.GetDateTime("legal_due").Time()); days != row.want {
				t.Errorf("moved by %d business days, want %d", days, row.want)
			}
			if _, reasons := counted(t, got); strings.Count(reasons, "suspended") != row.want {
				t.Errorf("the trace says%s", reasons)
			}
		})
	}
}

// TestReopenedCaseHasANewTerm: for the new facts, within the window; the old
// date stays in the event (T22).
func TestReopenedCaseHasANewTerm(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	old := c.GetString("legal_due")
	again := casework.Move{To: "investigating", Fields: map[string]any{"reopen_reason": "Se rompió otra vez",
		"next_step": "Llamar", "next_step_due": "2026-12-30 16:00:00.000Z"}}
	a.Clock.Move(20 * 24 * time.Hour)
	got := a.Move(t, c.Id, testapp.Agent, again)
	if got.GetString("legal_due") == old || !got.GetDateTime("legal_due").Time().After(a.Clock.Now().Add(14*24*time.Hour)) {
		t.Errorf("due %s, before %s", got.GetString("legal_due"), old)
	}
	if got.GetInt("reopen_count") != 1 || got.GetString("lane") != "attend_now" || !got.GetDateTime("closed_at").IsZero() || got.GetString("closing_kind") != "" {
		t.Errorf("count %d, lane %s, closed at %s", got.GetInt("reopen_count"), got.GetString("lane"), got.GetString("closed_at"))
	}
	if n := a.Count(t, records.Events, "json_extract(data, '$.transition') = 'T22' AND json_extract(data, '$.changes.legal_due.before') = '"+old+"'"); n != 1 {
		t.Error("no event keeps the old date")
	}
	late := a.At(t, complaint.Closed, nil)
	a.Clock.Move(31 * 24 * time.Hour)
	if _, err := a.Engine.Transition(a, late.Id, again, a.Actor(t, testapp.Agent)); casework.Codes(err)["closed_at"] != "reopen_window" {
		t.Errorf("after the window: %v", err)
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestExtension: only where the profile allows one, by who leads, with a reason
// and the notice sent, before the date, and no longer than it allows (T28).
func TestExtension(t *testing.T) {
	t.Parallel()
	extend := func(until time.Time) map[string]any {
		return map[string]any{"extension_until": records.Stamp(until), "extension_reason": "Esperamos el peritaje"}
	}
	notice := map[string]any{"direction": "out", "purpose": "extension", "text": "Necesitamos unos días más"}
	rows := []struct {
		name, profile, who string
		notice             bool
		late               time.Duration
		days               int
		status             int
		field, code        string
	}{
		{"Peru has none", "pe", testapp.Supervisor, true, 0, 2, 400, "extension_until", "extension_allowed"},
		{"nor has a claim in Colombia", "co", testapp.Supervisor, true, 0, 2, 400, "extension_until", "extension_allowed"},
		{"an agent", "co-10", testapp.Agent, true, 0, 2, 403, "stage", "forbidden_move"},
		{"without the notice", "co-10", testapp.Supervisor, false, 0, 2, 400, "letter", "extension_notice_required"},
		{"to an earlier date", "co-10", testapp.Supervisor, true, 0, -2, 400, "extension_until", "extension_within_max"},
		{"for ever", "co-10", testapp.Supervisor, true, 0, 300, 400, "extension_until", "extension_within_max"},
		{"after the date", "co-10", testapp.Supervisor, true, 60 * 24 * time.Hour, 80, 400, "extension_until", "extension_before_due"},
		{"as it should be", "co-10", testapp.Supervisor, true, 0, 5, 200, "", ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			under(t, a, row.profile, map[bool]string{true: "America/Lima", false: "America/Bogota"}[row.profile == "pe"])
			c := a.File(t, testapp.Agent, nil)
			due := c.GetDateTime("legal_due").Time()
			if row.notice {
				notice := with(notice, map[string]any{"complaint": c.Id})
				if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), notice); got.Status != http.StatusOK {
					t.Fatalf("notice: %d %s", got.Status, got.Text)
				}
			}
			a.Clock.Move(row.late)
			got := a.Ask(t, row.who, http.MethodPatch, testapp.Records(records.Complaints, c.Id), extend(due.AddDate(0, 0, row.days).Add(-time.Hour)))
			if got.Status != row.status || got.Code(row.field) != row.code {
				t.Fatalf("%d %s", got.Status, got.Text)
			}
			moved := a.Reload(t, c).GetDateTime("legal_due").Time()
			if want := map[bool]time.Time{true: due.AddDate(0, 0, row.days), false: due}[row.status == 200]; !moved.Equal(want) {
				t.Errorf("due %s, want %s", moved, want)
			}
			if report := settledReport(t, a); len(report.Problems) > 0 {
				t.Errorf("verify: %+v", report.Problems)
			}
		})
	}
}

func with(maps ...map[string]any) map[string]any {
	out := map[string]any{}
	for _, m := range maps {
		for name, value := range m {
			out[name] = value
		}
	}
	return out
}

// TestExtensionWithItsNotice: the date, the reason and the notice in one call, as
// the desk sends them; a date without a time of day is that very day.
func TestExtensionWithItsNotice(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	under(t, a, "co-10", "America/Bogota")
	c := a.File(t, testapp.Agent, nil)
	until := c.GetDateTime("legal_due").Time().AddDate(0, 0, 4).Format(time.DateOnly) // the due moment is 04:59 UTC of the day after
	body := map[string]any{"version": c.GetInt("version"), "fields": map[string]any{"extension_until": until, "extension_reason": "Esperamos el peritaje"},
		"message": map[string]any{"purpose": "extension", "text": "Necesitamos unos días más", "channel": "email"}}
	got := a.Ask(t, testapp.Supervisor, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", body)
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	due := a.Reload(t, c).GetDateTime("legal_due").Time().Add(-5 * time.Hour).Format(time.DateOnly)
	if due != until {
		t.Errorf("due %s, want %s", due, until)
	}
	if n := a.Count(t, records.Messages, "purpose = 'extension' AND direction = 'out'"); n != 1 {
		t.Errorf("%d notices", n)
	}
}
