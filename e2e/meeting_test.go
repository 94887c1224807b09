package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// thisWeek is the running week in Lima, as a meeting names it.
func thisWeek() string {
	year, week := time.Now().In(time.FixedZone("Lima", -5*3600)).ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}

// lesson is what the team can learn from in a week: a case that came back, with
// both versions, and a letter that nobody answered in its term.
func (s *server) lesson(t *testing.T) (back, late string) {
	t.Helper()
	token := s.Token(t, "agents", Agent)
	back = s.Resolved(t, token)
	s.Move(t, token, back, "investigating", map[string]any{"fields": map[string]any{"reopen_reason": "Llegó otra vez sin las tazas",
		"next_step": "Revisar el almacén", "next_step_due": dayIn(2)}})
	late = s.Create(t, token, "complaints", map[string]any{"kind": "claim", "channel": "letter", "customer": Rosa, "goal": "Cambiar la mesa rayada",
		"narrative": "La mesa llegó rayada de lado a lado.", "remedy_requested": "Otra mesa", "reply_channel": "email",
		"arrived_at": time.Now().AddDate(0, 0, -60).UTC().Format(time.RFC3339), "arrived_reason": "Estaba en otra oficina"})
	return back, late
}

// Meeting opens the screen of a week.
func (p *page) Meeting(s *server, week string) {
	p.t.Helper()
	p.Open(s.URL + "/desk/#/reunion/" + week)
	p.WaitText("main h1", "Reunión de la semana")
}

// Convene opens the meeting of this week on its screen.
func (p *page) Convene(s *server) {
	p.t.Helper()
	p.Meeting(s, thisWeek())
	p.ClickText(".page-head .primary", "Empezar la reunión")
	p.WaitText(".checks", "Marque quiénes estuvieron")
}

// inPack is an element of a case of the pack that is open.
func inPack(css string) string { return ".talk article " + css }

// decide notes a decision about the case that is open.
func (p *page) decide(text string) {
	p.t.Helper()
	p.ClickText(inPack("button"), "Añadir decisión")
	p.Write(inPack(`[data-field^="text."]`), text)
	p.ClickText(inPack("button"), "Anotar la decisión")
	p.WaitText(inPack(".decisions .what"), text)
}

// Date sets a date that is taken at once, so that its field may be gone then.
func (p *page) Date(css, day string) {
	p.t.Helper()
	p.WaitFor(css)
	p.Eval(`(box => { box.value = "` + day + `"; box.dispatchEvent(new Event("input", { bubbles: true })); })(document.querySelector('` + css + `'))`)
}

