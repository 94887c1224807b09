package e2e

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestPreferencesFollow: what one chose on one computer holds on the next, and
// colleagues have their own.
func TestPreferencesFollow(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Agent)
	p.TabTo(".self")
	p.Press(kb.Enter)
	p.ChooseAt(field("theme"), "Oscuro")
	p.ChooseAt(field("density"), "Compacta")
	p.ChooseAt(field("contrast"), "Alto")
	p.Wait(`document.documentElement.dataset.theme === "dark" && document.documentElement.dataset.density === "compact"`)
	p.Wait(`JSON.parse(localStorage["escucha.prefs"]).unsent.length === 0`)
	p.Shot("settings")
	p.Press(escape)
	p.WaitAt(".self")

	other := browse(t, tablet)
	other.LogIn(s, Agent)
	other.Wait(`["theme", "density", "contrast"].map(name => document.documentElement.dataset[name]).join() === "dark,compact,more"`)
	other.Click(".self")
	other.ClickText("dialog button", "Cerrar sesión")
	other.Enter(Lead, Password)
	other.WaitText(".desk h1", "Rubén")
	other.Wait(`!document.documentElement.dataset.theme && !document.documentElement.dataset.density`)
}

// TestCompactRowsAreShorter: the density is no decoration.
func TestCompactRowsAreShorter(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.FileByPhone(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.Press("q")
	p.WaitFor(".queue .row")
	const high = `document.querySelector(".queue .row").getBoundingClientRect().height`
	p.Eval(`window.before = ` + high)
	p.OpenBar()
	p.Press("densidad compacta" + kb.Enter)
	p.Wait(high + ` <= window.before - 8`)
}

// TestHintIsClosedForGood: one hint at a time; closed in one browser it does not
// come back in another, until it is asked for.
func TestHintIsClosedForGood(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.FileByPhone(t, token, "Recibir el juego completo")
	s.Move(t, token, id, "assessing", nil)
	p.LogIn(s, Agent)
	p.Press("q")
	p.WaitFor("[data-hint='queue.order']")
	p.Shot("hint-queue")
	p.TabTo("[data-hint] button")
	p.Press(kb.Enter)
	p.Wait(`!document.querySelector("[data-hint]") && document.activeElement !== document.body`)
	p.OpenCase(s, id, "")
	p.WaitFor("[data-hint='guide.why']")
	if n := p.Eval(`document.querySelectorAll("[data-hint]").length`); n != "1" {
		t.Errorf("%s hints at once", n)
	}
	p.Wait(`JSON.parse(localStorage["escucha.prefs"]).unsent.length === 0`)

	other := browse(t, phone)
	other.LogIn(s, Agent)
	other.Open(s.URL + "/desk/#/cola")
	other.WaitFor(".queue .row")
	other.Wait(`!document.querySelector("[data-hint='queue.order']")`)
	other.Press("?")
	other.ClickText("dialog button", "Mostrar de nuevo los consejos")
	other.WaitFor("[data-hint='queue.order']")
	other.Shot("hint-queue-phone")
}

// TestPreferencesWaitForTheNetwork: a choice made without network holds at once
// and reaches the server afterwards.
func TestPreferencesWaitForTheNetwork(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Agent)
	p.Click(".self")
	p.WaitFor("dialog[open]")
	s.Crash(t)
	p.ChooseAt(field("theme"), "Oscuro")
	p.Wait(`document.documentElement.dataset.theme === "dark"`)
	s.Restart(t)
	p.Do(reload)
	p.WaitText(".desk h1", "Inés")
	p.Wait(`JSON.parse(localStorage["escucha.prefs"]).unsent.length === 0`)
	if got := s.API(t, s.Token(t, "agents", Agent), http.MethodGet, "/api/crm/session", nil).At("agent", "preferences", "theme"); got != "dark" {
		t.Errorf("the server has %v", got)
	}
}
