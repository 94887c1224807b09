package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/dossier"
	"escucha/internal/pdf"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestPDFAnswer: a file with the number for its name, not kept by anybody on the
// way, in the language of whoever reads it.
func TestPDFAnswer(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/pdf", nil)
	if got.Status != http.StatusOK || !strings.HasPrefix(got.Text, "%PDF-") || !strings.Contains(got.Text, "/Lang (es)") {
		t.Fatalf("%d %.200s", got.Status, got.Text)
	}
	for header, want := range map[string]string{"Content-Type": "application/pdf", "Cache-Control": "no-store",
		"Content-Disposition": "attachment; filename=" + c.GetString("number") + ".pdf"} {
		if got.Header.Get(header) != want {
			t.Errorf("%s: %q, want %q", header, got.Header.Get(header), want)
		}
	}
	a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Agents, testapp.Agent), map[string]any{"locale": "en"})
	if english := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/pdf", nil); !strings.Contains(english.Text, "/Lang (en)") {
		t.Error("not in the language of the agent")
	}
	if none := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/nothere00000001/pdf", nil); none.Status != http.StatusNotFound {
		t.Errorf("a case that is not there: %d", none.Status)
	}
}

// dossierOf is the document of a case as Inés prints it.
func dossierOf(t *testing.T, a *testapp.App, id, lang string) pdf.Document {
	t.Helper()
	c, err := a.FindRecordById(records.Complaints, id)
	if err != nil {
		t.Fatal(err)
	}
	file, err := a.Engine.Open(a, c, func(*dbx.SelectQuery) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	d, err := dossier.Make(a, a.Engine, file, lang, "Inés Paredes")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// says is everything that a document says, a line each.
func says(d pdf.Document) string {
	lines := []string{d.Lead, d.Title, d.Head, d.Foot, d.Page}
	facts := func(list []pdf.Fact) {
		for _, f := range list {
			lines = append(lines, f.Name+": "+f.Value)
		}
	}
	facts(d.Facts)
	for _, s := range d.Sections {
		lines = append(lines, "# "+s.Title, s.Text)
		facts(s.Facts)
		for _, e := range s.Entries {
			lines = append(lines, strings.Join([]string{e.Head, e.When, e.Text}, " | "))
		}
	}
	return strings.Join(lines, "\n")
}

// TestDossierTellsTheWholeCase: every collection of a case that went all the way.
func TestDossierTellsTheWholeCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, map[string]any{"points": []map[string]any{{"text": "¿Por qué llegó rota?", "answer": "Faltaban separadores."}}, "amount": 689.9})
	a.Attach(t, c.Id, "boleta.txt", "B001-4411")
	text := says(dossierOf(t, a, c.Id, "es"))
	for _, want := range []string{
		"Recibir el pedido completo y en buen estado", c.GetString("number"), "Impreso el 24 nov 2026", "por Inés Paredes", "Página {{n}} de {{of}}",
		"Etapa: Cerrada", "Rosa Elena Quispe Huamán", "40000142", "Tres platos llegaron rotos", "¿Por qué llegó rota? |  | Faltaban separadores.", "689.90",
		"# Versión del equipo", "# Propuestas\n\nAceptada |", "# Tareas", "hecha el", "# Conversación y notas", "# Llamadas de seguimiento", "boleta.txt", "SHA-256 ",
		"# Historial completo", "Cambio de etapa: En investigación",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the dossier does not say %q\n%s", want, text)
		}
	}
	for _, code := range []string{"received_at", "proposal.sent", "complaint.moved", "actor.", "pdf.", "desk.", c.GetString("tracking_key") + "\n#"} {
		if strings.Contains(text, code) {
			t.Errorf("the dossier shows the code %q", code)
		}
	}
	if english := says(dossierOf(t, a, c.Id, "en")); !strings.Contains(english, "# Whole history") || !strings.Contains(english, "Page {{n}} of {{of}}") || strings.Contains(english, "Etapa") {
		t.Error("the English dossier is not in English")
	}
}

func TestDossierOfFewWords(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	anonymous := a.File(t, testapp.Agent, map[string]any{"customer": "", "anonymous_reason": "Teme represalias", "goal": "Que se atienda a quien espera"})
	d := dossierOf(t, a, anonymous.Id, "es")
	if text := says(d); d.Title != "Que se atienda a quien espera" || !strings.Contains(text, "Teme represalias") || strings.Contains(text, "Rosa") {
		t.Errorf("an anonymous case:\n%s", text)
	}
	secret := a.At(t, complaint.Assessing, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	if d := dossierOf(t, a, secret.Id, "es"); !strings.HasSuffix(d.Lead, "Confidencial") || strings.Contains(dossierOf(t, a, anonymous.Id, "es").Lead, "Confidencial") {
		t.Errorf("confidential is not told: %q", d.Lead)
	}
}
