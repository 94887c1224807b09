package e2e

import (
	"strings"
	"testing"
)

// TestWholeLife takes a complaint from the first start of the program to the
// thanks at its end: the owner sets up, a customer files and follows by phone,
// somebody of the team does the rest in the desk.
func TestWholeLife(t *testing.T) {
	t.Parallel()
	s := startEmpty(t)
	team, customer := browse(t, desktop), browse(t, phone)
	setUp(team, s)
	mine := fileComplaint(customer, s)
	takeUp(team)
	propose(team)
	decide(customer, mine)
	resolve(team)
	s.MailOut(t)
	readAnswer(customer, mine)
	callAndClose(team)

	customer.Open(mine)
	customer.WaitText(".badge", "Cerrada")
	customer.WaitText("main", "Gracias")
	customer.FullShot("path-24-portal-closed")
	if report := s.Command(t, "verify"); !strings.Contains(report, `"problems": []`) {
		t.Errorf("verify: %s", report)
	}
}

// setUp is what the owner does on the first start.
func setUp(p *page, s *server) {
	p.t.Helper()
	p.Open(s.SetupURL(p.t))
	p.FillIn("name", "Casa Nogal", "legal_name", "Casa Nogal S.A.C.", "tax_id", "20600000001",
		"address", "Av. Los Nogales 1180, Lima", "phone", "(01) 900 0100", "email", "escucha@casanogal.example",
		"hours", "lunes a sábado de 9:00 a 19:00", "admin_name", "Lucía Mendiburu", "admin_email", Admin, "admin_password", Password)
	p.Pick(named("profile"), "Perú")
	p.Pick(named("zone"), "Lima")
	p.FullShot("path-01-setup")
	p.ClickText("form button.primary", "Empezar")
	p.WaitText("h1", "Casa Nogal")
	p.FullShot("path-02-setup-done")
	p.ClickText("a", "Ir a la mesa de atención")
	p.WaitFor(field("email"))
	p.Shot("path-03-login")
	p.Enter(Admin, Password)
	p.WaitText(".desk h1", "Lucía")
	p.Shot("path-04-today-empty")
}

// fileComplaint is what a customer does on a phone; it returns the address of
// the page on which the case can be followed.
func fileComplaint(p *page, s *server) string {
	p.t.Helper()
	p.Open(s.URL + "/")
	p.WaitFor("h1")
	p.FullShot("path-05-portal-home")
	p.Click(".button.primary")
	p.FillIn(
		"narrative", "El sábado 14 compré la vajilla Cajamarca de veinte piezas. La caja llegó golpeada: tres platos rotos y faltan dos tazas.\n\nLa necesito para el almuerzo del domingo, viene toda la familia de mi hija.",
		"remedy_requested", "Que me traigan el juego completo antes del domingo", "product", "Vajilla Cajamarca, 20 piezas", "amount", "689,90",
		"name", "Rosa Elena Quispe Huamán", "document_number", "40000142", "email", "rosa.quispe@correo.example",
		"phone", "+51 900 000 142", "address", "Jr. Los Sauces 240, Lima")
	p.Attach(named("files"), "boleta.txt", "Boleta B001-4411, vajilla Cajamarca, S/ 689.90")
	p.TakeTheirTime()
	p.FullShot("path-06-portal-form")
	p.ClickText("form button", "Enviar y recibir mi constancia")
	p.WaitText("h1", "Lo hemos recibido")
	p.WaitText(".key", "000000001-")
	p.WaitText("main", "boleta.txt")
	p.FullShot("path-07-portal-receipt")
	p.ClickText("a", "Ver mi caso")
	p.WaitText(".badge", "Recibida")
	p.FullShot("path-08-portal-received")
	return p.Eval("location.href")
}

// takeUp is what the team does with a new case before looking for causes.
func takeUp(p *page) {
	p.t.Helper()
	p.WaitText("aside .quote", "El sábado 14 compré la vajilla")
	p.Shot("path-09-today-next")
	p.Press("t")
	p.WaitText("#guia", "Empezar a investigar")
	p.Shot("path-10-case-taken")
	p.TallShot("path-11-case-assessing")
	p.Pick(asked("severity"), "Media")
	p.Pick(asked("safety"), "No")
	p.Pick(asked("urgency"), "Fecha señalada")
	p.Write(asked("urgency_reason"), "El domingo recibe a la familia de su hija.")
	p.Pick(asked("area"), "Atención")
	p.Write(asked("goal"), "Recibir el juego completo antes del almuerzo del domingo")
	p.Write(asked("next_step"), "Preguntar a Despachos cómo salió la caja")
	p.Write(asked("next_step_due"), inLima(1, "11:00"))
	p.TallShot("path-12-case-triaged")
	p.Advance("Empezar a investigar", "Proponer una solución")
}

