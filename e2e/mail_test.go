package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"escucha/internal/mailtest"
)

const inboxPage = "/desk/#/correo"

// received is a mail as a server gets it.
func received(n int, from, subject, text string) string {
	return fmt.Sprintf("From: %s\r\nTo: escucha@casanogal.example\r\nSubject: %s\r\nMessage-ID: <m%d@correo.example>\r\nDate: Tue, 24 Nov 2026 10:0%d:00 -0500\r\n"+
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n", from, subject, n, n, strings.ReplaceAll(text, "\n", "\r\n"))
}

// enterMailbox is what an administrator does with the form, by the API.
func (s *server) enterMailbox(t *testing.T, m *mailtest.Server) {
	t.Helper()
	token := s.Token(t, "agents", Admin)
	box := s.Create(t, token, "mailboxes", map[string]any{"name": "Buzón de la tienda", "host": "localhost", "port": m.Plain, "security": "none",
		"user": "escucha@casanogal.example", "auth": "password", "active": true, "since": "2020-01-01 00:00:00.000Z"})
	s.API(t, token, http.MethodPost, "/api/crm/mailboxes/"+box+"/secret", map[string]any{"password": mailtest.Word(mailtest.Password)})
	s.API(t, token, http.MethodPost, "/api/crm/mailboxes/"+box+"/test", nil)
}

// TestAMailboxFromNothing: the owner enters a mailbox, is told what its server
// answers, mends it, and pauses it; the password is never shown again.
func TestAMailboxFromNothing(t *testing.T) {
	t.Parallel()
	m, s, p := mailtest.Start(t), start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.listPage(s, "buzones", "Buzones")
	p.WaitText(".empty", "Todavía no se lee ningún buzón")
	p.FullShot("mailboxes-empty")
	p.ClickText(".empty .primary", "Añadir buzón")
	p.Write(field("name"), "Tienda")
	p.Write(field("user"), "escucha@casanogal.example")
	p.Write(field("host"), "localhost")
	p.Write(field("port"), fmt.Sprint(m.Plain))
	p.ClickText("dialog .choice, dialog label", "Sin cifrar")
	p.Write(field("password"), "otra")
	p.ClickText("dialog .primary", "Guardar y probar")
	p.WaitText("dialog .banner", "el servidor no aceptó la contraseña")
	p.Accessible("mailbox form", everything)
	p.FullShot("mailbox-form")
	p.Fill(field("password"), mailtest.Word(mailtest.Password))
	p.ClickText("dialog .primary", "Guardar y probar")
	p.WaitText(".toast", "la conexión funciona")
	p.ClickText("tbody .link", "Tienda")
	p.WaitText("dialog .hint", "Hay una guardada")
	if got := p.Eval(`document.querySelector('dialog [data-field=password]').value`); got != "" {
		t.Errorf("the form shows the password %q", got)
	}
	p.Click("dialog header .only")
	p.ClickText("tbody button", "Pausar")
	p.WaitText("tbody .badge", "En pausa")
	for _, size := range []size{phone, tablet, desktop} {
		p.Size(size)
		p.InEveryLook("mailboxes " + fmt.Sprint(size))
		p.FullShot(fmt.Sprintf("mailboxes-%d", size.width))
	}
}

// TestMailWithoutACase: what strangers write waits; a person reads it as text,
// puts it into a case or sets it aside.
func TestMailWithoutACase(t *testing.T) {
	t.Parallel()
	m, s, p := mailtest.Start(t), start(t), browse(t, desktop)
	m.Deliver(t, "escucha@casanogal.example", received(1, "Juana Ríos <juana@correo.example>", "Mi jarra", "Buenos días:\nla jarra llegó rota. <b>No es esto</b> lo que compré.\n\nJuana"))
	m.Deliver(t, "escucha@casanogal.example", received(2, "Ofertas <ventas@otro.example>", "Gane dinero", "Compre ya"))
	m.Deliver(t, "escucha@casanogal.example", received(3, "Premios <premios@otro.example>", "Ha ganado", "Pulse"))
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir la jarra entera")
	s.enterMailbox(t, m)
	p.LogIn(s, Agent)
	p.Open(s.URL + inboxPage)
	p.WaitText(".row .title", "Mi jarra") // told of as it came
	p.WaitText(".tabs .count", "3")
	p.WaitText(".rail nav a", "Correo sin caso")
	for _, size := range []size{phone, tablet, desktop} {
		p.Size(size)
		p.InEveryLook("mail " + fmt.Sprint(size))
		p.FullShot(fmt.Sprintf("mail-%d", size.width))
	}
	p.ClickText(".row .title", "Mi jarra")
	p.WaitText("dialog .message", "<b>No es esto</b> lo que compré")
	p.Accessible("one mail", everything)
	p.FullShot("mail-open")
	p.ClickText("dialog .primary", "Decidir su caso")
	p.WaitText("dialog[open] h2", "¿De qué caso es?")
	p.ClickText("dialog .choice, dialog label", "Un caso que ya existe")
	p.Write(field("complaint"), "jarra entera")
	p.ClickText("dialog li .button", "Recibir la jarra entera")
	p.Accessible("its case", everything)
	p.FullShot("mail-accept")
	p.ClickText("dialog .primary", "Añadir al caso")
	p.Wait(fmt.Sprintf(`location.hash.includes(%q)`, id))
	p.WaitText("main .message", "la jarra llegó rota")
	p.Open(s.URL + inboxPage)
	p.WaitText(".row .title", "Ha ganado")
	p.Eval(`document.querySelectorAll(".row .pick input").forEach((one) => one.click())`)
	p.ClickText(".banner .button", "Apartar")
	p.Write(field("reason"), "Publicidad")
	p.ClickText("dialog .primary", "Apartar")
	p.WaitText(".empty", "No hay correo por decidir")
	p.ClickText(".tabs a", "Apartados")
	p.WaitText(".row", "Publicidad")
}
