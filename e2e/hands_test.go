package e2e

import (
	"strconv"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What people do who have no mouse: every step here is a key, and the page is
// only looked at.

// PressCtrl presses a key while Control is held.
func (p *page) PressCtrl(key string) {
	p.t.Helper()
	p.Do(chromedp.KeyEvent(key, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// Escape closes the dialog that is open, and waits until that one is gone: there
// may be another one under it.
func (p *page) Escape() {
	p.t.Helper()
	p.WaitFor("dialog[open]")
	p.Eval(`Boolean(window.shut = document.querySelector("dialog[open]"))`)
	p.Press(kb.Escape)
	p.Wait(`!window.shut.isConnected`)
}

// At says whether the focus is on something.
func (p *page) At(css string) bool {
	p.t.Helper()
	return p.Eval(`document.activeElement.matches(`+strconv.Quote(css)+`)`) == "true"
}

// WaitAt waits until the focus is on something.
func (p *page) WaitAt(css string) {
	p.t.Helper()
	p.Wait(`document.activeElement.matches(` + strconv.Quote(css) + `)`)
}

// TabTo presses Tab until the focus is on something. Whoever did the step
// before must have left the focus somewhere: on nothing at all, a person with
// a screen reader is back at the top of the page. What has the focus must show it.
func (p *page) TabTo(css string) {
	p.t.Helper()
	p.WaitFor(css)
	p.Wait(`document.activeElement !== document.body`)
	for range 160 {
		if p.At(css) {
			p.Wait(focusShown)
			return
		}
		p.Press(kb.Tab)
	}
	p.fail("Tab never reaches " + css)
}

// focusShown is whether a ring, or the box around the element, shows the focus
// inside the window.
const focusShown = `(e => {
	const ring = one => { const s = getComputedStyle(one); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 1 || s.boxShadow !== "none"; };
	const around = [e, e.closest(".choice"), e.closest("label"), e.closest(".row"), e.closest(".composer"), e.closest(".scale label")].filter(Boolean);
	const box = e.getBoundingClientRect();
	return around.some(ring) && box.bottom > 0 && box.top < innerHeight ;
})(document.activeElement)`

// TypeAt goes to a field and writes; what stood there is replaced.
func (p *page) TypeAt(css, text string) {
	p.t.Helper()
	p.TabTo(css)
	if p.Eval(`document.activeElement.value`) != "" {
		p.PressCtrl("a")
	}
	p.Press(text)
	p.Wait(`document.activeElement.value === ` + strconv.Quote(text))
}

// DateAt goes to a date and types its parts, in the order in which this browser
// shows them: the day first, or the month first with a clock of twelve hours.
func (p *page) DateAt(css, value string) {
	p.t.Helper()
	p.TabTo(css)
	day, hour, _ := strings.Cut(value, "T")
	part, hour := strings.Split(day, "-"), strings.ReplaceAll(hour, ":", "")
	for _, first := range []string{part[1] + part[2] + part[0], part[2] + part[1] + part[0]} {
		p.Press(strings.Repeat(kb.ArrowLeft, 6) + first)
		if hour != "" {
			p.Press(kb.ArrowRight + hour + "a") // before noon, where the clock asks
		}
		if p.Eval(`document.activeElement.value`) == value {
			return
		}
	}
	p.fail("the date does not become " + value)
}

// ChooseAt goes to a list, a group or a tick and chooses: letters in a list,
// arrows in a group, the space bar for a tick.
func (p *page) ChooseAt(css, text string) {
	p.t.Helper()
	p.TabTo(css)
	if p.At("select") {
		p.Press(text)
		p.Wait(`document.activeElement.selectedOptions[0].label.includes(` + strconv.Quote(text) + `)`)
		return
	}
	chosen := `document.activeElement.checked && (document.activeElement.ariaLabel || document.activeElement.closest("label").innerText).includes(` + strconv.Quote(text) + `)`
	for range 12 {
		if p.Eval(chosen) == "true" {
			return
		}
		here := p.Eval(`(document.activeElement.ariaLabel || document.activeElement.closest("label").innerText).includes(` + strconv.Quote(text) + `)`)
		if here == "true" {
			p.Press(" ")
			p.Wait(chosen)
			return
		}
		p.Press(kb.ArrowDown)
	}
	p.fail("the arrows never reach " + text)
}

// PushAt goes to a button with this text and presses it.
func (p *page) PushAt(css, text string) {
	p.t.Helper()
	p.WaitText(css, text)
	p.Wait(`document.activeElement !== document.body`)
	for range 160 {
		if p.Eval(`document.activeElement.matches(`+strconv.Quote(css)+`) && document.activeElement.innerText.includes(`+strconv.Quote(text)+`)`) == "true" {
			p.Press(kb.Enter)
			return
		}
		p.Press(kb.Tab)
	}
	p.fail("Tab never reaches the button " + text)
}

// Step does the recommended step and waits until the next one is offered.
func (p *page) Step(step, next string) {
	p.t.Helper()
	p.PushAt(".guide footer .primary", step)
	p.WaitText("#guia", next)
	p.Wait(`document.activeElement !== document.body`)
}

// untilTomorrow is a moment of tomorrow for a field with a clock.
func untilTomorrow() string { return inLima(1, "11:00") }
