package hooks_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/mailbox"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// sorted gives a test mails as they were kept, without a server.
type sorted struct {
	*testapp.App
	t    *testing.T
	post *mailbox.Post
	box  *core.Record
	n    int
}

func sorting(t *testing.T, extra map[string]any) *sorted {
	t.Helper()
	a := newApp(t)
	fields := entered()
	for name, value := range extra {
		fields[name] = value
	}
	box, err := a.Engine.Create(a, records.Mailboxes, fields, a.Actor(t, testapp.Admin))
	if err != nil {
		t.Fatal(err)
	}
	return &sorted{App: a, t: t, post: mailbox.New(a.Engine), box: box}
}

// kept is a mail that was fetched just now.
func (s *sorted) kept(raw string) *core.Record {
	s.t.Helper()
	c, err := s.FindCollectionByNameOrId(records.Mails)
	if err != nil {
		s.t.Fatal(err)
	}
	r := core.NewRecord(c)
	s.n++
	r.Load(map[string]any{"mailbox": s.box.Id, "key": fmt.Sprintf("%s|1|%d", s.box.Id, s.n), "status": "new", "received_at": records.Stamp(s.Clock.Now()), "digest": fmt.Sprint(s.n)})
	if raw != "" {
		file, err := filesystem.NewFileFromBytes([]byte(raw), "mail.eml")
		if err != nil {
			s.t.Fatal(err)
		}
		r.Set("raw", file)
	}
	if err := casework.KeepOwn(s, r); err != nil {
		s.t.Fatal(err)
	}
	return r
}

// sort says what became of a mail.
func (s *sorted) sort(raw string) *core.Record {
	s.t.Helper()
	r := s.kept(raw)
	if err := s.post.Sort(s); err != nil {
		s.t.Fatalf("sort: %v", err)
	}
	return s.Reload(s.t, r)
}

// asked is a case in which we wrote to Rosa, with the Message-ID of our letter.
func (s *sorted) asked(stage complaint.Stage) (*core.Record, string) {
	s.t.Helper()
	c := s.At(s.t, stage, nil)
	m, err := s.Engine.Send(s, c, casework.Outgoing{Purpose: "reply", Text: "¿Nos manda una foto?", Actor: s.Actor(s.t, testapp.Agent)})
	if err != nil {
		s.t.Fatal(err)
	}
	return s.Reload(s.t, c), m.GetString("message_id")
}

// became is what a test says of a mail.
func became(r *core.Record) string {
	return strings.TrimSpace(r.GetString("status") + " " + r.GetString("reason"))
}

func TestWhereAMailBelongs(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name  string
		stage complaint.Stage
		later time.Duration
		mail  func(c *core.Record, ours string) string
		want  string
		after complaint.Stage
		joins bool
	}{
		{"an answer of the customer", complaint.WaitingCustomer, 0, func(_ *core.Record, ours string) string { return eml(1, "In-Reply-To", ours, "References", ours) }, "filed", complaint.Investigating, true},
		{"number and key, from anywhere", complaint.Investigating, 0, func(c *core.Record, _ string) string {
			return eml(1, "From", "yo@otro.example", "Subject", "Caso "+c.GetString("number"), "text", "Va la foto\n> https://casa.example/portal/c/"+c.GetString("tracking_key"))
		}, "filed", complaint.Investigating, true},
		{"number alone", complaint.Investigating, 0, func(c *core.Record, _ string) string { return eml(1, "Subject", "Caso "+c.GetString("number")) }, "quarantined unknown", complaint.Investigating, false},
		{"forged: our Message-ID from somebody else", complaint.WaitingCustomer, 0, func(c *core.Record, ours string) string {
			return eml(1, "From", "mala@otro.example", "In-Reply-To", ours, "Subject", "Caso "+c.GetString("number"))
		}, "quarantined foreign", complaint.WaitingCustomer, false},
		{"a stranger", complaint.Investigating, 0, func(*core.Record, string) string { return eml(1, "From", "nueva@otro.example") }, "quarantined unknown", complaint.Investigating, false},
		{"closed, inside the window", complaint.Closed, 0, func(_ *core.Record, ours string) string { return eml(1, "In-Reply-To", ours) }, "filed", complaint.Investigating, true},
		{"closed, after the window", complaint.Closed, 40 * 24 * time.Hour, func(_ *core.Record, ours string) string { return eml(1, "In-Reply-To", ours) }, "quarantined window_over", complaint.Closed, false},
		{"absence note of the customer", complaint.WaitingCustomer, 0, func(_ *core.Record, ours string) string {
			return eml(1, "In-Reply-To", ours, "Auto-Submitted", "auto-replied")
		}, "filed", complaint.WaitingCustomer, true},
		{"absence note of nobody", complaint.Investigating, 0, func(*core.Record, string) string {
			return eml(1, "From", "x@otro.example", "Auto-Submitted", "auto-replied")
		}, "ignored auto_reply", complaint.Investigating, false},
		{"our own mail", complaint.Investigating, 0, func(*core.Record, string) string { return eml(1, "From", "escucha@casanogal.example") }, "ignored own", complaint.Investigating, false},
		{"nothing in it", complaint.Investigating, 0, func(*core.Record, string) string { return " \r\n" }, "unreadable empty", complaint.Investigating, false},
		{"its file is lost", complaint.Investigating, 0, func(*core.Record, string) string { return "" }, "unreadable unreadable", complaint.Investigating, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := sorting(t, nil)
			c, ours := s.asked(row.stage)
			s.Clock.Move(row.later)
			out := s.Count(t, records.Outbox, "")
			r := s.sort(row.mail(c, ours))
			if became(r) != row.want {
				t.Errorf("became %q, want %q", became(r), row.want)
			}
			if got := s.Reload(t, c).GetString("stage"); got != string(row.after) {
				t.Errorf("the case is %s, want %s", got, row.after)
			}
			if joined := s.Count(t, records.Messages, "complaint = '"+c.Id+"' AND message_id = '<carta1@correo.example>'") == 1; joined != row.joins {
				t.Errorf("the mail is with the case: %v", joined)
			}
			if row.want != "filed" && s.Count(t, records.Outbox, "") != out {
				t.Error("somebody was answered")
			}
		})
	}
}

