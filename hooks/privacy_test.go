package hooks_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/privacy"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// life gives Rosa everything that can be held on somebody: a closed case with
// files and notes, a confidential one, purchases, observations, a profile, a
// gesture, drafts about her, and a second record merged into hers.
func life(t *testing.T, a *testapp.App) (closed *core.Record) {
	t.Helper()
	add := func(who, collection string, values map[string]any) *core.Record {
		r, err := a.Engine.Create(a, collection, values, a.Actor(t, who))
		if err != nil {
			t.Fatalf("%s: %v %v", collection, err, casework.Codes(err))
		}
		return r
	}
	twin := add(testapp.Agent, records.Customers, map[string]any{"name": "Rosa Quispe de Huamán", "email": "rosita@correo.example", "phone": "+51 911 222 333"})
	add(testapp.Agent, records.Purchases, map[string]any{"customer": testapp.Rosa, "date": "2026-11-02", "amount": 689.9, "product": "Vajilla Colca", "external_id": "B001-4411"})
	add(testapp.Supervisor, records.Classifications, map[string]any{"customer": testapp.Rosa, "criterion": "influence", "value": "high", "reason": "Preside la junta de Rosa", "expires": "2028-01-01"})
	c := a.At(t, complaint.Investigating, map[string]any{"points": []map[string]any{{"text": "¿Por qué me pasa a mí?", "answer": ""}}, "impact": "Rosa no puede recibir a su madre"})
	a.Attach(t, c.Id, "rosa-quispe.txt", "la foto de Rosa")
	add(testapp.Agent, records.Messages, map[string]any{"complaint": c.Id, "direction": "note", "text": "Rosa suena cansada"})
	add(testapp.Agent, records.Behaviours, map[string]any{"complaint": c.Id, "text": "Rosa llamó cuatro veces el lunes", "profile": "intolerant"})
	add(testapp.Agent, records.TimeEntries, map[string]any{"complaint": c.Id, "minutes": 20, "note": "Al teléfono con Rosa"})
	reward := rewarding(t, a, map[string]any{"name": "Un cuenco", "kind": "gift", "active": true, "stock": 5})
	add(testapp.Agent, records.Grants, map[string]any{"complaint": c.Id, "reward": reward, "justification": "Por lo que esperó Rosa"})
	add(testapp.Agent, records.Drafts, map[string]any{"agent": testapp.Agent, "key": "case:" + c.Id, "data": map[string]any{"fields": map[string]any{"reply": map[string]any{"value": "Estimada", "at": "2026-11-24T10:00:00.000Z"}}}})
	add(testapp.Agent, records.Drafts, map[string]any{"agent": testapp.Agent, "key": "intake", "data": map[string]any{"fields": map[string]any{"name": map[string]any{"value": "rosa elena quispe huamán", "at": "2026-11-24T10:00:00.000Z"}}}})
	closing(t, a, c.Id)
	merged := a.At(t, complaint.Voided, map[string]any{"customer": twin.Id})
	a.Exec(t, "UPDATE customers SET merged_into = {:into} WHERE id = {:id}", dbx.Params{"into": testapp.Rosa, "id": twin.Id})
	if merged.GetString("stage") != "voided" {
		t.Fatal("the other record has no case")
	}
	return a.Reload(t, c)
}

