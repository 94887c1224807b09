package e2e

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// most counts the rows that are drawn, and remembers the most that there ever were.
const most = `(window.most = Math.max(window.most || 0, document.querySelectorAll(".queue .row").length))`

// ScrollUntil scrolls the queue to one end again and again until a row is drawn there.
func (p *page) ScrollUntil(to, row string) {
	p.t.Helper()
	js := most + ` && (document.querySelector("main").scrollTop = ` + to + `, document.querySelector(` + strconv.Quote(row) + `) !== null)`
	for deadline := time.Now().Add(5 * patience); p.Eval(js) != "true"; {
		if time.Now().After(deadline) {
			p.fail("never drawn: " + row)
		}
		p.Eval(`new Promise((done) => requestAnimationFrame(done))`)
	}
}

// TestTenThousandCases: read to the end and back, with never more than a
// screenful drawn, and honest about what is not known yet.
func TestTenThousandCases(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Lead)
	id := s.FileByPhone(t, token, "El primero de todos")
	s.Multiply(t, id, 10_000)
	p.LogIn(s, Lead)
	p.Press("q")
	p.WaitText(".queue .row", "El primero de todos")
	if known := p.Eval(`document.querySelector(".queue .row").ariaSetSize`); known != "-1" {
		t.Errorf("a list that nobody has read to its end says that it has %s rows", known)
	}
	p.WaitText(".tabs a", "99+")
	p.ScrollUntil(`document.querySelector("main").scrollHeight`, `[aria-posinset="10001"][aria-setsize="10001"]`)
	p.WaitText(".queue .row", "Caso 10000")
	p.Shot("desk-queue-ten-thousand")
	p.ScrollUntil("0", `[aria-posinset="1"]`)
	p.WaitText(".queue .row", "El primero de todos")
	if drawn, err := strconv.Atoi(p.Eval("window.most")); err != nil || drawn > 120 {
		t.Errorf("%s rows were drawn at once", p.Eval("window.most"))
	}
}

// TestWalkingPastWhatWasRead: j goes on into pages that nobody has read yet,
// and a row that a case was opened from is the one that one comes back to.
func TestWalkingPastWhatWasRead(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, tablet)
	id := s.FileByPhone(t, s.Token(t, "agents", Lead), "El primero de todos")
	s.Multiply(t, id, 150)
	p.LogIn(s, Agent)
	p.Press("q")
	p.WaitText(".queue .row", "El primero de todos")
	p.Press("j")
	for n := 1; n <= 145; n++ {
		p.Press("j")
		p.Wait(fmt.Sprintf(`document.activeElement.textContent === "Caso %d"`, n))
	}
	inside := `(box => box.top >= 0 && box.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())`
	if p.Eval(inside) != "true" {
		t.Error("the row that the keys have reached is out of sight")
	}
	p.Press("\r")
	p.WaitText(".case .goal", "Caso 145")
	p.Press(escape)
	p.Wait(`document.activeElement.textContent === "Caso 145" && ` + inside)
	p.Press("k")
	p.Wait(`document.activeElement.textContent === "Caso 144"`)
}

// TestBulkNamesWhoWasRefused: what could not be changed is named with its
// reason, stays ticked, and can be mended.
func TestBulkNamesWhoWasRefused(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	for _, goal := range []string{"Primera en llegar", "Segunda en llegar"} {
		s.FileByPhone(t, token, goal)
	}
	id := s.Investigating(t, token, "Tercera, ya en manos de Inés")
	p.LogIn(s, Admin)
	p.Press("q")
	p.WaitText(".queue .row", "Tercera, ya en manos")
	p.Press("j")
	p.Press("x")
	p.WaitText(".bulk strong", "1 seleccionada")
	p.Press(escape)
	p.Wait(`!document.querySelector(".bulk")`)
	p.Press("x")
	p.Eval(`[...document.querySelectorAll(".queue .pick input")].at(-1).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }))`)
	p.WaitText(".bulk strong", "3 seleccionadas")
	p.Shot("desk-queue-selection")
	p.ClickText(".bulk button", "Cambiar área")
	p.Pick("dialog "+field("area"), "Despachos")
	p.ClickText("dialog .primary", "Cambiar 3 casos")
	p.WaitText("dialog", "2 casos cambiados.")
	p.WaitText("dialog .report li", "Tercera, ya en manos de Inés")
	p.Shot("desk-queue-refused")
	p.ClickText("dialog .primary", "Corregir y repetir")
	p.WaitFor("dialog .field:has(" + field("transfer_reason") + ") .error")
	p.Write("dialog "+field("transfer_reason"), "El reparto lo vio")
	p.Write("dialog "+field("transfer_summary"), "Tres platos rotos; hay fotografías.")
	p.ClickText("dialog .primary", "Cambiar 1 caso")
	p.WaitText("dialog", "1 caso cambiado.")
	p.ClickText("dialog .primary", "Cerrar")
	p.Wait(`!document.querySelector(".bulk") && !document.querySelector("dialog")`)
	got := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil)
	if got.At("area") != Shipping || got.At("transfer_summary") != "Tres platos rotos; hay fotografías." {
		t.Errorf("the case: %s", got.Text)
	}
}

