package e2e

import (
	"net/http"
	"testing"
)

// TestTexts: a letter is changed with the details of a case at hand, is refused
// with what it lacks, reads as it will, and goes back to how it was.
func TestTexts(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Admin)
	s.Investigating(t, token, "Recibir el juego completo")
	p.LogIn(s, Admin)
	p.listPage(s, "plantillas", "Plantillas")
	p.WaitFor("tr[data-code=cierre]")
	p.examine("settings-texts")
	p.Fill("main input[type=search]", "gracias y cierre")
	p.Wait(`document.querySelectorAll("tr[data-code]").length === 1`)
	p.ClickText("tr[data-code=cierre] .link", "Español")
	p.WaitText("dialog .preview", "Damos por cerrado su caso 0000")
	p.examine("settings-text")
	p.Fill(field("body"), "Gracias por todo. ")
	p.WaitText("dialog .banner", "debe llevar siempre: canales_contacto")
	p.ClickText("dialog summary", "Poner un dato")
	p.Click("dialog [data-name=numero_caso]")
	p.Wait(`document.querySelector("dialog textarea").value.endsWith("{{numero_caso}}")`)
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".field:has("+field("body")+") .error", "canales_contacto")
	p.Click("dialog [data-name=canales_contacto]")
	p.WaitText("dialog .preview", "Gracias por todo. 0000")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".toast", "Guardado")
	path := "/api/collections/templates/records/cierre-es"
	if got := s.API(t, token, http.MethodGet, path, nil).At("body"); got != "Gracias por todo. {{numero_caso}}{{canales_contacto}}" {
		t.Errorf("stored %v", got)
	}
	p.ClickText("tr[data-code=cierre] .link", "Español")
	p.ClickText("dialog .link", "Volver al texto original")
	p.ClickText("dialog .primary", "Guardar")
	p.Wait(`!document.querySelector("dialog[open]")`)
	if got := s.API(t, token, http.MethodGet, path, nil).At("version"); got != 2.0 {
		t.Errorf("version %v", got)
	}

	lead := browse(t, phone)
	lead.LogIn(s, Lead)
	lead.listPage(s, "plantillas", "Plantillas")
	lead.ClickText("tr[data-code=negativa] .link", "Inglés")
	lead.WaitText("dialog .preview", "Dear")
	if lead.Eval(`document.querySelector("dialog textarea, dialog .primary") === null`) != "true" {
		t.Error("a lead may change it")
	}
}
