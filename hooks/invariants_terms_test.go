package hooks_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

func hashed(name string, value any) dbx.HashExp { return dbx.HashExp{name: value} }

func encode(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// noon of a day in the Andes, which are five hours behind.
func noon(t *testing.T, day string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return at.Add(17 * time.Hour)
}

// civilDue is the legal date of a case as its own trace has it.
func civilDue(t *testing.T, a *testapp.App, id string) string {
	t.Helper()
	c, err := a.FindRecordById(records.Complaints, id)
	if err != nil {
		t.Fatal(err)
	}
	due, err := casework.Trace(c)
	if err != nil {
		t.Fatal(err)
	}
	return due.Due.String()
}

// TestInvariant06: an extension only where the law has one, before the date,
// with reason, a date of at most twice the term, and the notice. The dates are
// counted by hand: a petition of Monday 1 December 2025 in Colombia skips
// 8 and 25 December and 1 and 12 January, and weekends.
func TestInvariant06(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, profile, day, until, reason, notice, want, code string }{
		{"the last day of twice ten", "co-10", "2025-12-15", "2025-12-31", "Falta un peritaje", "Le avisamos", "2025-12-31", ""},
		{"the day after it", "co-10", "2025-12-15", "2026-01-02", "Falta un peritaje", "Le avisamos", "2025-12-16", "extension_within_max"},
		{"on the last day itself", "co-10", "2025-12-16", "2025-12-19", "Falta un peritaje", "Le avisamos", "2025-12-19", ""},
		{"a day too late", "co-10", "2025-12-17", "2025-12-19", "Falta un peritaje", "Le avisamos", "2025-12-16", "extension_before_due"},
		{"no reason", "co-10", "2025-12-15", "2025-12-19", " ", "Le avisamos", "2025-12-16", "extension_reason_required"},
		{"no notice", "co-10", "2025-12-15", "2025-12-19", "Falta un peritaje", "", "2025-12-16", "extension_notice_required"},
		{"a direct claim has none", "co", "2025-12-15", "2025-12-29", "Falta un peritaje", "Le avisamos", "2025-12-23", "extension_allowed"},
		{"twice fifteen", "co-15", "2025-12-15", "2026-01-16", "Falta un peritaje", "Le avisamos", "2026-01-16", ""},
		{"twice thirty", "co-30", "2025-12-15", "2026-02-27", "Falta un peritaje", "Le avisamos", "2026-02-27", ""},
		{"beyond twice thirty", "co-30", "2025-12-15", "2026-03-02", "Falta un peritaje", "Le avisamos", "2026-01-16", "extension_within_max"},
		{"Peru has none", "pe", "2025-12-15", "2025-12-29", "Falta un peritaje", "Le avisamos", "2025-12-24", "extension_allowed"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			under(t, a, row.profile, "America/Bogota")
			a.Clock.Set(noon(t, "2025-12-01"))
			c := a.File(t, testapp.Agent, nil)
			a.Clock.Set(noon(t, row.day))
			body := map[string]any{"version": c.GetInt("version"), "fields": map[string]any{"extension_until": row.until, "extension_reason": row.reason}}
			if row.notice != "" {
				body["message"] = map[string]any{"purpose": "extension", "text": row.notice, "channel": "email"}
			}
			got := a.Ask(t, testapp.Supervisor, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", body)
			if (got.Status == http.StatusOK) != (row.code == "") || !strings.Contains(got.Text, row.code) {
				t.Errorf("%d %s", got.Status, got.Text)
			}
			if due := civilDue(t, a, c.Id); due != row.want {
				t.Errorf("due %s, want %s", due, row.want)
			}
		})
	}
}

// TestInvariant07: only what the law names suspends the term, no longer than it
// says, and the clock runs again by itself. Filed on Tuesday 1 December 2026 in
// Lima, due on the 24th: the 8th and 9th are holidays.
func TestInvariant07(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, profile, offered, answered, want string }{
		{"answered the same day", "pe", "2026-12-03", "2026-12-03", "2026-12-24"},
		{"over the holidays: 4th, 7th and 10th", "pe", "2026-12-04", "2026-12-11", "2026-12-30"},
		{"nobody answers: five days, then it lapses", "pe", "2026-12-03", "", "2027-01-04"},
		{"no such thing in Colombia", "co", "2026-12-03", "2026-12-11", "2026-12-23"},
		{"nor in Spain", "es", "2026-12-03", "2026-12-11", "2026-12-16"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			under(t, a, row.profile, "America/Lima")
			a.Clock.Set(noon(t, "2026-12-01"))
			c := a.At(t, complaint.Investigating, nil)
			a.Clock.Set(noon(t, row.offered))
			a.Move(t, c.Id, testapp.Lead, casework.Move{To: "proposed", Statement: "Salió sin separadores.", Fields: map[string]any{"cause": "delivery", "fault": "company"}, Proposal: testapp.Offer()})
			if row.answered == "" {
				for day := range 30 {
					a.Clock.Set(noon(t, row.offered).AddDate(0, 0, day))
					report(t, a.Engine.Tick(a))
				}
			} else {
				a.Clock.Set(noon(t, row.answered))
				a.Move(t, c.Id, testapp.Agent, casework.Move{To: "investigating", Fields: testapp.NextStep(), Refusal: &casework.Refusal{Channel: "phone", Reason: "No", PreferredSolution: "El dinero"}})
			}
			if got := a.Reload(t, c); got.GetString("stage") != "investigating" || civilDue(t, a, c.Id) != row.want {
				t.Errorf("%s, due %s, want %s", got.GetString("stage"), civilDue(t, a, c.Id), row.want)
			}
		})
	}
}

