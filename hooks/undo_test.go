package hooks_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// write sends a message to Rosa as the desk does and answers with its id.
func writeTo(t *testing.T, a *testapp.App, who, complaintID, purpose, text string) string {
	t.Helper()
	got := a.Ask(t, who, http.MethodPost, testapp.Records(records.Messages),
		map[string]any{"complaint": complaintID, "direction": "out", "purpose": purpose, "channel": "email", "text": text})
	id, _ := got.JSON["id"].(string)
	if got.Status != http.StatusOK || id == "" {
		t.Fatalf("write: %d %s", got.Status, got.Text)
	}
	return id
}

func undo(t *testing.T, a *testapp.App, who, id string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, "/api/crm/messages/"+id+"/undo", nil)
}

// mailOf is the row of the outbox that carries a message.
func mailOf(t *testing.T, a *testapp.App, message string) *core.Record {
	t.Helper()
	row, err := a.FindFirstRecordByData(records.Outbox, "message", message)
	if err != nil {
		t.Fatal(err)
	}
	return row
}

// TestUndo: called back in time, a message leaves nothing behind but the record
// that there was one.
func TestUndo(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	a.Settings().SMTP.Enabled = true
	a.Clock.Move(time.Minute)
	report(t, a.Engine.Deliver(a)) // the receipt
	before, waiting := a.Reload(t, c), a.Count(t, records.Reminders, "pending = 1")
	sent := a.TestMailer.TotalSend()

	id := writeTo(t, a, testapp.Agent, c.Id, "paraphrase", "¿Es así como lo contó?")
	stamped := a.Reload(t, c)
	if stamped.GetString("first_contact_at") == "" || stamped.GetString("paraphrase") == "" || a.Count(t, records.Reminders, "pending = 1") >= waiting {
		t.Fatalf("the message did nothing to the case: %v", stamped.PublicExport())
	}
	a.Clock.Move(9 * time.Second)
	report(t, a.Engine.Deliver(a))
	got := undo(t, a, testapp.Agent, id)
	message, _ := got.JSON["message"].(map[string]any)
	if got.Status != http.StatusOK || message["text"] != "¿Es así como lo contó?" || message["delivery"] != "withdrawn" || message["channel"] != "email" {
		t.Fatalf("undo: %d %s", got.Status, got.Text)
	}
	after := a.Reload(t, c)
	for _, name := range []string{"first_contact_at", "paraphrase", "apology_given_at", "stage", "understanding_confirmed_at"} {
		if was, is := before.GetString(name), after.GetString(name); was != is {
			t.Errorf("%s is %q, was %q", name, is, was)
		}
	}
	if n := a.Count(t, records.Reminders, "pending = 1"); n != waiting {
		t.Errorf("%d reminders wait, %d did before", n, waiting)
	}
	if status := mailOf(t, a, id).GetString("status"); status != "cancelled" {
		t.Errorf("the mail is %s", status)
	}
	if n := a.Count(t, records.Events, "type = 'message.withdrawn' AND actor = '"+testapp.Agent+"'"); n != 1 {
		t.Errorf("%d events tell of it", n)
	}
	a.Clock.Move(24 * time.Hour)
	report(t, a.Engine.Deliver(a))
	if n := a.TestMailer.TotalSend(); n != sent {
		t.Errorf("%d mails more were sent", n-sent)
	}
	if again := undo(t, a, testapp.Agent, id); again.Status != http.StatusConflict {
		t.Errorf("undone twice: %d", again.Status)
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestUndoIsNotShown: what was called back is not in the file of the case, and
// the events say so.
func TestUndoIsNotShown(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	undo(t, a, testapp.Agent, writeTo(t, a, testapp.Agent, c.Id, "reply", "Retirado a tiempo"))
	got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/file", nil)
	if strings.Contains(got.Text, "Retirado a tiempo") || !strings.Contains(got.Text, "message.withdrawn") {
		t.Errorf("file: %.600s", got.Text)
	}
}

// TestUndoRefused: too late, not one's own, not to be seen, or no longer alone.
func TestUndoRefused(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, who string
		status    int
		code      string
		first     func(*testing.T, *testapp.App, *core.Record)
	}{
		{"after ten seconds", testapp.Agent, 409, "undo_too_late", func(_ *testing.T, a *testapp.App, _ *core.Record) { a.Clock.Move(10 * time.Second) }},
		{"by another", testapp.Agent2, 403, "undo_others", nil},
		{"by who leads", testapp.Supervisor, 403, "undo_others", nil},
		{"by who only reads", testapp.Auditor, 403, "", nil},
		{"by a program", testapp.Robot, 403, "", nil},
		{"by nobody", testapp.Guest, 401, "", nil},
		{"by who left", testapp.Left, 401, "", nil},
		{"of a case that is not theirs to see", testapp.Agent2, 404, "", func(t *testing.T, a *testapp.App, c *core.Record) {
			a.Move(t, c.Id, testapp.Supervisor, casework.Move{Fields: map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor}})
		}},
		{"once the case has moved", testapp.Agent, 409, "undo_moved", func(t *testing.T, a *testapp.App, c *core.Record) {
			a.Move(t, c.Id, testapp.Agent, casework.Move{To: "investigating", Fields: testapp.Triage()})
		}},
		{"while it is being sent", testapp.Agent, 409, "undo_too_late", func(t *testing.T, a *testapp.App, _ *core.Record) {
			a.Exec(t, "UPDATE outbox SET status = 'sending', attempts = 1 WHERE message != ''", nil)
		}},
		{"tried once and waiting again", testapp.Agent, 409, "undo_too_late", func(t *testing.T, a *testapp.App, _ *core.Record) {
			a.Exec(t, "UPDATE outbox SET attempts = 1", nil)
		}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Assessing, nil)
			id := writeTo(t, a, testapp.Agent, c.Id, "reply", "Buenos días")
			if row.first != nil {
				row.first(t, a, c)
			}
			before := a.Stored(t)
			if got := undo(t, a, row.who, id); got.Status != row.status || got.Code("message") != row.code {
				t.Errorf("%d %s", got.Status, got.Text)
			}
			a.Unchanged(t, before)
		})
	}
}

