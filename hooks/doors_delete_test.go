package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// callers are all who may knock.
var callers = map[string]string{"guest": testapp.Guest, "agent": testapp.Agent, "lead": testapp.Lead, "supervisor": testapp.Supervisor,
	"admin": testapp.Admin, "auditor": testapp.Auditor, "integration": testapp.Robot, "superuser": testapp.Superuser}

// kept are the collections whose rows nobody removes before the retention of
// the case is over.
var kept = []string{records.Complaints, records.Statements, records.Messages, records.Attachments, records.FollowUps, records.Tasks,
	records.Behaviours, records.Classifications, records.CustomerProfiles, records.Reminders, records.Surveys, records.Loyalty, records.Proposals, records.Options, records.Customers, records.Events, records.Outbox, records.Sequences, records.Business,
	records.Reviews, records.Decisions, records.Remarks, records.TimeEntries}

// written are the collections whose rows nobody changes, with a field of each.
var written = map[string]map[string]any{
	records.Statements: {"text": "Otra versión"}, records.Messages: {"text": "Otras palabras"}, records.FollowUps: {"note": "Otra nota"}, records.Surveys: {"solution": 1},
	records.Attachments: {"name": "otro.txt"}, records.Events: {"data": `{"to":"closed"}`}, records.Outbox: {"target": "otro@correo.example"},
	records.Behaviours: {"text": "Otro hecho"}, records.Classifications: {"reason": "Otro motivo"}, records.CustomerProfiles: {"profile": "abusive"},
	records.Remarks: {"text": "Otro comentario"}, records.TimeEntries: {"minutes": 5}, records.Sequences: {"last": 900}, records.Proposals: {"customer_text": "Otra oferta"}, records.Options: {"text": "Otra alternativa"},
}

// full is a closed case with a row in every collection.
func full(t *testing.T, a *testapp.App) *core.Record {
	t.Helper()
	c := a.At(t, complaint.Closed, nil)
	a.Attach(t, c.Id, "foto.txt", "tres platos rotos")
	observe(t, a, testapp.Agent, c.Id, "Preguntó tres veces antes de la fecha", "intolerant")
	answer(t, a, testapp.Agent, c.Id, nil)
	planned(t, a, testapp.Agent, map[string]any{"complaint": c.Id})
	spends(t, a, testapp.Agent, c.Id, 20)
	review := meeting(t, a, thisWeek)
	decided(t, a, testapp.Lead, review, map[string]any{"complaint": c.Id})
	a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Remarks), map[string]any{"review": review, "complaint": c.Id, "text": "Faltaban separadores"})
	return c
}

func firstID(t *testing.T, a *testapp.App, table string) string {
	t.Helper()
	var id string
	if err := a.DB().Select("id").From(table).Limit(1).Row(&id); err != nil {
		t.Fatalf("a row of %s: %v", table, err)
	}
	return id
}

// TestNobodyDeletesBeforeTheTime: by no door, in no role.
func TestNobodyDeletesBeforeTheTime(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	full(t, a)
	before := a.Stored(t)
	for _, table := range kept {
		id := firstID(t, a, table)
		for name, who := range callers {
			got := a.Ask(t, who, http.MethodDelete, testapp.Records(table, id), nil)
			if got.Status < 400 || got.Status >= 500 {
				t.Errorf("%s deletes from %s: %d", name, table, got.Status)
			}
			batch := a.Ask(t, who, http.MethodPost, "/api/batch", map[string]any{"requests": []any{
				map[string]any{"method": "DELETE", "url": testapp.Records(table, id)}}})
			if batch.Status < 400 || batch.Status >= 500 {
				t.Errorf("%s deletes from %s by batch: %d", name, table, batch.Status)
			}
		}
		r, err := a.FindRecordById(table, id)
		if err != nil {
			t.Errorf("%s is gone: %v", table, err)
			continue
		}
		if got := refused(a.Delete(r)); got.status < 400 || got.status >= 500 {
			t.Errorf("Go code deletes from %s: %d", table, got.status)
		}
		if got := a.Ask(t, testapp.Superuser, http.MethodDelete, "/api/collections/"+table+"/truncate", nil); got.Status < 400 {
			t.Errorf("superuser empties %s: %d", table, got.Status)
		}
	}
	a.Unchanged(t, before)
}

// TestNobodyRewritesWhatWasWritten: by no door, in no role.
func TestNobodyRewritesWhatWasWritten(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	full(t, a)
	before := a.Stored(t)
	for table, change := range written {
		id := firstID(t, a, table)
		for name, who := range callers {
			if got := a.Ask(t, who, http.MethodPatch, testapp.Records(table, id), change); got.Status < 400 || got.Status >= 500 {
				t.Errorf("%s rewrites %s: %d", name, table, got.Status)
			}
		}
		for _, save := range []func(core.Model) error{a.Save, a.SaveNoValidate} {
			r, err := a.FindRecordById(table, id)
			if err != nil {
				t.Fatal(err)
			}
			r.Load(change)
			if got := refused(save(r)); got.status < 400 || got.status >= 500 {
				t.Errorf("Go code rewrites %s: %d", table, got.status)
			}
		}
	}
	a.Unchanged(t, before)
}

