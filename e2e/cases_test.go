package e2e

import (
	"maps"
	"net/http"
	"testing"
	"time"
)

// Cases that a test finds already filed, made by the API as the desk would.

// FileByPhone takes down a claim of Rosa's and returns its id.
func (s *server) FileByPhone(t *testing.T, token, goal string) string {
	t.Helper()
	return s.Create(t, token, "complaints", map[string]any{"kind": "claim", "channel": "phone", "customer": Rosa, "goal": goal,
		"narrative":        "El sábado 14 recibí la vajilla. Tres platos llegaron rotos y faltan dos tazas.",
		"remedy_requested": "El juego completo, sin golpes", "reply_channel": "email"})
}

// Move takes a case one step further; the test fails when that is refused.
func (s *server) Move(t *testing.T, token, id, to string, more map[string]any) {
	t.Helper()
	body := map[string]any{"to": to}
	maps.Copy(body, more)
	if a := s.API(t, token, http.MethodPost, "/api/crm/complaints/"+id+"/transition", body); a.Status != http.StatusOK {
		t.Fatalf("to %s: %d %s", to, a.Status, a.Text)
	}
}

// Who is the id of whoever the token belongs to.
func (s *server) Who(t *testing.T, token string) string {
	t.Helper()
	id, ok := s.API(t, token, http.MethodGet, "/api/crm/session", nil).At("agent", "id").(string)
	if !ok {
		t.Fatal("nobody is signed in")
	}
	return id
}

// Investigating is a case that an agent is looking into.
func (s *server) Investigating(t *testing.T, token, goal string) string {
	t.Helper()
	id, me := s.FileByPhone(t, token, goal), s.Who(t, token)
	s.Move(t, token, id, "assessing", nil)
	s.Move(t, token, id, "investigating", map[string]any{"fields": map[string]any{"severity": "medium", "safety": "no", "urgency": "normal",
		"area": Sales, "assignee": me, "owner": me, "next_step": "Escuchar a Despachos",
		"next_step_due": time.Now().Add(48 * time.Hour).UTC().Format(time.RFC3339)}})
	return id
}

// Stage is where the server has a case.
func (s *server) Stage(t *testing.T, id string) any {
	t.Helper()
	return s.API(t, s.Token(t, "_superusers", Superuser), http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("stage")
}

// Reserve makes a case confidential, named to whoever the token belongs to.
func (s *server) Reserve(t *testing.T, token, id string) {
	t.Helper()
	if a := s.API(t, token, http.MethodPatch, "/api/collections/complaints/records/"+id,
		map[string]any{"confidential": true, "confidential_reason": "Nombra a alguien del equipo", "supervisor": s.Who(t, token)}); a.Status != http.StatusOK {
		t.Fatalf("reserve it: %d %s", a.Status, a.Text)
	}
}
