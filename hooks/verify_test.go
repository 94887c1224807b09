package hooks_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// whole is a database with a case at every stage, and files.
func whole(t *testing.T, a *testapp.App) (closed *core.Record, file *core.Record) {
	t.Helper()
	everyStage(t, a)
	c := a.At(t, complaint.Closed, nil)
	return c, a.Attach(t, c.Id, "foto.txt", "tres platos rotos")
}

// TestVerifyIsCleanAtEveryStage: what the application does itself adds up.
func TestVerifyIsCleanAtEveryStage(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	whole(t, a)
	report, err := verify.Run(a)
	if err != nil || len(report.Problems) > 0 {
		t.Fatalf("%+v %v", report, err)
	}
	if report.Complaints != 12 || report.Events < 60 {
		t.Errorf("looked at %d cases and %d events", report.Complaints, report.Events)
	}
}

// TestChainOfAPath: without gaps from 1, each entry holding the hash before.
func TestChainOfAPath(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	var before string
	for i, e := range a.Find(t, records.Events, "complaint = {:c}", c.Id) {
		if e.GetInt("seq") != i+1 || e.GetString("previous_hash") != before || len(e.GetString("hash")) != 64 {
			t.Errorf("event %d: seq %d, previous %q, want %q", i+1, e.GetInt("seq"), e.GetString("previous_hash"), before)
		}
		before = e.GetString("hash")
	}
	for _, kind := range []string{"complaint.filed", "complaint.moved", "statement.given", "message.sent", "proposal.sent", "proposal.accepted", "task.added", "task.done", "follow_up.made"} {
		if n := a.Count(t, records.Events, "type = '"+kind+"' AND complaint = '"+c.Id+"'"); n == 0 {
			t.Errorf("no %s", kind)
		}
	}
}

// TestVerifyFindsWhatWasChanged: whatever is changed behind the application's
// back is named, with its case.
func TestVerifyFindsWhatWasChanged(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, sql string
		codes     []string // one of them at least
		field     string
	}{
		{"data of an event", "UPDATE events SET data = json_set(data, '$.note', 'otra') WHERE complaint = {:c} AND seq = 3", []string{"hash"}, ""},
		{"actor of an event", "UPDATE events SET actor = 'agentlead000001' WHERE complaint = {:c} AND seq = 4", []string{"hash"}, ""},
		{"date of an event", "UPDATE events SET created = '2026-01-01 00:00:00.000Z' WHERE complaint = {:c} AND seq = 2", []string{"hash"}, ""},
		{"broken event", "UPDATE events SET data = 'x' WHERE complaint = {:c} AND seq = 2", []string{"hash"}, ""},
		{"event removed", "DELETE FROM events WHERE complaint = {:c} AND seq = 3", []string{"gap"}, ""},
		{"first event removed", "DELETE FROM events WHERE complaint = {:c} AND seq = 1", []string{"gap"}, ""},
		{"last event removed", "DELETE FROM events WHERE complaint = {:c} AND seq = (SELECT MAX(seq) FROM events WHERE complaint = {:c})", []string{"untold_row"}, records.Attachments},
		{"all events removed", "DELETE FROM events WHERE complaint = {:c}", []string{"no_events"}, ""},
		{"stage", "UPDATE complaints SET stage = 'resolved' WHERE id = {:c}", []string{"stage"}, "stage"},
		{"goal", "UPDATE complaints SET goal = 'Otra cosa' WHERE id = {:c}", []string{"field"}, "goal"},
		{"narrative", "UPDATE complaints SET narrative = 'Otra historia' WHERE id = {:c}", []string{"field"}, "narrative"},
		{"legal date", "UPDATE complaints SET legal_due = '2030-01-01 00:00:00.000Z' WHERE id = {:c}", []string{"field"}, "legal_due"},
		{"a field that was never set", "UPDATE complaints SET void_reason = 'Nunca fue' WHERE id = {:c}", []string{"field"}, "void_reason"},
		{"readers", "UPDATE complaints SET readers = ' agentagent00002 ' WHERE id = {:c}", []string{"field"}, "readers"},
		{"open", "UPDATE complaints SET open = 1 WHERE id = {:c}", []string{"field"}, "open"},
		{"key", "UPDATE complaints SET tracking_key = 'AAAA' WHERE id = {:c}", []string{"text_changed"}, records.Complaints},
		{"case removed", "DELETE FROM complaints WHERE id = {:c}", []string{"missing_row"}, records.Complaints},
		{"text of a message", "UPDATE messages SET text = 'Otras palabras' WHERE complaint = {:c}", []string{"text_changed"}, records.Messages},
		{"text of a statement", "UPDATE statements SET text = 'Otra versión' WHERE complaint = {:c}", []string{"text_changed"}, records.Statements},
		{"text of a proposal", "UPDATE proposals SET customer_text = 'Otra oferta' WHERE complaint = {:c}", []string{"text_changed"}, records.Proposals},
		{"text of an option", "UPDATE options SET text = 'Nada' WHERE proposal IN (SELECT id FROM proposals WHERE complaint = {:c})", []string{"text_changed"}, records.Proposals},
		{"answer to a proposal", "UPDATE proposals SET status = 'refused' WHERE complaint = {:c}", []string{"field"}, "proposals.status"},
		{"message removed", "DELETE FROM messages WHERE complaint = {:c} AND purpose = 'letter'", []string{"missing_row"}, records.Messages},
		{"statement removed", "DELETE FROM statements WHERE complaint = {:c}", []string{"missing_row"}, records.Statements},
		{"message put in", "INSERT INTO messages (id, complaint, direction, text, created) VALUES ('forgedmessage01', {:c}, 'out', 'Nunca se envió', '2026-11-24 16:00:00.000Z')", []string{"untold_row"}, records.Messages},
		{"call put in", "INSERT INTO follow_ups (id, complaint, contacted) VALUES ('forgedfollowup1', {:c}, 1)", []string{"untold_row"}, records.FollowUps},
		{"digest of a file", "UPDATE attachments SET digest = 'x' WHERE complaint = {:c}", []string{"text_changed", "file_changed"}, ""},
		{"number skipped", "UPDATE sequences SET last = last + 1", []string{"numbers"}, "principal 2026"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Closed, nil)
			a.Attach(t, c.Id, "foto.txt", "tres platos rotos")
			a.Exec(t, row.sql, dbx.Params{"c": c.Id})
			found(t, a, row.codes, row.field)
		})
	}
}

// found fails the test unless verify names one of the codes at the field.
func found(t *testing.T, a *testapp.App, codes []string, field string) {
	t.Helper()
	report, err := verify.Run(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		if slices.Contains(codes, p.Code) && (field == "" || p.Field == field) {
			return
		}
	}
	t.Errorf("want one of %v at %q, found %+v", codes, field, report.Problems)
}

// TestVerifyFindsFiles: gone, changed, and put there.
func TestVerifyFindsFiles(t *testing.T) {
	t.Parallel()
	rows := map[string]func(path string) error{
		"missing_file": os.Remove,
		"file_changed": func(path string) error { return os.WriteFile(path, []byte("otra foto"), 0o600) },
		"orphan_file": func(path string) error {
			return os.WriteFile(filepath.Join(filepath.Dir(path), "otro.txt"), []byte("x"), 0o600)
		},
	}
	for code, change := range rows {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			_, file := whole(t, a)
			if err := change(a.OnDisk(file)); err != nil {
				t.Fatal(err)
			}
			found(t, a, []string{code}, "")
		})
	}
}