// closing takes a case that is looked into to its end.
func closing(t *testing.T, a *testapp.App, id string) {
	t.Helper()
	yes, no := true, false
	a.Move(t, id, testapp.Lead, casework.Move{To: "proposed", Statement: "Rosa recibió una caja sin separadores.", Fields: map[string]any{"cause": "delivery", "fault": "company",
		"points": []map[string]any{{"text": "¿Por qué me pasa a mí?", "answer": "Por un error nuestro."}}}, Proposal: testapp.Offer()})
	a.Move(t, id, testapp.Agent, casework.Move{To: "executing", Fields: testapp.NextStep(), Acceptance: &casework.Acceptance{Channel: "phone", Option: a.OptionIDs(t, id)[0], Words: "Sí, dice Rosa"}})
	a.Move(t, id, testapp.Agent, casework.Move{To: "resolved", TasksDone: a.TaskIDs(t, id), Message: &casework.Note{Purpose: "apology", Text: "Rosa, le pedimos disculpas."},
		Fields: map[string]any{"understanding_confirmed_at": records.Stamp(a.Clock.Now()), "understanding_channel": "phone", "cause_public": "Faltaban separadores.", "actions_public": "Le llevamos otro juego, Rosa."},
		Letter: &casework.Letter{}})
	a.Move(t, id, testapp.Agent, casework.Move{To: "closed", Fields: map[string]any{"closing_kind": "confirmed", "mood_end": 5},
		FollowUp: &casework.Call{Contacted: true, Satisfied: &yes, Recurred: &no, Solved: &yes, Note: "Rosa está contenta"}, Closing: &casework.Letter{}})
}

// later moves the clock beyond what the law keeps of every case.
func later(t *testing.T, a *testapp.App) {
	t.Helper()
	var until string
	if err := a.DB().NewQuery("SELECT MAX(retention_until) FROM complaints").Row(&until); err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse("2006-01-02 15:04:05.000Z", until)
	if err != nil {
		t.Fatal(err)
	}
	a.Clock.Set(at.Add(time.Minute))
}

const rosaPath = "/api/crm/customers/" + testapp.Rosa

// TestExportHoldsEverything: what is kept of Rosa and of the record merged into
// hers, expired and dismissed profiles too, and nothing of who wrote it.
func TestExportHoldsEverything(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	life(t, a)
	got := a.Ask(t, testapp.Supervisor, http.MethodGet, rosaPath+"/export", nil)
	if got.Status != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment") || got.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v", got.Status, got.Header)
	}
	for _, want := range []string{privacy.Format, "Rosa Elena Quispe Huamán", "Rosa Quispe de Huamán", "B001-4411", "Preside la junta", "Rosa llamó cuatro veces", "intolerant",
		"Por lo que esperó Rosa", "rosa-quispe", "Rosa suena cansada", "Rosa recibió una caja", "Un juego nuevo completo", "Sí, dice Rosa", "Rosa está contenta", "complaint.filed", "¿Por qué me pasa a mí?"} {
		if !strings.Contains(got.Text, want) {
			t.Errorf("the copy does not have %q", want)
		}
	}
	for _, not := range []string{testapp.Agent, testapp.Lead, `"author"`, `"actor_name"`, "tracking_key", "queue_key", `"cost": 120`, "previous_hash"} {
		if strings.Contains(got.Text, not) {
			t.Errorf("the copy has %q", not)
		}
	}
	var shape privacy.Copy
	if err := json.Unmarshal([]byte(got.Text), &shape); err != nil || len(shape.Person) != 2 || len(shape.Cases) != 2 || len(shape.Held["profiles"]) != 1 {
		t.Errorf("%v: %d records, %d cases, profiles %v", err, len(shape.Person), len(shape.Cases), shape.Held["profiles"])
	}
	if n := a.Count(t, records.Events, "type = 'person.exported' AND customer = '"+testapp.Rosa+"' AND actor = '"+testapp.Supervisor+"'"); n != 1 {
		t.Errorf("%d events tell of the copy", n)
	}
	twin := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/customers/"+textIn(t, a, "SELECT id FROM customers WHERE merged_into != ''")+"/export", nil)
	if !strings.Contains(twin.Text, "Rosa Elena Quispe Huamán") {
		t.Error("the copy of a merged record is not that of the person")
	}
}

func textIn(t *testing.T, a *testapp.App, query string) (out string) {
	t.Helper()
	if err := a.DB().NewQuery(query).Row(&out); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return out
}

// TestConfidentialCaseIsTheirs: a case that most of the team may not see is still
// about the person whose case it is.
func TestConfidentialCaseIsTheirs(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.At(t, complaint.Assessing, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor, "goal": "Que nadie lo sepa"})
	if got := a.Ask(t, testapp.Admin, http.MethodGet, rosaPath+"/export", nil); !strings.Contains(got.Text, "Que nadie lo sepa") {
		t.Error("the confidential case is missing")
	}
}

