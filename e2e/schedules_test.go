package e2e

import "testing"

// TestFiguresByMail: a mail of figures is set up with the keys alone, rests, goes
// on and is taken away.
func TestFiguresByMail(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	s.FileByPhone(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	p.LogIn(s, Admin)
	p.Open(s.URL + "/desk/#/informes")
	p.ClickText(".page-head button", "Enviar por correo")
	p.WaitText("dialog h2", "Añadir un envío")
	p.examine("schedule-form")
	p.Size(phone)
	p.Fill("dialog [data-field=name]", "")
	p.Press("\r")
	p.WaitFor("dialog .error")
	p.Fill("dialog [data-field=name]", "Lo de la semana")
	p.Press("\r")
	p.WaitText("dialog li", "Cada lunes a las 8:00, a Lucía Mendiburu")
	p.examine("schedule-list")
	p.ClickText("dialog li button", "Pausar")
	p.WaitText("dialog li .badge", "en pausa")
	p.ClickText("dialog button", "Añadir un envío")
	p.ClickText("dialog footer button", "Cancelar")
	p.ClickText("dialog li button", "Quitar")
	p.WaitText("dialog h2", "Añadir un envío")
	p.Escape()
}
