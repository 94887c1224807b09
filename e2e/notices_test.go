package e2e

import (
	"net/http"
	"strings"
	"testing"

	tab "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// LookBack is the desk in front again.
func (p *page) LookBack() {
	p.t.Helper()
	p.Eval(`(delete document.hidden, document.dispatchEvent(new Event("visibilitychange")))`)
}

// overhear keeps the connections that a page opens to hear of changes, and what
// it last said that it wants to hear.
const overhear = `(() => {
	window.streams = [];
	const Real = EventSource, ask = fetch;
	window.EventSource = class extends Real { constructor(...all) { super(...all); window.streams.push(this); } };
	window.fetch = (url, options) => {
		if (options?.method === "POST" && String(url).endsWith("/api/realtime")) window.wanted = JSON.parse(options.body).subscriptions;
		return ask(url, options);
	};
})()`

// connected: one of them is open.
const connected = `window.streams.some((one) => one.readyState === 1)`

// Before runs a script in every page that is opened from now on, first of all.
func (p *page) Before(script string) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, tab.AddScriptToEvaluateOnNewDocument, tab.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		p.fail("prepare the page: " + err.Error())
	}
}

// Overheard opens pages from now on so that a test can see their connections.
func (p *page) Overheard() { p.t.Helper(); p.Before(overhear) }

// TestANameRings: a note names somebody by the keyboard alone, and the bell of
// that person rings where they are, without a reload.
func TestANameRings(t *testing.T) {
	t.Parallel()
	s, ines, ruben := start(t), browse(t, desktop), browse(t, phone)
	id := s.Investigating(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	ruben.LogIn(s, Lead)
	ruben.Open(s.URL + "/desk/#/cola")
	ruben.WaitText(".queue .row", "Recibir el juego completo")
	ruben.Eval(`window.sameVisit = true`)
	ines.LogIn(s, Agent)
	ines.OpenCase(s, id, "")
	ines.Press("n")
	ines.Wait(`document.activeElement.matches(".composer textarea")`)
	ines.Press("¿Lo mira usted, @chu")
	ines.WaitText(".mentions [aria-selected=true]", "Rubén Chumpitaz")
	ines.Wait(`document.getElementById(document.querySelector(".composer textarea").getAttribute("aria-activedescendant")).textContent.includes("Rubén")`)
	ines.Shot("desk-mention")
	ines.Press(escape)
	ines.Wait(`!document.querySelector(".mentions") && document.activeElement.matches(".composer textarea")`)
	ines.Press("m")
	ines.WaitFor(".mentions")
	ines.Press("\t")
	ines.Wait(`document.querySelector(".composer textarea").value === "¿Lo mira usted, @Rubén Chumpitaz "`)
	ines.Press("por favor?")
	ines.ClickText(".composer button", "Guardar la nota")
	ines.WaitText(".message .mention", "@Rubén Chumpitaz")

	ruben.WaitText(".bell .count", "1")
	ruben.Wait(`document.title.startsWith("(1) ")`)
	ruben.Wait(`[...document.querySelectorAll("[aria-live]")].some(e => e.textContent.includes("Inés Paredes le nombró en una nota"))`)
	ruben.Wait(`window.sameVisit`)
	ruben.Click(".bell")
	ruben.WaitText(".notices [data-unread]", "Inés Paredes le nombró en una nota")
	ruben.Shot("desk-notices-phone")
	ruben.ClickText(".notices .title", "le nombró")
	ruben.WaitText(".case .goal", "Recibir el juego completo")
	ruben.Wait(`!document.querySelector(".bell .count") && !document.title.startsWith("(")`)
	if n := ines.Eval(`document.querySelectorAll(".bell .count").length`); n != "0" {
		t.Error("who wrote the note is told of it")
	}
}

// TestAllRead: everything at once, and the list says that nothing is left.
func TestAllRead(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	owner := s.Token(t, "_superusers", Superuser)
	p.LogIn(s, Agent)
	p.Click(".bell")
	p.WaitText("dialog .empty", "No tiene avisos")
	p.Press(escape)
	p.Wait(`!document.querySelector("dialog[open]")`)
	for _, goal := range []string{"El juego completo", "El color de la mesa"} {
		id := s.Investigating(t, s.Token(t, "agents", Agent), goal)
		s.Create(t, owner, "messages", map[string]any{"complaint": id, "direction": "in", "text": "Sigo esperando"})
	}
	p.WaitText(".bell .count", "2")
	p.Click(".bell")
	p.Wait(`document.querySelectorAll(".notices [data-unread]").length === 2`)
	p.ClickText("dialog button", "Marcar todo como leído")
	p.Wait(`document.querySelectorAll(".notices .row").length === 2 && !document.querySelector(".notices [data-unread], .bell .count")`)
	p.Shot("desk-notices-read")
}

// TestTheDayCounts: what must be attended now appears in the day and in its
// figures by itself, and goes when somebody else took it; a day that is done
// says so.
func TestTheDayCounts(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Agent)
	p.WaitText("main .empty", "Por hoy, todo está atendido")
	p.Eval(`window.sameVisit = true`)
	id := s.Create(t, s.Token(t, "_superusers", Superuser), "complaints", map[string]any{"kind": "claim", "channel": "phone", "customer": Rosa,
		"goal": "Que alguien llame hoy", "narrative": "Llevo tres semanas esperando.", "remedy_requested": "Una llamada", "reply_channel": "email", "lane": "attend_now"})
	p.WaitText(".figure", "atender ya")
	p.WaitText("#attend_now .row", "Que alguien llame hoy")
	p.WaitText(`.rail nav a[aria-current] .count`, "1")
	p.WaitText("#attend_now .row .button", "Llamar")
	p.Shot("desk-today-attend-now")
	p.Size(phone)
	p.Wait(`[...document.querySelectorAll("#attend_now .button")].find(e => e.checkVisibility())?.getAttribute("href") === "tel:+51900000142"`)
	p.Size(desktop)
	if a := s.API(t, s.Token(t, "agents", Lead), http.MethodPost, "/api/crm/take-next", nil); a.At("complaint", "id") != id {
		t.Fatalf("the lead takes it: %d %s", a.Status, a.Text)
	}
	p.WaitText("main .empty", "Por hoy, todo está atendido")
	p.Wait(`!document.querySelector(".figure, .rail nav a[aria-current] .count") && window.sameVisit`)
	p.Shot("desk-today-done")
}

