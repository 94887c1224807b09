package e2e

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const (
	box         = ".composer textarea"
	safe        = `document.querySelector('.composer .saved')?.dataset.where === "server"`
	onThisOne   = `document.querySelector('.composer .saved')?.dataset.where === "here"`
	offlineText = ".desk > main > .banner"
)

// Tab opens another tab of the same browser; close ends it as when it dies.
func (p *page) Tab() (tab *page, closeTab func()) {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	tab = &page{ctx: ctx, t: p.t}
	tab.listen()
	tab.Size(desktop)
	return tab, func() {
		stop, done := context.WithTimeout(ctx, patience)
		defer done()
		if err := chromedp.Cancel(stop); err != nil {
			p.t.Errorf("close the tab: %v", err)
		}
		cancel()
	}
}

// Draft reads what the server has of a draft: the values that stand, by name.
func (s *server) Draft(t *testing.T, token, key string) map[string]any {
	t.Helper()
	a := s.API(t, token, http.MethodGet, "/api/collections/drafts/records?filter="+url.QueryEscape(`key="`+key+`"`), nil)
	items, _ := a.At("items").([]any)
	out := map[string]any{}
	for _, item := range items {
		row, err := json.Marshal(item)
		if err != nil {
			t.Fatal(err)
		}
		var in struct {
			Data struct {
				Fields map[string]struct {
					Value any
					Gone  bool
				}
			}
		}
		if err := json.Unmarshal(row, &in); err != nil {
			t.Fatal(err)
		}
		for name, f := range in.Data.Fields {
			if !f.Gone {
				out[name] = f.Value
			}
		}
	}
	return out
}

// Drafted waits until the server has this text of a draft.
func (s *server) Drafted(t *testing.T, token, key, name, text string) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		have := s.Draft(t, token, key)
		if have[name] == text || text == "" && have[name] == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the server has %v of %s, want %q", have, name, text)
		}
	}
}

// TestTabDiesOffline: typed while the server is away, in a tab that is gone
// before it comes back; the next tab brings the words to the server, whatever
// it shows.
func TestTabDiesOffline(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	p.LogIn(s, Agent)
	tab, closeTab := p.Tab()
	tab.OpenCase(s, id, "")
	tab.Write(box, "Antes de caer")
	tab.Wait(safe)
	s.Crash(t)
	tab.WaitText(offlineText, "Sin conexión")
	tab.Write(box, "Antes de caer, y después")
	tab.Wait(onThisOne)
	closeTab()
	s.Restart(t)
	again, closeAgain := p.Tab()
	defer closeAgain()
	again.Open(s.URL + "/desk/#/hoy")
	s.Drafted(t, token, "case:"+id, "composer.reply", "Antes de caer, y después")
}

// TestTwoTabs: of two tabs of one person each keeps the other's words, and what
// one has sent does not stand in the other.
func TestTwoTabs(t *testing.T) {
	t.Parallel()
	s, one := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	one.LogIn(s, Agent)
	one.OpenCase(s, id, "")
	two, closeTwo := one.Tab()
	defer closeTwo()
	two.OpenCase(s, id, "")
	one.Write(box, "Estimada Rosa")
	two.Wait(`document.querySelector("` + box + `").value === "Estimada Rosa"`)
	two.ClickText(".modes label", "Nota")
	two.Write(box, "Llamar a las tres")
	one.Write(box, "Estimada Rosa: mañana")
	s.Drafted(t, token, "case:"+id, "composer.reply", "Estimada Rosa: mañana")
	s.Drafted(t, token, "case:"+id, "composer.note", "Llamar a las tres")
	one.ClickText(".composer footer button", "Enviar")
	one.WaitText(".toast", "Respuesta enviada")
	s.Drafted(t, token, "case:"+id, "composer.reply", "")
	s.Drafted(t, token, "case:"+id, "composer.note", "Llamar a las tres")
	two.ClickText(".modes label", "Responder")
	two.Wait(`document.querySelector("` + box + `").value === ""`)
	two.Do(reload)
	two.WaitFor(box)
	two.ClickText(".modes label", "Nota")
	two.Wait(`document.querySelector("` + box + `").value === "Llamar a las tres"`)
	two.ClickText(".modes label", "Responder")
	two.Wait(`document.querySelector("` + box + `").value === ""`)
}

// TestStorageForbidden: without the browser's storage the server keeps the
// words; what is too long for it says so; and leaving asks only then.
func TestStorageForbidden(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	asks := `(() => { const e = new Event("beforeunload", { cancelable: true }); dispatchEvent(e); return e.defaultPrevented; })()`
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.Eval(`window.setItem = Storage.prototype.setItem, Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }`)
	p.Write(box, "Sin sitio aquí")
	if p.Eval(`document.querySelector('.composer .saved').dataset.where + `+asks) != "nonetrue" {
		t.Errorf("it says %q, and leaving asks: %s", p.Text(".composer .saved"), p.Eval(asks))
	}
	p.Wait(safe)
	s.Drafted(t, token, "case:"+id, "composer.reply", "Sin sitio aquí")
	p.Wait(`!` + asks)
	p.Eval(`Storage.prototype.setItem = window.setItem`)
	p.Eval(`((e) => { e.value = "palabra ".repeat(270000); e.dispatchEvent(new Event("input", { bubbles: true })); })(document.querySelector("` + box + `"))`)
	p.Wait(`document.querySelector('.composer .saved').dataset.where === "big"`)
	p.WaitText(".composer .saved", "Demasiado largo")
	p.Shot("desk-too-long")
	p.Eval(`((e) => { e.value = "Corto"; e.dispatchEvent(new Event("input", { bubbles: true })); })(document.querySelector("` + box + `"))`)
	p.Wait(safe)
	s.Drafted(t, token, "case:"+id, "composer.reply", "Corto")
}