// TestNobodyWritesTheJournal: rows that only the application makes.
func TestNobodyWritesTheJournal(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := full(t, a)
	before := a.Stored(t)
	for table, values := range map[string]map[string]any{
		records.Events:    {"complaint": c.Id, "seq": 99, "type": "complaint.moved"},
		records.Outbox:    {"kind": "mail", "status": "queued", "target": "otro@correo.example", "payload": "{}"},
		records.Sequences: {"book": "principal", "year": 2027, "last": 4},
	} {
		for name, who := range callers {
			if got := a.Ask(t, who, http.MethodPost, testapp.Records(table), values); got.Status < 400 || got.Status >= 500 {
				t.Errorf("%s writes %s: %d", name, table, got.Status)
			}
		}
		if _, err := a.Engine.Create(a, table, values, a.Actor(t, testapp.Admin)); refused(err).status != http.StatusForbidden {
			t.Errorf("Go code writes %s: %v", table, err)
		}
	}
	a.Unchanged(t, before)
}

// TestSuperuserGoesThroughTheRecords: the ways of the admin UI around them are
// closed: the SQL console, the import of a schema, the end of a collection.
func TestSuperuserGoesThroughTheRecords(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	full(t, a)
	before := a.Stored(t)
	rows := []struct {
		name, method, path string
		body               map[string]any
	}{
		{"a row by SQL", http.MethodPost, "/api/sql", map[string]any{"query": "UPDATE complaints SET stage = 'voided'"}},
		{"reading by SQL", http.MethodPost, "/api/sql", map[string]any{"query": "SELECT tracking_key FROM complaints"}},
		{"another schema", http.MethodPut, "/api/collections/import", map[string]any{"deleteMissing": true, "collections": []any{map[string]any{"name": "x", "type": "base"}}}},
		{"no events", http.MethodDelete, "/api/collections/events", nil},
		{"no drafts", http.MethodDelete, "/api/collections/drafts", nil},
	}
	for _, row := range rows {
		if got := a.Ask(t, testapp.Superuser, row.method, row.path, row.body); got.Status != http.StatusForbidden {
			t.Errorf("%s: %d %.200s", row.name, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
}

// TestRetentionOver: an admin, at the desk or in the admin UI, may then delete
// the case with everything in it; its number stays in an event.
func TestRetentionOver(t *testing.T) {
	t.Parallel()
	rows := map[string]int{"guest": 404, "agent": 404, "lead": 404, "supervisor": 404, "auditor": 404, "integration": 404, "admin": 204, "superuser": 204}
	for name, status := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := full(t, a)
			a.Clock.Set(c.GetDateTime("retention_until").Time().Add(time.Minute))
			got := a.Ask(t, callers[name], http.MethodDelete, testapp.Records(records.Complaints, c.Id), nil)
			if got.Status != status {
				t.Fatalf("delete: %d %s, want %d", got.Status, got.Text, status)
			}
			if status == 404 {
				return
			}
			for _, table := range kept {
				want := map[string]int{records.Customers: 1, records.Sequences: 1, records.Business: 1, records.Events: 4,
					records.Loyalty: 1, records.Classifications: 4, records.Reviews: 1, records.Decisions: 1}[table] // the customer stays, with what is planned for them, and the meeting
				if n := a.Count(t, table, ""); n != want {
					t.Errorf("%s: %d rows left, want %d", table, n, want)
				}
			}
			if n := a.Count(t, records.Decisions, "complaint = ''"); n != 1 {
				t.Error("the decision still says of which case it was")
			}
			if n := a.Count(t, records.Events, "complaint = '' AND type IN ('complaint.purged', 'review.opened', 'review.decided', 'review.remarked')"); n != 4 {
				t.Errorf("%d events are left of the purge and the meeting", n)
			}
			if n := a.Count(t, records.Events, "type = 'complaint.purged' AND complaint = '' AND json_extract(data, '$.extra.number') = '000000001-2026'"); n != 1 {
				t.Error("no event keeps the number")
			}
			if report := settledReport(t, a); len(report.Problems) > 0 {
				t.Errorf("verify: %+v", report)
			}
		})
	}
}

// settledReport verifies once the platform has removed the files, which it does
// after the answer.
func settledReport(t *testing.T, a *testapp.App) verify.Report {
	t.Helper()
	for range 200 {
		report, err := verify.Run(a)
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Problems) == 0 {
			return report
		}
		time.Sleep(10 * time.Millisecond)
	}
	report, err := verify.Run(a)
	if err != nil {
		t.Fatal(err)
	}
	return report
}
