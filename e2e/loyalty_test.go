package e2e

import (
	"net/http"
	"testing"
	"time"
)

// Resolved is a case that was answered and waits for its call.
func (s *server) Resolved(t *testing.T, token string) string {
	t.Helper()
	return s.resolvedBy(t, token, map[string]any{"channel": "counter"})
}

func (s *server) resolvedBy(t *testing.T, token string, letter map[string]any) string {
	t.Helper()
	id, _ := s.middleOfLife(t)
	offers := s.API(t, token, http.MethodGet, "/api/crm/complaints/"+id+"/file", nil)
	proposals, _ := offers.At("proposals").([]any)
	options, _ := proposals[0].(map[string]any)["options"].([]any)
	s.Move(t, token, id, "executing", map[string]any{"fields": map[string]any{"next_step": "Entregar el juego", "next_step_due": dayIn(5)},
		"acceptance": map[string]any{"channel": "phone", "option": options[0].(map[string]any)["id"]}})
	tasks, _ := s.API(t, token, http.MethodGet, "/api/crm/complaints/"+id+"/file", nil).At("tasks").([]any)
	s.Move(t, token, id, "resolved", map[string]any{"tasks_done": []any{tasks[0].(map[string]any)["id"]}, "letter": letter,
		"message": map[string]any{"purpose": "apology", "text": "Le pedimos disculpas: el error fue nuestro."},
		"fields": map[string]any{"understanding_confirmed_at": time.Now().UTC().Format(time.RFC3339), "understanding_channel": "phone",
			"cause_public": "La caja salió sin separadores.", "actions_public": "Le llevamos un juego nuevo."}})
	return id
}

// TestALostCustomerIsCalledBack: the agent takes the survey down after the call,
// who leads finds it in the day, talks, and plans what to do so that she stays.
func TestALostCustomerIsCalledBack(t *testing.T) {
	t.Parallel()
	s := start(t)
	token := s.Token(t, "agents", Agent)
	id := s.Resolved(t, token)
	p := browse(t, phone)
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "conversacion")
	p.Pick(asked("follow_up.contacted"), "Sí")
	p.ClickText(".guide button", "¿Respondió la encuesta?")
	inDialog := func(name string) string { return "dialog " + field(name) }
	p.Pick(inDialog("solution"), "2")
	p.Pick(inDialog("treatment"), "4")
	p.Pick(inDialog("expectation"), "En parte")
	p.Pick(inDialog("recommend"), "6")
	p.Write(inDialog("comment"), "Que llamen antes de venir")
	p.ClickText("dialog .primary", "Guardar la respuesta")
	p.WaitText("dialog .error", "pregunte el motivo")
	p.Accessible("survey", everything)
	p.Shot("desk-survey-phone")
	p.Pick(inDialog("reason"), "Tardamos")
	p.ClickText("dialog .primary", "Guardar la respuesta")
	p.WaitText(".guide", "solución 2 de 5, trato 4 de 5")
	p.Shot("desk-survey-answered")

	boss := browse(t, desktop)
	boss.LogIn(s, Admin)
	boss.Open(s.URL + "/desk/#/hoy")
	boss.WaitText("#recovery", "quedó descontento: llámele hoy")
	boss.Shot("desk-today-recovery")
	boss.OpenCase(s, id, "conversacion")
	boss.Pick(asked("follow_up.contacted"), "Sí")
	boss.ClickText(".guide .banner button", "Ya conversamos")
	boss.ClickText("dialog .primary", "Guardar")
	boss.WaitText("dialog .error", "Escriba cómo resultó")
	boss.Write(inDialog("outcome"), "Le devolvimos el envío y lo agradeció")
	boss.ClickText("dialog .primary", "Guardar")
	boss.Wait(`!document.querySelector(".guide .banner button")`)

	boss.ClickText("button", "Plan de fidelización")
	boss.ClickText("dialog button", "Prever una acción")
	boss.Write(inDialog("title"), "Enseñarle la vajilla nueva")
	boss.Write(inDialog("due"), daysAgo(0))
	boss.ClickText("dialog .primary", "Prever")
	boss.WaitText("dialog #loyalty ~ ul, dialog .panel", "Enseñarle la vajilla nueva")
	boss.Accessible("loyalty", everything)
	boss.Shot("desk-loyalty")
	boss.Open(s.URL + "/desk/#/hoy")
	boss.WaitText("#loyalty", "Enseñarle la vajilla nueva")
	boss.ClickText("#loyalty button", "Ya está hecho")
	boss.Write(inDialog("outcome"), "Vino y compró dos tazas")
	boss.Accessible("loyalty done", everything)
	boss.ClickText("dialog .primary", "Ya está hecho")
	boss.Wait(`!document.querySelector("#loyalty")`)
	if got := s.API(t, token, http.MethodGet, "/api/crm/customers/"+Rosa+"/loyalty", nil); got.At("items") == nil || len(got.At("items").([]any)) != 1 {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}