// TestAMeeting goes from the pack to actions that somebody answers for.
func TestAMeeting(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.lesson(t)
	week := thisWeek()
	boss := browse(t, desktop)
	boss.LogIn(s, Admin)
	boss.ClickText("nav a", "Reunión")
	boss.WaitText("main h1", "Reunión de la semana")
	boss.Meeting(s, week)
	boss.WaitText(inPack("header"), "volvió a abrirse")
	boss.WaitText(inPack(".both"), "Tres platos llegaron rotos")
	boss.WaitText(inPack(".both"), "La caja salió sin separadores")
	boss.WaitText(".talk .row", "venció su plazo")
	boss.WaitText(".talk .row", "falta la del equipo")
	boss.Shot("meeting-before")
	boss.ClickText(".page-head .primary", "Empezar la reunión")
	boss.WaitText(".checks", "Marque quiénes estuvieron")

	// somebody of the team says what they think, in another window
	ines := browse(t, phone)
	ines.LogIn(s, Agent)
	ines.Meeting(s, week)
	ines.Write(inPack(`[data-field^="remark."]`), "El sábado nadie mira el teléfono.")
	ines.ClickText(inPack("button"), "Comentar")
	boss.WaitText(inPack(""), "El sábado nadie mira el teléfono.")
	if n := ines.Eval(`document.querySelectorAll(".page-head .primary, .deciding").length`); n != "0" {
		t.Error("an agent may decide")
	}

	boss.decide("Toda llamada del sábado queda anotada")
	boss.WaitText(inPack(".decisions .error"), "responsable")
	ines.WaitText(inPack(".decisions"), "Toda llamada del sábado")

	// it is not closed while something is missing, and one is led there
	boss.WaitFor(`.page-head .primary[aria-disabled="true"][aria-describedby="lack"]`)
	boss.ClickText(".page-head .primary", "Cerrar la reunión")
	boss.WaitAt("#asisten input")
	boss.Pick("#asisten input", "Inés Paredes")
	boss.Pick("#asisten input", "Lucía Mendiburu")
	boss.Wait(`document.querySelectorAll("#asisten input:checked").length === 2`)
	boss.Wait(`!document.querySelector(".checks").innerText.includes("Marque quiénes")`)
	boss.ClickText(".page-head .primary", "Cerrar la reunión")
	boss.WaitAt(inPack(`[data-field^="owner."]`))
	boss.Shot("meeting-lack")
	boss.Pick(inPack(`[data-field^="owner."]`), "Inés Paredes")
	boss.Date(inPack(`[data-field^="due."]`), dayIn(9))
	boss.WaitText(inPack(".decisions .filled"), "Inés")
	boss.examine("meeting-open")

	boss.ClickText(".talk .row button", "Cambiar la mesa rayada")
	boss.WaitText(inPack("h3"), "Cambiar la mesa rayada")
	boss.WaitText(inPack(".both"), "todavía no ha dado su versión")
	boss.Pick(inPack("footer input"), "Sigue en estudio")
	boss.WaitText(".checks", "tienen decisión o siguen en estudio")
	boss.Write(field("minutes"), "Se habló del teléfono de los sábados.")
	boss.ClickText(".page-head .primary", "Cerrar la reunión")
	boss.WaitText("dialog", "decisión")
	boss.Accessible("meeting-close", everything)
	boss.ClickText("dialog .primary", "Cerrarla")
	boss.WaitText(".page > .banner, .banner", "está cerrada")
	boss.WaitText("main", "Se habló del teléfono de los sábados.")
	boss.examine("meeting-closed")
	ines.WaitText(".banner", "está cerrada")

	token := s.Token(t, "agents", Admin)
	a := s.API(t, token, http.MethodGet, "/api/collections/actions/records?filter=source='meeting'", nil)
	items, _ := a.At("items").([]any)
	if len(items) != 1 {
		t.Fatalf("%d actions: %s", len(items), a.Text)
	}
	made := items[0].(map[string]any)
	if made["title"] != "Toda llamada del sábado queda anotada" || made["owner"] != s.Who(t, s.Token(t, "agents", Agent)) || !strings.HasPrefix(made["due"].(string), dayIn(10)+" 04:59") {
		t.Errorf("the action is %v", made)
	}

	// the next one asks whether it helped
	boss.Meeting(s, "current")
	boss.WaitText("main table", "Toda llamada del sábado queda anotada")
	boss.Choose("", "Imprimir o enviar", "Otras reuniones")
	boss.Fill("dialog input", "teléfono")
	boss.WaitText("dialog .meetings", "Se habló del teléfono")
	boss.Accessible("meeting-list", everything)
}

// TestAMeetingByKeysAlone opens it, decides and closes it without a mouse.
func TestAMeetingByKeysAlone(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.lesson(t)
	p.LogIn(s, Admin)
	p.Meeting(s, thisWeek())
	p.PushAt(".page-head .primary", "Empezar la reunión")
	p.WaitText(".checks", "Marque quiénes estuvieron")
	p.PushAt(inPack("button"), "Añadir decisión")
	p.WaitAt(inPack(`[data-field^="text."]`))
	p.Press("Dos personas revisan cada caja")
	p.ChooseAt(inPack(`[data-field^="owner."]`), "Rubén")
	p.DateAt(inPack(`[data-field^="due."]`), dayIn(8))
	p.PushAt(inPack("form button"), "Anotar la decisión")
	p.WaitText(inPack(".decisions .filled"), "Rubén")
	p.PushAt(inPack("button"), "Siguiente caso")
	p.WaitText(inPack("h3"), "Cambiar la mesa rayada")
	p.WaitAt(inPack("h3"))
	p.ChooseAt(inPack("footer input"), "Sigue en estudio")
	p.TabTo("#asisten li:last-child input")
	p.Press(" ")
	p.WaitText(".checks", "Nada impide cerrar")
	p.Press(kb.Home)
	p.PushAt(".page-head .primary", "Cerrar la reunión")
	p.WaitFor("dialog[open]")
	p.PushAt("dialog .primary", "Cerrarla")
	p.WaitText(".banner", "está cerrada")
	p.Wait(`document.activeElement !== document.body`)
}

// hostile is text as some people write it: markup, beyond one line, in another
// direction, without a space to break at.
var hostile = `<img src=x onerror="alert(1)"> {{name}} שלום עולם 👩‍👩‍👧 ` + strings.Repeat("sinespacios", 60)

