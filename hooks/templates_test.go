package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/domain/message"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

const closingText = "templates/records/cierre-es"

// TestTemplatesAreSound: the shipped ones hold what they must and use nothing
// that no case could fill, in both languages; each code is there in both.
func TestTemplatesAreSound(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	rows, err := a.FindAllRecords(records.Templates)
	if err != nil {
		t.Fatal(err)
	}
	languages := map[string]string{}
	for _, r := range rows {
		for _, p := range message.Lint(r.GetString("code"), r.GetString("subject"), r.GetString("body")) {
			t.Errorf("%s: %+v", r.Id, p)
		}
		languages[r.GetString("code")] += r.GetString("language")
	}
	for _, code := range strings.Fields(`acuse parafrasis parafrasis_llamada empatia calma redirigir alternativas alternativa_temporal tiempo_real
		tiempo_desconocido proceso iniciado avance falta_dato traslado escalado espera_formal propuesta disculpa malentendido explicar_de_nuevo
		algo_mas resolucion resolucion_breve negativa limites redes canal_oficial seguimiento_llamada seguimiento_sin_contacto reapertura cierre
		encuesta pedir_version_equipo pe_oferta`) {
		if got := languages[code]; len(got) != 4 {
			t.Errorf("%s is there in %q", code, got)
		}
	}
}

// TestTemplateIsRefused: what is wrong is said at its field, with its name, by
// every door.
func TestTemplateIsRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	before := a.Stored(t)
	rows := []struct {
		name        string
		change      map[string]any
		field, code string
		names       string
	}{
		{"no way to come back", map[string]any{"body": "Gracias. {{numero_caso}}"}, "body", "template_required", "canales_contacto"},
		{"a detail that does not exist", map[string]any{"body": "{{numero_caso}} {{canales_contacto}} {{apellido}}"}, "body", "template_unknown", "apellido"},
		{"in the subject", map[string]any{"subject": "{{apellido}}"}, "subject", "template_unknown", "apellido"},
		{"loose braces", map[string]any{"body": "{{numero_caso}} {{canales_contacto}} {{ causa }}"}, "body", "template_braces", "{ causa }"},
		{"nothing", map[string]any{"body": " "}, "body", "template_empty", ""},
		{"another code", map[string]any{"code": "acuse"}, "code", "fixed_field", ""},
		{"another language", map[string]any{"language": "en"}, "language", "fixed_field", ""},
	}
	for _, row := range rows {
		for _, who := range []string{testapp.Admin, testapp.Superuser} {
			got := a.Ask(t, who, http.MethodPatch, "/api/collections/"+closingText, row.change)
			if got.Status != http.StatusBadRequest || got.Code(row.field) != row.code || !strings.Contains(got.Message(row.field), row.names) {
				t.Errorf("%s by %s: %d %s", row.name, who, got.Status, got.Text)
			}
		}
	}
	if got := a.Ask(t, testapp.Admin, http.MethodDelete, "/api/collections/"+closingText, nil); got.Status < 400 {
		t.Errorf("deleted: %s", got.Text)
	}
	a.Unchanged(t, before)
}

