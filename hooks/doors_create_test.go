package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// filingDoor is one way to file a complaint.
type filingDoor struct {
	name string
	who  string
	open func(t *testing.T, a *testapp.App, fields map[string]any) outcome
}

func filingDoors() []filingDoor {
	out := []filingDoor{{"save", "", goCreate(false)}, {"save_no_validate", "", goCreate(true)}}
	for name, who := range map[string]string{"agent": testapp.Agent, "integration": testapp.Robot, "superuser": testapp.Superuser} {
		out = append(out,
			filingDoor{"rest_" + name, who, func(t *testing.T, a *testapp.App, fields map[string]any) outcome {
				return answered(a.Ask(t, who, http.MethodPost, testapp.Records(records.Complaints), fields))
			}},
			filingDoor{"batch_" + name, who, func(t *testing.T, a *testapp.App, fields map[string]any) outcome {
				return batched(a.Ask(t, who, http.MethodPost, "/api/batch", map[string]any{"requests": []any{
					map[string]any{"method": "POST", "url": testapp.Records(records.Complaints), "body": fields}}}), 0)
			}},
			filingDoor{"register_" + name, who, func(t *testing.T, a *testapp.App, fields map[string]any) outcome {
				return answered(a.Ask(t, who, http.MethodPost, "/api/crm/register", map[string]any{"complaint": fields}))
			}})
	}
	return out
}

func goCreate(noValidate bool) func(*testing.T, *testapp.App, map[string]any) outcome {
	return func(t *testing.T, a *testapp.App, fields map[string]any) outcome {
		c, err := a.FindCollectionByNameOrId(records.Complaints)
		if err != nil {
			t.Fatal(err)
		}
		r := core.NewRecord(c)
		r.Load(fields)
		if noValidate {
			return refused(a.SaveNoValidate(r))
		}
		return refused(a.Save(r))
	}
}

// filingRules: what no filing brings, and what none lacks.
func filingRules() []rule {
	out := []rule{
		{"closed at once", "", map[string]any{"stage": "closed"}, 400, "stage", "unknown_move", ""},
		{"resolved at once", "", map[string]any{"stage": "resolved"}, 400, "stage", "unknown_move", ""},
		{"no stage of ours", "", map[string]any{"stage": "finished"}, 400, "stage", "unknown_move", ""},
		{"no story", "", map[string]any{"narrative": " \n"}, 400, "narrative", "narrative_required", ""},
		{"no kind", "", map[string]any{"kind": ""}, 400, "kind", "kind_required", ""},
		{"a kind of its own", "", map[string]any{"kind": "rant"}, 400, "kind", "kind_required", ""},
		{"no channel", "", map[string]any{"channel": ""}, 400, "channel", "channel_required", ""},
		{"nobody and no reason", "", map[string]any{"customer": ""}, 400, "customer", "customer_or_reason", ""},
		{"no goal", "", map[string]any{"goal": ""}, 400, "goal", "goal_required", ""},
		{"a claim that asks nothing", "", map[string]any{"remedy_requested": ""}, 400, "remedy_requested", "remedy_required", ""},
		{"fault before anybody spoke", "", map[string]any{"fault": "customer"}, 400, "fault", "fault_after_versions", ""},
		{"an answer before a question", "", map[string]any{"resolution_kind": "denial"}, 400, "resolution_kind", "resolution_kind_kept", ""},
		{"secret for no reason", "", map[string]any{"confidential": true, "supervisor": testapp.Supervisor}, 400, "confidential_reason", "confidential_reason_required", ""},
		{"a longer term from the start", "", map[string]any{"extension_until": "2027-03-01 10:00:00.000Z"}, 400, "extension_until", "extension_allowed", ""},
		{"a version", "", map[string]any{"version": 3}, 400, "version", "server_field", ""},
	}
	for field, value := range serverSet() {
		if field != "open" && field != "book" { // empty on filing: the row of the change says it
			out = append(out, rule{"server sets " + field, "", map[string]any{field: value}, 400, field, "server_field", ""})
		}
	}
	return append(out, rule{"server sets open", "", map[string]any{"open": true}, 400, "open", "server_field", ""},
		rule{"a book that is none", "", map[string]any{"book": "elsewhere"}, 400, "book", "book_closed", ""},
		rule{"a sheet of no day", "", map[string]any{"source": "backup_book", "folio": "7"}, 400, "paper_date", "paper_date_required", ""},
		rule{"no sheet", "", map[string]any{"source": "backup_book", "paper_date": "2026-11-20"}, 400, "folio", "paper_sheet_required", ""},
		rule{"a sheet of tomorrow", "", map[string]any{"source": "backup_book", "folio": "7", "paper_date": "2026-11-26"}, 400, "paper_date", "paper_date_past", ""},
		rule{"a matter without a term", "", map[string]any{"legal_term": "billing"}, 400, "legal_term", "legal_term_known", ""})
}