func TestAMailIsSortedOnce(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	c, ours := s.asked(complaint.WaitingCustomer)
	s.sort(eml(1, "In-Reply-To", ours))
	before := s.Stored(t)
	if err := s.post.Sort(s); err != nil {
		t.Fatal(err)
	}
	s.Unchanged(t, before)
	if again := s.sort(eml(1, "In-Reply-To", ours)); became(again) != "ignored double" {
		t.Errorf("the second copy became %q", became(again))
	}
	if n := s.Count(t, records.Messages, "complaint = '"+c.Id+"' AND direction = 'in'"); n != 1 {
		t.Errorf("%d messages of the customer", n)
	}
}

func TestAMailThatEndsTheProgramIsGivenUp(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	r := s.kept(eml(1))
	s.Exec(t, "UPDATE mails SET tries = 10", nil) // so many kills
	if err := s.post.Sort(s); err != nil {
		t.Fatal(err)
	}
	if got := became(s.Reload(t, r)); got != "unreadable gave_up" {
		t.Errorf("became %q", got)
	}
}

func TestAFloodWaitsForAPerson(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	_, ours := s.asked(complaint.Investigating)
	for n := range 35 {
		s.Clock.Move(time.Second)
		s.kept(eml(n, "In-Reply-To", ours))
	}
	if err := s.post.Sort(s); err != nil {
		t.Fatal(err)
	}
	if filed, waits := s.Count(t, records.Mails, "status = 'filed'"), s.Count(t, records.Mails, "reason = 'too_many'"); filed != 30 || waits != 5 {
		t.Errorf("%d were filed and %d wait, want 30 and 5", filed, waits)
	}
}

func TestABounceIsToldOf(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	c, ours := s.asked(complaint.Investigating)
	report := strings.Join([]string{"From: Mail Delivery System <MAILER-DAEMON@correo.example>", "To: escucha@casanogal.example", "Subject: Undelivered Mail Returned to Sender",
		"Message-ID: <rebote@correo.example>", "Auto-Submitted: auto-replied", "MIME-Version: 1.0", `Content-Type: multipart/report; report-type=delivery-status; boundary="b"`, "",
		"--b", "Content-Type: text/plain", "", "The mail did not arrive.", "", "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; correo.example", "",
		"Final-Recipient: rfc822; rosa.quispe@correo.example", "Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 no such user", "",
		"--b", "Content-Type: text/rfc822-headers", "", "Message-ID: " + ours, "Subject: Su caso", "", "--b--", ""}, "\r\n")
	r := s.sort(report)
	if became(r) != "bounce undelivered" || r.GetString("complaint") != c.Id {
		t.Errorf("became %q of %q", became(r), r.GetString("complaint"))
	}
	if n := s.Count(t, records.Messages, "message_id = '"+ours+"' AND delivery = 'bounced'"); n != 1 {
		t.Error("the letter does not say that it bounced")
	}
}

func TestAMailboxMayFileByItself(t *testing.T) {
	t.Parallel()
	s := sorting(t, map[string]any{"unknown": "case"})
	s.Exec(t, "UPDATE business SET legal_profile = 'mx', country = 'MX'", nil)
	s.Engine.Forget()
	customers := s.Count(t, records.Customers, "")
	r := s.sort(eml(1, "From", "Juana <juana@otro.example>", "text", "Me llegó la jarra rota"))
	if became(r) != "filed" {
		t.Fatalf("became %q", became(r))
	}
	c, err := s.FindRecordById(records.Complaints, r.GetString("complaint"))
	if err != nil || c.GetString("narrative") != "Me llegó la jarra rota" || c.GetString("customer") != "" || casework.Snapshot(c)["email"] != "juana@otro.example" {
		t.Errorf("filed %v %v", c, err)
	}
	if s.Count(t, records.Customers, "") != customers {
		t.Error("whoever wrote is a customer now")
	}
	if n := s.Count(t, records.Outbox, "target = 'juana@otro.example'"); n != 1 {
		t.Errorf("%d receipts", n)
	}
	if again := s.sort(eml(2, "From", "juana@otro.example")); became(again) != "quarantined just_filed" {
		t.Errorf("the next one became %q", became(again))
	}
}

func TestTheLawMayWantMoreThanAMailTells(t *testing.T) {
	t.Parallel()
	s := sorting(t, map[string]any{"unknown": "case"}) // the Peruvian book wants a document
	if r := s.sort(eml(1, "From", "juana@otro.example")); became(r) != "quarantined incomplete" {
		t.Errorf("became %q", became(r))
	}
	if n := s.Count(t, records.Complaints, ""); n != 0 {
		t.Errorf("%d cases were filed", n)
	}
}
