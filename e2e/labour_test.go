package e2e

import "testing"

// takeTime opens the dialog from the menu of the case.
func (p *page) takeTime() {
	p.t.Helper()
	p.ClickText(".case > header .cluster .menu summary", "") // a notice may float over it
	p.ClickText(".menu .item", "Anotar tiempo")
	p.WaitText("dialog h2", "Tiempo dedicado")
	p.WaitFor("dialog p.small")
}

// TestTimeOnACase: somebody who wishes to notes it, sees it among the facts, and
// takes it back; nobody else of their rank can.
func TestTimeOnACase(t *testing.T) {
	t.Parallel()
	s := start(t)
	agent, admin := s.Token(t, "agents", Agent), s.Token(t, "agents", Admin)
	s.Create(t, admin, "agents", map[string]any{"name": "Tomás Villar", "email": "tomas@casanogal.example", "password": Password, "passwordConfirm": Password, "role": "agent", "active": true, "locale": "es"})
	id := s.Investigating(t, agent, "Recibir el juego completo")
	p := browse(t, phone)
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "expediente")
	if p.Eval(`document.querySelector("#h-time") === null`) != "true" {
		t.Error("a case asks for time")
	}
	p.takeTime()
	p.ClickText("dialog .primary", "Anotar")
	p.WaitText("dialog .error", "de 1 a 1440")
	p.ClickText("dialog .choice", "30 min")
	p.Wait(`document.querySelector('dialog [data-field="time.minutes"][inputmode]').value === "30"`)
	p.Write(field("time.note"), "Con el taller")
	p.Accessible("time", everything)
	p.Shot("phone-time")
	p.ClickText("dialog .primary", "Anotar")
	p.WaitText(".toast", "Tiempo anotado")
	p.WaitText("section:has(> header > #h-time)", "30 min en este caso")
	p.WaitText("section:has(> header > #h-time)", "Con el taller")
	p.examine("time-card")

	other := browse(t, desktop)
	other.LogIn(s, "tomas@casanogal.example")
	other.OpenCase(s, id, "conversacion")
	other.WaitText(".timeline", "Tiempo anotado: 30 min")
	other.takeTime()
	other.WaitText("dialog", "30 min en este caso")
	if other.Eval(`document.querySelectorAll("dialog li button").length`) != "0" {
		t.Error("a colleague may take it back")
	}
	other.Shot("desk-time")

	p.ClickText("section:has(> header > #h-time) button", "Retirar")
	p.WaitText("section:has(> header > #h-time)", "0 min en este caso")
	p.WaitText("section:has(> header > #h-time)", "Retirado por")
	p.Wait(`document.activeElement?.id?.startsWith("time-")`)
	other.WaitText("dialog", "0 min en este caso")
	entry := s.API(t, agent, "GET", "/api/collections/time_entries/records", nil)
	if entry.At("totalItems") != 1.0 {
		t.Errorf("stored: %s", entry.Text)
	}
}

// TestWhatAnHourCosts: administration says it, and who leads reads it.
func TestWhatAnHourCosts(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.listPage(s, "gestos", "Gestos")
	p.WaitText("section:has(#h-hour)", "la hora no tiene valor")
	p.ClickText("section:has(#h-hour) button", "Cambiar el valor")
	p.Write(field("labour_rate"), "-5")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("dialog .error", "0 o más")
	p.Fill(field("labour_rate"), "24,50")
	p.examine("settings-hour")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("section:has(#h-hour)", "24.50 la hora")

	lead := browse(t, phone)
	lead.LogIn(s, Lead)
	lead.listPage(s, "gestos", "Gestos")
	lead.WaitText("section:has(#h-hour)", "24.50 la hora")
	if lead.Eval(`document.querySelector("section:has(#h-hour) button") === null`) != "true" {
		t.Error("a lead is offered to change it")
	}
}
