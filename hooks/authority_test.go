package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/dossier"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestFileForAnAuthority: the parts that it asks for, by name; nothing of what
// the team notes among themselves, and no costs.
func TestFileForAnAuthority(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Executing, map[string]any{"product_text": "Vajilla Colca", "amount": 689.9})
	for _, m := range []map[string]any{{"direction": "note", "text": "Ojo con este cliente"}, {"direction": "in", "channel": "phone", "text": "Gracias por llamar"}} {
		if _, err := a.Engine.Create(a, records.Messages, with(m, map[string]any{"complaint": c.Id}), a.Actor(t, testapp.Agent)); err != nil {
			t.Fatal(err)
		}
	}
	a.Attach(t, c.Id, "boleta.txt", "B001-4411")
	file, err := a.Engine.Open(a, c, func(*dbx.SelectQuery) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	d, err := dossier.ForAuthority(a, a.Engine, file, c, "es", "Inés Paredes")
	if err != nil {
		t.Fatal(err)
	}
	text := says(d)
	for _, want := range []string{"# Las partes", "Rosa Elena Quispe Huamán", "Casa Nogal S.A.C.", "20600000001", "# El contrato", "Vajilla Colca", "689.90", "# Los hechos", "Tres platos llegaron rotos",
		"# Lo que se ofreció", "Un juego nuevo completo", "# Lo que se dijo", "Gracias por llamar", "# Las pruebas", "boleta.txt", "SHA-256 "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, inside := range []string{"Ojo con este cliente", "120", "Salió sin separadores", "pdf.", "# Historial"} {
		if strings.Contains(text, inside) {
			t.Errorf("the authority reads %q", inside)
		}
	}
	got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/pdf?for=authority", nil)
	whole := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/pdf", nil)
	if got.Status != http.StatusOK || !strings.HasPrefix(got.Text, "%PDF-") || len(got.Text) >= len(whole.Text) {
		t.Errorf("%d, %d of %d bytes", got.Status, len(got.Text), len(whole.Text))
	}
}
