package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// chosen is the line of the command bar that Enter would open, as a screen
// reader finds it.
const chosen = `document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))`

// OpenBar opens the command bar and waits until one can type.
func (p *page) OpenBar() {
	p.t.Helper()
	p.PressCtrl("k")
	p.WaitAt("dialog.command [role=combobox]")
}

// TestCommandBarByKeysAlone: a case by its number, one by its words, a customer,
// an action, and back to where one was.
func TestCommandBarByKeysAlone(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.FileByPhone(t, token, "Recibir el juego completo")
	s.FileByPhone(t, token, "Cambiar el color de la mesa")
	p.LogIn(s, Agent)

	p.OpenBar()
	p.WaitText("dialog [role=listbox]", "Registrar un caso")
	p.Press("000000001-2026" + kb.Enter) // before any answer can be here
	p.WaitText(".case .goal", "Recibir el juego completo")
	p.WaitAt(".case h1")

	p.OpenBar()
	p.Wait(`[...document.querySelectorAll("dialog [role=option]")].some(e => e.textContent.includes("Transferir"))`)
	p.Press("mesa color")
	p.WaitText("dialog [role=listbox]", "Cambiar el color de la mesa")
	p.WaitText("dialog [role=status]", "resultado")
	p.Wait(chosen + `.textContent.includes("Cambiar el color")`)
	p.Shot("command-words")
	p.Press(kb.End)
	p.Wait(chosen + `.textContent.includes("Ver todo lo que dice")`)
	p.Press(kb.ArrowDown) // round and round
	p.Wait(chosen + `.textContent.includes("Cambiar el color")`)
	p.Press(kb.Enter)
	p.WaitText(".case .goal", "Cambiar el color de la mesa")

	p.OpenBar()
	p.WaitText("dialog [role=listbox]", "Recibir el juego completo") // the case before is at hand
	p.Press("nota" + kb.Enter)
	p.Wait(`document.activeElement.matches(".composer textarea") && document.querySelector(".modes :checked").closest("label").innerText === "Nota"`)
	p.Press("k no es una orden")
	p.OpenBar()
	p.Press(escape)
	p.Wait(`document.activeElement.value === "k no es una orden"`)

	p.OpenBar()
	p.Press("transferir" + kb.Enter)
	p.WaitText("dialog[open] h2", "Transferir")
	p.Press(escape)
	p.Wait(`!document.querySelector("dialog[open]") && document.activeElement !== document.body`)
	p.OpenBar()
	p.Press("rosa quispe")
	p.WaitText("dialog [role=listbox]", "Clientes")
	if stored := p.Eval(`Object.entries(localStorage).filter(([key]) => key.startsWith("escucha.recent.")).map(([, value]) => value).join()`); !strings.Contains(stored, id) || strings.Contains(stored, "recibí la vajilla") {
		t.Errorf("of the last cases the browser keeps %s", stored)
	}
	p.Press(escape)
	p.Wait(`!document.querySelector("dialog[open]")`)
	p.OpenBar()
	p.Press("cerrar sesion")
	p.WaitText("dialog [role=option]", "Cerrar sesión")
	p.Wait(chosen + `.textContent.includes("Cerrar sesión")`)
	p.Press(kb.Enter)
	p.WaitFor(field("password"))
	p.Wait(`!Object.keys(localStorage).some(key => key.startsWith("escucha.recent."))`)
}

// TestCommandBarForgetsWhatIsHidden: a case that was open and is reserved since
// is in no list of mine.
func TestCommandBarForgetsWhatIsHidden(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	lead := s.Token(t, "agents", Lead)
	id := s.FileByPhone(t, lead, "Que nadie sepa de esto")
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.Press("h")
	p.WaitFor(".desk main h1")
	s.Reserve(t, lead, id)
	p.OpenBar()
	p.Wait(`document.querySelector("dialog [role=option]") && !document.querySelector("dialog").innerText.includes("Que nadie sepa")`)
	p.Press("nadie sepa")
	p.WaitText("dialog [role=status]", "0 resultados")
	if kept := p.Eval(`JSON.stringify(localStorage)`); strings.Contains(kept, "Que nadie sepa") {
		t.Error("the browser still keeps its goal")
	}
}

// TestSearchScreen: everything that says a word, kind by kind, and a case that
// is opened from there leads back.
func TestSearchScreen(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.FileByPhone(t, token, "Recibir el juego completo")
	s.Create(t, token, "messages", map[string]any{"complaint": id, "direction": "note", "purpose": "note", "text": "El juego está en el almacén"})
	p.LogIn(s, Agent)
	p.Press("/")
	p.WaitAt("main [role=search] input")
	p.Press("juego")
	p.WaitText(".found .row mark", "juego")
	p.Wait(`[...document.querySelectorAll(".tabs a")].some(e => e.textContent.replace(/\s+/g, " ").trim() === "Mensajes 1")`)
	p.Wait(`location.hash === "#/buscar?q=juego"`)
	p.Shot("search-desktop")
	p.PushAt(".tabs a", "Mensajes")
	p.Wait(`location.hash.includes("kind=message") && document.querySelectorAll(".found .row").length === 1`)
	p.Press("j" + kb.Enter)
	p.WaitText(".case .goal", "Recibir el juego completo")
	p.Press(kb.Escape)
	p.Wait(`location.hash.includes("q=juego")`)
	p.WaitAt(".found .row .title")
	p.Press("/")
	p.WaitAt("main [role=search] input")
	p.PressCtrl("a")
	p.Press("ornitorrinco")
	p.WaitText(".empty", "No se encontró nada")
	for _, w := range []size{phone, tablet} {
		p.Size(w)
		p.Shot("search-" + map[size]string{phone: "phone", tablet: "tablet"}[w])
		if over := p.Eval(tooWide); over != "" {
			t.Errorf("wider than the window: %s", over)
		}
	}
}
