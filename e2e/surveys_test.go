package e2e

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var askedBy = regexp.MustCompile(`/portal/s/[A-Z2-7]{26}`)

// Asked is the link of a survey that a customer has in their mail: a campaign
// asks at once whose case is closed.
func (s *server) Asked(t *testing.T) (id, link string) {
	t.Helper()
	token, owner := s.Token(t, "agents", Agent), s.Token(t, "_superusers", Superuser)
	id = s.Resolved(t, token)
	s.Move(t, token, id, "closed", map[string]any{"fields": map[string]any{"closing_kind": "confirmed", "mood_end": 5}, "closing": map[string]any{},
		"follow_up": map[string]any{"contacted": true, "satisfied": true, "recurred": false, "solved": true}})
	s.Create(t, s.Token(t, "agents", Admin), "campaigns", map[string]any{"name": "Fin de año", "audience": "closed", "active": true, "starts": dayIn(-1), "ends": dayIn(9)})
	if a := s.API(t, owner, http.MethodPost, "/api/crons/escucha.surveys", nil); a.Status >= 300 {
		t.Fatalf("%d %s", a.Status, a.Text)
	}
	for tries := 0; link == "" && tries < 100; tries++ {
		rows := s.API(t, owner, http.MethodGet, "/api/collections/outbox/records?filter=payload~'/portal/s/'", nil)
		link = askedBy.FindString(rows.Text)
		time.Sleep(50 * time.Millisecond) // until the mail is there
	}
	if link == "" {
		t.Fatal("nobody was asked")
	}
	return id, s.URL + link
}

// choose takes one of the numbers or faces of a question.
func (p *page) choose(name, value string) {
	p.t.Helper()
	p.Click(fmt.Sprintf(`label:has(> input[name=%s][value="%s"])`, name, value))
}

// TestSurveyPage: at every width, and what a low note asks for.
func TestSurveyPage(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	id, link := s.Asked(t)
	p.Open(link)
	p.WaitText("h1", "¿Cómo lo hicimos")
	p.examine("survey")
	p.Wait(`getComputedStyle(document.querySelector(".reason")).display === "none"`)
	p.choose("solution", "2")
	p.Wait(`getComputedStyle(document.querySelector(".reason")).display !== "none"`)
	p.choose("treatment", "5")
	p.choose("expectation", "partly")
	p.choose("recommend", "3")
	p.Write("#comment", `<img src=x onerror=alert(1)> «Ñandú»`)
	p.ClickText("main .primary", "Enviar mi opinión")
	p.WaitText("#wrong", "Elija qué fue lo que más le faltó")
	p.Accessible("survey refused", everything)
	if got := p.Eval(`document.querySelector("#comment").value`); !strings.Contains(got, "Ñandú") {
		t.Errorf("what was written is lost: %s", got)
	}
	p.choose("reason", "time")
	p.ClickText("main .primary", "Enviar mi opinión")
	p.WaitText("h1", "Gracias: ya tenemos su opinión")
	p.examine("survey-thanks")

	boss := browse(t, desktop)
	boss.LogIn(s, Admin)
	boss.Open(s.URL + "/desk/#/hoy")
	boss.WaitText("#recovery", "quedó descontento: llámele hoy")
	boss.listPage(s, "encuestas", "Encuestas")
	boss.WaitText("tbody tr", "Fin de año")
	rows := s.API(t, s.Token(t, "agents", Admin), http.MethodGet, "/api/collections/surveys/records?filter=complaint='"+id+"'", nil)
	if rows.At("totalItems") != 1.0 || !strings.Contains(rows.Text, `"reason":"time"`) {
		t.Errorf("stored %s", rows.Text)
	}
}

// TestSurveyWithoutScripts: by keyboard alone, on a phone that runs no script;
// the reason is asked for on the way.
func TestSurveyWithoutScripts(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	_, link := s.Asked(t)
	p.Do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	p.Open(link)
	for name, key := range map[string]string{"solution": "5", "treatment": "5", "expectation": "no", "recommend": "9"} {
		p.choose(name, key)
	}
	p.ClickText("main .primary", "Enviar mi opinión")
	p.WaitText("#wrong", "Elija qué fue lo que más le faltó")
	p.Shot("survey-without-scripts")
	p.choose("reason", "product")
	p.ClickText("main .primary", "Enviar mi opinión")
	p.WaitText("h1", "Gracias: ya tenemos su opinión")
	p.Open(link + "/stop")
	p.ClickText("main .primary", "Sí, no me envíen más")
	p.WaitText("h1", "No le enviaremos más encuestas")
	p.Open(s.URL + "/portal/s/" + strings.Repeat("A", 26))
	p.WaitText("h1", "Este enlace no abre ninguna encuesta")
}

// TestSurveySettings: the days, and a periodic survey from nothing; a lead sees
// them and changes none.
func TestSurveySettings(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.listPage(s, "encuestas", "Encuestas")
	p.WaitText(".card", "un solo recordatorio a los 5 días")
	p.examine("settings-surveys")
	p.ClickText(".card button", "Cambiar")
	p.Fill(field("survey_remind"), "20")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".field:has("+field("survey_remind")+") .error", "antes de que la encuesta termine")
	p.Fill(field("survey_remind"), "4")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".card", "un solo recordatorio a los 4 días")
	p.ClickText(".page-head .primary", "Nueva encuesta periódica")
	p.Write(field("name"), "Fin de año")
	p.Pick(field("audience"), "Con un caso cerrado hace poco")
	p.Eval(fmt.Sprintf(`(["starts", "ends"].forEach((name, i) => { const e = document.querySelector("dialog [data-field=" + name + "]"); e.value = [%q, %q][i]; e.dispatchEvent(new Event("input", { bubbles: true })); }), "")`, dayIn(9)[:10], dayIn(1)[:10]))
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".field:has("+field("ends")+") .error", "posterior al primero")
	p.Accessible("campaign", everything)
	p.Eval(fmt.Sprintf(`(e => { e.value = %q; e.dispatchEvent(new Event("input", { bubbles: true })); return ""; })(document.querySelector("dialog [data-field=ends]"))`, dayIn(19)[:10]))
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody tr", "Fin de año")

	lead := browse(t, desktop)
	lead.LogIn(s, Lead)
	lead.listPage(s, "encuestas", "Encuestas")
	lead.WaitText("tbody tr", "Fin de año")
	if lead.Eval(`document.querySelector(".page-head .primary, .card button") === null`) != "true" {
		t.Error("a lead may change them")
	}
}
