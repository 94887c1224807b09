package e2e

import "testing"

// TestAGestureAboveTheLimit: an agent asks for it in the case, the owner of the
// shop sees why, agrees, and it is handed over.
func TestAGestureAboveTheLimit(t *testing.T) {
	t.Parallel()
	s := start(t)
	admin, agent := s.Token(t, "agents", Admin), s.Token(t, "agents", Agent)
	bowl := s.Create(t, admin, "rewards", map[string]any{"name": "Un cuenco del taller", "kind": "gift", "active": true, "cost": 90, "stock": 4, "limit_agent": 80, "limit_lead": 150})
	id := s.Investigating(t, agent, "Recibir el juego completo")
	p := browse(t, desktop)
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "propuesta")
	p.Pick(field("grant.reward"), "Un cuenco del taller (quedan 4)")
	p.WaitText(".tab .card", "Por encima de lo que usted puede dar")
	p.ClickText(".tab button", "Pedir el visto bueno")
	p.WaitText(".tab .error", "Diga por qué se da")
	p.Write(field("grant.justification"), "Perdió la cena de su hija")
	p.Accessible("gesture", everything)
	p.ClickText(".tab button", "Pedir el visto bueno")
	p.WaitText(".tab .badge", "Espera visto bueno")
	p.Shot("desk-gesture-asked")

	boss := browse(t, phone)
	boss.LogIn(s, Admin)
	boss.OpenCase(s, id, "propuesta")
	boss.WaitText(".tab", "Perdió la cena de su hija")
	boss.Shot("desk-gesture-phone")
	boss.ClickText(".tab button", "Aprobar")
	boss.WaitText(".tab .badge", "Aprobado")
	p.WaitText(".tab .badge", "Aprobado")
	p.ClickText(".tab button", "Ya se entregó")
	p.WaitText(".tab .badge", "Entregado")
	if left := s.API(t, admin, "GET", "/api/collections/rewards/records/"+bowl, nil).At("stock"); left != 3.0 {
		t.Errorf("%v are left", left)
	}
}