// TestViewsAreKept: filters under a name, found again after a reload, renamed
// and removed.
func TestViewsAreKept(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.FileByPhone(t, s.Token(t, "_superusers", Superuser), "Una mesa sin rayones")
	p.LogIn(s, Lead)
	p.Open(s.URL + "/desk/#/cola?kind=claim&owner=none")
	p.WaitText(".queue .row", "Una mesa sin rayones")
	p.ClickText("summary", "Vista")
	p.ClickText(".menu .item", "Guardar esta vista")
	p.Write("dialog "+field("name"), "Reclamos sueltos")
	p.Pick("dialog "+field("shared"), "Para todo el equipo")
	p.Shot("desk-queue-save-view")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".tabs [aria-current]", "Reclamos sueltos")
	p.Do(reload)
	p.WaitText(".tabs [aria-current]", "Reclamos sueltos")
	ines := browse(t, phone)
	ines.LogIn(s, Agent)
	ines.Open(s.URL + "/desk/#/cola")
	ines.ClickText(".tabs a", "Reclamos sueltos")
	ines.WaitText(".queue .row", "Una mesa sin rayones")
	ines.Shot("desk-queue-phone")
	p.ClickText("summary", "Vista")
	p.ClickText(".menu .item", "Cambiar «Reclamos sueltos»")
	p.Write("dialog "+field("name"), "Sin dueño")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".tabs [aria-current]", "Sin dueño")
	p.ClickText("summary", "Vista")
	p.ClickText(".menu .item", "Cambiar «Sin dueño»")
	p.ClickText("dialog button", "Eliminar")
	p.Wait(`![...document.querySelectorAll(".tabs a")].some(e => e.textContent.includes("Sin dueño"))`)
}

// TestNothingMovesUnderTheHand: while the focus is in the list, a changed row
// keeps its place and new ones wait.
func TestNothingMovesUnderTheHand(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	owner, lead := s.Token(t, "_superusers", Superuser), s.Token(t, "agents", Lead)
	first := s.FileByPhone(t, owner, "Primera en llegar")
	last := s.FileByPhone(t, owner, "Segunda en llegar")
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/cola?owner=none")
	p.WaitText(".queue .row", "Segunda en llegar")
	p.Wait(`document.activeElement.matches("h1, .queue .title")`)
	p.Press("j")
	p.WaitAt(".queue .title")
	titles := `[...document.querySelectorAll(".queue .title")].map(e => e.innerText.split(" ")[0]).join()`
	urgent := map[string]any{"lane": "attend_now", "urgency": "safety", "urgency_reason": "Un cable pelado"}
	if a := s.API(t, lead, http.MethodPatch, "/api/collections/complaints/records/"+last, urgent); a.Status != http.StatusOK {
		t.Fatalf("urgent: %d %s", a.Status, a.Text)
	}
	p.Wait(`document.querySelectorAll(".queue .row")[1].dataset.lane === "attend_now"`)
	s.Move(t, lead, first, "assessing", map[string]any{"fields": map[string]any{"owner": s.Who(t, lead), "assignee": s.Who(t, lead)}})
	p.WaitText(".queue .row[data-gone]", "Ya no está en esta lista")
	s.FileByPhone(t, owner, "Tercera en llegar")
	p.WaitText(".fresh button", "1 nueva")
	p.Shot("desk-queue-waiting")
	if order := p.Eval(titles); order != "Primera,Segunda" {
		t.Errorf("under the hand the order is %s", order)
	}
	p.ClickText(".fresh button", "1 nueva")
	p.Wait(titles + ` === "Segunda,Tercera"`)
	p.Wait(`!document.querySelector(".fresh")`)
}

