package e2e

import (
	"strconv"
	"testing"
)

// TestNothingToLearnFromYet: in a shop without a case every screen of learning
// says what will be there and what one can do, and none fails.
func TestNothingToLearnFromYet(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	p.LogIn(s, Admin)
	for _, row := range []struct{ path, name, says string }{
		{"reunion/" + thisWeek(), "meeting", "No hay casos para conversar"},
		{"acciones", "actions", "Ninguna acción abierta"},
		{"acciones?ver=mias", "actions-mine", "No tiene acciones a su cargo"},
		{"acciones?ver=comprobar", "actions-check", "Nada por comprobar"},
		{"acciones/problemas", "issues", "Ningún problema del sistema"},
		{"ideas", "ideas", "No hay ideas por decidir"},
		{"informes", "reports", "Nada que contar en este periodo"},
		{"informes/resolution", "report", "Nada que contar en este periodo"},
		{"capacitacion", "trainings", "Aún no hay capacitaciones"},
		{"articulos", "articles", "No hay artículos"},
	} {
		p.Open(s.URL + "/desk/#/" + row.path)
		p.WaitText("main .empty", row.says)
		p.examine("bare-" + row.name)
		p.Size(phone)
	}
}

// TestTooMuchIsSaid: what is longer than what is kept stays in its field, with
// what is wrong beside it.
func TestTooMuchIsSaid(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.lesson(t)
	p.LogIn(s, Admin)
	p.Convene(s)
	p.ClickText(inPack("button"), "Añadir decisión")
	p.Long(inPack(`[data-field^="text."]`), 10_000)
	p.ClickText(inPack("button"), "Anotar la decisión")
	p.WaitText(inPack(".error"), "300")
	p.Accessible("a decision that is too long", everything)
	p.Wait(`document.querySelector('` + inPack(`[data-field^="text."]`) + `').value.length === 10000`)

	p.Open(s.URL + "/desk/#/articulos")
	p.ClickText("main .page-head .primary", "Nuevo artículo")
	p.Fill("dialog [data-field=title_es]", "Todo lo que sabemos")
	p.Long("dialog [data-field=body_es]", 50_000)
	p.ClickText("dialog .primary", "Publicar")
	p.WaitText("dialog .error", "20")
	p.Accessible("an article that is too long", everything)
}

// Long writes words into a field all at once, as somebody who pastes them.
func (p *page) Long(css string, letters int) {
	p.t.Helper()
	p.WaitFor(css)
	p.Eval(`(box => { box.focus(); box.value = "palabra ".repeat(` + strconv.Itoa(letters/8) + `); box.dispatchEvent(new Event("input", { bubbles: true })); return box.value.length; })(document.querySelector('` + css + `'))`)
}
