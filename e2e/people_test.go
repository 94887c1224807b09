package e2e

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What people do on a page, by the names that the pages give their fields.

// field is an input of the desk; of the portal and the setup page it is named.
func field(name string) string { return `[data-field="` + name + `"]` }

// asked is an input in the panel of the next step.
func asked(name string) string { return ".guide " + field(name) }

// named is an input of a form without scripts.
func named(name string) string { return `[name="` + name + `"]` }

// Write replaces what a field holds, as one who pastes does; a date is set as
// its picker would set it.
func (p *page) Write(css, text string) {
	p.t.Helper()
	p.WaitFor(css)
	p.Eval(`(() => {
		const box = [...document.querySelectorAll(` + strconv.Quote(css) + `)].find(e => e.checkVisibility()), text = ` + strconv.Quote(text) + `;
		box.focus();
		if (/^date/.test(box.type)) {
			box.value = text;
			box.dispatchEvent(new Event("input", { bubbles: true }));
			return;
		}
		box.select();
		document.execCommand(text ? "insertText" : "delete", false, text);
	})()`)
	p.Wait(`[...document.querySelectorAll(` + strconv.Quote(css) + `)].find(e => e.checkVisibility())?.value === ` + strconv.Quote(text))
}

// FillIn writes into the fields of a form: name, text, name, text…
func (p *page) FillIn(pairs ...string) {
	p.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		p.Write(named(pairs[i]), pairs[i+1])
	}
}

// Pick takes the choice with this text: of a list, of buttons, or a tick.
func (p *page) Pick(css, text string) {
	p.t.Helper()
	find := `[...document.querySelectorAll(` + strconv.Quote(css) + `)].filter(e => e.checkVisibility()).flatMap(e => e.options ? [...e.options] : [e])
		.find(e => (e.label || e.closest("label").innerText).includes(` + strconv.Quote(text) + `))`
	p.Wait("!!" + find)
	p.Eval(`(one => {
		if (one.tagName !== "OPTION") return one.click();
		const list = one.closest("select");
		list.value = one.value;
		list.dispatchEvent(new Event("input", { bubbles: true }));
		list.dispatchEvent(new Event("change", { bubbles: true }));
	})(` + find + `)`)
}

// Press presses keys, one after the other, wherever the focus is.
func (p *page) Press(keys string) { p.t.Helper(); p.Do(chromedp.KeyEvent(keys)) }

// Attach puts a file into a file field.
func (p *page) Attach(css, name, content string) {
	p.t.Helper()
	path := filepath.Join(p.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.Do(chromedp.SetUploadFiles(chromedp.CSS(css), []string{path}))
}

// LogIn goes to the desk and enters.
func (p *page) LogIn(s *server, email string) {
	p.t.Helper()
	p.Open(s.URL + "/desk/")
	p.Enter(email, Password)
	p.Wait(`document.activeElement.matches(".desk main h1")`)
}

// Enter fills in the door of the desk.
func (p *page) Enter(email, password string) {
	p.t.Helper()
	p.Write(field("email"), email)
	p.Write(field("password"), password)
	p.ClickText("form button", "Entrar")
}

// OpenCase goes to a case of the desk, to one of its tabs when that is named.
func (p *page) OpenCase(s *server, id, tab string) {
	p.t.Helper()
	p.Open(s.URL + "/desk/#/caso/" + id + "/" + tab)
	p.WaitFor(".case .goal")
}

// Advance does the recommended step and waits until the next one is offered.
func (p *page) Advance(step, next string) {
	p.t.Helper()
	p.WaitText("#guia", step)
	p.ClickText(".guide footer .primary", step)
	p.WaitText("#guia", next)
}

// OtherWay chooses a step that is not the recommended one.
func (p *page) OtherWay(name string) {
	p.t.Helper()
	p.ClickText(".guide summary", "Otros caminos")
	p.ClickText(".guide details[open] button", name)
	p.WaitText("#guia", name)
}

// TakeTheirTime waits until a form of the portal is as old as one that a person
// filled in: what is sent faster is taken for a program.
func (p *page) TakeTheirTime() { p.t.Helper(); p.Wait(`performance.now() > 3200`) }

// inLima is a moment some days from now at an hour, for a field with a clock.
func inLima(days int, hour string) string {
	return time.Now().In(time.FixedZone("Lima", -5*3600)).AddDate(0, 0, days).Format(time.DateOnly) + "T" + hour
}

// dayIn is a civil date some days from now in Lima.
func dayIn(days int) string { return inLima(days, "")[:10] }

// sameCase reads the id of the open case from the address.
func (p *page) caseID(t *testing.T) string {
	t.Helper()
	p.Wait(`location.hash.startsWith("#/caso/")`)
	return p.Eval(`location.hash.split("/")[2]`)
}

// Now says that something asked for happened at this moment.
func (p *page) Now(name string) {
	p.t.Helper()
	p.ClickText(".guide .field:has("+field(name)+") button", "Ahora mismo")
}

// TallShot takes a picture in a window so tall that nothing has to scroll.
func (p *page) TallShot(name string) {
	p.t.Helper()
	if os.Getenv("ESCUCHA_SHOTS") == "" {
		return
	}
	width, err := strconv.ParseInt(p.Eval("innerWidth"), 10, 64)
	if err != nil {
		p.t.Fatal(err)
	}
	height, err := strconv.ParseInt(p.Eval("innerHeight"), 10, 64)
	if err != nil {
		p.t.Fatal(err)
	}
	p.Size(size{width, 2000})
	p.Shot(name)
	p.Size(size{width, height})
}

const escape = "\u001b"

// reload is the key that people press when they do not trust a page.
var reload = chromedp.Reload()

// LookAway is another window in front: the desk lets go of its connection
// then, and learns nothing until somebody looks again.
func (p *page) LookAway() {
	p.t.Helper()
	p.Eval(`(Object.defineProperty(document, "hidden", { configurable: true, get: () => true }), document.dispatchEvent(new Event("visibilitychange")))`)
}