// TestHiddenTabLetsGo: a tab that nobody looks at holds no connection and reads
// nothing; when it is looked at again it shows what changed meanwhile.
func TestHiddenTabLetsGo(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	owner := s.Token(t, "_superusers", Superuser)
	s.FileByPhone(t, owner, "Recibir el juego completo")
	p.Overheard()
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/cola")
	p.WaitText(".queue .row", "Recibir el juego completo")
	p.Wait(connected)
	p.LookAway()
	p.Wait("!" + connected)
	p.Eval(`window.before = performance.getEntriesByType("resource").length`)
	s.FileByPhone(t, owner, "Cambiar el color de la mesa")
	if n := p.Eval(`performance.getEntriesByType("resource").length - window.before`); n != "0" {
		t.Errorf("%s requests while hidden", n)
	}
	if text := p.Text(".queue"); strings.Contains(text, "color de la mesa") {
		t.Errorf("a hidden tab reads: %s", text)
	}
	p.LookBack()
	p.WaitText(".queue .row", "Cambiar el color de la mesa")
	p.Wait(connected + ` && !document.querySelector(".desk > main > .banner")`)
	s.FileByPhone(t, owner, "Una factura a mi nombre")
	p.WaitText(".queue .row", "Una factura a mi nombre")
}

// browserTells stands for the notifications of a browser: what was asked and
// what was shown.
const browserTells = `(() => {
	window.asked = 0; window.shown = [];
	window.Notification = class { constructor(title, options) { window.shown.push(title + ": " + options.body); } close() {} };
	Object.assign(Notification, { permission: "default", requestPermission: async () => { window.asked++; Notification.permission = "granted"; return "granted"; } });
})()`

// TestNewsOutsideTheDesk: only when asked for with a button, only while nobody
// looks, and never in the customer's words.
func TestNewsOutsideTheDesk(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	agent, owner := s.Token(t, "agents", Agent), s.Token(t, "_superusers", Superuser)
	first, second := s.Investigating(t, agent, "El juego completo"), s.Investigating(t, agent, "El color de la mesa")
	wrote := func(id string) {
		s.Create(t, owner, "messages", map[string]any{"complaint": id, "direction": "in", "text": "Mi hija está enferma"})
	}
	p.Overheard()
	p.LogIn(s, Agent)
	p.Eval(browserTells)
	wrote(first)
	p.WaitText(".bell .count", "1")
	p.Click(".rail .self")
	p.WaitText("dialog", "solo el número del caso y de qué se trata")
	if seen := p.Eval(`window.asked + " " + window.shown.length`); seen != "0 0" {
		t.Errorf("asked and shown before anybody wanted it: %s", seen)
	}
	p.ClickText("dialog button", "Avisarme también fuera de la mesa")
	p.WaitText("dialog button", "No avisarme fuera de la mesa")
	p.Press(escape)
	p.LookAway()
	p.Wait(connected + ` && window.wanted.length === 1 && window.wanted[0].startsWith("notifications")`)
	wrote(second)
	p.Wait(`window.shown.length === 1`)
	if text := p.Eval(`window.shown[0]`); !strings.HasPrefix(text, "Escucha: El cliente respondió · 2-") || strings.Contains(text, "enferma") {
		t.Errorf("shown: %s", text)
	}
	p.Wait(`document.title.startsWith("(2) ")`)
	p.LookBack()
	p.WaitText(".bell .count", "2")
	s.FileByPhone(t, owner, "Una factura a mi nombre")
	p.Open(s.URL + "/desk/#/cola")
	p.WaitText(".queue .row", "Una factura a mi nombre")
	if n := p.Eval(`window.shown.length`); n != "1" {
		t.Errorf("%s shown", n)
	}
}
