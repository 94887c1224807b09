package hooks_test

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/post"
	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/testmail"
)

// byServer has an application send by a real mail server.
func byServer(t *testing.T, a *testapp.App, rules testmail.Rules) *testmail.Server {
	t.Helper()
	s := testmail.Start(t, testmail.StartTLS, rules)
	a.OnMailerSend().UnbindAll() // the platform's own mailer for tests
	useServer(a, s, rules.Password)
	return s
}

func useServer(a *testapp.App, s *testmail.Server, password string) {
	a.Engine.Post = func(c core.SMTPConfig) post.Sender {
		sender := post.Of(c)
		sender.Roots, sender.Patience = s.Roots, s.Sender(testmail.StartTLS).Patience
		return sender
	}
	set := a.Settings()
	set.SMTP.Enabled, set.SMTP.Host, set.SMTP.Port, set.SMTP.Password = true, "127.0.0.1", s.Port, password
	if password != "" {
		set.SMTP.Username = "casa"
	}
	set.Meta.SenderName, set.Meta.SenderAddress = "Casa Nogal", "escucha@casanogal.example"
}

// replies writes to the customer as the agent who has the case.
func replies(t *testing.T, a *testapp.App, c *core.Record, text string) *core.Record {
	t.Helper()
	m, err := a.Engine.Create(a, records.Messages, map[string]any{"complaint": c.Id, "direction": "out", "text": text}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	a.Clock.Move(time.Minute) // the ten seconds in which it may be called back
	return m
}

// TestWhatTheCustomerGets: the mails of a case as a server got them: one thread,
// the number once in each subject, a signature under what a person wrote.
func TestWhatTheCustomerGets(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	s := byServer(t, a, testmail.Rules{})
	c := a.At(t, complaint.Investigating, nil)
	first := replies(t, a, c, "Le llamo mañana.")
	file, err := a.Engine.Create(a, records.Attachments, map[string]any{"complaint": c.Id, "message": first.Id, "file": upload(t, "recibo.txt", "Recibo 7")}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	second := replies(t, a, c, "Ya está en camino.")
	report(t, a.Engine.Deliver(a))
	got := s.Got()
	if len(got) != 3 || s.Connections() > 2 { // STARTTLS counts twice
		t.Fatalf("%d mails by %d connections", len(got), s.Connections())
	}
	tag := "[" + c.GetString("number") + "]"
	var heads []mail.Header
	for _, one := range got {
		m, err := mail.ReadMessage(bytes.NewReader(one.Raw))
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, m.Header)
		if subject := m.Header.Get("Subject"); strings.Count(decoded(t, subject), tag) != 1 {
			t.Errorf("subject %q", subject)
		}
	}
	receipt := heads[0].Get("Message-Id")
	if heads[0].Get("Auto-Submitted") != "auto-generated" || heads[1].Get("Auto-Submitted") != "" {
		t.Error("a program answers people, or a person is taken for one")
	}
	if heads[1].Get("Message-Id") != first.GetString("message_id") || heads[1].Get("In-Reply-To") != receipt || heads[2].Get("References") != receipt+" "+first.GetString("message_id") {
		t.Errorf("no thread: %v", heads)
	}
	for _, words := range []string{"Inés Paredes", "Casa Nogal", "recibo.txt", "UmVjaWJvIDc"} {
		if !bytes.Contains(got[1].Raw, []byte(words)) && !bytes.Contains(got[1].Raw, []byte(encodedWord(words))) {
			t.Errorf("no %q in the mail with file %s", words, file.Id)
		}
	}
	if n := a.Count(t, records.Outbox, "status = 'sent' AND reply LIKE '250%' AND message_id = '"+second.GetString("message_id")+"'"); n != 1 {
		t.Error("the answer of the server is not kept")
	}
}

func decoded(t *testing.T, header string) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(header)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func upload(t *testing.T, name, content string) *filesystem.File {
	t.Helper()
	f, err := filesystem.NewFileFromBytes([]byte(content), name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// encodedWord is a text as quoted-printable writes it.
func encodedWord(text string) string {
	return strings.NewReplacer("é", "=C3=A9", "í", "=C3=AD").Replace(text)
}

// TestServerDownForADay: nothing is counted as tried, nothing dies, and all
// leave afterwards in their order, so many a minute.
func TestServerDownForADay(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	s := byServer(t, a, testmail.Rules{})
	c := a.At(t, complaint.Investigating, nil)
	up := a.Settings().SMTP.Port
	a.Settings().SMTP.Port = 1 // nobody listens there
	for i := range 70 {
		m := replies(t, a, c, fmt.Sprint("Mensaje ", i))
		if i%10 == 0 {
			if err := a.Engine.Deliver(a); err != nil && post.FailureOf(err).Code != "connection_refused" {
				t.Fatal(err)
			}
		}
		if m.GetString("delivery") != "queued" {
			t.Fatal(m.GetString("delivery"))
		}
	}
	a.Clock.Move(24 * time.Hour)
	if got := a.Ask(t, testapp.Guest, "GET", "/api/crm/health", nil); got.Status != 503 || strings.Contains(got.Text, "connection_refused") {
		t.Errorf("health for strangers: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Admin, "GET", "/api/crm/health", nil); !strings.Contains(got.Text, `"smtp.connection_refused"`) {
		t.Errorf("health: %d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Outbox, "status = 'queued' AND attempts = 0"); n != 71 {
		t.Fatalf("%d wait untried, want 71", n)
	}
	a.Settings().SMTP.Port = up
	report(t, a.Engine.Deliver(a))
	if n := len(s.Got()); n != 60 {
		t.Errorf("%d left in the first minute, want 60", n)
	}
	report(t, a.Engine.Deliver(a))
	var order []string
	for _, one := range s.Got() {
		if _, text, ok := strings.Cut(string(one.Raw), "Mensaje "); ok {
			text, _, _ = strings.Cut(text, "\r\n")
			order = append(order, text)
		}
	}
	if len(order) != 70 || !slices.IsSortedFunc(order, func(x, y string) int { return len(x) - len(y) }) || order[0] != "0" || order[69] != "69" {
		t.Errorf("left as %v", order)
	}
	if got := a.Ask(t, testapp.Admin, "GET", "/api/crm/health", nil); got.Status != 200 || strings.Contains(got.Text, `"smtp.`) {
		t.Errorf("health afterwards: %d %s", got.Status, got.Text)
	}
}

// TestAWrongPasswordStopsTheQueue: one try for all, none of them counted, until
// somebody corrects it.
func TestAWrongPasswordStopsTheQueue(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	s := byServer(t, a, testmail.Rules{User: "casa", Password: "buena"})
	a.Settings().SMTP.Password = "mala"
	for range 5 {
		a.File(t, testapp.Agent, nil)
	}
	if err := a.Engine.Deliver(a); err == nil || post.FailureOf(err).Code != "password" || strings.Contains(err.Error(), "mala") {
		t.Errorf("%v", err)
	}
	before := s.Connections()
	a.Clock.Move(2 * time.Minute)
	report(t, a.Engine.Deliver(a))
	if s.Connections() != before || a.Count(t, records.Outbox, "attempts > 0") != 0 {
		t.Error("tried again at once, or counted")
	}
	got := a.Ask(t, testapp.Admin, "GET", "/api/crm/mail", nil)
	if !strings.Contains(got.Text, "contraseña de aplicación") || strings.Contains(got.Text, "mala") {
		t.Errorf("the owner reads %s", got.Text)
	}
	a.Settings().SMTP.Password = "buena"
	report(t, a.Engine.Deliver(a))
	if n := len(s.Got()); n != 5 {
		t.Errorf("%d left", n)
	}
}

// TestOutcomesOfOneMail: what each kind of refusal does to it.
func TestOutcomesOfOneMail(t *testing.T) {
	t.Parallel()
	say := func(code int, words string) func(string) error {
		return func(string) error {
			return &smtp.SMTPError{Code: code, EnhancedCode: smtp.NoEnhancedCode, Message: words}
		}
	}
	for _, row := range []struct {
		name                      string
		rules                     testmail.Rules
		status, problem, delivery string
		wait                      time.Duration
		told                      bool
	}{
		{"nobody there", testmail.Rules{To: say(550, "No such user")}, "dead", "recipient", "failed", 0, true},
		{"spam", testmail.Rules{Data: say(554, "Spam")}, "dead", "rejected", "failed", 0, true},
		{"greylisted", testmail.Rules{To: say(451, "Come back")}, "queued", "greylisted", "queued", time.Minute, false},
		{"no answer", testmail.Rules{Drop: true}, "queued", "dropped", "queued", time.Minute, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Investigating, nil)
			s := byServer(t, a, row.rules)
			report(t, a.Engine.Deliver(a))
			out := a.Only(t, records.Outbox, c.Id)
			if out.GetString("status") != row.status || out.GetString("problem") != row.problem || out.GetInt("attempts") != 1 || out.GetString("last_error") == "" {
				t.Errorf("%s %s %d %q", out.GetString("status"), out.GetString("problem"), out.GetInt("attempts"), out.GetString("last_error"))
			}
			if wait := out.GetDateTime("next_attempt").Time().Sub(a.Clock.Now()).Round(time.Second); row.wait > 0 && wait != row.wait {
				t.Errorf("waits %s", wait)
			}
			if got := mailFor(t, a, c, "receipt").GetString("delivery"); got != row.delivery {
				t.Errorf("the message is %s", got)
			}
			if told := slices.Contains(heard(t, a, testapp.Agent, c.Id), "undelivered"); told != row.told {
				t.Errorf("owner told: %v", told)
			}
			if len(s.Got()) != 0 {
				t.Error("it was taken")
			}
		})
	}
}

// TestRetryNow: who may open the case sends it again; the answer is in the row.
func TestRetryNow(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	no := testmail.Rules{To: func(string) error { return &smtp.SMTPError{Code: 550, Message: "No such user"} }}
	s := byServer(t, a, no)
	report(t, a.Engine.Deliver(a))
	out := a.Only(t, records.Outbox, c.Id)
	path := "/api/crm/outbox/" + out.Id + "/retry"
	for who, want := range map[string]int{testapp.Guest: 401, testapp.Auditor: 403, testapp.Robot: 403, testapp.Left: 401} {
		if got := a.Ask(t, who, "POST", path, nil); got.Status != want {
			t.Errorf("%s: %d, want %d", who, got.Status, want)
		}
	}
	if got := a.Ask(t, testapp.Agent, "POST", path, nil); got.Status != 200 || got.JSON["status"] != "dead" || got.JSON["words"] != "Esa dirección no existe" {
		t.Errorf("again refused: %d %s", got.Status, got.Text)
	}
	s.Set(testmail.Rules{})
	if got := a.Ask(t, testapp.Agent, "POST", path, nil); got.Status != 200 || got.JSON["status"] != "sent" || !strings.HasPrefix(got.JSON["reply"].(string), "250") {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, "POST", path, nil); got.Status != 409 || got.Code("mail") != "mail_gone" {
		t.Errorf("once it left: %d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, "type = 'message.retried'"); len(s.Got()) != 1 || n != 2 {
		t.Errorf("%d mails, %d events", len(s.Got()), n)
	}
	if got := a.Ask(t, testapp.Admin, "POST", "/api/crm/outbox/nothinghere0001/retry", nil); got.Status != 404 {
		t.Errorf("none: %d", got.Status)
	}
}

// TestRetryOfAHiddenCase: what one may not open is not there.
func TestRetryOfAHiddenCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	a.Move(t, c.Id, testapp.Supervisor, casework.Move{Fields: map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor}})
	out := a.Only(t, records.Outbox, c.Id)
	byServer(t, a, testmail.Rules{})
	if got := a.Ask(t, testapp.Agent2, "POST", "/api/crm/outbox/"+out.Id+"/retry", nil); got.Status != 404 {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}

// TestTakenAndNotNoted: a mail that the server took is not sent twice because
// the database could not say so.
func TestTakenAndNotNoted(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	s := byServer(t, a, testmail.Rules{})
	broken := a.OnRecordUpdate(records.Outbox).BindFunc(func(*core.RecordEvent) error { return errors.New("disk full") })
	if err := a.Engine.Deliver(a); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("%v", err)
	}
	a.OnRecordUpdate(records.Outbox).Unbind(broken)
	a.Clock.Move(11 * time.Minute)
	report(t, a.Engine.Deliver(a))
	if out := a.Only(t, records.Outbox, c.Id); len(s.Got()) != 1 || out.GetString("status") != "sent" || !strings.HasPrefix(out.GetString("reply"), "250") {
		t.Errorf("%d mails, %s", len(s.Got()), out.GetString("status"))
	}
}

// TestTenThousandWait: a run takes its share, the oldest, and finds it by the index.
func TestTenThousandWait(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	_, err := a.NonconcurrentDB().NewQuery(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
		INSERT INTO outbox (id, kind, target, payload, status, next_attempt, created)
		SELECT printf('mail%011d', i), 'mail', 'x@correo.example', '{}', 'queued', printf('2026-01-01 %02d:%02d:00.000Z', 23 - i / 500, i % 60), '2026-01-01 00:00:00.000Z' FROM n`).Execute()
	if err != nil {
		t.Fatal(err)
	}
	var taken []string
	report(t, a.Engine.DeliverBy(a, func(_ core.App, row *core.Record) error {
		taken = append(taken, row.GetString("next_attempt"))
		return nil
	}))
	if n := a.Count(t, records.Outbox, "status = 'sent'"); len(taken) != 60 || n != 60 || !slices.IsSorted(taken) {
		t.Errorf("%d taken, %d sent", len(taken), n)
	}
	for _, where := range []string{"status = 'queued' AND next_attempt <= '2027' ORDER BY next_attempt LIMIT 60", "status = 'dead' ORDER BY next_attempt DESC LIMIT 50", "message = 'x'"} {
		if got := plan(t, a, "SELECT * FROM outbox WHERE "+where); !strings.Contains(got, "USING INDEX idx_outbox") || strings.Contains(got, "TEMP B-TREE") {
			t.Errorf("%s: %s", where, got)
		}
	}
}
