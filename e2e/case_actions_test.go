package e2e

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Act opens one of the actions of a case.
func (p *page) Act(name string) {
	p.t.Helper()
	p.ClickText(".case > header .cluster .menu summary", "") // a notice may float over it
	p.ClickText(".menu .item", name)
	p.WaitText("dialog h2", name)
}

// Confirm sends the dialog and waits until it is gone.
func (p *page) Confirm(button string) {
	p.t.Helper()
	p.ClickText("dialog .primary", button)
	p.Wait(`!document.querySelector("dialog")`)
}

// TestActionsOfACase: what a person may do beside moving a case on is done in
// one dialog each, without the API.
func TestActionsOfACase(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	token := s.Token(t, "agents", Agent)
	other := s.FileByPhone(t, token, "Cambiar el color de la mesa")
	id := s.Investigating(t, token, "Recibir el juego completo")
	dialog := func(name string) string { return "dialog " + field(name) }
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")

	p.Act("Dar una alternativa temporal")
	p.Write(dialog("temporary_alternative"), "Le prestamos un juego")
	p.Write(dialog("temporary_from"), dayIn(0))
	p.Write(dialog("temporary_until"), dayIn(5))
	p.Write(dialog("temporary_cost"), "35,50")
	p.Shot("case-temporary-phone")
	p.Confirm("Guardar")
	p.Act("Enlazar con otro caso")
	p.Write(dialog("linked"), "color de la mesa")
	p.ClickText("dialog button", "Buscar")
	p.ClickText("dialog [role=status] button", "Cambiar el color de la mesa")
	p.Confirm("Guardar")
	p.Act("Escalar a un superior")
	p.Pick(dialog("escalation_level"), "1")
	p.Write(dialog("escalation_reason"), "La fecha está en riesgo")
	p.Write(dialog("escalation_request"), "Autorizar otro camión")
	p.Pick(dialog("supervisor"), "Rubén Chumpitaz")
	p.Confirm("Escalar")
	p.Act("Confidencialidad")
	p.Write(dialog("confidential_reason"), "Datos de salud")
	p.Pick(dialog("watchers")+" input", "Lucía Mendiburu")
	p.Shot("case-confidential-phone")
	p.Confirm("Guardar")
	p.WaitText(".case > header", "Confidencial")
	p.Act("Transferir a otra área")
	p.Pick(dialog("area"), "Despachos")
	p.ClickText("dialog .primary", "Transferir")
	p.WaitText("dialog .error", "resum")
	p.Write(dialog("transfer_reason"), "Lo embala Despachos")
	p.Write(dialog("transfer_summary"), "Faltan dos tazas; ya se disculparon")
	p.Confirm("Transferir")

	kept := s.API(t, s.Token(t, "_superusers", Superuser), http.MethodGet, "/api/collections/complaints/records/"+id, nil)
	for name, want := range map[string]any{"temporary_alternative": "Le prestamos un juego", "temporary_cost": 35.5, "escalation_level": float64(1),
		"confidential": true, "transfer_summary": "Faltan dos tazas; ya se disculparon"} {
		if kept.At(name) != want {
			t.Errorf("%s: %v, want %v", name, kept.At(name), want)
		}
	}
	if linked, _ := kept.At("linked").([]any); len(linked) != 1 || linked[0] != other {
		t.Errorf("linked %v", linked)
	}
	if watchers, _ := kept.At("watchers").([]any); len(watchers) != 1 {
		t.Errorf("watchers %v", watchers)
	}
	p.OpenCase(s, id, "expediente")
	p.WaitText(".tab", "Cambiar el color de la mesa")
}

