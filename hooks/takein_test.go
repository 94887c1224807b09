package hooks_test

import (
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// reply is what Rosa answers by mail.
func reply(c *core.Record, id string) casework.Incoming {
	return casework.Incoming{Complaint: c.Id, Channel: "email", From: "Rosa <rosa.quispe@correo.example>", Subject: "Re: Su caso",
		Text: "Sigue llegando roto", Quoted: "Estimada Rosa: le escribimos", MessageID: id, ReceivedAt: testapp.Start.Add(-48 * time.Hour)}
}

func TestWhatFollowsFromAReply(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		stage  complaint.Stage
		later  time.Duration
		change func(in *casework.Incoming)
		want   complaint.Stage
		wrote  int // reminders to answer
	}{
		{"at work", complaint.Investigating, 0, nil, complaint.Investigating, 1},
		{"waited for (T10)", complaint.WaitingCustomer, 0, nil, complaint.Investigating, 0},
		{"resolved: a call is owed anyway", complaint.Resolved, 0, nil, complaint.Resolved, 1},
		{"closed, inside the window (T22)", complaint.Closed, 29 * 24 * time.Hour, nil, complaint.Investigating, 0},
		{"closed, after the window", complaint.Closed, 31 * 24 * time.Hour, nil, complaint.Closed, 1},
		{"closed, by a form beside the one to reopen", complaint.Closed, 0, func(in *casework.Incoming) { in.Form = true }, complaint.Closed, 1},
		{"absence note", complaint.Closed, 0, func(in *casework.Incoming) { in.Aside = true }, complaint.Closed, 0},
		{"absence note while waiting", complaint.WaitingCustomer, 0, func(in *casework.Incoming) { in.Aside = true }, complaint.WaitingCustomer, 0},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, row.stage, nil)
			a.Clock.Move(row.later)
			in := reply(c, "<uno@correo.example>")
			if row.change != nil {
				row.change(&in)
			}
			m, err := a.Engine.TakeIn(a, in)
			if err != nil {
				t.Fatalf("take in: %v %v", err, casework.Codes(err))
			}
			if got := a.Reload(t, c).GetString("stage"); got != string(row.want) {
				t.Errorf("the case is %s, want %s", got, row.want)
			}
			where := "complaint = '" + c.Id + "' AND kind = 'customer_wrote' AND pending = 1"
			if got := a.Count(t, records.Reminders, where); got != row.wrote {
				t.Errorf("%d reminders to answer, want %d", got, row.wrote)
			}
			if got := m.GetString("quoted"); got != in.Quoted {
				t.Errorf("quoted: %q", got)
			}
			if got := m.GetDateTime("sent_at").Time(); !got.Equal(in.ReceivedAt) {
				t.Errorf("received at %s, want %s", got, in.ReceivedAt)
			}
		})
	}
}

func TestAReplyIsTakenInOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	first, err := a.Engine.TakeIn(a, reply(c, "<uno@correo.example>"))
	if err != nil {
		t.Fatal(err)
	}
	before := a.Stored(t)
	again, err := a.Engine.TakeIn(a, reply(c, "<uno@correo.example>"))
	if err != nil || again.Id != first.Id {
		t.Fatalf("second copy became %v: %v", again, err)
	}
	a.Unchanged(t, before)
}

func TestAReplyWithoutWords(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	photo, err := filesystem.NewFileFromBytes([]byte("una foto"), "foto.txt")
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		name, id, want string
		files          []*filesystem.File
	}{{"only files", "<a@x>", "(Solo archivos)", []*filesystem.File{photo}}, {"nothing at all", "<b@x>", "(Mensaje sin texto)", nil}}
	for _, row := range rows {
		in := reply(c, row.id)
		in.Text, in.Files = " \n", row.files
		m, err := a.Engine.TakeIn(a, in)
		if err != nil || m.GetString("text") != row.want {
			t.Errorf("%s: %q %v", row.name, m.GetString("text"), err)
		}
		if n := a.Count(t, records.Attachments, "message = '"+m.Id+"' AND from_customer = 1"); n != len(row.files) {
			t.Errorf("%s: %d files", row.name, n)
		}
	}
}

func TestAVoidedCaseTakesNothingIn(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Voided, nil)
	before := a.Stored(t)
	if _, err := a.Engine.TakeIn(a, reply(c, "<uno@correo.example>")); casework.Codes(err)["stage"] != "case_voided" {
		t.Errorf("answered %v", err)
	}
	a.Unchanged(t, before)
}
