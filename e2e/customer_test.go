package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// daysAgo is a day of the shop, as a date field has it.
func daysAgo(n int) string {
	return time.Now().Add(-5*time.Hour).AddDate(0, 0, -n).Format(time.DateOnly)
}

// shopped are five purchases of Rosa in the last year, the way a till sends them.
func shopped(t *testing.T, s *server, token string) {
	t.Helper()
	for i, n := range []int{200, 150, 100, 50, 12} {
		s.Create(t, token, "purchases", map[string]any{"customer": Rosa, "date": daysAgo(n), "amount": 120, "product": "Vajilla Colca", "external_id": fmt.Sprint("P-", i)})
	}
}

// TestKnownWhileTyping: the phone brings the card with types and the open case,
// the keyboard alone chooses, and what was typed and chosen outlives a reload.
func TestKnownWhileTyping(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	shopped(t, s, token)
	s.Create(t, token, "customers", map[string]any{"name": "Hija de Rosa", "phone": "+51 900 000 142"})
	s.FileByPhone(t, token, "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.Press("c")
	p.WaitFor("#lookup")
	p.Write("#lookup", "900 000 142")
	p.WaitText(".found [aria-selected=true]", "Rosa Elena Quispe Huamán")
	p.WaitText(".found [aria-selected=true]", "Habitual: 5 compras en 12 meses")
	p.WaitText(".found [aria-selected=true]", "Tiene un caso abierto: 1-")
	p.Shot("desk-intake-found")
	p.Press(kb.ArrowDown)
	p.WaitText(".found [aria-selected=true]", "Hija de Rosa")
	p.WaitText(".found [aria-selected=true]", "Potencial")
	p.Press(kb.ArrowDown)
	p.WaitText(".found [aria-selected=true]", "Rosa Elena")
	p.Press("\r")
	p.Wait(`document.activeElement.textContent.includes("Elegir a otra persona")`)
	p.WaitFor(`aside a[href^="#/caso/"]`)
	p.WaitText(".calm header .saved", "Guardado")
	p.Wait(`/^\s*Guardado \d/.test(document.querySelector(".calm header .saved").innerText)`)
	p.Do(reload)
	p.WaitText("aside .person", "Rosa Elena Quispe Huamán")
	p.ClickText("aside button", "Elegir a otra persona")
	p.Write("#lookup", "nadie@correo.example")
	p.WaitText("aside", "No lo conocíamos todavía.")
}

// TestSameTroubleAgain: the open case is offered to go on with or to link; the
// third time says so, and Ctrl+Enter registers with the link.
func TestSameTroubleAgain(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	first := s.FileByPhone(t, token, "Recibir el juego completo")
	s.FileByPhone(t, token, "Que no lleguen rotos")
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/registrar")
	p.WaitFor(field("complaint.narrative"))
	p.Write(field("complaint.narrative"), "Otra vez: los platos de la vajilla llegaron rotos el sábado y faltan tazas.")
	p.Write("#lookup", "rosa.quispe@correo.example")
	p.WaitFor(".found [aria-selected=true]")
	p.Press("\r")
	p.WaitText(".alike", "Recibir el juego completo")
	p.WaitText(".alike", "Relato parecido.")
	p.WaitText(".alike .banner", "número 3 en 90 días")
	p.Shot("desk-intake-alike")
	link := `[...document.querySelectorAll(".alike li")].find(e => e.textContent.includes("Recibir el juego completo"))`
	if target := p.Eval(link + `.querySelector(".button").getAttribute("href")`); target != "#/caso/"+first {
		t.Errorf("going on leads to %s", target)
	}
	p.Eval(`[...` + link + `.querySelectorAll("button")].find(e => e.textContent === "Enlazar los dos").click()`)
	p.WaitText(".alike", "Se enlazará al registrar.")
	p.ClickText(".alike button", "Es otra cosa")
	p.Wait(`!document.querySelector(".alike").textContent.includes("Que no lleguen rotos")`)
	p.Write(field("complaint.goal"), "Recibir platos enteros")
	p.Pick(field("complaint.kind"), "Reclamo")
	p.Pick(field("complaint.channel"), "Teléfono")
	p.Write(field("complaint.remedy_requested"), "Los platos")
	p.Pick(field("complaint.reply_channel"), "Correo")
	p.Eval(`document.querySelector("#lookup, aside button").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }))`)
	p.WaitText(".case .goal", "Recibir platos enteros")
	id := p.Eval(`location.hash.split("/")[2]`)
	got := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil)
	if !strings.Contains(got.Text, `"linked":["`+first+`"]`) {
		t.Errorf("the case is not linked: %s", got.Text)
	}
	p.WaitText("aside .panel", "Recibir el juego completo")
}