// TestWhoAnswersForData: supervisors and administrators give copies, only
// administrators erase; a person who is not there is 404 for those who may look.
func TestWhoAnswersForData(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	rows := []struct {
		name, who      string
		copies, erases int
	}{
		{"guest", testapp.Guest, 401, 401}, {"agent", testapp.Agent, 403, 403}, {"lead", testapp.Lead, 403, 403}, {"auditor", testapp.Auditor, 403, 403},
		{"integration", testapp.Robot, 403, 403}, {"left", testapp.Left, 401, 401}, {"supervisor", testapp.Supervisor, 200, 403}, {"admin", testapp.Admin, 200, 400}, {"superuser", testapp.Superuser, 200, 400},
	}
	for _, row := range rows {
		for _, path := range []string{"/export", "/export.pdf", "/export.zip", "/erasure"} {
			if got := a.Ask(t, row.who, http.MethodGet, rosaPath+path, nil); got.Status != row.copies {
				t.Errorf("%s reads %s: %d, want %d", row.name, path, got.Status, row.copies)
			}
		}
		if got := a.Ask(t, row.who, http.MethodPost, rosaPath+"/erasure", map[string]any{}); got.Status != row.erases {
			t.Errorf("%s erases: %d, want %d", row.name, got.Status, row.erases)
		}
	}
	if got := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/customers/nobodythere0001/export", nil); got.Status != http.StatusNotFound {
		t.Errorf("nobody: %d", got.Status)
	}
}

// TestArchive: the copy in both forms and every file, where the JSON says.
func TestArchive(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	life(t, a)
	got := a.Ask(t, testapp.Supervisor, http.MethodGet, rosaPath+"/export.zip", nil)
	r, err := zip.NewReader(bytes.NewReader([]byte(got.Text)), int64(len(got.Text)))
	if err != nil {
		t.Fatalf("%d %v", got.Status, err)
	}
	content := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		content[f.Name] = string(data)
	}
	var copied privacy.Copy
	if err := json.Unmarshal([]byte(content["person.json"]), &copied); err != nil {
		t.Fatal(err)
	}
	file, _ := copied.Cases[0].Held["attachments"][0]["file"].(string)
	if len(r.File) != 3 || content[file] != "la foto de Rosa" || !strings.HasPrefix(content["person.pdf"], "%PDF-") {
		t.Errorf("%d files; %q is %q", len(r.File), file, content[file])
	}
}

// TestCopyOnPaper: in the language of the person, with words and no codes.
func TestCopyOnPaper(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := life(t, a)
	read := func() string {
		s := privacy.New(a.Engine)
		p, err := privacy.Find(a, testapp.Rosa)
		if err != nil {
			t.Fatal(err)
		}
		held, err := s.Gather(a, p)
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Document(a, held)
		if err != nil {
			t.Fatal(err)
		}
		return says(d)
	}
	text := read()
	for _, want := range []string{"Rosa Elena Quispe Huamán", "Copia de sus datos", "Tipo de documento: DNI", "# Compras", "Vajilla Colca · S/ 689.90 | 02 nov 2026", "# Gestos", "Un cuenco",
		"# Hechos que anotamos", "Rosa llamó cuatro veces", "# Otras fichas que unimos a la suya", "# " + c.GetString("number") + " · Reclamo · Recibir el pedido", "Rosa suena cansada",
		"# " + c.GetString("number") + " · Propuestas", "• Un juego nuevo completo (", "Etapa: Cerrada", "rosa-quispe.txt"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper does not say %q\n%s", want, text)
		}
	}
	for _, not := range []string{"privacy.", "desk.", "field.", "120", "suggested", "intolerant "} {
		if strings.Contains(text, not) {
			t.Errorf("the paper says %q\n%s", not, text)
		}
	}
	a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Customers, testapp.Rosa), map[string]any{"language": "en"})
	if english := read(); !strings.Contains(english, "Copy of your data") || strings.Contains(english, "Compras") {
		t.Error("not in the language of the person")
	}
}
