package e2e

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"

	"escucha/internal/testmail"
)

// MailServer gives the shop a real mail server.
func (s *server) MailServer(t *testing.T, rules testmail.Rules) *testmail.Server {
	t.Helper()
	out := testmail.Start(t, testmail.Plain, rules)
	set := map[string]any{"enabled": true, "host": "127.0.0.1", "port": out.Port, "sender_name": "Casa Nogal", "sender": "escucha@casanogal.example"}
	if a := s.API(t, s.Token(t, "agents", Admin), http.MethodPut, "/api/crm/mail", set); a.Status != http.StatusOK {
		t.Fatalf("mail server: %d %s", a.Status, a.Text)
	}
	return out
}

// MailOut has everything leave now that waits, as within the minute.
func (s *server) MailOut(t *testing.T) {
	t.Helper()
	s.MailServer(t, testmail.Rules{})
	token := s.Token(t, "agents", Admin)
	list := s.API(t, token, http.MethodGet, "/api/collections/outbox/records?sort=created&filter="+url.QueryEscape("status='queued'"), nil)
	rows, _ := list.At("items").([]any)
	for _, each := range rows {
		row, _ := each.(map[string]any)
		if a := s.API(t, token, http.MethodPost, "/api/crm/outbox/"+row["id"].(string)+"/retry", nil); a.At("status") != "sent" && a.Status != http.StatusConflict {
			t.Fatalf("mail: %d %s", a.Status, a.Text)
		}
	}
}

// TestMailSettings: the owner writes the server down, is told what is wrong where
// it is mended, sends a test and reads what was said, without the password.
func TestMailSettings(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	out := testmail.Start(t, testmail.Plain, testmail.Rules{User: "casa", Password: "clave secreta"})
	p.LogIn(s, Admin)
	p.listPage(s, "correo", "Correo")
	p.Fill(field("host"), "no es un servidor")
	p.ClickText("main .primary", "Guardar")
	p.WaitText(".field:has("+field("host")+") .error", "")
	p.Fill(field("host"), "127.0.0.1")
	p.Fill(field("port"), strconv.Itoa(out.Port))
	p.Fill(field("user"), "casa")
	p.Fill(field("password"), "otra clave")
	p.Fill(field("sender"), "escucha@casanogal.example")
	p.ClickText("main .primary", "Guardar")
	p.WaitText(".toast", "Guardado")
	p.WaitText(".field:has("+field("password")+") .hint", "Hay una guardada")
	p.ClickText(".page-head button", "Enviar una prueba")
	p.Fill("dialog "+field("to"), "yo@casanogal.example")
	p.ClickText("dialog .primary", "Enviar")
	p.WaitText("dialog .banner", "contraseña de aplicación")
	p.WaitText("dialog table", "535")
	p.FullShot("mail-test-refused")
	p.examine("mail-test-refused")
	if text := p.Eval(`document.body.textContent`); strings.Contains(text, "otra clave") || strings.Contains(text, "clave secreta") {
		t.Error("a password is on the page")
	}
	p.ClickText("dialog header button", "")
	p.Fill(field("password"), "clave secreta")
	p.ClickText("main .primary", "Guardar")
	p.WaitText(".toast", "Guardado")
	p.ClickText(".page-head button", "Enviar una prueba")
	p.Fill("dialog "+field("to"), "yo@casanogal.example")
	p.ClickText("dialog .primary", "Enviar")
	p.WaitText("dialog .banner", "aceptó el correo")
	p.FullShot("mail-test-sent")
	if got := out.Got(); len(got) != 1 || got[0].To != "yo@casanogal.example" {
		t.Errorf("the server got %+v", got)
	}
}

// TestDeadMailIsRetried: what did not arrive is listed with the server's words,
// and leaves when it can.
func TestDeadMailIsRetried(t *testing.T) {
	t.Parallel()
	s := start(t)
	token := s.Token(t, "agents", Admin)
	id := s.FileByPhone(t, token, "Recibir el juego completo")
	out := s.MailServer(t, testmail.Rules{To: func(string) error {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "No such user here"}
	}})
	rows, _ := s.API(t, token, http.MethodGet, "/api/collections/outbox/records?filter="+url.QueryEscape("complaint='"+id+"'"), nil).At("items").([]any)
	if len(rows) != 1 {
		t.Fatalf("%d mails", len(rows))
	}
	row, _ := rows[0].(map[string]any)
	if a := s.API(t, token, http.MethodPost, "/api/crm/outbox/"+row["id"].(string)+"/retry", nil); a.At("status") != "dead" {
		t.Fatalf("%d %s", a.Status, a.Text)
	}
	p := browse(t, desktop)
	p.LogIn(s, Admin)
	p.listPage(s, "correo", "Correo")
	p.WaitText("main tbody tr", "Esa dirección no existe")
	p.WaitText("main tbody code", "550 5.1.1 No such user here")
	p.examine("mail-dead")
	out.Set(testmail.Rules{})
	p.ClickText("main tbody button", "Reintentar ahora")
	p.WaitText(".toast", "El servidor lo aceptó")
	p.Wait(`!document.querySelector("main tbody")`)
	if n := len(out.Got()); n != 1 {
		t.Errorf("%d mails arrived", n)
	}
}

// TestHandedOver: a letter whose mail does not leave is given in person, and the
// case is resolved from then on.
func TestHandedOver(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Admin)
	id := s.resolvedBy(t, token, map[string]any{})
	p.LogIn(s, Admin)
	p.OpenCase(s, id, "")
	p.ClickText(".message header .link", "Ya se la entregué en mano")
	p.Wait(`!document.querySelector(".case-facts").textContent.includes("La carta aún no ha salido")`)
	if at := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("resolved_at"); at == "" {
		t.Error("not resolved although the letter was handed over")
	}
}

// TestTheLetterHasNotLeft: the case says so until it has.
func TestTheLetterHasNotLeft(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Admin)
	id := s.resolvedBy(t, token, map[string]any{})
	p.LogIn(s, Admin)
	p.OpenCase(s, id, "")
	p.WaitText(".case-facts", "La carta aún no ha salido")
	p.Shot("case-letter-waits")
	s.MailOut(t)
	p.Wait(`!document.querySelector(".case-facts").textContent.includes("La carta aún no ha salido")`)
	if at := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("resolved_at"); at == "" {
		t.Error("not resolved although the letter left")
	}
}
