package e2e

import (
	"net/http"
	"strings"
	"testing"
)

// TestHiddenWhileOpen: a case that becomes confidential while others have it on
// the screen goes from the case screen and from the queue of who may not see it.
func TestHiddenWhileOpen(t *testing.T) {
	t.Parallel()
	s, inside, list := start(t), browse(t, phone), browse(t, desktop)
	token := s.Token(t, "agents", Admin)
	s.FileByPhone(t, token, "Una mesa sin rayones")
	id := s.FileByPhone(t, token, "Que nadie sepa de esto")
	inside.LogIn(s, Agent)
	inside.OpenCase(s, id, "")
	list.LogIn(s, Lead)
	list.Open(s.URL + "/desk/#/cola")
	list.WaitText(".queue", "Que nadie sepa de esto")
	if a := s.API(t, token, http.MethodPatch, "/api/collections/complaints/records/"+id,
		map[string]any{"confidential": true, "confidential_reason": "Nombra a alguien del equipo", "supervisor": s.Who(t, token)}); a.Status != http.StatusOK {
		t.Fatalf("reserve it: %d %s", a.Status, a.Text)
	}
	inside.WaitText("main h2", "Este caso ya no se muestra")
	inside.Wait(`document.activeElement.matches(".empty a")`)
	inside.Shot("case-hidden-phone")
	list.Wait(`!document.querySelector(".queue").innerText.includes("Que nadie sepa")`)
	list.WaitText(".queue", "Una mesa sin rayones")
	for name, seen := range map[string]string{"the case screen": inside.Text("body"), "the title": inside.Eval(`document.title`)} {
		if strings.Contains(seen, "Que nadie sepa") || strings.Contains(seen, "Rosa") {
			t.Errorf("%s still says %q", name, seen)
		}
	}
}
