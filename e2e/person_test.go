package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// TestACustomerOnOneScreen: from the name in a case to types, line and data; what
// is corrected is there at once, and what two people correct is never lost.
func TestACustomerOnOneScreen(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	shopped(t, s, token)
	id := s.Investigating(t, token, "Recibir el juego completo")
	s.Create(t, token, "messages", map[string]any{"complaint": id, "direction": "note", "text": "Pide que la llamen temprano"})
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.Click("aside .person a")
	p.WaitText("h1", "Rosa Elena Quispe Huamán")
	p.Press(escape)
	p.WaitText(".case .goal", "Recibir el juego completo") // where the customer was opened from
	p.Click("aside .person a")
	p.WaitText("h1", "Rosa Elena Quispe Huamán")
	p.Wait(`document.activeElement.tagName === "H1" && document.title.startsWith("Rosa Elena")`)
	p.WaitText(".table.pairs", "Última compra hace 12 días")
	p.WaitText(".timeline", "Vajilla Colca")
	p.WaitText(".timeline", "Pide que la llamen temprano")
	p.ClickText(".modes label", "Compras")
	p.Wait(`document.querySelectorAll(".timeline .event").length === 5 && !document.querySelector(".timeline").innerText.includes("llamen")`)
	p.ClickText(".modes label", "Casos")
	p.WaitText(".timeline", "Recibir el juego completo")
	correctData(t, s, p, token)
	p.ClickText("aside button", "Anotar una conducta")
	p.Wait(`document.querySelector('dialog ` + field("complaint") + `').value === "` + id + `"`)
	p.Write("dialog "+field("text"), "El 20, el 21 y el 23 preguntó antes de la fecha prometida.")
	p.ClickText("dialog .primary", "Anotar")
	p.WaitText("aside", "Un hecho anotado")
	p.Click(".page-head .menu summary")
	p.ClickText(".menu .item", "Corregir un valor")
	p.Pick("dialog "+field("criterion"), "Volumen")
	p.Pick("dialog "+field("value"), "Alto")
	p.Write("dialog "+field("reason"), "Compra también para su oficina")
	p.Write("dialog "+field("expires"), time.Now().AddDate(0, 1, 0).Format(time.DateOnly))
	p.ClickText("dialog .primary", "Guardar la corrección")
	p.WaitText(".table.pairs", "Compra también para su oficina")
	p.ClickText(".timeline a", "1-2026")
	p.WaitText(".case .goal", "Recibir el juego completo")
	p.Press(escape)
	p.WaitText("h1", "Rosa Elena")
	p.Press(escape)
	p.WaitText(".people .row", "Rosa Elena") // the tab was lost meanwhile
}

// correctData writes into the form, loses the tab, and meets what a colleague wrote.
func correctData(t *testing.T, s *server, p *page, token string) {
	t.Helper()
	p.ClickText("aside button", "Corregir")
	p.Write("dialog "+field("preferred_name"), "Rosita")
	p.Write("dialog "+field("address"), "Jr. Los Ceibos 214, interior 3")
	p.Wait(`/Guardado \d/.test(document.querySelector("dialog .saved").innerText)`)
	p.Do(reload)
	p.WaitText("h1", "Rosa Elena")
	s.API(t, token, http.MethodPatch, "/api/collections/customers/records/"+Rosa, map[string]any{"address": "Jr. Los Ceibos 214", "notes_handling": "Llamar de 9 a 12"})
	p.WaitText("aside .facts", "Jr. Los Ceibos 214") // told by the server
	p.ClickText("aside button", "Corregir")
	p.Wait(`document.querySelector('dialog ` + field("preferred_name") + `').value === "Rosita"`)
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("dialog .error", "Ahora dice «Jr. Los Ceibos 214»")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".page-head", "Prefiere «Rosita».")
	p.WaitText("aside .facts", "interior 3")
	if got := s.API(t, token, http.MethodGet, "/api/collections/customers/records/"+Rosa, nil); got.At("notes_handling") != "Llamar de 9 a 12" {
		t.Errorf("what a colleague wrote is lost: %s", got.Text)
	}
}

// TestCustomersByKeysAlone: to the list, down to somebody, and back to the same
// row; typed words narrow it, and nobody found says what to do.
func TestCustomersByKeysAlone(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	for i := range 70 {
		s.Create(t, token, "customers", map[string]any{"name": fmt.Sprintf("Ana Prueba %02d", i), "phone": fmt.Sprintf("+51 987 000 %03d", i)})
	}
	p.LogIn(s, Agent)
	p.Press("p")
	p.WaitText(".people .row", "Ana Prueba 00")
	p.Press("jjj")
	p.WaitAt(`.people [data-id] .title`)
	p.Wait(`document.activeElement.innerText === "Ana Prueba 02"`)
	p.Press(kb.Enter)
	p.WaitText("h1", "Ana Prueba 02")
	p.Press(escape)
	p.Wait(`document.activeElement.innerText === "Ana Prueba 02"`)
	for range 75 { // further than was read at first
		p.Press("j")
	}
	p.Wait(`document.activeElement.innerText === "Rosa Elena Quispe Huamán"`)
	p.Press("/")
	p.WaitAt("[role=search] input")
	p.Press("quispe huaman")
	p.Wait(`document.querySelectorAll(".people [data-id]").length === 1`)
	p.Press(kb.ArrowDown)
	p.Wait(`document.activeElement.innerText.startsWith("Rosa")`)
	p.Write("[role=search] input", "zzz")
	p.WaitText(".empty", "No encontramos a nadie")
	if hash := p.Eval("location.hash"); hash != "#/clientes?q=zzz" {
		t.Errorf("the address is %s", hash)
	}
	p.ClickText(".empty a", "Ver a todos")
	p.WaitText(".people .row", "Ana Prueba 00")
	p.Click(".chips summary, [role=group] summary")
	p.WaitFor(".menu[open] .item")
}

// TestRegisterForSomebody: from the customer's screen the form knows who it is,
// and a case that was begun for somebody else stays as it is.
func TestRegisterForSomebody(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/cliente/" + Rosa)
	p.Click(".page-head .menu summary")
	p.ClickText(".menu .item", "Registrar un caso")
	p.WaitText("aside .person", "Rosa Elena Quispe Huamán")
	p.Write(field("complaint.narrative"), "La silla se balancea.")
	other := s.Create(t, s.Token(t, "agents", Agent), "customers", map[string]any{"name": "Carla Ramos", "phone": "+51 987 000 111"})
	p.Open(s.URL + "/desk/#/registrar?cliente=" + other)
	p.WaitText(".toast", "termínelo primero")
	if who := p.Text("aside .person"); !strings.Contains(who, "Rosa") {
		t.Errorf("the story of Rosa is now of %s", who)
	}
}

// TestWhoIsNotThere: an address that leads to nobody says so, with a way out.
func TestWhoIsNotThere(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/cliente/nobodynobody001")
	p.WaitText(".empty", "No encontramos a esta persona")
	p.ClickText(".empty a", "Ver a todos")
	p.WaitText(".people .row", "Rosa Elena")
}
