package e2e

import (
	"net/http"
	"strings"
	"testing"
)

const identityPart = "[data-part=identity]"

// twice is another record of Rosa, taken down in a hurry.
func twice(t *testing.T, s *server, token string) string {
	t.Helper()
	return s.Create(t, token, "customers", map[string]any{"name": "R. Quispe H.", "phone": "900-000-142", "email": "rosa@trabajo.example", "address": "Jr. Los Ceibos 214"})
}

// openIdentity opens what a case knows of who its customer is.
func (p *page) openIdentity(s *server, id string) {
	p.t.Helper()
	p.OpenCase(s, id, "")
	p.ClickText("aside button", "si está dos veces")
	p.WaitFor(identityPart)
}

// TestOneOfTwo: who leads compares, is asked why, makes one of two, and takes it
// back from the notice.
func TestOneOfTwo(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id, other := s.FileByPhone(t, token, "Recibir el juego completo"), twice(t, s, token)
	s.Create(t, token, "purchases", map[string]any{"customer": other, "date": daysAgo(12), "amount": 120})
	into := func() string {
		return s.API(t, token, http.MethodGet, "/api/collections/customers/records/"+other, nil).Text
	}
	p.LogIn(s, Lead)
	p.openIdentity(s, id)
	p.WaitText(identityPart+" .banner", "R. Quispe H.")
	p.WaitText(identityPart+" .banner", "mismo teléfono, sin documento")
	p.ClickText(identityPart+" .banner button", "Comparar")
	p.WaitText("dialog", "1 compra, 1 contacto")
	p.WaitText("dialog", "Se completará: dirección.")
	p.examine("unite-es")
	p.Click("dialog .primary")
	p.WaitText("dialog .error", "Escriba por qué")
	p.Write("dialog textarea", "Lo dijo al teléfono")
	p.Click("dialog .primary")
	p.WaitText(".toast", "Unidos: queda Rosa Elena")
	p.WaitText(identityPart, "Se unió con R. Quispe H.")
	p.WaitText(identityPart, "rosa@trabajo.example")
	if !strings.Contains(into(), `"merged_into":"`+Rosa+`"`) {
		t.Errorf("after merging: %s", into())
	}
	p.ClickText(".toast button", "Deshacer")
	p.WaitText(".toast", "Vuelven a ser dos.")
	p.WaitText(identityPart+" .banner", "R. Quispe H.")
	if !strings.Contains(into(), `"merged_into":""`) {
		t.Errorf("after undoing: %s", into())
	}
}

// TestNotTheSamePerson: an agent may compare and say so, and is told who merges.
func TestNotTheSamePerson(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	token := s.Token(t, "agents", Agent)
	id := s.FileByPhone(t, token, "Recibir el juego completo")
	twice(t, s, token)
	p.LogIn(s, Agent)
	p.openIdentity(s, id)
	p.ClickText(identityPart+" .banner button", "Comparar")
	p.WaitText("dialog", "Unirlos le corresponde a quien dirige un área.")
	p.Wait(`!document.querySelector("dialog .primary")`)
	p.ClickText("dialog footer button", "No es la misma")
	p.WaitText(identityPart, "No hay nadie parecido.")
}

// TestSeveralContacts: one more is added, a wrong one is refused at its field,
// the other becomes the preferred one, and one is removed.
func TestSeveralContacts(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	id := s.FileByPhone(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.openIdentity(s, id)
	p.ClickText(identityPart+" button", "Agregar otro")
	p.Write(field("contact.value"), "rosa@")
	p.Press("\r")
	p.WaitText(identityPart+" .error", "Revise el correo")
	p.Write(field("contact.value"), "900 000 142")
	p.Press("\r")
	p.WaitText(identityPart+" .error", "Ya está anotado")
	p.Write(field("contact.value"), "900 000 199")
	p.Write(field("contact.label"), "Su hija")
	p.Press("\r")
	p.WaitText(identityPart+" li:last-child", "Su hija")
	p.ClickText(identityPart+" li:last-child button", "Preferir")
	p.WaitText(identityPart+" li:last-child", "preferido")
	p.WaitText("aside .panel", "900 000 199")
	p.ClickText(identityPart+" li:last-child button", "Corregir")
	p.ClickText(identityPart+" li button", "Quitar")
	p.WaitText(identityPart+" li:last-child", "+51 900 000 142")
	p.WaitText(identityPart+" li:last-child", "preferido")
}
