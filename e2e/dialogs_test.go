package e2e

import (
	"image/color"
	"net/http"
	"strings"
	"testing"
)

// opening is something that lies over a page or comes only when it is asked
// for: where, and how to get there. Texts are found by their key.
type opening struct {
	name, path string
	open       func(p *page, say map[string]string)
}

// press and click are the ways in that need no words.
func press(keys, ready string) func(*page, map[string]string) {
	return func(p *page, _ map[string]string) { p.Press(keys); p.WaitFor(ready) }
}

func click(css, ready string) func(*page, map[string]string) {
	return func(p *page, _ map[string]string) {
		p.WaitFor(css)
		p.Eval(`document.querySelector("` + css + `").click()`)
		p.WaitFor(ready)
	}
}

// called clicks what a text names inside of an element.
func called(css, key string) func(*page, map[string]string) {
	return func(p *page, say map[string]string) { p.ClickText(css, say[key]); p.WaitFor("dialog[open]") }
}

// openings of a case that is in the middle of its life, whose impact is being
// changed by two people.
func openings(id string, meddle func()) []opening {
	of := "/desk/#/caso/" + id
	return []opening{
		{"command", "/desk/#/hoy", func(p *page, _ map[string]string) { p.PressCtrl("k"); p.WaitFor("dialog [role=option]") }},
		{"help", "/desk/#/hoy", press("?", "dialog[open] kbd")},
		{"settings", "/desk/#/hoy", click(".self", "dialog[open] .choice")},
		{"notices", "/desk/#/hoy", click(".bell", "dialog[open]")},
		{"selection", "/desk/#/cola", click(".queue .pick input", ".bulk .button")},
		{"bulk", "/desk/#/cola", func(p *page, say map[string]string) {
			click(".queue .pick input", ".bulk .button")(p, say)
			click(".bulk .button", "dialog[open] .primary")(p, say)
		}},
		{"view", "/desk/#/cola?kind=claim", func(p *page, say map[string]string) {
			click(".page-head summary", ".page-head .menu[open]")(p, say)
			click(".page-head button.item", "dialog[open] input")(p, say)
		}},
		{"why-date", of, click(".why-date summary", ".why-date[open] .days")},
		{"actions", of, click(".case > header .end summary", ".case > header .menu[open] .item")},
		{"transfer", of, func(p *page, say map[string]string) {
			click(".case > header .end summary", ".case > header .menu[open] .item")(p, say)
			click("[data-command=transfer]", "dialog[open] textarea")(p, say)
		}},
		{"time", of, func(p *page, say map[string]string) {
			click(".case > header .end summary", ".case > header .menu[open] .item")(p, say)
			click("[data-command=time]", "dialog[open] .choice")(p, say)
		}},
		{"type", of, called("aside .link", "desk.type.correct")},
		{"purchase", of, called("aside .link", "desk.purchase.add")},
		{"behaviour", of, called("aside .link", "desk.behaviour.add")},
		{"preview", of, click(".files .file", ".preview img")},
		{"gestures", of + "/propuesta", func(p *page, _ map[string]string) { p.WaitFor("[data-field='grant.reward']") }},
		{"merge", of + "/expediente", func(p *page, say map[string]string) {
			p.ClickText(".tab header .link", say["desk.edit"])
			p.Write(impact, agent)
			meddle()
			p.WaitFor(".body > .banner")
			p.ClickText(".tab form button", say["desk.save"])
			p.WaitFor(".merge label")
		}},
	}
}

// TestWhatOpensAtEveryWidth: dialogs, menus and panels are as wide as their
// window at most, speak the language, and stand in nobody's way.
func TestWhatOpensAtEveryWidth(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"es", "en"} {
		for _, part := range []string{"desk", "case"} {
			t.Run(language+" "+part, func(t *testing.T) {
				t.Parallel()
				s := start(t)
				admin := s.Token(t, "agents", Admin)
				s.Create(t, admin, "rewards", map[string]any{"name": "Un cuenco", "kind": "gift", "active": true, "cost": 90, "stock": 4, "limit_agent": 80, "limit_lead": 150})
				id, _ := s.middleOfLife(t)
				p := browse(t, desktop)
				p.LogIn(s, Agent)
				p.SpeakAs(language)
				if part == "case" {
					p.attachPicture(t, s, id)
				}
				meddle := func() {
					s.API(t, admin, http.MethodPatch, "/api/collections/complaints/records/"+id, map[string]any{"impact": "Come de pie"})
				}
				for _, one := range openings(id, meddle) {
					if strings.Contains(one.path, id) == (part == "case") {
						p.look(s, one, language)
					}
				}
			})
		}
	}
}

// look opens one on a page of its own and examines it.
func (p *page) look(s *server, one opening, language string) {
	p.t.Helper()
	p.Open("about:blank") // or only the part behind # changes, and what was open stays
	p.Open(s.URL + one.path)
	p.WaitFor("main h1")
	p.Promise(`new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(""))))`) // keys hold once it is painted
	one.open(p, deskTexts(p.t, language))
	p.examine("open-" + one.name + "-" + language)
}

// attachPicture puts a picture into the conversation by hand.
func (p *page) attachPicture(t *testing.T, s *server, id string) {
	t.Helper()
	p.OpenCase(s, id, "")
	p.Press("n")
	p.Wait(`document.activeElement.matches(".composer textarea")`)
	p.give("paste", `[["rota.png", "image/png", Uint8Array.from(atob("`+picture(t, color.RGBA{200, 0, 0, 255})+`"), (c) => c.charCodeAt(0))]]`)
	p.WaitText(".tray", "rota.png")
	p.Write(".composer textarea", "La foto")
	p.Click(".composer .primary")
	p.WaitFor(".message .files .file")
}