// TestWhatToSay: in the order of a conversation, with the name, large when it is
// read aloud; the questions go into the story.
func TestWhatToSay(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/registrar")
	p.WaitText(".phrases .voice", "Le saluda Inés, de Casa Nogal.")
	if order := p.Text(".phrases summary"); strings.Index(order, "Saludar") > strings.Index(order, "dos preguntas") || strings.Index(order, "tiempos") > strings.Index(order, "Despedirse") {
		t.Errorf("the order is %s", order)
	}
	p.ClickText(".phrases summary", "Las dos preguntas")
	p.ClickText(".phrases button", "Anotar en el relato")
	p.Wait(`document.querySelector('` + field("complaint.narrative") + `').value === "¿Qué necesita? ¿Cómo puedo ayudarle? "`)
	p.ClickText(".phrases summary", "Despedirse")
	p.ClickText(".phrases li:last-child button", "Leer en grande")
	p.WaitText("dialog .aloud", "Gracias por su tiempo")
	p.Shot("desk-intake-aloud")
	p.Press(escape)
	p.Wait(`!document.querySelector("dialog[open]")`)
}

// TestWhoTheCustomerIs: types with their numbers on the case, a purchase by hand
// moves them, a fact suggests a profile, and who leads confirms it.
func TestWhoTheCustomerIs(t *testing.T) {
	t.Parallel()
	s, ines, lucia := start(t), browse(t, desktop), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	ines.LogIn(s, Agent)
	ines.OpenCase(s, id, "")
	ines.WaitText("aside .facts", "Sin datos suficientes")
	ines.WaitText("aside .facts", "sin compras anotadas")
	ines.ClickText("aside button", "Anotar una compra")
	ines.Write("dialog "+field("amount"), "-5")
	ines.Write("dialog "+field("product"), "Vajilla Colca")
	ines.Write("dialog "+field("date"), time.Now().AddDate(0, 0, 3).Format(time.DateOnly))
	ines.ClickText("dialog .primary", "Anotar la compra")
	ines.WaitFor("dialog .field:has(" + field("date") + ") .error, dialog .field:has(" + field("amount") + ") .error")
	ines.Write("dialog "+field("amount"), "689,90")
	ines.Write("dialog "+field("date"), daysAgo(12))
	ines.ClickText("dialog .primary", "Anotar la compra")
	ines.WaitText("aside .facts", "última compra hace 12 días")
	ines.WaitText("aside .panel li", "689.90")
	ines.ClickText("aside button", "Anotar una conducta")
	ines.Write("dialog "+field("text"), "Es una histérica")
	ines.Pick("dialog "+field("profile"), "intolerante")
	ines.ClickText("dialog .primary", "Anotar")
	ines.WaitText("dialog .error", "sin calificar a la persona")
	ines.Write("dialog "+field("text"), "El 20, el 21 y el 23 preguntó antes de la fecha prometida.")
	ines.ClickText("dialog .primary", "Anotar")
	ines.WaitText("aside .banner", "Espera a que supervisión lo confirme.")
	lucia.LogIn(s, Admin)
	lucia.OpenCase(s, id, "")
	lucia.ClickText("aside .banner button", "Confirmar")
	lucia.Wait(`document.querySelector("dialog textarea").value.includes("antes de la fecha prometida")`)
	lucia.ClickText("dialog .primary", "Confirmar el perfil")
	lucia.WaitText("aside .banner h3", "Tiempos honestos y avances cortos")
	lucia.TallShot("desk-customer-card")
}