// TestAMeetingOfHostileWords: what people write is shown as they wrote it, and
// breaks no page.
func TestAMeetingOfHostileWords(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.lesson(t)
	p.LogIn(s, Admin)
	p.Convene(s)
	long := hostile + strings.Repeat(" palabra", (5000-len([]rune(hostile)))/8)
	p.Write(inPack(`[data-field^="remark."]`), long)
	p.ClickText(inPack("button"), "Comentar")
	p.WaitText(inPack("li .pre"), "<img src=x")
	p.decide(string([]rune(hostile)[:280]))
	p.examine("meeting-hostile")
}

// TestTwoWriteTheMinutes: both texts are there until one is chosen.
func TestTwoWriteTheMinutes(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.lesson(t)
	week, token := thisWeek(), s.Token(t, "agents", Lead)
	p.LogIn(s, Admin)
	p.Convene(s)
	p.Write(field("minutes"), "Lo mío")
	p.WaitText(".saved", "Guardado")
	id, _ := s.API(t, token, http.MethodGet, "/api/crm/reviews/"+week, nil).At("review", "id").(string)
	if a := s.API(t, token, http.MethodPatch, "/api/collections/reviews/records/"+id, map[string]any{"minutes": "Lo de Rubén"}); a.Status != http.StatusOK {
		t.Fatalf("the lead's minutes: %d %s", a.Status, a.Text)
	}
	p.WaitText("[role=alert]", "Lo de Rubén")
	p.WaitText("[role=alert]", "Lo mío")
	p.Accessible("meeting-clash", everything)
	p.ClickText("[role=alert] button", "Unir los dos")
	p.Wait(`document.querySelector('` + field("minutes") + `').value === "Lo de Rubén\n\nLo mío"`)
	p.ClickText("form button", "Guardar en el acta")
	p.Wait(`!document.querySelector(".saved")`)
	if got := s.API(t, token, http.MethodGet, "/api/crm/reviews/"+week, nil).At("review", "minutes"); got != "Lo de Rubén\n\nLo mío" {
		t.Errorf("stored %q", got)
	}
}

// TestWordsOfAMeetingOutliveTheTab: what was begun is there when one comes back.
func TestWordsOfAMeetingOutliveTheTab(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	s.lesson(t)
	p.LogIn(s, Admin)
	p.Convene(s)
	p.ClickText(inPack("button"), "Añadir decisión")
	p.Write(inPack(`[data-field^="text."]`), "A medio escribir")
	p.Write(inPack(`[data-field^="remark."]`), "Un comentario a medias")
	token := s.Token(t, "agents", Admin)
	for name, text := range map[string]string{"decision": "A medio escribir", "remark": "Un comentario a medias"} {
		s.keeps(t, token, "review:"+thisWeek(), name, text)
	}
	p.Do(reload)
	p.Wait(`document.querySelector('` + inPack(`[data-field^="text."]`) + `')?.value === "A medio escribir"`)
	p.Wait(`document.querySelector('` + inPack(`[data-field^="remark."]`) + `')?.value === "Un comentario a medias"`)
}

// keeps waits until a draft holds a text in one of the fields whose names begin so.
func (s *server) keeps(t *testing.T, token, key, prefix, text string) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		have := s.Draft(t, token, key)
		for name, value := range have {
			if strings.HasPrefix(name, prefix) && value == text {
				return
			}
		}
		if time.Now().After(deadline) {
			t.Fatalf("the draft holds %v", have)
		}
	}
}

// TestAnIdeaIsTried: it becomes a decision, which asks who and until when.
func TestAnIdeaIsTried(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Create(t, token, "ideas", map[string]any{"title": "Pegar en la caja una hoja con el enlace"})
	p.LogIn(s, Admin)
	p.Meeting(s, thisWeek())
	p.WaitText("main", "No hay casos para conversar")
	p.ClickText(".page-head .primary", "Empezar la reunión")
	p.WaitText("aside", "Inés: Pegar en la caja")
	p.ClickText("aside button", "Probarla")
	p.WaitText(".decisions .what", "Pegar en la caja")
	p.WaitAt(`.decisions [data-field^="owner."]`)
	p.WaitText("aside", "En prueba")
	if got := s.API(t, token, http.MethodGet, "/api/collections/ideas/records/"+id, nil).At("status"); got != "trying" {
		t.Errorf("the idea is %v", got)
	}
	p.ClickText(".decisions button", "Pegar en la caja")
	p.ClickText(".deciding button", "Quitarla")
	p.Wait(`!document.querySelector(".decisions")`)
}
