package hooks_test

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/mailer"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// written are the messages to the customer with that purpose.
func (s *shop) written(purpose string) []*core.Record {
	s.t.Helper()
	rows, err := s.FindRecordsByFilter(records.Messages, "direction = 'out' && purpose = {:p}", "created", 0, 0, map[string]any{"p": purpose})
	if err != nil {
		s.t.Fatal(err)
	}
	return rows
}

// mail is the only message with a purpose, and its outbox row as it will be sent.
func (s *shop) mail(purpose string) (*core.Record, map[string]string) {
	s.t.Helper()
	rows := s.written(purpose)
	if len(rows) != 1 {
		s.t.Fatalf("%d messages of purpose %s", len(rows), purpose)
	}
	out, err := s.FindFirstRecordByData(records.Outbox, "message", rows[0].Id)
	if err != nil {
		s.t.Fatalf("outbox row of %s: %v", purpose, err)
	}
	var payload map[string]string
	if err := json.Unmarshal([]byte(out.GetString("payload")), &payload); err != nil {
		s.t.Fatal(err)
	}
	return rows[0], payload
}

// ugly are slips of a text that is put together.
var ugly = regexp.MustCompile(`\.\.|[^\n] {2,}|\{\{|\}\}|\(\(|\)\)|\.[»”]\.|\.;|:\.|\n{3,}|<no value>|(?m)^ | $`)

func wantMail(t *testing.T, text string, wants ...string) {
	t.Helper()
	if found := ugly.FindString(text); found != "" {
		t.Errorf("the mail holds %q:\n%s", found, text)
	}
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("the mail lacks %q:\n%s", want, text)
		}
	}
}

func TestReceiptMail(t *testing.T) {
	t.Parallel()
	rows := []struct {
		lang, subject string
		texts         []string
	}{
		{"es", "Recibimos su reclamo 000000001-2026", []string{"Estimado/a Rosa Elena Quispe:", "martes 24 de noviembre de 2026 a las 10:42", "«El juego completo, sin golpes».",
			"a más tardar el jueves 17 de diciembre de 2026: 15 días hábiles", "Casa Nogal\n(01) 900 0100"}},
		{"en", "We received your claim 000000001-2026", []string{"Dear Rosa Elena Quispe,", "Tuesday 24 November 2026 at 10:42", "“El juego completo, sin golpes”.",
			"no later than Thursday 17 December 2026: 15 business days"}},
	}
	for _, row := range rows {
		t.Run(row.lang, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.Settings().Meta.AppURL = "https://quejas.casanogal.example/"
			v := s.visitor()
			v.lang = row.lang
			key := v.file(everything())
			msg, payload := s.mail("receipt")
			wantMail(t, msg.GetString("text"), append(row.texts, "\nhttps://quejas.casanogal.example/portal/c/"+key+"\n")...)
			if msg.GetString("subject") != row.subject || msg.GetString("template") != "acuse" || msg.GetString("delivery") != "queued" || msg.GetString("author") != "" {
				t.Errorf("message %v", msg.PublicExport())
			}
			if payload["to"] != "rosa@correo.example" || payload["subject"] != row.subject || payload["text"] != msg.GetString("text") || payload["message_id"] == "" {
				t.Errorf("outbox %v", payload)
			}
			if n := s.count(records.Outbox, "status = 'queued' && complaint = {:c}", map[string]any{"c": s.byKey(key).Id}); n != 1 {
				t.Errorf("%d rows in the outbox", n)
			}
			v.get("/portal/c/" + key).lacks(row.texts[0]) // the receipt has its own page
		})
	}
}

func TestReceiptWithoutMail(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	key := v.file(minimum("email", "", "address", "Jr. Camaná 616", "reply_channel", "letter"))
	rows := s.written("receipt")
	if len(rows) != 1 || rows[0].GetString("delivery") != "none" || rows[0].GetString("to") != "" || rows[0].GetString("text") == "" {
		t.Errorf("receipts %v", rows)
	}
	if n := s.count(records.Outbox, "id != ''", nil); n != 0 {
		t.Errorf("%d rows in the outbox", n)
	}
	v.get("/portal/r/"+key).is(200).lacks("Le enviamos una copia", "su correo")
	s.clean()
}

// TestAMailThatFails loses neither the case nor the mail: it is tried again,
// and set aside for a person in the end.
func TestAMailThatFails(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.Settings().SMTP.Enabled = true
	working := false
	s.OnMailerSend().BindFunc(func(e *core.MailerEvent) error {
		if !working {
			return errors.New("connection refused")
		}
		return e.Next()
	})
	key := s.visitor().file(minimum())
	other := s.visitor().file(minimum("document_number", "40000998", "email", "ana@correo.example"))
	deliver := func() {
		t.Helper()
		if err := s.Engine.Deliver(s); err != nil {
			t.Fatal(err)
		}
	}
	deliver()
	if n := s.count(records.Outbox, "status = 'queued' && attempts = 1 && last_error ~ 'refused'", nil); n != 2 {
		t.Errorf("%d rows wait", n)
	}
	deliver() // too early
	working = true
	deliver()
	if n := s.TestMailer.TotalSend(); n != 0 {
		t.Errorf("%d sent before their time", n)
	}
	s.Clock.Move(time.Hour)
	deliver()
	deliver()
	if n := s.TestMailer.TotalSend(); n != 2 {
		t.Errorf("%d sent", n)
	}
	sent := map[string]*mailer.Message{}
	for _, m := range s.TestMailer.Messages() {
		sent[m.To[0].Address] = m
	}
	for address, key := range map[string]string{"rosa@correo.example": key, "ana@correo.example": other} {
		if sent[address] == nil || !strings.Contains(sent[address].Text, "/portal/c/"+key) {
			t.Errorf("mail to %s: %+v", address, sent[address])
		}
	}
	if n := s.count(records.Messages, "delivery = 'sent'", nil); n != 2 {
		t.Errorf("%d messages sent", n)
	}
	s.stage(key, "received")
	s.clean()
}

