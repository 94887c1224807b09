package hooks_test

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// TestUndoTakesItsFilesBack: what was sent along with the message goes with it,
// bytes and all, and an event tells; other files of the case stay.
func TestUndoTakesItsFilesBack(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	stays := a.Attach(t, c.Id, "antes.txt", "de antes")
	id := writeTo(t, a, testapp.Agent, c.Id, "reply", "Le envío la foto")
	send := func() error {
		f, err := filesystem.NewFileFromBytes([]byte("tres platos rotos"), "foto.txt")
		if err != nil {
			t.Fatal(err)
		}
		_, err = a.Engine.Create(a, records.Attachments, map[string]any{"complaint": c.Id, "message": id, "file": f}, a.Actor(t, testapp.Agent))
		return err
	}
	if err := send(); err != nil {
		t.Fatal(err)
	}
	sent, err := a.FindFirstRecordByData(records.Attachments, "message", id)
	if err != nil {
		t.Fatal(err)
	}
	if got := undo(t, a, testapp.Agent, id); got.Status != http.StatusOK {
		t.Fatalf("undo: %d %s", got.Status, got.Text)
	}
	if rows := a.Find(t, records.Attachments, "complaint = {:c}", c.Id); len(rows) != 1 || rows[0].Id != stays.Id {
		t.Errorf("%d files are left", len(rows))
	}
	// the platform removes them in the background, once it is stored
	for until := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		_, err := os.Stat(a.OnDisk(sent))
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if time.Now().After(until) {
			t.Fatalf("its bytes are still there: %v", err)
		}
	}
	if n := a.Count(t, records.Events, "type = 'attachment.withdrawn' AND json_extract(data, '$.note') = 'foto.txt'"); n != 1 {
		t.Errorf("%d events tell of it", n)
	}
	if err := send(); err == nil {
		t.Error("a file was put to a message that was called back")
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestVerifyComparesWhatWasWithdrawn with the events that tell of it.
func TestVerifyComparesWhatWasWithdrawn(t *testing.T) {
	t.Parallel()
	for name, sql := range map[string]string{
		"brought back":        "UPDATE messages SET delivery = 'sent' WHERE delivery = 'withdrawn'",
		"hidden without word": "UPDATE messages SET delivery = 'withdrawn' WHERE purpose = 'receipt'",
	} {
		a := newApp(t)
		c := a.At(t, complaint.Assessing, nil)
		undo(t, a, testapp.Agent, writeTo(t, a, testapp.Agent, c.Id, "reply", "Retirado"))
		a.Exec(t, sql, nil)
		report, err := verify.Run(a)
		if err != nil || len(report.Problems) != 1 || report.Problems[0].Field != "messages.delivery" {
			t.Errorf("%s: %+v %v", name, report.Problems, err)
		}
	}
}

// TestUndoSaysWhatItIs: which channels can be called back is the server's to
// say, and a refusal speaks of the message, not of somebody else's change.
func TestUndoSaysWhatItIs(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	channels := func() (out []string) {
		held, _ := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/file", nil).JSON["held"].(map[string]any)
		list, _ := held["channels"].([]any)
		for _, one := range list {
			out = append(out, one.(string))
		}
		return out
	}
	for _, channel := range []string{"email", "letter", "portal", "phone", "counter", "whatsapp"} {
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages),
			map[string]any{"complaint": c.Id, "direction": "out", "channel": channel, "text": "Hola"})
		if waits := got.JSON["delivery"] == "queued"; waits != slices.Contains(channels(), channel) {
			t.Errorf("%s: waits %v, said %v", channel, waits, channels())
		}
	}
	late := undo(t, a, testapp.Agent, a.Find(t, records.Messages, "complaint = {:c} && purpose = 'receipt'", c.Id)[0].Id)
	if late.Status == http.StatusOK || strings.Contains(late.Text, "Otra persona") {
		t.Errorf("%d %s", late.Status, late.Text)
	}
	id := writeTo(t, a, testapp.Agent, c.Id, "reply", "Tarde")
	a.Clock.Move(11e9)
	if got := undo(t, a, testapp.Agent, id); got.Status != http.StatusConflict || !strings.Contains(got.Text, "No se pudo deshacer") || strings.Contains(got.Text, "Otra persona") {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	a.Exec(t, "UPDATE complaints SET customer_snapshot = '{}'", nil)
	a.Exec(t, "UPDATE customers SET email = ''", nil)
	if got := channels(); len(got) != 0 {
		t.Errorf("without an address %v wait", got)
	}
}
