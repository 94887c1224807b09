package e2e

import (
	"fmt"
	"net/http"
	"regexp"
	"testing"
)

// rawKey is the key of a text that nobody translated, as it would be read on a page.
var rawKey = regexp.MustCompile(`\b(desk|settings|portal|setup|rule|stage|field|transition|template|error|event|kind|channel|fault|severity|lane|role)\.[a-z_]+(\.[a-z_]+)*\b`)

// spot is a page with what is there once it is drawn.
type spot struct{ name, path, ready string }

// visited are the pages of a case that is in the middle of its life.
func visited(id, key string) []spot {
	rows := []spot{
		{"portal", "/portal/", "main h1"}, {"portal-form", "/portal/form", "form#filing"}, {"portal-privacy", "/portal/privacy", "main h1"},
		{"portal-case", "/portal/c/" + key, "main h1"}, {"portal-receipt", "/portal/r/" + key, ".key"}, {"portal-missing", "/portal/c/NOSUCHKEY", "main h1"},
		{"desk-today", "/desk/#/hoy", ".page h1"}, {"desk-queue", "/desk/#/cola", ".queue .row"}, {"desk-register", "/desk/#/registrar", ".intake"}, {"desk-search", "/desk/#/buscar?q=juego", ".found .row"},
		{"desk-customers", "/desk/#/clientes", ".people .row[data-id]"}, {"desk-customer", "/desk/#/cliente/" + Rosa, ".timeline .event"},
	}
	for _, tab := range []string{"conversacion", "versiones", "propuesta", "expediente"} {
		rows = append(rows, spot{"desk-case-" + tab, "/desk/#/caso/" + id + "/" + tab, ".case .tab"})
	}
	return rows
}

// TestEveryPageAtEveryWidth: no page is wider than its window, in no language
// does it show the key of a text, and no thumb has to aim. What a page reports
// to the console fails the test, too.
func TestEveryPageAtEveryWidth(t *testing.T) {
	t.Parallel()
	s := start(t)
	id, key := s.middleOfLife(t)
	for language, who := range map[string]string{"es-PE": Agent, "en-US": Lead} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			p := browseIn(t, desktop, language)
			p.Open(s.URL + "/desk/")
			p.WaitFor(field("email"))
			p.examine("desk-login-" + language[:2])
			p.Write(field("email"), who)
			p.Write(field("password"), Password)
			p.Click("form button")
			p.WaitFor(".desk main h1")
			p.SpeakAs(language[:2])
			for _, one := range visited(id, key) {
				p.Open(s.URL + one.path)
				p.WaitFor(one.ready)
				p.examine(one.name + "-" + language[:2])
			}
			p.WaitText("#guia", map[string]string{"es-PE": "Registrar la aceptación", "en-US": "Record the acceptance"}[language])
		})
	}
}

// SpeakAs chooses the language of the desk, as somebody does who reads it better.
func (p *page) SpeakAs(language string) {
	p.t.Helper()
	p.Click(".self")
	p.Pick(field("locale"), map[string]string{"es": "Español", "en": "English"}[language])
	p.WaitText("nav", map[string]string{"es": "Cola", "en": "Queue"}[language])
	p.Press(escape)
	p.Wait(`!document.querySelector("dialog[open]")`)
}

// TestNextStepIsInReach: however much a step asks for, its button can be seen
// and pressed without looking for it.
func TestNextStepIsInReach(t *testing.T) {
	t.Parallel()
	s := start(t)
	token := s.Token(t, "agents", Agent)
	id := s.FileByPhone(t, token, "Recibir el juego completo")
	s.Move(t, token, id, "assessing", nil)
	for _, w := range []size{phone, desktop} {
		p := browse(t, w)
		p.LogIn(s, Agent)
		p.OpenCase(s, id, "")
		if w == phone {
			p.ClickText(".dock button", "Siguiente paso")
		}
		p.Wait(`(e => { const r = e.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
			return r.bottom <= innerHeight && e.contains(document.elementFromPoint(x, y)); })(document.querySelector(".guide footer .primary"))`)
		p.Shot(fmt.Sprintf("desk-guide-%d", w.width))
	}
}