// TestUndoNothingOfIt: other messages cannot be called back at all.
func TestUndoNothingOfIt(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	send := func(extra map[string]any) string {
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), with(map[string]any{"complaint": c.Id, "text": "Hola"}, extra))
		id, _ := got.JSON["id"].(string)
		return id
	}
	find := func(where string) string {
		row, err := a.FindFirstRecordByFilter(records.Messages, "complaint = {:c} && "+where, map[string]any{"c": c.Id})
		if err != nil {
			t.Fatal(err)
		}
		return row.Id
	}
	for name, row := range map[string]struct {
		id     string
		status int
	}{
		"a note":                  {send(map[string]any{"direction": "note"}), 409},
		"what was said by phone":  {send(map[string]any{"direction": "out", "channel": "phone"}), 409},
		"the letter of a step":    {find("purpose = 'letter'"), 409},
		"the message with a step": {find("purpose = 'apology'"), 409},
		"the receipt":             {find("purpose = 'receipt'"), 409},
		"none at all":             {"nosuchmessage00", 404},
	} {
		if got := undo(t, a, testapp.Agent, row.id); got.Status != row.status {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Messages, "delivery = 'withdrawn'"); n != 0 {
		t.Errorf("%d messages were withdrawn", n)
	}
}

// TestUndoLeavesWhatOthersSaid: of two messages the one that stands keeps what
// it would have done alone.
func TestUndoLeavesWhatOthersSaid(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	first := writeTo(t, a, testapp.Agent, c.Id, "apology", "Le pedimos disculpas.")
	a.Clock.Move(3 * time.Second)
	second := writeTo(t, a, testapp.Lead, c.Id, "reply", "Mañana le llamamos.")
	at, waiting := records.Stamp(a.Clock.Now()), a.Count(t, records.Reminders, "pending = 1")
	a.Clock.Move(3 * time.Second)
	if got := undo(t, a, testapp.Agent, first); got.Status != http.StatusOK {
		t.Fatalf("undo: %d %s", got.Status, got.Text)
	}
	now := a.Reload(t, c)
	if now.GetString("first_contact_at") != at || now.GetString("apology_given_at") != "" {
		t.Errorf("first contact %s, want %s; apology %q", now.GetString("first_contact_at"), at, now.GetString("apology_given_at"))
	}
	if n := a.Count(t, records.Reminders, "pending = 1"); n != waiting {
		t.Errorf("%d reminders wait, want %d", n, waiting)
	}
	if got := undo(t, a, testapp.Lead, second); got.Status != http.StatusOK {
		t.Fatalf("undo of the second: %d %s", got.Status, got.Text)
	}
	if now = a.Reload(t, c); now.GetString("first_contact_at") != "" {
		t.Errorf("both are gone, and the first contact is %s", now.GetString("first_contact_at"))
	}
	if n := a.Count(t, records.Reminders, "pending = 1"); n <= waiting {
		t.Error("the reminders did not wake up")
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestUndoOrSend: of a courier and a person at the same moment one gets the
// message, and never both.
func TestUndoOrSend(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	a.Settings().SMTP.Enabled = true
	a.Clock.Move(time.Minute)
	report(t, a.Engine.Deliver(a))
	sent := a.TestMailer.TotalSend()
	actor := a.Actor(t, testapp.Agent)
	undone := 0
	for range 8 {
		id := writeTo(t, a, testapp.Agent, c.Id, "reply", "Buenos días")
		a.Clock.Move(9999 * time.Millisecond)
		var both sync.WaitGroup
		var err error
		both.Go(func() { _, err = a.Engine.Undo(a, id, actor) })
		both.Go(func() { a.Clock.Move(2 * time.Millisecond); report(t, a.Engine.Deliver(a)) })
		both.Wait()
		if err == nil {
			undone++
		} else if casework.Codes(err)["message"] != "undo_too_late" {
			t.Errorf("undo: %v", err)
		}
		report(t, a.Engine.Deliver(a))
	}
	if n := a.TestMailer.TotalSend() - sent; n+undone != 8 {
		t.Errorf("%d sent and %d called back of 8", n, undone)
	}
	if n := a.Count(t, records.Messages, "delivery = 'withdrawn'"); n != undone {
		t.Errorf("%d withdrawn, want %d", n, undone)
	}
}

// TestDeadDeskSends: without another word the message goes out once, ten
// seconds later.
func TestDeadDeskSends(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	a.Settings().SMTP.Enabled = true
	report(t, a.Engine.Deliver(a))
	sent := a.TestMailer.TotalSend()
	writeTo(t, a, testapp.Agent, c.Id, "reply", "Buenos días")
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{0, 0}, {9 * time.Second, 0}, {time.Second, 1}, {time.Hour, 1}} {
		a.Clock.Move(step.after)
		report(t, a.Engine.Deliver(a))
		if n := a.TestMailer.TotalSend() - sent; n != step.want {
			t.Errorf("%s later %d mails, want %d", step.after, n, step.want)
		}
	}
}

// TestPortalWaits: the customer sees a message once it can no longer be called
// back, and a summary to confirm not before either.
func TestPortalWaits(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	page := func() string {
		return a.Ask(t, testapp.Guest, http.MethodGet, casework.TrackPath(c.GetString("tracking_key")), nil).Text
	}
	writeTo(t, a, testapp.Agent, c.Id, "paraphrase", "Esto entendimos de usted")
	gone := writeTo(t, a, testapp.Agent, c.Id, "reply", "Esto no debe leerse")
	if text := page(); strings.Contains(text, "Esto entendimos") || strings.Contains(text, "confirm-") || strings.Contains(text, "Esto no debe") {
		t.Error("the customer reads what may still be called back")
	}
	undo(t, a, testapp.Agent, gone)
	held := page()
	a.Clock.Move(10 * time.Second)
	text := page()
	if !strings.Contains(text, "Esto entendimos") || strings.Contains(text, "Esto no debe") {
		t.Error("the customer does not read what was sent, or reads what was called back")
	}
	if goal := c.GetString("goal"); strings.Count(text, goal) <= strings.Count(held, goal) {
		t.Error("the summary to confirm does not come with its message")
	}
}