// TestOrdersOfWhoLeads: an agent has the order of the turns; who supervises may
// choose another, and the address keeps it.
func TestOrdersOfWhoLeads(t *testing.T) {
	t.Parallel()
	s, ines, lucia := start(t), browse(t, desktop), browse(t, desktop)
	s.FileByPhone(t, s.Token(t, "agents", Agent), "Una mesa sin rayones")
	ines.LogIn(s, Agent)
	ines.Open(s.URL + "/desk/#/cola")
	ines.WaitText(".tabs", "Mías")
	ines.ClickText("summary", "Vista")
	if menu := ines.Text(".menu[open]"); strings.Contains(menu, "Plazo legal") {
		t.Errorf("an agent is offered other orders: %s", menu)
	}
	ines.Open(s.URL + "/desk/#/cola?sort=received")
	ines.WaitText("main h2", "El servidor no aceptó la consulta")
	lucia.LogIn(s, Admin)
	lucia.Open(s.URL + "/desk/#/cola")
	lucia.WaitText(".queue .row", "Una mesa sin rayones")
	lucia.ClickText("summary", "Vista")
	lucia.Shot("desk-queue-orders")
	lucia.ClickText(".menu .item", "Plazo legal")
	lucia.WaitText(".page-head p", "Orden elegido: Plazo legal")
	lucia.WaitText(".queue .row", "Una mesa sin rayones")
	lucia.Do(chromedp.Reload())
	lucia.WaitText(".page-head p", "Orden elegido: Plazo legal")
}

// TestBulkWordsAreKept: what was begun in a bulk change is there after the tab
// was loaded anew.
func TestBulkWordsAreKept(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.FileByPhone(t, s.Token(t, "_superusers", Superuser), "Recibir el juego completo")
	p.LogIn(s, Lead)
	reason := "dialog " + field("transfer_reason")
	begin := func() {
		p.Open(s.URL + "/desk/#/cola")
		p.WaitText(".queue .row", "Recibir el juego completo")
		p.Click(".queue .pick input")
		p.ClickText(".bulk button", "Asignar")
		p.WaitFor(reason)
	}
	begin()
	p.Write(reason, "Tiene el taller cerca")
	s.Drafted(t, s.Token(t, "agents", Lead), "bulk.assign", "transfer_reason", "Tiene el taller cerca")
	p.Do(reload)
	begin()
	p.Wait(`document.querySelector("` + strings.ReplaceAll(reason, `"`, `\"`) + `").value === "Tiene el taller cerca"`)
}

// TestQueueIsTakenAway: the list as it is narrowed, as a table; the dialog says
// by what, and one can narrow it further.
func TestQueueIsTakenAway(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	token := s.Token(t, "agents", Agent)
	s.FileByPhone(t, token, "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/cola?kind=claim&owner=me")
	p.WaitText("main .queue", "Recibir el juego completo")
	p.Choose(".page-head", "Vista", "Descargar la lista")
	p.WaitText("dialog h2", "Exportar casos")
	p.Wait(`document.querySelector("dialog [data-field=kind]").value === "claim" && document.querySelector("dialog [data-field=owner]").value === "me" && document.querySelector("dialog [data-field=open]").checked`)
	p.Accessible("taking the queue away", everything)
	p.examine("queue-export")
	p.Pick("dialog [data-field=channel]", "Teléfono")
	p.ClickText("dialog .primary", "Descargar CSV")
	p.Wait(`!document.querySelector("dialog[open]")`)
	asked := p.Eval(`performance.getEntriesByType("resource").map(e => e.name).filter(name => name.includes("cases.csv")).join()`)
	for _, part := range []string{"open=1", "kind=claim", "owner=me", "channel=phone"} {
		if !strings.Contains(asked, part) {
			t.Errorf("%s is not asked for: %s", part, asked)
		}
	}
}
