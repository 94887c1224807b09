package e2e

import (
	"net/http"
	"testing"
)

// TestWhoIsNotTrainedIsSaidBefore: the dialogs that give a hard case to somebody
// say who should have been trained for it, while one chooses (R111).
func TestWhoIsNotTrainedIsSaidBefore(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	token := s.Token(t, "agents", Admin)
	id := s.Investigating(t, token, "Recibir el juego completo")
	if a := s.API(t, token, http.MethodPatch, "/api/collections/complaints/records/"+id, map[string]any{"lane": "attend_now"}); a.Status != http.StatusOK {
		t.Fatalf("attend now: %d %s", a.Status, a.Text)
	}
	s.Create(t, token, "trainings", map[string]any{"topic": "conflict", "title": "Escuchar a quien está enojado", "held_at": dayIn(-3),
		"expires": dayIn(300), "attendees": []string{s.Who(t, s.Token(t, "agents", Lead))}})
	p.LogIn(s, Admin)
	p.OpenCase(s, id, "")
	p.Act("Transferir a otra área")
	p.Pick("dialog "+field("assignee"), "Inés Paredes")
	p.WaitText("dialog [role=status] .banner", "Inés Paredes no tiene vigente la formación en trato difícil y el caso es de atender ya")
	p.Accessible("a transfer to who is not trained", everything)
	p.Shot("case-transfer-untrained")
	p.Pick("dialog "+field("assignee"), "Rubén Chumpitaz")
	p.Wait(`!document.querySelector("dialog [role=status] .banner")`)
	p.Escape()

	p.Open(s.URL + "/desk/#/caso/" + id + "/expediente")
	p.ClickText(".columns > :last-child .link", "Editar")
	p.Pick(".columns "+field("assignee"), "Lucía Mendiburu")
	p.WaitText(".columns [role=status] .banner", "Lucía Mendiburu no tiene vigente")

	p = browse(t, desktop)
	p.LogIn(s, Admin)
	p.Open(s.URL + "/desk/#/cola")
	p.Click(".queue .pick input")
	p.ClickText(".bulk button", "Asignar")
	p.Pick("dialog "+field("assignee"), "Inés Paredes")
	p.WaitText("dialog [role=status] .banner", "Inés Paredes no tiene vigente")
	p.Write("dialog "+field("transfer_reason"), "Está de turno")
	p.Write("dialog "+field("transfer_summary"), "Está muy molesta; ya se disculparon")
	p.ClickText("dialog .primary", "Cambiar 1 caso")
	p.WaitText("dialog [role=status]", "1 caso cambiado")
}
