package hooks_test

import (
	"slices"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// mailFor is the one mail of a purpose in a case.
func mailFor(t *testing.T, a *testapp.App, c *core.Record, purpose string) *core.Record {
	t.Helper()
	rows := a.Find(t, records.Messages, "complaint = {:c} && purpose = '"+purpose+"'", c.Id)
	if len(rows) != 1 {
		t.Fatalf("%d messages %s, want 1", len(rows), purpose)
	}
	return rows[0]
}

// TestAMailComesBack: the message says so, the owner is told and reminded once,
// and the next message settles the reminder.
func TestAMailComesBack(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	receipt := mailFor(t, a, c, "receipt")
	for range 2 {
		report(t, a.Engine.Bounced(a, receipt.GetString("message_id"), "550 5.1.1 No such user", true))
	}
	if got := a.Reload(t, receipt).GetString("delivery"); got != "bounced" {
		t.Errorf("delivery is %q", got)
	}
	if got := heard(t, a, testapp.Agent, c.Id); !slices.Contains(got, "undelivered") {
		t.Errorf("the owner heard %v", got)
	}
	pending := "complaint = '" + c.Id + "' AND kind = 'write_again' AND pending = 1"
	if n := a.Count(t, records.Reminders, pending); n != 1 {
		t.Fatalf("%d reminders to write again, want 1", n)
	}
	if n := a.Count(t, records.Events, "type = 'message.bounced' AND data LIKE '%No such user%'"); n != 1 {
		t.Errorf("%d events, want 1", n)
	}
	if _, err := a.Engine.Create(a, records.Messages, map[string]any{"complaint": c.Id, "direction": "out", "text": "Le escribo por aquí.", "channel": "phone"},
		a.Actor(t, testapp.Agent)); err != nil {
		t.Fatal(err)
	}
	if n := a.Count(t, records.Reminders, pending); n != 0 {
		t.Error("still reminded after writing")
	}
}

// TestWhatIsNoBounce: a delay and the mail of somebody else change nothing.
func TestWhatIsNoBounce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	id := mailFor(t, a, c, "receipt").GetString("message_id")
	in, err := a.Engine.Create(a, records.Messages, map[string]any{"complaint": c.Id, "direction": "in", "text": "Hola", "message_id": "<hers@correo.example>"}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	before := a.Stored(t)
	for _, row := range []struct {
		name, id  string
		permanent bool
	}{
		{"a delay", id, false}, {"nobody's", "<other@casanogal.example>", true}, {"none", "", true}, {"hers", in.GetString("message_id"), true},
	} {
		if err := a.Engine.Bounced(a, row.id, "4.4.1 try later", row.permanent); err != nil {
			t.Errorf("%s: %v", row.name, err)
		}
	}
	a.Unchanged(t, before)
}
