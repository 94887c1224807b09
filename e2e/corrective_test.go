package e2e

import (
	"net/http"
	"testing"
	"time"
)

// corrective opens an action of somebody through the API and gives its id.
func (s *server) corrective(t *testing.T, token, owner string, more map[string]any) string {
	t.Helper()
	fields := map[string]any{"kind": "process", "title": "Separadores en cada caja", "owner": s.Who(t, s.Token(t, "agents", owner)), "cause": "delivery",
		"due": time.Now().UTC().Add(72 * time.Hour).Format(time.RFC3339)}
	for name, value := range more {
		fields[name] = value
	}
	return s.Create(t, token, "actions", fields)
}

// TestActionsAreSeenTo: opened from the screen, carried out with what its kind
// asks for, looked at early with why, and its cause looked for again.
func TestActionsAreSeenTo(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.Open(s.URL + "/desk/#/acciones")
	p.WaitText("main .empty", "Ninguna acción abierta")
	p.Accessible("no actions", everything)
	p.ClickText("main .page-head .primary", "Abrir una acción")
	p.WaitText("dialog h2", "Abrir una acción correctiva")
	p.Pick("dialog [data-field=kind]", "Vídeo")
	p.Wait(`!!document.querySelector("dialog [data-field=link]")`)
	p.Fill("dialog [data-field=title]", "Vídeo de armado")
	p.Pick("dialog [data-field=cause]", "Mal manejo")
	p.Accessible("opening an action", everything)
	p.ClickText("dialog .primary", "Abrir la acción")
	p.Wait(`!document.querySelector("dialog[open]")`)
	p.WaitText("main .row", "Vídeo de armado")
	p.Eval(`document.querySelector("main .row a.title").focus()`)
	p.Press("\r")
	p.WaitText("dialog", "Vídeo de armado")
	p.Accessible("an action", everything)
	p.ClickText("dialog .primary", "Marcar como cumplida")
	p.Fill("dialog [data-field=outcome]", "Se grabó en el taller")
	p.ClickText("dialog .primary", "Cumplida")
	p.WaitText("dialog .error", "Ponga la dirección del vídeo")
	p.Fill("dialog [data-field=link]", "https://casanogal.example/armado")
	p.ClickText("dialog .primary", "Cumplida")
	p.WaitText("dialog .primary", "Comprobar el efecto")
	p.ClickText("dialog .primary", "Comprobar el efecto")
	p.Fill("dialog [data-field=effect]", "Preguntan lo mismo")
	p.Eval(`document.querySelectorAll("dialog [data-field=effect_code]")[1].click()`)
	p.ClickText("dialog .primary", "Anotar el efecto")
	p.WaitText("dialog .error", "Han pasado menos de 14 días")
	p.Fill("dialog [data-field=early_reason]", "Ya no se vende")
	p.Accessible("looking at an effect", everything)
	p.ClickText("dialog .primary", "Anotar el efecto")
	p.WaitText("dialog", "Preguntan lo mismo")
	p.Choose("dialog", "Más", "Buscar otra vez la causa")
	p.Wait(`document.querySelector("dialog [data-field=title]")?.value === "Buscar otra vez la causa: Vídeo de armado"`)
	p.Escape()
	p.WaitText("dialog", "Preguntan lo mismo") // the action itself is there again
	p.Escape()
	p.ClickText("main .tabs a", "Terminadas")
	p.WaitText("main .row", "Sin cambio")
}

// TestActionsOnAPhone: somebody of the team sees their own, says what was done
// of it, and decides nothing that is not theirs.
func TestActionsOnAPhone(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	token := s.Token(t, "agents", Admin)
	s.corrective(t, token, Agent, nil)
	s.corrective(t, token, Admin, map[string]any{"title": "Otra cosa"})
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/acciones?ver=mias")
	p.Wait(`document.querySelectorAll("main .row").length === 1`)
	if p.Eval(`Boolean(document.querySelector("main .page-head .primary"))`) == "true" {
		p.t.Error("an agent may open actions")
	}
	p.Eval(`document.querySelector("main .row a.title").click()`)
	p.WaitText("dialog", "Separadores en cada caja")
	p.Accessible("one's own action", everything)
	if p.Eval(`document.querySelector("dialog").textContent.includes("Más")`) == "true" {
		p.t.Error("an agent may drop it")
	}
	p.ClickText("dialog .primary", "Marcar como cumplida")
	p.Fill("dialog [data-field=outcome]", "Todas las cajas los llevan")
	p.ClickText("dialog .primary", "Cumplida")
	p.WaitText("dialog .primary", "Comprobar el efecto")
}

// TestIssuesOfTheSystem: opened with its cause, an action for it, dismissed with
// why; customers are told from an action, with what they will read before them.
func TestIssuesOfTheSystem(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Admin)
	p.LogIn(s, Admin)
	p.Open(s.URL + "/desk/#/acciones/problemas")
	p.WaitText("main .empty", "Ningún problema del sistema")
	p.ClickText("main .button", "Abrir otro problema")
	p.Fill("dialog [data-field=title]", "Cajas que llegan rotas")
	p.ClickText("dialog .primary", "Abrir el problema")
	p.WaitText("dialog .error", "Diga de qué causa")
	p.Pick("dialog [data-field=cause]", "Entrega")
	p.ClickText("dialog .primary", "Abrir el problema")
	p.WaitText("main .panel", "Cajas que llegan rotas")
	p.Accessible("an issue", everything)
	p.ClickText("main .panel .button", "Abrir una acción")
	p.Fill("dialog [data-field=title]", "Caja con separadores")
	p.ClickText("dialog .primary", "Abrir la acción")
	p.WaitText("main .panel .row", "Caja con separadores")
	p.ClickText("main .panel .button", "Descartarlo")
	p.Fill("dialog [data-field=note]", "Fue una sola entrega")
	p.ClickText("dialog .primary", "Descartarlo")
	p.WaitText("main .panel", "Descartado")
	id := s.corrective(t, token, Admin, map[string]any{"notify": true, "public": "cada plato viaja en su hueco"})
	s.API(t, token, http.MethodPatch, "/api/collections/actions/records/"+id, map[string]any{"status": "done", "outcome": "Caja nueva"})
	p.Open(s.URL + "/desk/#/acciones/" + id)
	p.Choose("dialog", "Más", "Contarlo a los clientes")
	p.WaitText("dialog [role=status]", "Se escribirá a 0 clientes")
	p.Accessible("telling customers", everything)
}