// TestInvariant08: not before the law's time, by nobody; after it number and
// dates stay, without the person.
func TestInvariant08(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	until := c.GetDateTime("retention_until").Time()
	if want := noon(t, "2028-11-24"); until.Before(want) || until.After(want.Add(24*time.Hour)) {
		t.Errorf("kept until %s, want two years", until)
	}
	path := testapp.Records(records.Complaints, c.Id)
	a.Clock.Set(until.Add(-time.Second))
	if got := a.Ask(t, testapp.Superuser, http.MethodDelete, path, nil); got.Status == http.StatusNoContent {
		t.Error("deleted a second before")
	}
	a.Clock.Set(until.Add(time.Second))
	if got := a.Ask(t, testapp.Admin, http.MethodDelete, path, nil); got.Status != http.StatusNoContent {
		t.Fatalf("after it: %d %s", got.Status, got.Text)
	}
	row, err := a.FindFirstRecordByFilter(records.Events, "type = 'complaint.purged'")
	if err != nil {
		t.Fatal(err)
	}
	data := row.GetString("data")
	for _, want := range []string{c.GetString("number"), `"principal"`, "resolved_at"} {
		if !strings.Contains(data, want) {
			t.Errorf("the event lacks %s: %s", want, data)
		}
	}
	if strings.Contains(data, "Rosa") || strings.Contains(data, "platos") {
		t.Errorf("the event still tells of the person: %s", data)
	}
}

// TestInvariant09: attention is free, and under a law that forbids it no text to
// a customer sells.
func TestInvariant09(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	complaints, err := a.FindCollectionByNameOrId(records.Complaints)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range complaints.Fields {
		if name := f.GetName(); strings.Contains(name, "fee") || strings.Contains(name, "payment") || strings.Contains(name, "paid") {
			t.Errorf("a case could depend on %s", name)
		}
	}
	for _, profile := range []string{"es", "es-l10", "es-an", "es-md", "es-ct"} {
		under(t, a, profile, "Europe/Madrid")
		for _, row := range a.Find(t, records.Templates, "code != {:c}", "") {
			if got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Templates, row.Id), map[string]any{"body": row.GetString("body")}); got.Status != http.StatusOK {
				t.Errorf("%s: our own template %s sells: %s", profile, row.Id, got.Text)
			}
		}
		id := firstID(t, a, records.Templates)
		if got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Templates, id), map[string]any{"body": "Aproveche un 20 % de descuento en su próxima compra"}); got.Code("body") != "sales_offer" {
			t.Errorf("%s: a template that sells: %d %s", profile, got.Status, got.Text)
		}
	}
}

// TestInvariant10: in the language of the filing and by its way, unless the
// customer asked for another.
func TestInvariant10(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, channel, asked, language, want, says string }{
		{"by letter", "letter", "", "es", "letter", "Estimado"},
		{"by letter, asked for mail", "letter", "email", "es", "email", "Estimado"},
		{"by mail", "email", "", "en", "email", "Dear"},
		{"on the portal", "portal", "", "en", "email", "Dear"},
		{"on the portal, asked for paper", "portal", "letter", "es", "letter", "Estimado"},
		{"at the counter", "counter", "", "es", "email", "Estimado"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Resolved, map[string]any{"channel": row.channel, "reply_channel": row.asked, "language": row.language})
			letters := a.Find(t, records.Messages, "complaint = {:c} && purpose = 'letter'", c.Id)
			if len(letters) != 1 || letters[0].GetString("channel") != row.want || !strings.Contains(letters[0].GetString("text"), row.says) {
				t.Errorf("%d letters: %s %.80q", len(letters), letters[0].GetString("channel"), letters[0].GetString("text"))
			}
		})
	}
}
