package e2e

import (
	"net/http"
	"testing"
	"time"
)

// TestKnownAlternatives: one press makes an option of one, or fills in what the
// customer has meanwhile; what a customer took is kept for the next case.
func TestKnownAlternatives(t *testing.T) {
	t.Parallel()
	s := start(t)
	admin, agent := s.Token(t, "agents", Admin), s.Token(t, "agents", Agent)
	for _, one := range []map[string]any{
		{"title": "Juego nuevo", "text": "Le llevamos un juego nuevo y completo.", "cost": 120}, {"title": "Devolución", "text": "Le devolvemos lo que pagó."},
		{"title": "Juego prestado", "text": "Le prestamos un juego para la fecha.", "cost": 45, "temporary": true},
	} {
		one["active"] = true
		s.Create(t, admin, "alternatives", one)
	}
	id := s.Investigating(t, agent, "Recibir el juego completo")
	p := browse(t, desktop)
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "propuesta")
	p.WaitText(".known", "2 alternativas conocidas")
	p.ClickText(".known button", ": Juego nuevo")
	p.Wait(`document.querySelector('` + field("proposal.options.0.text") + `').value.includes("juego nuevo y completo")`)
	p.Wait(`document.querySelector('` + field("proposal.options.0.cost") + `').value === "120"`)
	p.ClickText(".known button", ": Devolución")
	p.Wait(`document.querySelector('` + field("proposal.options.1.text") + `').value.includes("devolvemos")`)
	p.ClickText(".known button", ": Juego nuevo") // it is there already
	p.Wait(`document.querySelectorAll(".columns > .option").length === 2`)
	p.Accessible("known alternatives", everything)
	p.Shot("desk-known")

	p.OpenCase(s, id, "")
	p.Act("Dar una alternativa temporal")
	p.ClickText("dialog .known button", ": Juego prestado")
	p.Wait(`document.querySelector('dialog ` + field("temporary_alternative") + `').value.includes("para la fecha")`)
	p.Write("dialog "+field("temporary_from"), dayIn(0))
	p.Write("dialog "+field("temporary_until"), dayIn(5))
	p.Confirm("Guardar")
	saved := s.API(t, agent, http.MethodGet, "/api/collections/complaints/records/"+id, nil)
	if saved.At("temporary_alternative") != "Le prestamos un juego para la fecha." || saved.At("temporary_cost") != 45.0 {
		t.Errorf("%s", saved.Text)
	}
}

// TestWhatACustomerTookIsKept as a known alternative, for cases of its cause.
func TestWhatACustomerTookIsKept(t *testing.T) {
	t.Parallel()
	s := start(t)
	agent := s.Token(t, "agents", Admin)
	id, _ := s.middleOfLife(t)
	options, _ := s.API(t, agent, http.MethodGet, "/api/collections/options/records", nil).At("items").([]any)
	option, _ := options[0].(map[string]any)
	s.Move(t, agent, id, "executing", map[string]any{"acceptance": map[string]any{"channel": "phone", "option": option["id"]},
		"fields": map[string]any{"next_step": "Entregar", "next_step_due": time.Now().Add(48 * time.Hour).UTC().Format(time.RFC3339)}})
	p := browse(t, phone)
	p.LogIn(s, Admin)
	p.OpenCase(s, id, "propuesta")
	p.ClickText(".tab .option button", "Guardar como alternativa conocida")
	p.Write("dialog "+field("title"), "Juego completo")
	p.Accessible("keep an alternative", everything)
	p.Shot("desk-known-keep-phone")
	p.Confirm("Guardar")
	if n := s.API(t, agent, http.MethodGet, "/api/collections/alternatives/records?filter=title='Juego%20completo'%26%26cause!=''", nil).At("totalItems"); n != 1.0 {
		t.Errorf("%v were kept", n)
	}
}

// TestAnEmergencyPlanOnACase is started with a reason, worked off step by step
// and ended; its words are put into the reply and not sent.
func TestAnEmergencyPlanOnACase(t *testing.T) {
	t.Parallel()
	s := start(t)
	admin, agent := s.Token(t, "agents", Admin), s.Token(t, "agents", Agent)
	owner := s.Who(t, admin)
	s.Create(t, admin, "plans", map[string]any{"name": "Volver a empezar", "kind": "emergency", "owner": owner, "active": true, "trigger": "No quedó conforme",
		"script": "{{nombre_cliente}}, le debemos una explicación.", "steps": []map[string]any{{"title": "Llamar y escuchar", "days": 0}, {"title": "Preguntar cómo va", "days": 5}}})
	id := s.Investigating(t, agent, "Recibir el juego completo")
	p := browse(t, phone)
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.Act("Iniciar plan emergente")
	p.ClickText("dialog .option", "Volver a empezar")
	p.Write("dialog "+field("reason"), "Dijo que no vuelve")
	p.Accessible("start a plan", everything)
	p.Shot("desk-plan-start-phone")
	p.Confirm("Iniciar el plan")
	p.WaitText(".plans", "Volver a empezar")
	p.ClickText(".plans button", "Ver pasos y guion")
	p.WaitText(".plans fieldset", "Pasos: 0 de 2")
	p.Accessible("a plan that runs", everything)
	p.FullShot("desk-plan-phone")
	p.ClickText(".plans label", "Llamar y escuchar")
	p.WaitText(".plans fieldset", "Pasos: 1 de 2")
	p.ClickText(".plans button", "Usar en la respuesta")
	p.Wait(`document.querySelector(".composer textarea").value.includes("le debemos una explicación")`)
	p.ClickText(".composer header button", "")
	p.ClickText(".plans button", "Terminar el plan")
	p.ClickText(".plans button", "Terminar el plan")
	p.WaitText(".plans .error", "Faltan pasos")
	p.Write(".plans "+field("reason"), "Se arregló por teléfono")
	p.ClickText(".plans button", "Terminar el plan")
	p.Wait(`!document.querySelector(".plans")`)
	if n := s.API(t, agent, http.MethodGet, "/api/collections/activations/records?filter=ended!=''", nil).At("totalItems"); n != 1.0 {
		t.Errorf("%v ended", n)
	}
}

// TestAContingencyPlanOnACase: its steps are ticked and its script is among the
// texts at hand.
func TestAContingencyPlanOnACase(t *testing.T) {
	t.Parallel()
	s := start(t)
	admin, agent := s.Token(t, "agents", Admin), s.Token(t, "agents", Agent)
	plan := s.Create(t, admin, "plans", map[string]any{"name": "Fiestas", "kind": "contingency", "active": true, "trigger": "Muchas entregas tarde", "cause": "delivery",
		"script": "Estos días hay más entregas.", "steps": []map[string]any{{"title": "Avisar antes de que pregunte", "days": 0}}})
	id := s.Investigating(t, agent, "Recibir el juego completo")
	s.API(t, admin, http.MethodPost, "/api/crm/plans/"+plan+"/activate", map[string]any{"complaints": []string{id}})
	p := browse(t, desktop)
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.WaitText(".case > header", "Fiestas")
	p.ClickText(".plans button", "Ver pasos y guion")
	p.ClickText(".plans label", "Avisar antes")
	p.WaitText(".plans fieldset", "Pasos: 1 de 1")
	p.ClickText(".plans label", "Avisar antes")
	p.WaitText(".plans fieldset", "Pasos: 0 de 1")
	p.ClickText(".composer summary", "Plantilla")
	p.ClickText(".composer .item", "Fiestas")
	p.Wait(`document.querySelector(".composer textarea").value.includes("Estos días hay más entregas")`)
	p.Shot("desk-plan-contingency")
}