// TestWishIsAnswered: a proposal refused with a wish is not stuck: the wish is
// answered in the panel and the next proposal goes out.
func TestWishIsAnswered(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	s.Move(t, token, id, "proposed", map[string]any{"statement": "Salió sin separadores.", "fields": map[string]any{"cause": s.cause(t, token), "fault": "company"},
		"proposal": map[string]any{"customer_text": "Le proponemos esto.", "eta_kind": "none", "options": []map[string]any{{"text": "Un juego nuevo"}}}})
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "propuesta")
	p.WaitText(".tab", "Vale hasta")
	p.OtherWay("Registrar que no acepta")
	p.Pick(asked("refusal.channel"), "Teléfono")
	p.Write(asked("refusal.reason"), "Tarda mucho")
	p.Write(asked("refusal.preferred_solution"), "La devolución hoy")
	p.ClickText(".guide footer .primary", "Registrar que no acepta")
	p.WaitText(".guide .quote", "La devolución hoy")
	p.Pick(asked("preferred_decision"), "En parte")
	p.Write(asked("preferred_reason"), "Mañana, por el banco")
	p.ClickText(".guide .need button", "Guardar")
	p.Wait(`!document.querySelector('` + asked("preferred_decision") + `')`)
	p.ClickText(".guide .link", "Preparar la propuesta")
	p.Write(field("proposal.customer_text"), "Se lo devolvemos mañana.")
	p.Write(field("proposal.options.0.text"), "La devolución\nMañana por la mañana")
	p.Pick(field("proposal.eta_kind"), "Todavía no la tengo")
	p.Pick(field("proposal.temporary"), "temporal")
	p.Write(field("proposal.starts"), dayIn(0))
	p.Write(field("proposal.ends"), dayIn(3))
	p.ClickText(".tab button", "Ver como el cliente")
	p.WaitText("dialog", "Mañana por la mañana")
	p.Shot("case-as-customer")
	p.Eval(`document.querySelector("dialog").close()`)
	p.Advance("Proponer una solución", "Registrar la aceptación")
	last := s.API(t, token, http.MethodGet, "/api/collections/proposals/records?sort=-created&filter=status='sent'", nil)
	if !strings.Contains(last.Text, `"temporary":true`) || !strings.Contains(last.Text, `"ends":"`+dayIn(4)) /* the end of that day in Lima, in UTC */ {
		t.Errorf("sent: %s", last.Text)
	}
	customer, link := browse(t, phone), s.API(t, token, http.MethodGet, "/api/crm/complaints/"+id+"/file", nil).At("links", "track")
	customer.Open(s.URL + link.(string))
	customer.WaitText("main form .banner", "alternativa temporal")
	customer.FullShot("portal-temporary-phone")
}

// cause is one of the catalogue that needs no words.
func (s *server) cause(t *testing.T, token string) string {
	t.Helper()
	list, _ := s.API(t, token, http.MethodGet, "/api/collections/causes/records?filter=needs_text=false", nil).At("items").([]any)
	for _, one := range list {
		row, _ := one.(map[string]any)
		if id, ok := row["id"].(string); ok {
			return id
		}
	}
	t.Fatal("no cause")
	return ""
}

// byOthers are fields that rules name and that are filled in when a case is
// registered, on a screen of its own; and the stage, which is the way chosen.
var byOthers = []string{"narrative", "customer", "stage", "folio", "paper_date"}

// TestEveryRuleHasAnInput: whatever a step may lack can be filled in at the desk.
func TestEveryRuleHasAnInput(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	rules := s.API(t, s.Token(t, "agents", Admin), http.MethodGet, "/api/crm/rules", nil).Text
	p.Eval(`import("/desk/lib/fields.js").then(({ fields, section, inputName }) => {
		const rules = (` + rules + `).rules;
		window.lost = rules.map((rule) => rule.field).filter((field) => !section(field) && !(inputName(field) in fields));
		window.rules = rules.length;
	})`)
	p.Wait(`window.rules > 40`)
	var lost []string
	if err := json.Unmarshal([]byte(p.Eval(`JSON.stringify(window.lost)`)), &lost); err != nil {
		t.Fatal(err)
	}
	for _, name := range lost {
		if !strings.Contains(" "+strings.Join(byOthers, " ")+" ", " "+name+" ") {
			t.Errorf("a rule asks for %s, and the desk has no input for it", name)
		}
	}
}

// TestPaper: printing lays the whole record on the page, unfolded and without
// controls, and takes it away again.
func TestPaper(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	s.write(t, token, "messages", 30, func(int) map[string]any {
		return map[string]any{"complaint": id, "direction": "note", "purpose": "note", "text": strings.Repeat("línea\n", 60) + "la última"}
	})
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "versiones")
	p.Eval(`window.dispatchEvent(new Event("beforeprint"))`)
	if n := p.Eval(`[document.querySelectorAll(".paper .message").length, document.querySelector(".paper").textContent.split("la última").length - 1]`); n != "32,30" {
		t.Errorf("messages and their ends on paper: %s", n)
	}
	for _, want := range []string{"Tres platos llegaron rotos", "Rosa Elena Quispe", "Historial", "Pasó a: En investigación"} {
		if !strings.Contains(p.Eval(`document.querySelector(".paper").textContent`), want) {
			t.Errorf("the paper does not say %q", want)
		}
	}
	if text := p.Eval(`document.querySelector(".paper").textContent`); strings.Contains(text, "hoy ") || !strings.Contains(text, time.Now().Format("2006")) {
		t.Errorf("dates on paper are not whole: %.300s", text)
	}
	p.Eval(`window.dispatchEvent(new Event("afterprint"))`)
	p.Wait(`!document.querySelector(".paper")`)
}
