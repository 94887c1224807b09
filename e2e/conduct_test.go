package e2e

import (
	"net/http"
	"net/url"
	"testing"
)

// confirmed has a profile of Rosa suggested by one and confirmed by another.
func (s *server) confirmed(t *testing.T, profile, id string) {
	t.Helper()
	agent, admin := s.Token(t, "agents", Agent), s.Token(t, "agents", Admin)
	row := s.Create(t, agent, "profiles", map[string]any{"customer": Rosa, "profile": profile, "evidence_complaint": id})
	s.API(t, admin, http.MethodPatch, "/api/collections/profiles/records/"+row, map[string]any{"status": "confirmed", "evidence": "No trajo la boleta el 18 ni el 20."})
}

// TestTechniqueIsUsed: the card says what changes; what was done is noted from
// it, counted, and told in the conversation; the case is above the queue.
func TestTechniqueIsUsed(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	s.confirmed(t, "uncommitted", id)
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.WaitText(".case header", "por el trato que necesita")
	p.WaitText(".case header", "Solo de persona")
	p.WaitText("aside .banner h3", "Explicar otra vez, paso a paso")
	p.ClickText("aside .banner summary", "Qué cambia")
	p.WaitText("aside .banner", "Antes de un rechazo por su parte se le explica dos veces")
	p.ClickText("aside .banner button", "Lo apliqué")
	p.ClickText("dialog .primary", "Anotar")
	p.WaitText("dialog .error", "Escriba qué hizo o explicó")
	p.Accessible("technique", everything)
	p.Write("dialog "+field("note"), "Le expliqué por teléfono qué falta.")
	p.ClickText("dialog .primary", "Anotar")
	p.WaitText("aside .banner", "Aplicada 1 vez en este caso")
	p.WaitText(".timeline", "Técnica aplicada: Le expliqué por teléfono qué falta.")
}

// TestTechniqueHasItsAidsAtHand: for who cannot wait, the card leads to the
// gestures and to the articles, those of the case's cause first; the one that is
// chosen goes into the reply (R123).
func TestTechniqueHasItsAidsAtHand(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token, admin := s.Token(t, "agents", Agent), s.Token(t, "agents", Admin)
	id := s.Investigating(t, token, "Recibir el juego completo")
	cause := s.cause(t, admin)
	if a := s.API(t, token, http.MethodPatch, "/api/collections/complaints/records/"+id, map[string]any{"cause": cause}); a.Status != http.StatusOK {
		t.Fatalf("set the cause: %d %s", a.Status, a.Text)
	}
	for title, causes := range map[string][]string{"Antes de armar la mesa": nil, "Qué hacer si llegó roto": {cause}} {
		s.Create(t, admin, "articles", map[string]any{"title_es": title, "body_es": "Escríbanos.", "causes": causes, "status": "published", "public": true})
	}
	s.Create(t, admin, "rewards", map[string]any{"name": "Vela de la casa", "kind": "gift", "active": true, "cost": 9, "stock": 4, "limit_agent": 80, "limit_lead": 150})
	s.confirmed(t, "intolerant", id)
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.WaitText("aside .banner", "una explicación más a fondo")
	p.ClickText("aside .banner button", "Artículos")
	p.WaitText("dialog li:first-child", "Qué hacer si llegó roto")
	p.WaitText("dialog li:nth-child(2)", "Antes de armar la mesa")
	p.ClickText("dialog li:first-child button", "")
	p.Wait(`document.querySelector(".composer textarea").value.includes("Qué hacer si llegó roto: http")`)
	p.ClickText("aside .banner a", "Gesto")
	p.WaitAt("#h-gestures")
	p.Accessible("aids of a technique", everything)
}