// TestTemplateIsKept: with the version that was read; the next letter says it.
func TestTemplateIsKept(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	body := "Cerramos {{numero_caso}}. {{canales_contacto}}"
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, "/api/collections/"+closingText, map[string]any{"body": body, "version": 0}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	if got := a.Ask(t, testapp.Supervisor, http.MethodPatch, "/api/collections/"+closingText, map[string]any{"body": body + "!", "version": 0}); got.Status != http.StatusConflict {
		t.Errorf("written over: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, "/api/collections/"+closingText, map[string]any{"body": body + "!", "version": 1}); got.Status < 400 {
		t.Errorf("changed by a lead: %s", got.Text)
	}
	a.Move(t, c.Id, testapp.Agent, a.Closing())
	if rows := a.Find(t, records.Messages, "complaint = {:c} && purpose = 'closing'", c.Id); len(rows) != 1 || !strings.HasPrefix(rows[0].GetString("text"), "Cerramos 0000") {
		t.Errorf("%d letters", len(rows))
	}
}

// TestTemplateIsTried: how a text reads before it is stored, on cases that one
// may open; nothing is written.
func TestTemplateIsTried(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	path := "/api/crm/templates/cierre-es"
	before := a.Stored(t)
	try := map[string]any{"subject": "{{numero_caso}}", "body": "hola, {{nombre_cliente}}: {{gesto}}", "complaint": c.Id}
	got := a.Ask(t, testapp.Lead, http.MethodPost, path+"/preview", try)
	for _, want := range []string{"Hola, Rosa", `"missing":["gesto"]`, `"template_required"`, "canales_contacto", c.GetString("number")} {
		if !strings.Contains(got.Text, want) {
			t.Errorf("lacks %s: %d %s", want, got.Status, got.Text)
		}
	}
	about := a.Ask(t, testapp.Admin, http.MethodGet, path, nil)
	for _, want := range []string{`"required":["canales_contacto","numero_caso"]`, "Damos por cerrado su caso", `"nombre_cliente"`} {
		if !strings.Contains(about.Text, want) {
			t.Errorf("lacks %s: %d %s", want, about.Status, about.Text)
		}
	}
	for _, who := range []string{testapp.Agent, testapp.Robot, testapp.Guest} {
		if got := a.Ask(t, who, http.MethodPost, path+"/preview", try); got.Status != http.StatusForbidden && got.Status != http.StatusUnauthorized {
			t.Errorf("%s: %d", who, got.Status)
		}
	}
	a.Unchanged(t, before)
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' '", nil)
	if got := a.Ask(t, testapp.Lead, http.MethodPost, path+"/preview", try); got.Status != http.StatusNotFound {
		t.Errorf("a case that the lead may not open: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/templates/nosuch-es", nil); got.Status != http.StatusNotFound {
		t.Errorf("no such text: %d", got.Status)
	}
}

// TestNoTextLeavesWithAGap: by hand or from a template, a gap is named and
// nothing is stored.
func TestNoTextLeavesWithAGap(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	before := a.Stored(t)
	rows := []struct {
		name  string
		words map[string]any
		field string
	}{
		{"in the text", map[string]any{"text": "Ocurrió esto: {{causa}}."}, "text"},
		{"in the subject", map[string]any{"text": "Hola", "subject": "Caso {{numero_caso}}"}, "subject"},
		{"an optional part", map[string]any{"text": "Hola {{#gesto}}y un regalo{{/gesto}}"}, "text"},
	}
	for _, row := range rows {
		body := map[string]any{"complaint": c.Id, "direction": "out"}
		for name, value := range row.words {
			body[name] = value
		}
		for _, who := range []string{testapp.Agent, testapp.Superuser} {
			if got := a.Ask(t, who, http.MethodPost, testapp.Records(records.Messages), body); got.Status != http.StatusBadRequest || got.Code(row.field) != "template_gap" {
				t.Errorf("%s by %s: %d %s", row.name, who, got.Status, got.Text)
			}
		}
	}
	a.Unchanged(t, before)
	for _, direction := range []string{"note", "in"} {
		if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": direction, "text": "Pone {{causa}}"}); got.Status != http.StatusOK {
			t.Errorf("%s: %d %s", direction, got.Status, got.Text)
		}
	}
}

// TestNoDateWithoutOne: where the offer says that there is no certain date no
// message promises one; the date of the law and of the next news may be told.
func TestNoDateWithoutOne(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Executing, nil)
	send := func(text string) testapp.Answer {
		return a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": "out", "text": text})
	}
	const promise = "Lo tendrá el 9 de enero de 2027."
	a.Exec(t, "UPDATE proposals SET eta_kind = 'real'", nil)
	if got := send(promise); got.Status != http.StatusOK {
		t.Fatalf("with a date: %d %s", got.Status, got.Text)
	}
	a.Exec(t, "UPDATE proposals SET eta_kind = 'none', eta = ''", nil)
	a.Exec(t, "UPDATE complaints SET legal_due = '2026-12-18 04:59:59.000Z', next_step_due = '2026-11-27 15:00:00.000Z'", nil)
	if got := send(promise); got.Code("text") != "date_without_eta" || !strings.Contains(got.Message("text"), "9 de enero de 2027") {
		t.Errorf("without one: %d %s", got.Status, got.Text)
	}
	for name, text := range map[string]string{"no date": "Ya empezamos.", "the law's": "A más tardar el 17 de diciembre de 2026.", "next news": "El 27 de noviembre le escribimos.", "what happened": "El 14 de noviembre lo recibió."} {
		if got := send(text); got.Status != http.StatusOK {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
}

// TestNoDateInAnOfferWithoutOne: said at the words of the offer, which the agent
// wrote; nothing is stored.
func TestNoDateInAnOfferWithoutOne(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	move := func(text string) error {
		offer := testapp.Offer()
		offer.ETAKind, offer.ETA, offer.ETABasis, offer.CustomerText = "none", "", "", text
		_, err := a.Engine.Transition(a, c.Id, casework.Move{To: "proposed", Statement: "Salió sin separadores.",
			Fields: map[string]any{"cause": "delivery", "fault": "company"}, Proposal: offer}, a.Actor(t, testapp.Lead))
		return err
	}
	before := a.Stored(t)
	if err := move("Lo tendrá el 9 de enero de 2027."); casework.Codes(err)["proposal.customer_text"] != "date_without_eta" {
		t.Errorf("promised: %v %v", err, casework.Codes(err))
	}
	a.Unchanged(t, before)
	if err := move("Ya empezamos; le escribimos en cuanto sepamos."); err != nil {
		t.Errorf("without a date: %v %v", err, casework.Codes(err))
	}
}
