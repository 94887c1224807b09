package hooks_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestMailWaits: without a mail server the rows wait and nothing counts as tried.
func TestMailWaits(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil)
	before := a.Stored(t)
	report(t, a.Engine.Deliver(a))
	a.Unchanged(t, before)
	if a.TestMailer.TotalSend() != 0 {
		t.Error("sent although mail is off")
	}
}

// TestMailIsSentOnce: to the customer, with the number, and never again, also
// when two deliveries run at once.
func TestMailIsSentOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	a.Settings().SMTP.Enabled = true
	for _, err := range atOnce(4, func(int) error { return a.Engine.Deliver(a) }) {
		report(t, err)
	}
	report(t, a.Engine.Deliver(a))
	sent := a.TestMailer.Messages()
	if len(sent) != 1 {
		t.Fatalf("%d mails, want 1", len(sent))
	}
	m := sent[0]
	if m.To[0].Address != "rosa.quispe@correo.example" || !strings.Contains(m.Subject+m.Text, c.GetString("number")) || m.Headers["X-Escucha-Case"] != c.GetString("number") {
		t.Errorf("mail %+v", m)
	}
	if n := a.Count(t, records.Outbox, "status = 'sent' AND attempts = 1 AND sent_at != ''"); n != 1 {
		t.Error("the outbox does not say that it was sent")
	}
	if n := a.Count(t, records.Messages, "delivery = 'sent'"); n != 1 {
		t.Error("the message does not say that it was sent")
	}
}

// TestMailRetries: a refusal is tried again, later each time, and set aside for
// a person after ten.
func TestMailRetries(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil)
	a.Settings().SMTP.Enabled = true
	tries := 0
	a.OnMailerSend().BindFunc(func(*core.MailerEvent) error { tries++; return errors.New("disk full") })
	last := time.Duration(0)
	for i := range 10 {
		report(t, a.Engine.Deliver(a))
		if tries != i+1 {
			t.Fatalf("%d tries in round %d", tries, i+1)
		}
		report(t, a.Engine.Deliver(a)) // too early
		row := firstRow(t, a, records.Outbox)
		if wait := row.GetDateTime("next_attempt").Time().Sub(a.Clock.Now()); i < 9 && (wait < last || row.GetString("status") != "queued") {
			t.Errorf("round %d waits %s after %s, %s", i+1, wait, last, row.GetString("status"))
		} else {
			last = wait
		}
		a.Clock.Move(last + time.Second)
	}
	if row := firstRow(t, a, records.Outbox); tries != 10 || row.GetString("status") != "dead" || !strings.Contains(row.GetString("last_error"), "disk full") {
		t.Errorf("after %d tries: %s %q", tries, row.GetString("status"), row.GetString("last_error"))
	}
	if n := a.Count(t, records.Messages, "delivery = 'failed'"); n != 1 {
		t.Error("the message does not say that it failed")
	}
	got := a.Ask(t, testapp.Guest, "GET", "/api/crm/health", nil)
	if got.Status != 503 || got.JSON["outbox_dead"] != 1.0 {
		t.Errorf("health: %d %s", got.Status, got.Text)
	}
	a.Clock.Move(24 * time.Hour)
	report(t, a.Engine.Deliver(a))
	if tries != 10 {
		t.Errorf("tried again after it was set aside")
	}
}

// TestNobodyIsWrittenToWithoutAnAddress: what cannot go by mail waits for a
// person, not in the outbox.
func TestNobodyIsWrittenToWithoutAnAddress(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, map[string]any{"customer": "", "anonymous_reason": "No quiere darse a conocer", "reply_channel": ""})
	if n := a.Count(t, records.Outbox, ""); n != 0 {
		t.Errorf("%d mails to nobody", n)
	}
	if n := a.Count(t, records.Messages, "purpose = 'receipt' AND delivery = 'none'"); n != 1 {
		t.Error("no receipt")
	}
}

func firstRow(t *testing.T, a *testapp.App, table string) *core.Record {
	t.Helper()
	r, err := a.FindRecordById(table, firstID(t, a, table))
	if err != nil {
		t.Fatal(err)
	}
	return r
}
