package e2e

import (
	"net/http"
	"testing"
)

// TestDoor: who is not let in reads why, in Spanish, and keeps the address.
func TestDoor(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	p.Open(s.URL + "/desk/")
	p.WaitFor(field("email"))
	p.ClickText("form button", "Entrar")
	p.WaitText("[role=alert]", "Escriba su correo.")
	p.Enter(Agent, "otra cosa")
	p.WaitText("[role=alert]", "El correo y la contraseña no coinciden.")
	p.Shot("desk-login-refused")
	if kept := p.Eval(`document.querySelector('` + field("email") + `').value`); kept != Agent {
		t.Errorf("the address is gone: %q", kept)
	}
	p.Enter(Agent, Password)
	p.WaitText(".desk h1", "Inés")
	p.WaitFor(".desk .empty")
	p.Shot("desk-today-phone")
}

// TestRefusalStandsAtItsField: the server says no, and the person reads it where it is mended.
func TestRefusalStandsAtItsField(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.FileByPhone(t, token, "Recibir el juego completo")
	s.Move(t, token, id, "assessing", nil)
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.Pick(asked("severity"), "Crítica")
	p.Pick(asked("safety"), "No")
	p.Pick(asked("urgency"), "Sin urgencia")
	p.Pick(asked("area"), "Tienda")
	p.Pick(asked("assignee"), "Inés Paredes")
	p.Write(asked("next_step"), "Escuchar a Despachos")
	p.Write(asked("next_step_due"), inLima(1, "11:00"))
	p.ClickText(".guide footer .primary", "Empezar a investigar")
	p.WaitText(".guide .field:has("+field("supervisor")+") .error", "supervis")
	p.Shot("desk-refused")
	if stage := s.Stage(t, id); stage != "assessing" {
		t.Errorf("the case is in stage %v", stage)
	}
	p.Pick(asked("supervisor"), "Rubén Chumpitaz")
	p.Advance("Empezar a investigar", "Proponer una solución")
}

// TestQueueMovesByItself: what one takes, the others see, without asking again.
func TestQueueMovesByItself(t *testing.T) {
	t.Parallel()
	s, ines, ruben := start(t), browse(t, desktop), browse(t, tablet)
	owner := s.Token(t, "_superusers", Superuser)
	s.FileByPhone(t, owner, "Recibir el juego completo")
	ines.LogIn(s, Agent)
	ruben.LogIn(s, Lead)
	ruben.Open(s.URL + "/desk/#/cola")
	ruben.WaitText(".queue .row", "Recibir el juego completo")
	ruben.Eval(`window.sameVisit = true`)
	ines.WaitText("aside .quote", "Recibir el juego completo")
	ines.Press("t")
	ines.WaitFor(".case .goal")
	ruben.Wait(`document.querySelector(".queue .row .stage").dataset.stage === "assessing"`)
	ruben.Wait(`document.querySelector(".queue .row .who").textContent.includes("Inés")`)
	ruben.Wait(`window.sameVisit`)
	s.FileByPhone(t, owner, "Cambiar el color de la mesa")
	ruben.WaitText(".queue .row", "Cambiar el color de la mesa")
	ruben.Shot("desk-queue-tablet")
}

// TestSomebodyElseChangedIt: an old view does not overwrite; what nobody else
// touched is stored beside it, and what was typed is not lost.
func TestSomebodyElseChangedIt(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.Write(asked("statement"), "La caja salió sin separadores.")
	p.LookAway()
	if a := s.API(t, s.Token(t, "agents", Lead), http.MethodPatch, "/api/collections/complaints/records/"+id, map[string]any{"impact": "No puede servir la cena"}); a.Status != http.StatusOK {
		t.Fatalf("the lead's change: %d %s", a.Status, a.Text)
	}
	p.Write(asked("evidence_note"), "Hablé con el almacén")
	p.ClickText(".guide footer button", "Guardar sin avanzar")
	p.WaitText(".toast", "Se guardó junto con el cambio de Rubén")
	p.Shot("desk-joined")
	p.WaitText(".case header", "No puede servir la cena")
	if kept := p.Eval(`document.querySelector('` + asked("statement") + `').value`); kept != "La caja salió sin separadores." {
		t.Errorf("%q is left of what was typed and not yet given", kept)
	}
	now := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil)
	if now.At("evidence_note") != "Hablé con el almacén" || now.At("impact") != "No puede servir la cena" {
		t.Errorf("stored: %v and %v", now.At("evidence_note"), now.At("impact"))
	}
}

// TestNoWordIsLost: a reload, a crash of the program and no network at all.
func TestNoWordIsLost(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	id := s.Investigating(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.Write(".composer textarea", "Estimada Rosa: ya hablé con el almacén")
	p.Wait(`/^\s*Guardado \d/.test(document.querySelector(".composer .saved").innerText)`)
	p.Do(reload)
	p.Wait(`document.querySelector(".composer textarea")?.value === "Estimada Rosa: ya hablé con el almacén"`)

	s.Crash(t)
	p.WaitText(".desk > main > .banner", "Sin conexión")
	p.Write(".composer textarea", "Estimada Rosa: ya hablé con el almacén y con Despachos")
	p.WaitText(".composer .saved", "Guardado en este equipo")
	p.Shot("desk-offline")
	s.Restart(t)
	p.Wait(`!document.querySelector(".desk > main > .banner")`)
	p.Wait(`/^\s*Guardado \d/.test(document.querySelector(".composer .saved").innerText)`) // nobody pressed a key

	other := browse(t, phone)
	other.LogIn(s, Agent)
	other.OpenCase(s, id, "")
	other.ClickText(".dock button", "Responder")
	other.Wait(`document.querySelector(".composer textarea")?.value .endsWith("con el almacén y con Despachos")`)
	other.Shot("desk-reply-phone")
}

// TestKeysAlone: a morning without a mouse.
func TestKeysAlone(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	for _, goal := range []string{"Primera en llegar", "Segunda en llegar", "Tercera en llegar"} {
		s.FileByPhone(t, token, goal)
	}
	p.LogIn(s, Agent)
	p.Press("q")
	p.WaitText(".queue .row", "Tercera en llegar")
	for _, step := range []struct{ key, row string }{{"j", "Primera"}, {"j", "Segunda"}, {"j", "Tercera"}, {"j", "Tercera"}, {"k", "Segunda"}} {
		p.Press(step.key)
		p.Wait(`document.activeElement.textContent.startsWith("` + step.row + `")`)
	}
	p.Shot("desk-keys-queue")
	p.Press("\r")
	p.WaitText(".case .goal", "Segunda en llegar")
	p.Press("r")
	p.Wait(`document.activeElement.matches(".composer textarea") && document.querySelector(".modes :checked").closest("label").innerText === "Responder"`)
	p.Press("jota no es una orden")
	p.Wait(`document.activeElement.value === "jota no es una orden"`)
	p.Press(escape)
	p.Press("n")
	p.Wait(`document.activeElement.matches(".composer textarea") && document.querySelector(".modes :checked").closest("label").innerText === "Nota"`)
	p.Press("Llamar después de las tres")
	p.Wait(`document.activeElement.value === "Llamar después de las tres"`)
	p.Press(escape)
	p.Press("?")
	p.WaitText("dialog[open]", "Teclas")
	p.Shot("desk-keys-help")
	p.Press(escape)
	p.Wait(`!document.querySelector("dialog[open]")`)
	p.Press(escape)
	p.Wait(`document.activeElement.textContent.startsWith("Segunda")`)
}