// propose is what the team found, and two ways to solve it.
func propose(p *page) {
	p.t.Helper()
	p.Write(asked("statement"), "La caja salió sin separadores: ese día se acabaron y nadie avisó. Las dos tazas quedaron en el almacén.")
	p.Pick(asked("cause"), "Entrega")
	p.Pick(asked("fault"), "Nuestro")
	p.TallShot("path-13-case-found")
	p.ClickText(".guide .link", "Preparar la propuesta")
	p.Write(field("proposal.customer_text"), "Revisamos lo que ocurrió con su vajilla y tiene razón. Estas son dos maneras de resolverlo; usted decide.")
	p.Write(field("proposal.options.0.text"), "Un juego nuevo completo\nSe lo llevamos a su casa y recogemos el otro, sin costo.")
	p.Write(field("proposal.options.0.cost"), "120")
	p.ClickText(".tab button", "Añadir otra opción")
	p.Write(field("proposal.options.1.text"), "La devolución de su dinero\nS/ 689,90 a la misma tarjeta en tres días.")
	p.Write(field("proposal.options.1.cost"), "689,90")
	p.Pick(field("proposal.eta_kind"), "Tengo una fecha real")
	p.Write(field("proposal.eta"), dayIn(4))
	p.Write(field("proposal.eta_basis"), "Ayer llegaron dos juegos completos y el reparto tiene sitio ese día.")
	p.ClickText(".tab button", "Añadir una tarea")
	p.Write(field("proposal.tasks.0.title"), "Entregar el juego nuevo y recoger el dañado")
	p.Write(field("proposal.tasks.0.due"), dayIn(4))
	p.TallShot("path-14-proposal")
	p.Advance("Proponer una solución", "Registrar la aceptación")
	p.Shot("path-15-proposed")
}

// decide is the customer's choice, by the link and without a password.
func decide(p *page, mine string) {
	p.t.Helper()
	p.Open(mine)
	p.WaitText("h2", "¿Cómo prefiere que lo resolvamos?")
	p.FullShot("path-16-portal-options")
	p.Pick(named("option"), "Un juego nuevo completo")
	p.ClickText("form button", "Acepto esta opción")
	p.WaitText(".badge", "Aplicando la solución")
	p.WaitText(".plan", strings.TrimLeft(dayIn(4)[8:], "0")+" de") // the very day that was written down
	p.FullShot("path-17-portal-accepted")
}

// resolve is done when everything that was promised is: task, apology, letter.
func resolve(p *page) {
	p.t.Helper()
	p.WaitText("#guia", "Enviar la carta y dar por resuelta")
	p.TallShot("path-18-case-executing")
	p.Pick(asked("tasks"), "Entregar el juego nuevo")
	p.WaitText(".need.filled", "Tareas")
	p.Now("understanding_confirmed_at")
	p.Pick(asked("understanding_channel"), "Teléfono")
	p.Now("apology_given_at")
	p.Pick(asked("apology_channel"), "Teléfono")
	p.Write(asked("cause_public"), "La caja salió del almacén sin separadores y dos tazas se quedaron allí.")
	p.Write(asked("actions_public"), "Le llevamos un juego nuevo y completo, y desde hoy ninguna caja sale sin separadores.")
	p.Pick(asked("letter.how"), "La plantilla")
	p.TallShot("path-19-case-letter")
	p.Advance("Enviar la carta y dar por resuelta", "Cerrar con las gracias")
}

// readAnswer is what the customer finds behind the link.
func readAnswer(p *page, mine string) {
	p.t.Helper()
	p.Open(mine)
	p.WaitText(".badge", "Resuelta")
	p.WaitText("main", "sin separadores")
	p.FullShot("path-20-portal-resolved")
}

// callAndClose is the call that asks how it went, and the thanks.
func callAndClose(p *page) {
	p.t.Helper()
	p.TallShot("path-21-case-resolved")
	p.Pick(asked("follow_up.contacted"), "Sí")
	p.Pick(asked("follow_up.satisfied"), "Sí")
	p.Pick(asked("follow_up.recurred"), "No")
	p.Pick(asked("follow_up.solved"), "Sí")
	p.Write(asked("follow_up.note"), "Llegó todo bien; el almuerzo será el domingo.")
	p.Pick(asked("closing.how"), "La plantilla")
	p.Eval(`document.querySelectorAll('.guide .scale input')[4].click()`)
	p.TallShot("path-22-case-called")
	p.ClickText(".guide footer .primary", "Cerrar con las gracias")
	p.WaitText("[aria-current=step]", "Cerrada")
	p.WaitText("#guia", "No queda ningún paso")
	p.TallShot("path-23-case-closed")
}
