package e2e

import (
	"net/http"
	"testing"
)

// TestAMeetingAboutTooMuch: of two hundred cases the pack names those that teach
// most and says how many are left; it is opened, decided and closed as any other.
func TestAMeetingAboutTooMuch(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	_, late := s.lesson(t)
	s.Multiply(t, late, 200)
	p.LogIn(s, Admin)
	p.Convene(s)
	p.Wait(`document.querySelectorAll(".talk > li").length === 25`)
	p.WaitText("main", "y 177 más, que no entran en una reunión")
	p.WaitText(inPack("header"), "volvió a abrirse") // what teaches most comes first, however many came late
	p.decide("Una persona más en los sábados")
	p.Pick(inPack(`[data-field^="owner."]`), "Inés Paredes")
	p.Date(inPack(`[data-field^="due."]`), dayIn(9))
	p.Pick("#asisten input", "Inés Paredes")
	p.WaitText(".checks", "Nada impide cerrar")
	p.examine("meeting-too-much")
	p.ClickText(".page-head .primary", "Cerrar la reunión")
	p.Confirm("Cerrarla")
	p.WaitText(".banner", "está cerrada")
}

// TestMinutesWithoutTheServer: what is written while it is gone is kept here,
// said so, and noted once it is back.
func TestMinutesWithoutTheServer(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.lesson(t)
	p.LogIn(s, Admin)
	p.Convene(s)
	p.Write(field("minutes"), "Se habló del embalaje.")
	p.WaitText(".saved", "Guardado")
	s.Crash(t)
	p.Type(field("minutes"), " Y del reparto.")
	p.WaitText(".saved", "Guardado en este equipo")
	p.ClickText("form button", "Guardar en el acta")
	p.WaitText(offlineText, "Sin conexión")
	p.Accessible("minutes without the server", everything)
	p.Wait(`document.querySelector('` + field("minutes") + `').value === "Se habló del embalaje. Y del reparto."`)
	s.Restart(t)
	p.ClickText("form button", "Guardar en el acta")
	p.Wait(`!document.querySelector(".saved")`)
	token := s.Token(t, "agents", Admin)
	if got := s.API(t, token, http.MethodGet, "/api/crm/reviews/"+thisWeek(), nil).At("review", "minutes"); got != "Se habló del embalaje. Y del reparto." {
		t.Errorf("stored %v", got)
	}
}