// TestEveryDoorChecksAFiling: refused filings store nothing and take no number;
// a sound one passes at every door.
func TestEveryDoorChecksAFiling(t *testing.T) {
	t.Parallel()
	for _, d := range filingDoors() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			before := a.Stored(t)
			for _, r := range filingRules() {
				if r.field == "tracking_key" && takesOut(d) {
					continue // TestHiddenKeyOfAFilingIsTakenOut
				}
				got := d.open(t, a, filing(r.change))
				if got.status != r.status || got.codes[r.field] != r.code {
					t.Errorf("%s: %d %v, want %d %s=%s", r.name, got.status, got.codes, r.status, r.field, r.code)
				}
			}
			a.Unchanged(t, before)
			if got := d.open(t, a, filing(nil)); got.status != http.StatusOK {
				t.Fatalf("a sound filing: %d %v", got.status, got.codes)
			}
			if n := a.Count(t, records.Complaints, "number = '000000001-2026' AND stage = 'received' AND open = 1 AND version = 1"); n != 1 {
				t.Errorf("first number given %d times, want once", n)
			}
		})
	}
}

// takesOut: the record API takes hidden fields out of what people send.
func takesOut(d filingDoor) bool {
	return (d.who == testapp.Agent || d.who == testapp.Robot) && !strings.HasPrefix(d.name, "register")
}

func filing(extra map[string]any) map[string]any {
	out := testapp.Filing()
	for name, value := range extra {
		out[name] = value
	}
	return out
}

// TestHiddenKeyOfAFilingIsTakenOut: what the record API takes out of a filing
// does not become the key.
func TestHiddenKeyOfAFilingIsTakenOut(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), filing(map[string]any{"tracking_key": "AAAA"}))
	if got.Status != http.StatusOK {
		t.Fatalf("file: %d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Complaints, "tracking_key = 'AAAA'"); n != 0 {
		t.Error("the key of the client was stored")
	}
	if _, shown := got.JSON["tracking_key"]; shown {
		t.Error("the key is shown in the record")
	}
}

// TestFilingStartsReceived: whatever door, the same first event and receipt.
func TestFilingStartsReceived(t *testing.T) {
	t.Parallel()
	for _, d := range filingDoors() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			if got := d.open(t, a, filing(nil)); got.status != http.StatusOK {
				t.Fatalf("file: %d %v", got.status, got.codes)
			}
			for table, want := range map[string]int{records.Complaints: 1, records.Messages: 1, records.Outbox: 1, records.Reminders: 1, records.Events: 2} {
				if n := a.Count(t, table, ""); n != want {
					t.Errorf("%s: %d rows, want %d", table, n, want)
				}
			}
			if n := a.Count(t, records.Events, "type = 'complaint.filed' AND seq = 1 AND actor = '"+d.who+"'"); n != 1 {
				t.Errorf("no event of %q tells of the filing", d.who)
			}
			if n := a.Count(t, records.Complaints, "stage = '"+string(complaint.Received)+"'"); n != 1 {
				t.Error("not received")
			}
		})
	}
}
