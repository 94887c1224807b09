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

// TestDispute: a case goes before an authority and comes back with its outcome.
func TestDispute(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Admin)
	id := s.Investigating(t, token, "Recibir el juego completo")
	p.LogIn(s, Admin)
	p.OpenCase(s, id, "")
	p.OtherWay("Pasar a disputa externa")
	p.Write(asked("authority"), "Indecopi")
	p.Write(asked("authority_case"), "0142-2026")
	p.Write(asked("authority_served_at"), inLima(-1, "10:00"))
	p.Write(asked("authority_due"), dayIn(20))
	p.Pick(asked("supervisor"), "Lucía Mendiburu")
	p.ClickText(".guide footer .primary", "Pasar a disputa externa")
	p.WaitText("#guia", "Registrar el resultado externo")
	p.WaitText("[aria-current=step]", "disputa")
	p.Shot("case-disputed")
	p.Write(asked("statement"), "Salió sin separadores.")
	p.Pick(asked("cause"), "Entrega")
	p.Write(asked("authority_outcome"), "Se acordó un juego nuevo")
	p.Write(asked("authority_compliance"), dayIn(5))
	p.Pick(asked("letter.how"), "La escribo")
	p.Write(asked("letter.text"), "Estimada Rosa: cumplimos lo acordado; recibirá un juego nuevo.")
	p.ClickText(".guide footer .primary", "Registrar el resultado externo")
	p.WaitText("[aria-current=step]", "Resuelta")
	if stage := s.Stage(t, id); stage != "resolved" {
		t.Errorf("the case is in stage %v", stage)
	}
}

// TestVoid: what was registered by mistake is voided with a reason, by who leads.
func TestVoid(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	token := s.Token(t, "agents", Admin)
	id := s.FileByPhone(t, token, "Registrado dos veces")
	s.Move(t, token, id, "assessing", nil)
	p.LogIn(s, Admin)
	p.OpenCase(s, id, "")
	p.ClickText(".dock .primary", "Siguiente paso")
	p.OtherWay("Anular el registro")
	p.Write(asked("void_reason"), "Es el mismo caso que el anterior")
	p.ClickText(".guide footer .primary", "Anular el registro")
	p.WaitText("[aria-current=step]", "Anulada")
	if stage := s.Stage(t, id); stage != "voided" {
		t.Errorf("the case is in stage %v", stage)
	}
}

// TestExtension: the legal term is made longer where the law lets, with a
// notice to the customer in the same act; elsewhere it is not offered.
func TestExtension(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Admin)
	here := s.FileByPhone(t, token, "Donde no se prorroga")
	p.LogIn(s, Admin)
	p.OpenCase(s, here, "")
	p.Wait(`document.querySelector("[data-command=transfer]")`)
	if n := p.Eval(`document.querySelectorAll("[data-command=extend]").length`); n != "0" {
		t.Error("an extension is offered where the law has none")
	}
	business, _ := s.API(t, token, http.MethodGet, "/api/collections/business/records", nil).At("items").([]any)
	row, _ := business[0].(map[string]any)
	if a := s.API(t, token, http.MethodPatch, "/api/collections/business/records/"+row["id"].(string), map[string]any{"legal_profile": "co-10", "country": "CO"}); a.Status != http.StatusOK {
		t.Fatalf("another law: %d %s", a.Status, a.Text)
	}
	id := s.FileByPhone(t, token, "Copia de sus documentos")
	before := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("legal_due")
	p.OpenCase(s, id, "")
	p.Act("Prorrogar el plazo")
	p.Write("dialog "+field("extension_until"), dayIn(16))
	p.Write("dialog "+field("extension_reason"), "Falta el informe del transportista")
	p.ClickText("dialog .primary", "Prorrogar")
	p.WaitText("dialog .error", "aviso")
	p.Write("dialog "+field("notice"), "Estimada Rosa: necesitamos unos días más para responderle bien.")
	p.Shot("case-extension")
	p.Confirm("Prorrogar")
	p.WaitText(".timeline", "necesitamos unos días más")
	if due := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("legal_due"); due == before {
		t.Errorf("the legal date is still %v", due)
	}
}

// TestTemporaryIsEnded where it was begun, and a reader reads what is confidential.
func TestTemporaryIsEnded(t *testing.T) {
	t.Parallel()
	s, ines, ruben := start(t), browse(t, desktop), browse(t, phone)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	dialog := func(name string) string { return "dialog " + field(name) }
	ines.LogIn(s, Agent)
	ines.OpenCase(s, id, "")
	ines.Act("Dar una alternativa temporal")
	ines.Write(dialog("temporary_alternative"), "Le prestamos un juego")
	ines.Write(dialog("temporary_from"), dayIn(0))
	ines.Write(dialog("temporary_until"), dayIn(5))
	ines.Confirm("Guardar")
	ines.Act("Dar una alternativa temporal")
	ines.Wait(`document.querySelector('` + dialog("temporary_alternative") + `').value === "Le prestamos un juego"`)
	ines.Write(dialog("temporary_closed_at"), inLima(0, "00:00"))
	ines.Shot("case-temporary-ends")
	ines.Confirm("Guardar")
	if closed := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("temporary_closed_at"); closed == "" {
		t.Error("it was not ended")
	}
	ines.Act("Confidencialidad")
	ines.Write(dialog("confidential_reason"), "Datos de salud")
	ines.Pick(dialog("supervisor"), "Lucía Mendiburu")
	ines.Pick(dialog("watchers")+" input", "Rubén Chumpitaz")
	ines.Confirm("Guardar")
	ruben.LogIn(s, Lead)
	ruben.OpenCase(s, id, "")
	ruben.WaitText(".case > header .badge", "Confidencial")
}
