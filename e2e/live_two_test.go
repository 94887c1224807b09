package e2e

import (
	"net/http"
	"testing"
)

// TestTwoCasesChangeAtOnce: a step that changes another case, too, as linking
// does, is seen in the one that is open.
func TestTwoCasesChangeAtOnce(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	open, other := s.FileByPhone(t, token, "Recibir el juego completo"), s.FileByPhone(t, token, "Que llegue entero")
	p.LogIn(s, Agent)
	p.OpenCase(s, open, "conversacion")
	patch := func(id, goal string) map[string]any {
		return map[string]any{"method": http.MethodPatch, "url": "/api/collections/complaints/records/" + id, "body": map[string]any{"goal": goal}}
	}
	for _, goal := range []string{"Doce platos enteros", "Doce platos y dos tazas"} { // the last one told is the other
		got := s.API(t, token, http.MethodPost, "/api/batch", map[string]any{"requests": []any{patch(open, goal), patch(other, goal+" también")}})
		if got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
		p.WaitText(".case .goal", goal)
	}
}