// TestIncidentIsKeptApart: noted and handed over by who was there; read by who
// leads, with the limits ready to send; not there for a colleague.
func TestIncidentIsKeptApart(t *testing.T) {
	t.Parallel()
	s, ines, boss := start(t), browse(t, phone), browse(t, desktop)
	token, admin := s.Token(t, "agents", Agent), s.Token(t, "agents", Admin)
	id := s.Investigating(t, token, "Recibir el juego completo")
	s.Create(t, admin, "agents", map[string]any{"name": "Tomás Villar", "email": "tomas@casanogal.example", "password": Password, "passwordConfirm": Password, "role": "agent", "active": true, "locale": "es"})
	ines.LogIn(s, Agent)
	ines.OpenCase(s, id, "")
	ines.ClickText("aside button", "Anotar un incidente")
	ines.Pick("dialog "+field("kind"), "Amenaza")
	ines.Write("dialog "+field("text"), "Es un loco")
	ines.ClickText("dialog .primary", "Anotar el incidente")
	ines.WaitText("dialog .error", "sin calificar a la persona")
	ines.Shot("desk-incident-phone")
	ines.Write("dialog "+field("text"), "Golpeó el mostrador ante dos personas.")
	ines.Write("dialog "+field("quote"), "Los voy a esperar a la salida, idiotas.")
	ines.Click("dialog " + field("handed_over"))
	ines.ClickText("dialog .primary", "Anotar el incidente")
	ines.WaitText("aside .banner", "Un incidente")
	boss.LogIn(s, Admin)
	boss.OpenCase(s, id, "")
	boss.WaitText(".case-facts", "Lucía Mendiburu")
	boss.ClickText("aside .banner summary", "Leer")
	boss.WaitText("aside .banner", "Golpeó el mostrador ante dos personas.")
	boss.WaitText("aside .banner", "«Los voy a esperar a la salida, idiotas.»")
	boss.ClickText("aside .banner button", "Usar el texto de límites")
	boss.Wait(`document.querySelector(".composer textarea").value.includes("conversemos con respeto")`)
	boss.Accessible("incident", everything)
	boss.TallShot("desk-incident")
	tomas := browse(t, desktop)
	tomas.LogIn(s, "tomas@casanogal.example")
	tomas.OpenCase(s, id, "")
	tomas.WaitText("aside .person", "Rosa Elena")
	if tomas.Eval(`document.body.textContent.includes("Golpeó el mostrador") || !!document.querySelector("#incidents")`) == "true" {
		t.Error("a colleague reads it")
	}
}

// TestItHappenedBefore: the third case of the same product says so with the
// earlier ones and with what is done about it; who answers for that ends it.
func TestItHappenedBefore(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token, admin := s.Token(t, "agents", Agent), s.Token(t, "agents", Admin)
	product := s.Create(t, admin, "products", map[string]any{"name": "Vajilla Colca", "active": true})
	var last string
	for _, goal := range []string{"Recibir el juego completo", "Que llegue entero", "Que no se rompa más"} {
		last = s.FileByPhone(t, token, goal)
		s.API(t, token, http.MethodPatch, "/api/collections/complaints/records/"+last, map[string]any{"product": product})
	}
	found := s.API(t, admin, http.MethodGet, "/api/collections/actions/records?filter="+url.QueryEscape(`complaint="`+last+`"`), nil)
	if n := found.At("totalItems"); n != 1.0 {
		t.Fatalf("%v actions: %s", n, found.Text)
	}
	p.LogIn(s, Admin)
	p.OpenCase(s, last, "")
	p.WaitText(".kin", "3.ª vez")
	p.WaitText(".kin", "Enlazado con 2 casos:")
	p.WaitText(".kin", "Acción correctiva abierta: Revisar por qué se repite: Vajilla Colca")
	p.Accessible("kin", everything)
	p.Shot("desk-kin")
	p.ClickText(".kin button", "Cumplida")
	p.ClickText("dialog .primary", "Dar por cumplida")
	p.WaitText("dialog .error", "Escriba qué se hizo")
	p.Write("dialog "+field("outcome"), "Se cambió el embalaje.")
	p.ClickText("dialog .primary", "Dar por cumplida")
	p.WaitText(".kin", "Acción correctiva cumplida: Revisar por qué se repite: Vajilla Colca Se cambió el embalaje.")
	p.ClickText(".kin a", "Comprobar el efecto")
	p.ClickText("dialog .primary", "Comprobar el efecto")
	p.Fill("dialog [data-field=effect]", "No volvió a pasar")
	p.Fill("dialog [data-field=early_reason]", "El producto cambió")
	p.ClickText("dialog .primary", "Anotar el efecto")
	p.WaitText("dialog", "No volvió a pasar")
	p.OpenCase(s, last, "")
	p.WaitText(".kin", "Acción correctiva comprobada: Revisar por qué se repite: Vajilla Colca No volvió a pasar")
	p.Accessible("a checked action in a case", everything)
	p.Shot("desk-kin-verified")
}
