package e2e

import (
	"net/http"
	"testing"
)

// TestTagsOnACase: made where they are needed by who may, put on and taken off
// beside the case, and offered by the command bar.
func TestTagsOnACase(t *testing.T) {
	t.Parallel()
	s, lucia, ines := start(t), browse(t, desktop), browse(t, phone)
	token := s.Token(t, "agents", Agent)
	id := s.FileByPhone(t, token, "Recibir el juego completo")
	lucia.LogIn(s, Admin)
	lucia.OpenCase(s, id, "")
	lucia.OpenBar()
	lucia.Press("etiquetas")
	lucia.ClickText("dialog [role=option]", "Etiquetas")
	lucia.WaitText("dialog h2", "Etiquetas")
	lucia.Fill("#new-tag", "Roturas")
	lucia.ClickText("dialog button", "Crear")
	lucia.Wait(`document.querySelector("dialog .choices input:checked")`)
	lucia.Shot("case-tags")
	lucia.Confirm("Guardar")
	lucia.WaitText(".case > header .badge", "Roturas")

	ines.LogIn(s, Agent)
	ines.OpenCase(s, id, "")
	ines.WaitText(".case > header .badge", "Roturas")
	ines.Act("Etiquetas")
	if n := ines.Eval(`document.querySelectorAll("#new-tag").length`); n != "0" {
		t.Error("who may not make tags is offered to")
	}
	ines.Pick(`dialog [data-field="tags"] input`, "Roturas")
	ines.Confirm("Guardar")
	ines.Wait(`!document.querySelector(".case > header").innerText.includes("Roturas")`)
	if tags, _ := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("tags").([]any); len(tags) != 0 {
		t.Errorf("tags %v", tags)
	}
}