func TestAMailThatNeverArrives(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.Settings().SMTP.Enabled = true
	s.OnMailerSend().BindFunc(func(*core.MailerEvent) error { return errors.New("no such user") })
	key := s.visitor().file(minimum())
	for range 15 {
		if err := s.Engine.Deliver(s); err != nil {
			t.Fatal(err)
		}
		s.Clock.Move(12 * time.Hour)
	}
	if n := s.count(records.Outbox, "status = 'dead' && attempts = 10", nil); n != 1 {
		t.Error("the row was not set aside")
	}
	if n := s.count(records.Messages, "delivery = 'failed'", nil); n != 1 {
		t.Error("the message does not say so")
	}
	if h, err := s.Engine.Health(s); err != nil || h.OutboxDead != 1 || h.OK {
		t.Errorf("health %+v %v", h, err)
	}
	s.stage(key, "received")
}

// TestMailsOfAWholePath reads every mail that the customer gets on the way, as
// put together from what the team wrote, with and without full stops.
func TestMailsOfAWholePath(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"es", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			v := s.visitor()
			v.lang = lang
			key := v.file(everything())
			s.offer(key)
			v.act(key, "accept", "option", firstOption(t, s.App, s.byKey(key).Id)).is(303)
			task, err := s.FindFirstRecordByFilter(records.Tasks, "id != ''")
			if err != nil {
				t.Fatal(err)
			}
			s.Move(t, s.byKey(key).Id, testapp.Agent, casework.Move{To: "resolved", TasksDone: []string{task.Id}, Letter: &casework.Letter{},
				Message: &casework.Note{Purpose: "apology", Text: "Le pedimos disculpas: el error fue nuestro."},
				Fields: map[string]any{"cause_public": "La caja salió sin separadores.", "actions_public": "Le llevamos un juego nuevo",
					"understanding_confirmed_at": s.Clock.Now().Format(time.RFC3339), "understanding_channel": "phone"}})
			s.close(key)
			v.act(key, "reopen", "reopen_reason", "Otra vez").is(303)
			v.act(key, "withdraw", "words", "Ya no quiero seguir.").is(303)
			link := "/portal/c/" + key
			for purpose, wants := range map[string][]string{"receipt": {link}, "proposal": {"Tenemos dos maneras de resolverlo.", "1. Un juego nuevo completo", "2. La devolución del dinero", link},
				"started": {"Inés Paredes", link}, "letter": {"La caja salió sin separadores.", "Le llevamos un juego nuevo.", "Inés Paredes", link},
				"closing": {"Casa Nogal"}, "reopening": {link}, "withdrawal": {"Ya no quiero seguir", link}} {
				msg, payload := s.mail(purpose)
				wantMail(t, msg.GetString("text"), append(wants, "\nCasa Nogal")...)
				if payload["subject"] == "" || ugly.MatchString(payload["subject"]) || strings.Contains(msg.GetString("text"), "delivery") {
					t.Errorf("subject %q", payload["subject"])
				}
			}
			s.clean()
		})
	}
}

// TestASecondProposalSaysWhatIsNew: what was done in an earlier round is not
// what is offered in this one.
func TestASecondProposalSaysWhatIsNew(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t, "remedy_requested", "Otro juego")
	s.resolve(key)
	v.act(key, "reopen", "reopen_reason", "Llegaron rotos otra vez").is(303)
	s.Move(t, s.byKey(key).Id, testapp.Supervisor, casework.Move{To: "proposed", Statement: "Volvió a salir mal.", Proposal: offer(),
		Fields: map[string]any{"goal": "Recibir el juego", "area": testapp.Sales, "urgency": "normal"}})
	msg, _ := s.mail("proposal")
	wantMail(t, msg.GetString("text"), "Tenemos dos maneras de resolverlo.")
	if strings.Contains(msg.GetString("text"), "Le cambiamos los platos") {
		t.Errorf("it offers what was done already:\n%s", msg.GetString("text"))
	}
}

// TestMailsAreText: nothing that somebody typed is filled in or becomes markup.
func TestMailsAreText(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.visitor().file(minimum("name", "Ana {{enlace_seguimiento}}", "remedy_requested", "{{#base_legal}}x{{/base_legal}} <b>y</b>"))
	msg, payload := s.mail("receipt")
	for _, want := range []string{"Ana {{enlace_seguimiento}}", "{{#base_legal}}x{{/base_legal}} <b>y</b>"} {
		if !strings.Contains(msg.GetString("text"), want) || !strings.Contains(payload["text"], want) {
			t.Errorf("the mail lacks %q:\n%s", want, msg.GetString("text"))
		}
	}
}
