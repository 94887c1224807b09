package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestPhoneComplaintByKeysAlone takes a complaint on the telephone from its
// first words to the thanks at its end. Nobody touches a mouse, and no script
// of this test moves the focus.
func TestPhoneComplaintByKeysAlone(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.Open(s.URL + "/desk/")
	p.WaitAt(field("email"))
	p.Press(Agent)
	p.TypeAt(field("password"), Password)
	p.Press(kb.Enter)
	p.WaitAt(".desk main h1")
	registerByKeys(p)
	triageByKeys(p)
	proposeByKeys(p)
	acceptByKeys(p)
	resolveByKeys(p)
	s.MailOut(t)
	closeByKeys(p)
}

// registerByKeys listens: the story first, who it is while they talk.
func registerByKeys(p *page) {
	p.t.Helper()
	p.Press("c")
	p.WaitAt(field("complaint.narrative"))
	p.Press("El sábado compré la vajilla Cajamarca. Tres platos llegaron rotos y faltan dos tazas.")
	p.TypeAt(field("lookup"), "rosa.quispe@correo.example")
	p.WaitText(".found [role=option]", "Rosa Elena")
	p.Press("\r")
	p.Wait(`document.activeElement.textContent.includes("Elegir a otra persona")`)
	p.TypeAt(field("complaint.goal"), "Recibir el juego completo antes del domingo")
	p.ChooseAt(field("confirmed"), "Me ha dicho que sí")
	p.ChooseAt(field("complaint.kind"), "Reclamo")
	p.ChooseAt(field("complaint.channel"), "Teléfono")
	p.TypeAt(field("complaint.remedy_requested"), "El juego completo, sin golpes")
	p.ChooseAt(field("complaint.reply_channel"), "Correo")
	p.ChooseAt(field("complaint.mood_start"), "2")
	p.Shot("hands-1-register")
	p.PressCtrl(kb.Enter)
	p.WaitText(".case .goal", "Recibir el juego completo")
	p.WaitAt(".case h1")
}

// triageByKeys takes it from the day's list and sorts it.
func triageByKeys(p *page) {
	p.t.Helper()
	p.Press("h")
	p.WaitText("aside .quote", "Recibir el juego completo")
	p.WaitAt(".row .title") // the case that was left
	p.Press("t")
	p.WaitText("#guia", "Empezar a investigar")
	p.WaitAt(".case h1")
	p.Press("g")
	p.ChooseAt(asked("severity"), "Media")
	p.ChooseAt(asked("safety"), "No")
	p.ChooseAt(asked("urgency"), "Sin urgencia")
	p.ChooseAt(asked("area"), "Tienda")
	p.TypeAt(asked("next_step"), "Preguntar a Despachos cómo salió la caja")
	p.DateAt(asked("next_step_due"), untilTomorrow())
	p.Shot("hands-2-triage")
	p.Step("Empezar a investigar", "Proponer una solución")
}

// proposeByKeys writes the team's version, the cause and what is offered.
func proposeByKeys(p *page) {
	p.t.Helper()
	p.Press("g")
	p.TypeAt(asked("statement"), "La caja salió sin separadores y las tazas quedaron en el almacén.")
	p.ChooseAt(asked("cause"), "Entrega")
	p.ChooseAt(asked("fault"), "Nuestro")
	p.PushAt(".guide .link", "Preparar la propuesta")
	p.WaitAt(field("proposal.customer_text"))
	p.TypeAt(field("proposal.customer_text"), "Revisamos lo ocurrido y tiene razón. Le proponemos esto.")
	p.TypeAt(field("proposal.options.0.text"), "Un juego nuevo completo, sin costo.")
	p.TypeAt(field("proposal.options.0.cost"), "120")
	p.ChooseAt(field("proposal.eta_kind"), "Tengo una fecha real")
	p.DateAt(field("proposal.eta"), dayIn(4))
	p.TypeAt(field("proposal.eta_basis"), "Ayer llegaron dos juegos completos.")
	p.PushAt(".tab button", "Añadir una tarea")
	p.TypeAt(field("proposal.tasks.0.title"), "Entregar el juego nuevo")
	p.DateAt(field("proposal.tasks.0.due"), dayIn(4))
	p.Shot("hands-3-proposal")
	p.Press(kb.Escape + "g")
	p.Step("Proponer una solución", "Registrar la aceptación")
}

// acceptByKeys: the customer says yes on the telephone.
func acceptByKeys(p *page) {
	p.t.Helper()
	p.Press("g")
	p.ChooseAt(asked("acceptance.channel"), "Teléfono")
	p.TypeAt(asked("acceptance.words"), "Sí, me parece bien, muchas gracias.")
	p.Step("Registrar la aceptación", "Enviar la carta y dar por resuelta")
}

// resolveByKeys carries out what was promised and answers in writing.
func resolveByKeys(p *page) {
	p.t.Helper()
	p.Press("g")
	p.TabTo(asked("tasks"))
	p.Press(" ")
	p.WaitText(".need.filled", "Tareas")
	p.Shot("hands-4-resolve")
	p.PushAt(".guide .field:has("+field("apology_given_at")+") button", "Ahora mismo")
	p.ChooseAt(asked("apology_channel"), "Teléfono")
	p.TypeAt(asked("cause_public"), "La caja salió del almacén sin separadores.")
	p.TypeAt(asked("actions_public"), "Le llevamos un juego nuevo y ninguna caja sale sin separadores.")
	p.ChooseAt(asked("letter.how"), "La plantilla")
	p.Step("Enviar la carta y dar por resuelta", "Cerrar con las gracias")
}

// closeByKeys is the call that asks how it went, and the thanks.
func closeByKeys(p *page) {
	p.t.Helper()
	p.Press("g")
	p.ChooseAt(asked("follow_up.contacted"), "Sí")
	p.ChooseAt(asked("follow_up.satisfied"), "Sí")
	p.ChooseAt(asked("follow_up.recurred"), "No")
	p.ChooseAt(asked("follow_up.solved"), "Sí")
	p.TypeAt(asked("follow_up.note"), "Llegó todo bien.")
	p.ChooseAt(asked("closing.how"), "La plantilla")
	p.ChooseAt(asked("mood_end"), "5")
	p.PushAt(".guide footer .primary", "Cerrar con las gracias")
	p.WaitText("[aria-current=step]", "Cerrada")
	p.Wait(`document.activeElement !== document.body`)
	p.Shot("hands-5-closed")
}
