package hooks_test

import (
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// wav is the shortest sound: a header and two samples of silence.
var wav = "RIFF\x28\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data\x04\x00\x00\x00\x00\x00\x00\x00"

func agreed(c string) map[string]string {
	return map[string]string{"complaint": c, "kind": "recording", "recording_consent": "spoken", "consent_at": records.Stamp(testapp.Start)}
}

func record(t *testing.T, a *testapp.App, who string, fields map[string]string, name, content string) testapp.Answer {
	t.Helper()
	body, kind := testapp.Form(t, fields, name, content)
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Attachments), body, "Content-Type", kind)
}

// TestRecording: with consent, with sound in it, by the team; else nothing is stored.
func TestRecording(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	with := func(changes map[string]string) map[string]string {
		out := agreed(c.Id)
		maps.Copy(out, changes)
		return out
	}
	for _, row := range []struct {
		name, who   string
		fields      map[string]string
		file, bytes string
		field, code string
	}{
		{"agreed to", testapp.Agent, with(nil), "llamada.wav", wav, "", ""},
		{"under a name that climbs", testapp.Agent, with(nil), "../../llamada.wav", wav, "", ""},
		{"without consent", testapp.Agent, with(map[string]string{"recording_consent": ""}), "llamada.wav", wav, "recording_consent", "recording_consent"},
		{"without when", testapp.Agent, with(map[string]string{"consent_at": ""}), "llamada.wav", wav, "consent_at", "consent_at"},
		{"consent from tomorrow", testapp.Agent, with(map[string]string{"consent_at": "2030-01-01"}), "llamada.wav", wav, "consent_at", "arrived_future"},
		{"a way that there is not", testapp.Agent, with(map[string]string{"recording_consent": "guessed"}), "llamada.wav", wav, "recording_consent", "recording_consent"},
		{"no bytes", testapp.Agent, with(nil), "llamada.wav", "", "file", "recording_empty"},
		{"a page that is called a sound", testapp.Agent, with(nil), "llamada.mp3", "<html><script>alert(1)</script></html>", "file", "recording_type"},
		{"too large", testapp.Agent, with(nil), "llamada.wav", wav + strings.Repeat("\x00", 20<<20), "file", "validation_file_size_limit"},
		{"by a program", testapp.Robot, with(nil), "llamada.wav", wav, "kind", "recording_team"},
	} {
		got := record(t, a, row.who, row.fields, row.file, row.bytes)
		if row.code != "" && got.Code(row.field) != row.code || row.code == "" && got.Status != http.StatusOK {
			t.Errorf("%s: %d %.300s", row.name, got.Status, got.Text)
		}
	}
	rows := a.Find(t, records.Attachments, "complaint = {:c}", c.Id)
	if len(rows) != 2 {
		t.Fatalf("%d recordings stored, want 2", len(rows))
	}
	for _, r := range rows {
		if !strings.HasPrefix(a.OnDisk(r), a.DataDir()) || strings.Contains(r.GetString("file"), "/") {
			t.Errorf("lies at %s", a.OnDisk(r))
		}
		if want := records.Stamp(a.Engine.Now().AddDate(0, 0, 180)); r.GetString("keep_until") != want {
			t.Errorf("kept until %s, want %s", r.GetString("keep_until"), want)
		}
	}
	plain := record(t, a, testapp.Agent, map[string]string{"complaint": c.Id, "kind": "evidence", "recording_consent": "spoken", "keep_until": "2020-01-01"}, "foto.txt", "una foto")
	if plain.JSON["recording_consent"] != "" || plain.JSON["keep_until"] != "" {
		t.Errorf("a photograph has %v %v", plain.JSON["recording_consent"], plain.JSON["keep_until"])
	}
}

// hear downloads a recording as somebody.
func hear(t *testing.T, a *testapp.App, who, path, bytes string) int {
	t.Helper()
	token, err := a.Person(t, who).NewFileToken()
	if err != nil {
		t.Fatal(err)
	}
	return a.Ask(t, who, http.MethodGet, path+"?token="+token, nil, "Range", bytes).Status
}

