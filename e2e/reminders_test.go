package e2e

import (
	"fmt"
	"net/http"
	"testing"
	"time"
)

// shown are the titles of the reminders on the screen, with their stretch.
const shown = `[...document.querySelectorAll("main section .row .title")].map(e => e.closest("section").querySelector("h2").firstChild.textContent.trim() + ": " + e.textContent).join(" | ")`

// remind sets a reminder of a case so many minutes from now.
func (s *server) remind(t *testing.T, token, id, note string, minutes int) string {
	t.Helper()
	return s.Create(t, token, "reminders", map[string]any{"complaint": id, "note": note, "due": time.Now().UTC().Add(time.Duration(minutes) * time.Minute).Format(time.RFC3339)})
}

// TestReminders: one's own in their stretches, seen to in their place with the
// keyboard alone; nothing is left, and the screen says so.
func TestReminders(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	for _, one := range s.pending(t, token) {
		s.API(t, token, http.MethodPatch, "/api/collections/reminders/records/"+one, map[string]any{"done_at": "2026-01-01"})
	}
	s.remind(t, token, id, "Preguntar al taller", 60*24*20)
	s.remind(t, token, id, "Pedir las fotos", 60*24*21)
	s.remind(t, token, id, "Mirar la factura", 60*24*22)
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/hoy")
	p.ClickText("main aside a", "Recordatorios")
	p.Wait(shown + ` === "Más adelante: Preguntar al taller | Más adelante: Pedir las fotos | Más adelante: Mirar la factura"`)
	p.Press("j")
	p.Wait(`document.activeElement.textContent === "Preguntar al taller"`)
	p.Press("\t")
	p.Wait(`document.activeElement.matches(".button") && document.activeElement.textContent.startsWith("Hecho")`)
	p.Press("\r")
	p.Wait(shown + ` === "Más adelante: Pedir las fotos | Más adelante: Mirar la factura"`)
	p.Eval(`document.querySelector("main .row summary").focus()`)
	p.Press("\r")
	p.ClickText("main .row .item", "Dejar para después")
	p.Wait(`document.querySelector("dialog [data-field=snoozed_until]").value.endsWith("T09:00")`)
	p.ClickText("dialog .primary", "Dejar para después")
	p.WaitText("dialog .error", "Anote por qué")
	p.Fill("dialog [data-field=reason]", "Falta el repuesto")
	p.Accessible("put off", everything)
	p.ClickText("dialog .primary", "Dejar para después")
	p.WaitText("main .row", "Falta el repuesto")
	p.Wait(`!document.querySelector("dialog[open]")`)
	p.ClickText("main .row summary", "Más")
	p.ClickText("main .row .item", "Ya no hace falta")
	p.Fill("dialog [data-field=reason]", "Ya la tiene")
	p.ClickText("dialog .primary", "Quitar")
	p.Wait(`document.querySelectorAll("main .row").length === 1 && !document.querySelector("dialog[open]")`)
	p.ClickText("main .row summary", "Más")
	p.ClickText("main .row .item", "Pasar a otra persona")
	p.WaitText("dialog select", "Rubén Chumpitaz")
	p.Eval(`(() => { const e = document.querySelector("dialog select"); e.value = [...e.options].find(o => o.textContent.includes("Rubén")).value; e.dispatchEvent(new Event("change", {bubbles: true})); })()`)
	p.ClickText("dialog .primary", "Pasar")
	p.WaitText("main .empty", "No tiene recordatorios")
	p.Accessible("no reminders", everything)
	p.ClickText("main .tabs a", "Hechos")
	p.WaitText("main .row", "Preguntar al taller")
	p.WaitText("main .row .sub", "hecho")
	p.ClickText("main .tabs a", "Del equipo")
	p.WaitText("main .row .sub", "Rubén Chumpitaz")
}

// pending are the reminders that wait for the caller.
func (s *server) pending(t *testing.T, token string) (ids []string) {
	t.Helper()
	items, _ := s.API(t, token, http.MethodGet, "/api/crm/reminders", nil).At("items").([]any)
	for _, i := range items {
		ids = append(ids, i.(map[string]any)["id"].(string))
	}
	return ids
}

