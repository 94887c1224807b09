package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestBackupSheet: the term of a sheet of paper runs from the day on which the
// customer wrote it, whenever it is registered; a sheet is one case.
func TestBackupSheet(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	sheet := map[string]any{"source": "backup_book", "folio": "000123", "paper_book": "R-1", "paper_date": "2026-11-20", "paper_restored": "2026-11-23"}
	c := a.File(t, testapp.Agent, sheet)
	if got := civilDue(t, a, c.Id); got != "2026-12-15" { // 23-27, 30 nov and 1-4 dec: 10; 7, 10, 11, 14, 15
		t.Errorf("due %s", got)
	}
	if got := c.GetDateTime("retention_until").Time(); got.After(noon(t, "2028-11-21")) || !c.GetDateTime("received_at").Time().Equal(a.Clock.Now()) {
		t.Errorf("kept until %s, received %s", got, c.GetString("received_at"))
	}
	again := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), filing(sheet))
	if again.Status != http.StatusBadRequest || again.Code("folio") != "paper_sheet_free" {
		t.Errorf("the same sheet: %d %s", again.Status, again.Text)
	}
	other := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), filing(with(sheet, map[string]any{"paper_book": "R-2"})))
	if other.Status != http.StatusOK {
		t.Errorf("the sheet of another book: %d %s", other.Status, other.Text)
	}
	for field, value := range map[string]any{"paper_date": "2026-11-01", "folio": "9", "paper_book": "X"} {
		if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{field: value}); got.Code(field) != "fixed_field" {
			t.Errorf("%s changed afterwards: %d %s", field, got.Status, got.Text)
		}
	}
}

// TestIncompletePetition: under Ley 1755 the clock stands still while the
// customer completes what was asked for in time; who gets longer gets it once;
// and when nothing comes, a person decides.
func TestIncompletePetition(t *testing.T) {
	t.Parallel()
	ask := func(t *testing.T, until string) (*testapp.App, string) {
		a := newApp(t)
		under(t, a, "co-15", "America/Bogota")
		a.Clock.Set(noon(t, "2025-12-01"))
		c := a.At(t, complaint.Investigating, nil)
		a.Clock.Set(noon(t, "2025-12-10"))
		got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", map[string]any{"to": "waiting_customer", "version": c.GetInt("version"),
			"fields": map[string]any{"information_requested": "La factura", "information_reason": "Para ubicar la compra", "information_until": until}})
		if until == "2026-01-08 20:00:00.000Z" {
			if got.Code("information_until") != "information_until_required" {
				t.Errorf("less than a month: %d %s", got.Status, got.Text)
			}
			return a, c.Id
		}
		if got.Status != http.StatusOK {
			t.Fatalf("ask: %d %s", got.Status, got.Text)
		}
		return a, c.Id
	}
	t.Run("less than a month", func(t *testing.T) { t.Parallel(); ask(t, "2026-01-08 20:00:00.000Z") })
	t.Run("completed", func(t *testing.T) {
		t.Parallel()
		a, id := ask(t, "2026-01-10 20:00:00.000Z")
		a.Clock.Set(noon(t, "2025-12-29"))
		a.Move(t, id, testapp.Agent, casework.Move{To: "investigating", Fields: testapp.NextStep()})
		if got := civilDue(t, a, id); got != "2026-01-13" {
			t.Errorf("due %s", got)
		}
	})
	t.Run("nothing came", func(t *testing.T) {
		t.Parallel()
		a, id := ask(t, "2026-01-10 20:00:00.000Z")
		a.Clock.Set(noon(t, "2026-01-12"))
		report(t, a.Engine.Tick(a))
		c, err := a.FindRecordById(records.Complaints, id)
		if err != nil {
			t.Fatal(err)
		}
		if c.GetString("stage") != "investigating" || !strings.Contains(c.GetString("next_step"), "desistida") {
			t.Errorf("%s, next: %s", c.GetString("stage"), c.GetString("next_step"))
		}
		if got := civilDue(t, a, id); got != "2026-01-23" { // nine days left, from Tuesday the 13th
			t.Errorf("due %s", got)
		}
	})
	t.Run("longer, once", func(t *testing.T) {
		t.Parallel()
		a, id := ask(t, "2026-01-10 20:00:00.000Z")
		a.Clock.Move(24 * time.Hour)
		for _, row := range [][2]string{{"2026-02-12 20:00:00.000Z", "information_longer_once"}, {"2026-01-05 20:00:00.000Z", "information_longer_once"}, {"2026-02-10 20:00:00.000Z", ""}, {"2026-02-11 20:00:00.000Z", "information_longer_once"}} {
			got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, id), map[string]any{"information_until": row[0]})
			if got.Code("information_until") != row[1] || (got.Status == http.StatusOK) != (row[1] == "") {
				t.Errorf("until %s: %d %s", row[0], got.Status, got.Text)
			}
		}
	})
}

// TestMatterWithItsOwnTerm: set right later, the date is computed anew from the
// same day, and the event has both.
func TestMatterWithItsOwnTerm(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	under(t, a, "es-l10", "Europe/Madrid")
	c := a.At(t, complaint.Assessing, nil)
	before := civilDue(t, a, c.Id)
	a.Clock.Move(48 * time.Hour)
	got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{"legal_term": "billing"})
	if got.Status != http.StatusOK || before != "2026-12-16" || civilDue(t, a, c.Id) != "2026-11-29" {
		t.Errorf("%d: due %s, before %s", got.Status, civilDue(t, a, c.Id), before)
	}
	if n := a.Count(t, records.Events, "json_extract(data, '$.changes.legal_due.before') != '' AND json_extract(data, '$.changes.legal_term.after') = 'billing'"); n != 1 {
		t.Errorf("%d events tell of it", n)
	}
}