// middleOfLife is a proposed case with everything that a case can hold by then.
func (s *server) middleOfLife(t *testing.T) (id, key string) {
	t.Helper()
	token := s.Token(t, "agents", Agent)
	id = s.Investigating(t, token, "Recibir el juego completo antes del almuerzo del domingo con toda la familia de su hija")
	s.Create(t, token, "messages", map[string]any{"complaint": id, "direction": "out", "channel": "email", "purpose": "information",
		"text": "Vea https://correo.example/una-direccion-larguisima-que-no-se-puede-partir-en-ningun-espacio?y=con&muchos=parametros"})
	s.Move(t, token, id, "proposed", map[string]any{"statement": "La caja salió sin separadores.",
		"fields": map[string]any{"cause": "delivery", "fault": "company", "impact": "No puede servir la cena", "mood_start": 2,
			"points": []map[string]string{{"text": "¿Quién paga el envío?", "answer": "Nosotros."}}},
		"proposal": map[string]any{"customer_text": "Estas son dos maneras de resolverlo.", "eta_kind": "real", "eta": dayIn(5), "eta_basis": "Llegaron dos juegos.",
			"options": []map[string]any{{"text": "Un juego nuevo completo", "cost": 120}, {"text": "La devolución del dinero", "cost": 689.9}},
			"tasks":   []map[string]any{{"title": "Entregar el juego nuevo y recoger el dañado", "due": dayIn(5)}}}})
	track, ok := s.API(t, token, http.MethodGet, "/api/crm/complaints/"+id+"/file", nil).At("links", "track").(string)
	if !ok {
		t.Fatal("the case has no link for its customer")
	}
	return id, track[len("/portal/c/"):]
}

// examine looks at the page at each width.
func (p *page) examine(name string) {
	p.t.Helper()
	for _, w := range []struct {
		name string
		size size
	}{{"desktop", desktop}, {"tablet", tablet}, {"phone", phone}} {
		p.Size(w.size)
		p.Wait(fmt.Sprintf("innerWidth === %d", w.size.width))
		if over := p.Eval(tooWide); over != "" {
			p.t.Errorf("%s, %s: wider than the window: %s", name, w.name, over)
		}
		if key := rawKey.FindString(p.Text("body")); key != "" {
			p.t.Errorf("%s: shows %q", name, key)
		}
		p.FullShot("page-" + name + "-" + w.name)
		p.Accessible(name+", "+w.name, everything)
	}
	if small := p.Eval(tooSmall); small != "" {
		p.t.Errorf("%s, phone: too small for a thumb: %s", name, small)
	}
	p.Size(desktop)
	p.InEveryLook(name)
}

// tooWide names what sticks out when the page is wider than its window, and
// texts that stick out of the sheet that the desk scrolls.
const tooWide = `(() => {
	const sheet = document.querySelector(".desk > main");
	const wide = document.scrollingElement.scrollWidth > innerWidth || sheet && sheet.scrollWidth > sheet.clientWidth;
	if (!wide) return "";
	return [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
		.slice(0, 3).map(e => e.tagName + "." + e.className).join(", ") || "something";
})()`

// tooSmall names the controls that are less than 44 px tall; links inside a
// sentence are as tall as the sentence.
const tooSmall = `[...document.querySelectorAll(":is(main, dialog) :is(button, .button, .choice, select, .tabs a, input:not([type=radio], [type=checkbox], [type=file], [tabindex='-1']))")]
	.filter(e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest(".hidden, .trap, details:not([open]) > :not(summary)"))
	.filter(e => { const r = e.getBoundingClientRect(); return r.height > 1 && r.height < 43.5; })
	.slice(0, 5).map(e => (e.textContent.trim() || e.name || e.className).slice(0, 30) + " " + Math.round(e.getBoundingClientRect().height)).join(", ")`