// TestHearingIsOnRecord: who hears a recording is told of before a byte leaves;
// the parts that a player asks for one after the other are one hearing.
func TestHearingIsOnRecord(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	got := record(t, a, testapp.Agent, agreed(c.Id), "llamada.wav", wav)
	path := "/api/files/" + records.Attachments + "/" + got.JSON["id"].(string) + "/" + got.JSON["file"].(string)
	heard := func() int { return a.Count(t, records.Events, "type = 'recording.heard'") }
	for _, row := range []struct {
		name, who, bytes string
		status, events   int
	}{
		{"an agent plays it", testapp.Agent, "bytes=0-", http.StatusPartialContent, 1},
		{"and goes on", testapp.Agent, "bytes=8-", http.StatusPartialContent, 1},
		{"and plays it again", testapp.Agent, "bytes=0-", http.StatusPartialContent, 2},
		{"a supervisor takes only the end", testapp.Supervisor, "bytes=8-", http.StatusPartialContent, 3},
		{"the owner, whole", testapp.Superuser, "", http.StatusOK, 4},
	} {
		if status := hear(t, a, row.who, path, row.bytes); status != row.status {
			t.Errorf("%s: %d", row.name, status)
		}
		if n := heard(); n != row.events {
			t.Errorf("%s: %d hearings on record, want %d", row.name, n, row.events)
		}
	}
	if got := a.Ask(t, testapp.Guest, http.MethodGet, path, nil); got.Status != http.StatusNotFound || heard() != 4 {
		t.Errorf("nobody heard it: %d, %d on record", got.Status, heard())
	}
	a.Exec(t, "UPDATE complaints SET confidential = TRUE, readers = '' WHERE id = '"+c.Id+"'", nil)
	if status := hear(t, a, testapp.Agent2, path, ""); status != http.StatusNotFound || heard() != 4 {
		t.Errorf("somebody who may not open the case: %d, %d on record", status, heard())
	}
}

// TestRecordingsEnd: after their time, of cases that are not at work; the row
// stays and says when.
func TestRecordingsEnd(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "UPDATE business SET recording_days = 30", nil)
	a.Engine.Forget()
	keep := func(stage complaint.Stage) *core.Record {
		c := a.At(t, stage, nil)
		got := record(t, a, testapp.Agent, agreed(c.Id), "llamada.wav", wav)
		r, err := a.FindRecordById(records.Attachments, got.JSON["id"].(string))
		if err != nil {
			t.Fatalf("%s: %v", got.Text, err)
		}
		return r
	}
	open, closed := keep(complaint.Assessing), keep(complaint.Closed)
	where := a.OnDisk(closed)
	for _, row := range []struct {
		days  int
		gone  int
		event int
	}{{29, 0, 0}, {60, 1, 1}, {61, 1, 1}} {
		a.Clock.Set(testapp.Start.AddDate(0, 0, row.days))
		report(t, a.Engine.PurgeRecordings(a))
		if n := a.Count(t, records.Attachments, "purged_at != '' AND file = ''"); n != row.gone {
			t.Errorf("after %d days %d are gone, want %d", row.days, n, row.gone)
		}
		if n := a.Count(t, records.Events, "type = 'recording.purged'"); n != row.event {
			t.Errorf("after %d days %d events, want %d", row.days, n, row.event)
		}
	}
	if r := a.Reload(t, open); r.GetString("file") == "" {
		t.Error("that of an open case is gone")
	}
	if r := a.Reload(t, closed); r.GetString("file") != "" || r.GetString("digest") == "" || r.GetString("name") == "" {
		t.Errorf("what is left: %v", r.PublicExport())
	}
	if got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/customers/"+testapp.Rosa+"/export.zip", nil); got.Status != http.StatusOK {
		t.Errorf("the copy of the person without it: %d %s", got.Status, got.Text)
	}
	for until := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) { // the platform removes files in the background
		if _, err := os.Stat(where); errors.Is(err, fs.ErrNotExist) {
			break
		}
		if time.Now().After(until) {
			t.Fatal("its bytes are still there")
		}
	}
}