// TestRemindersAtEveryWidth: nothing is cut, pushed aside or out of reach, in
// either language and every look.
func TestRemindersAtEveryWidth(t *testing.T) {
	t.Parallel()
	s := start(t)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	s.remind(t, token, id, "Preguntar al taller por el repuesto de la mesa extensible que pidió la señora Quispe", 2)
	s.Resolved(t, token)
	for _, width := range []size{phone, tablet, desktop} {
		for _, language := range []string{"es", "en"} {
			p := browse(t, desktop)
			p.LogIn(s, Agent)
			if language == "en" {
				p.SpeakAs(language)
			}
			p.Size(width)
			p.Open(s.URL + "/desk/#/recordatorios")
			p.WaitText("main .row", "Preguntar al taller")
			p.Wait(`document.documentElement.scrollWidth <= innerWidth && document.querySelector("main").scrollWidth <= document.querySelector("main").clientWidth`)
			p.Accessible(fmt.Sprintf("reminders at %d in %s", width.width, language), everything)
			p.Shot(fmt.Sprintf("desk-reminders-%d-%s", width.width, language))
			if width == phone {
				p.Wait(`[...document.querySelectorAll("main .row :is(.button, summary)")].filter(e => e.checkVisibility()).every(e => e.getBoundingClientRect().height >= 44)`)
				p.InEveryLook("reminders")
			}
		}
	}
}

// TestNobodyAnswersInOneTouch: from the day's list; it leaves the day until it is
// time to try again.
func TestNobodyAnswersInOneTouch(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	token := s.Token(t, "agents", Agent)
	id := s.Resolved(t, token)
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/recordatorios")
	p.WaitText("main .row", "Llamada de seguimiento")
	p.ClickText("main .row .button", "No contesta")
	p.WaitText(".toasts", "nadie contestó")
	p.WaitText("main .row .sub", "1 intento")
	calls, _ := s.API(t, token, http.MethodGet, "/api/crm/complaints/"+id+"/file", nil).At("follow_ups").([]any)
	if len(calls) != 1 || calls[0].(map[string]any)["contacted"] != false {
		t.Errorf("calls %v", calls)
	}
}

// TestRemindersOfACase: added in the case, shown there with its person.
func TestRemindersOfACase(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	id := s.Investigating(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.WaitText("section[aria-labelledby=reminders]", "Próximo paso prometido")
	p.ClickText("section[aria-labelledby=reminders] button", "Añadir")
	p.WaitFor("dialog [data-field=note]")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("dialog .error", "Anote qué hay que recordar")
	p.Fill("dialog [data-field=note]", "Llamarle con el dato")
	p.Eval(`(() => { const e = document.querySelector("dialog [data-field=promise_minutes]"); e.value = "20"; e.dispatchEvent(new Event("change", {bubbles: true})); })()`)
	p.Accessible("new reminder", everything)
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("section[aria-labelledby=reminders] li", "Llamarle con el dato")
	p.Accessible("reminders of a case", everything)
}

// TestMorningAndCalendar: who wants no mail says so, and the address of the
// calendar is shown once and leads to it until it is taken back.
func TestMorningAndCalendar(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	s.Investigating(t, token, "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.Click(".rail .self")
	p.WaitFor("dialog [data-field=digest_hour]")
	p.Accessible("preferences", everything)
	p.ClickText("dialog button", "Crear la dirección")
	p.WaitFor("dialog input[readonly]")
	address := p.Eval(`new URL(document.querySelector("dialog input[readonly]").value).pathname`)
	answer, text := s.ask(t, http.MethodGet, address, nil)
	if answer.Status != http.StatusOK {
		t.Errorf("the calendar: %d %s", answer.Status, text)
	}
	p.Shot("desk-calendar")
	p.Eval(`[...document.querySelectorAll("dialog [data-field=digest]")].at(-1).click(), true`)
	p.Wait(`!document.querySelector("dialog [data-field=digest_hour]")`)
	p.ClickText("dialog button", "Quitar")
	p.WaitText("dialog", "Crear la dirección")
	if answer, _ := s.ask(t, http.MethodGet, address, nil); answer.Status != http.StatusNotFound {
		t.Errorf("taken back: %d", answer.Status)
	}
}