// everyText are the fields of text that can be seen now, by name; those that
// only look something up are no words of anybody's.
const everyText = `[...document.querySelectorAll("textarea, input:not([type]), input[type=text], input[inputmode], input[type=email], input[type=tel]")]
	.filter(e => e.checkVisibility() && !e.disabled && !e.readOnly && e.type !== "file")`

// TypeEverywhere writes into every field of text that can be seen and returns
// what stands in each.
func (p *page) TypeEverywhere() map[string]string {
	p.t.Helper()
	return p.texts(everyText + `.map((e, i) => {
		const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(e), "value").set;
		set.call(e, e.inputMode === "decimal" ? String(70 + i) : e.type === "email" ? "rosa" + i + "@correo.example" : "palabra " + i);
		e.dispatchEvent(new Event("input", { bubbles: true }));
		return e;
	})`)
}

func (p *page) texts(list string) map[string]string {
	p.t.Helper()
	out := map[string]string{}
	if err := json.Unmarshal([]byte(p.Eval(`JSON.stringify(Object.fromEntries(`+list+`.map(e => [e.dataset.field || e.getAttribute("aria-label"), e.value])))`)), &out); err != nil {
		p.t.Fatal(err)
	}
	return out
}

// Kept reloads and compares what stands in the fields, once show has opened them.
func (p *page) Kept(where string, typed map[string]string, show func()) {
	p.t.Helper()
	p.Wait(`[...document.querySelectorAll(".saved")].some(e => e.dataset.where === "server")`)
	p.Do(reload)
	show()
	for name, text := range typed {
		p.Wait(`(` + everyText + `).some(e => (e.dataset.field || e.getAttribute("aria-label")) === ` + strconv.Quote(name) + ` && e.value === ` + strconv.Quote(text) + `)`)
	}
	if len(typed) == 0 {
		p.t.Errorf("%s has no field of text", where)
	}
}

// TestEveryFieldIsKept walks the texts of a case, its dialogs and the intake:
// whatever is typed is there after a reload.
func TestEveryFieldIsKept(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, size{1440, 1400})
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	p.LogIn(s, Agent)
	rows := []struct {
		name, tab string
		least     int
		show      func()
	}{
		{"conversation and next step", "", 2, func() {}},
		{"both versions", "versiones", 2, func() {
			p.ClickText(".tab button", "untos")
			p.WaitFor(".tab form .link")
			if p.Eval(`!document.querySelector('.tab [data-field="points.0.answer"]')`) == "true" {
				p.Eval(`(document.querySelector('.tab form [data-field="points"]').click(), true)`)
			}
			p.WaitFor(`.tab [data-field="points.0.answer"]`)
		}},
		{"proposal", "propuesta", 3, func() { p.WaitFor(field("proposal.customer_text")) }},
		{"file", "expediente", 6, func() {
			p.Eval(`[...document.querySelectorAll(".tab header .link")].forEach(e => e.click())`)
			p.WaitFor(".tab form textarea")
		}},
	}
	for _, row := range rows {
		show := func() { p.WaitFor(".case .goal"); p.WaitFor(".tab > *"); row.show() }
		p.OpenCase(s, id, row.tab)
		show()
		typed := p.TypeEverywhere()
		if len(typed) < row.least {
			t.Errorf("%s: only %v", row.name, typed)
		}
		p.Kept(row.name, typed, show)
	}
	for _, action := range []string{"transfer", "escalate", "confidential", "extend", "temporary", "withdraw"} {
		name := deskTexts(t, "es")["desk.action."+action]
		if p.Eval(`[...document.querySelectorAll(".menu .item")].some(e => e.textContent === `+strconv.Quote(name)+`)`) == "false" {
			continue
		}
		show := func() {
			p.WaitFor(".case .goal")
			p.Eval(`([...document.querySelectorAll(".menu .item")].find(e => e.textContent === ` + strconv.Quote(name) + `).click(), true)`)
			p.WaitFor("dialog[open]")
		}
		show()
		typed := p.texts(strings.Replace(everyText, "document.query", "document.querySelector('dialog').query", 1))
		all := p.TypeEverywhere()
		for field := range typed {
			typed[field] = all[field]
		}
		p.Kept(action, typed, show)
		p.Press(escape)
	}
}

// TestIntakeIsKept: the form in which a case is taken down, before and after
// somebody new is being written down.
func TestIntakeIsKept(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, size{1440, 1400})
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/registrar")
	show := func() { p.WaitFor(".listen textarea") }
	show()
	p.Write(".listen textarea", "Tres platos llegaron rotos")
	p.ClickText("aside .button", "nuevo")
	p.WaitFor(field("customer.name"))
	typed := p.TypeEverywhere()
	if len(typed) < 8 {
		t.Errorf("only %v", typed)
	}
	p.Kept("intake", typed, show)
}
