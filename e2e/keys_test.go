package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// listed are the keys that the list of this screen shows as working here, and all.
func (p *page) listed() (here, all []string) {
	p.t.Helper()
	p.Press("?")
	p.WaitFor("dialog[open] .keys")
	here = strings.Fields(p.Eval(`[...document.querySelectorAll("dialog [data-here]")].map(e => e.dataset.key).join(" ")`))
	all = strings.Fields(p.Eval(`[...document.querySelectorAll("dialog [data-key]")].map(e => e.dataset.key).join(" ")`))
	if other := p.Eval(`[...document.querySelectorAll("dialog h3")].some(e => e.textContent === "Otras")`); other == "true" {
		p.t.Errorf("a key works that the list does not know: %v", all)
	}
	p.Press(escape)
	p.Wait(`!document.querySelector("dialog[open]")`)
	return here, all
}

// Not bound at all times: what can be undone only while it can, and what a
// later part of the queue brings.
var sometimes = []string{"z", "x"}

// TestEveryKeyIsListedAndBound: the list of keys is what is really bound, over
// all screens, and nothing else.
func TestEveryKeyIsListedAndBound(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	id := s.FileByPhone(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	p.LogIn(s, Agent)
	bound := map[string]bool{}
	var all []string
	for _, one := range []spot{{"today", "hoy", ".page h1"}, {"queue", "cola", ".queue .row"}, {"case", "caso/" + id, ".case .goal"}, {"search", "buscar", "[role=search]"}} {
		p.Open(s.URL + "/desk/#/" + one.path)
		p.WaitFor(one.ready)
		if one.name == "search" {
			p.TabTo(".tabs a") // in the box a letter is a letter
		}
		var here []string
		here, all = p.listed()
		for _, key := range here {
			bound[key] = true
		}
		if (one.name == "case") != slices.Contains(here, "r") || (one.name == "queue" || one.name == "today") != slices.Contains(here, "t") {
			t.Errorf("on %s: %v", one.name, here)
		}
	}
	for _, key := range all {
		if !bound[key] && !slices.Contains(sometimes, key) {
			t.Errorf("%s is listed and bound nowhere", key)
		}
	}
	p.Shot("keys-list")
}

// send sends a key as some keyboards do: what it means, and where it is.
func (p *page) send(init string) {
	p.t.Helper()
	p.Eval(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ` + init + ` }))`)
}

// TestKeysOfOtherKeyboards: a letter is the one that is meant, wherever it is;
// half a letter of an input method is none, and a key held down acts once.
func TestKeysOfOtherKeyboards(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.FileByPhone(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.send(`key: "q", code: "KeyA", isComposing: true`)
	p.send(`key: "Process", keyCode: 229`)
	p.send(`key: "t", repeat: true`)
	p.send(`key: "q", altKey: true`)
	p.send(`key: "@", code: "KeyQ", ctrlKey: true, altKey: true`) // AltGr
	if at := p.Eval("location.hash"); at != "" && at != "#/hoy" {
		t.Fatalf("what is no command led to %s", at)
	}
	p.send(`key: "?", code: "KeyM", shiftKey: true`) // AZERTY
	p.WaitText("dialog[open]", "Teclas")
	p.Press(escape)
	p.Wait(`!document.querySelector("dialog[open]")`)
	p.send(`key: "/", code: "Digit7", shiftKey: true`) // Latin America
	p.WaitAt("[role=search] input")
	p.send(`key: "h", code: "KeyH"`)
	p.Wait(`location.hash.startsWith("#/buscar")`) // one writes there
	p.TabTo(".tabs a")
	p.send(`key: "q", code: "KeyA"`)
	p.WaitFor(".queue .row")
}

// TestLettersCanBeSwitchedOff (WCAG 2.1.4): who dictates, or has a heavy hand,
// keeps the commands that need Control.
func TestLettersCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Agent)
	p.OpenBar()
	p.Press("letra desact")
	p.Wait(chosen + `.textContent.includes("Desactivadas")`)
	p.Press(kb.Enter)
	p.Wait(`!document.querySelector("dialog[open]") && JSON.parse(localStorage["escucha.prefs"]).keys === "off"`)
	p.Press("q?c")
	p.Wait(`["", "#/hoy"].includes(location.hash) && !document.querySelector("dialog[open]")`)
	p.OpenBar()
	p.Press("ir a la cola" + kb.Enter)
	p.WaitText("main h1", "Cola")
}

// TestMenusByKeys: arrows walk, Escape and leaving close, and the focus goes back.
func TestMenusByKeys(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.FileByPhone(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.Press("q")
	p.WaitFor(".queue .row")
	p.TabTo("[role=group] .menu summary")
	p.Press(kb.ArrowDown)
	p.WaitAt(".menu[open] .item:first-child")
	p.Press(kb.ArrowUp)
	p.WaitAt(".menu[open] .item:last-child")
	p.Press(kb.Home + kb.ArrowDown)
	p.WaitAt(".menu[open] .item:nth-child(2)")
	p.Press(escape)
	p.WaitAt(".menu:not([open]) summary")
	p.Press(kb.Enter + kb.Tab)
	p.WaitAt(".menu[open] .item")
	p.Press(kb.End + kb.Tab)
	p.Wait(`!document.querySelector(".menu[open]")`)
}

// eager presses Ctrl+K in the very moment in which the screen is there: after
// the page has put it in, before the browser has painted it.
const eager = `new MutationObserver((_, watch) => {
	if (!document.querySelector(".page h1")) return;
	watch.disconnect();
	document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true, cancelable: true }));
}).observe(document, { childList: true, subtree: true });`

// TestKeysWorkAsSoonAsTheScreenIsThere: on a busy machine a key was lost that
// came between a screen and its first picture.
func TestKeysWorkAsSoonAsTheScreenIsThere(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Agent)
	p.WaitFor(".page h1")
	p.Open("about:blank")
	p.Before(eager)
	p.Open(s.URL + "/desk/#/hoy")
	p.WaitAt("dialog.command [role=combobox]")
}
