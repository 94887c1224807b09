package hooks_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// filed is a case that a customer filed just now, with the customer's browser.
func filed(t *testing.T, pairs ...string) (*shop, *visitor, string) {
	t.Helper()
	s := newShop(t)
	v := s.visitor()
	return s, v, v.file(minimum(pairs...))
}

// investigate takes a case to where the team works on it.
func (s *shop) investigate(key string) {
	s.t.Helper()
	id := s.byKey(key).Id
	s.Move(s.t, id, testapp.Agent, casework.Move{To: "assessing"})
	fields := triage()
	fields["goal"], fields["remedy_requested"] = "Recibir el pedido completo", "El juego completo"
	s.Move(s.t, id, testapp.Agent, casework.Move{To: "investigating", Fields: fields})
}

// offer puts two options to the customer.
func (s *shop) offer(key string) {
	s.t.Helper()
	s.investigate(key)
	s.Clock.Move(time.Hour)
	s.Move(s.t, s.byKey(key).Id, testapp.Lead, casework.Move{To: "proposed", Statement: "Salió sin separadores.",
		Fields: map[string]any{"cause": "delivery", "fault": "company"}, Proposal: offer()})
}

// resolve answers a case at once.
func (s *shop) resolve(key string) {
	s.t.Helper()
	s.Move(s.t, s.byKey(key).Id, testapp.Agent, casework.Move{To: "resolved", Statement: "Se cambió en tienda.", Letter: &casework.Letter{Text: "Le cambiamos los platos."},
		Fields: map[string]any{"cause": "delivery", "actions_public": "Le cambiamos los platos.", "cause_public": "Salió sin separadores.", "acceptance_channel": "phone",
			"understanding_channel": "phone", "understanding_confirmed_at": s.Clock.Now().Format(time.RFC3339), "severity": "low", "fault": "company",
			"apology_given_at": s.Clock.Now().Format(time.RFC3339), "apology_channel": "phone", "safety": "no"}})
}

// close ends a resolved case as confirmed by the customer.
func (s *shop) close(key string) {
	s.t.Helper()
	s.Clock.Move(24 * time.Hour)
	yes, no := true, false
	s.Move(s.t, s.byKey(key).Id, testapp.Agent, casework.Move{To: "closed", Fields: map[string]any{"closing_kind": "confirmed", "mood_end": 5},
		FollowUp: &casework.Call{Contacted: true, Satisfied: &yes, Recurred: &no, Solved: &yes}, Closing: &casework.Letter{}})
}

// act opens the case and sends one of its forms.
func (v *visitor) act(key, action string, pairs ...string) page {
	v.t.Helper()
	v.get("/portal/c/" + key).is(http.StatusOK)
	return v.submit(key, action, pairs...)
}

// submit sends a form of the page that is on the screen, however old.
func (v *visitor) submit(key, action string, pairs ...string) page {
	v.t.Helper()
	form := url.Values{}
	for at := 0; at+1 < len(pairs); at += 2 {
		form.Set(pairs[at], pairs[at+1])
	}
	return v.post("/portal/c/"+key+"/"+action, form)
}

// done follows the redirect after an action and reads the thanks.
func (v *visitor) done(p page, texts ...string) page {
	v.t.Helper()
	p.is(http.StatusSeeOther)
	return v.get(p.Header.Get("Location")).is(http.StatusOK).has(texts...).worded()
}

func TestOpenByNumberAndKey(t *testing.T) {
	t.Parallel()
	s, _, key := filed(t)
	grouped := strings.Join([]string{key[:4], key[4:8], key[8:12], key[12:16], key[16:20], key[20:24], key[24:]}, "-")
	read := strings.NewReplacer("0", "o", "1", "l").Replace(strings.ToLower(key))
	rows := []struct {
		name, number, key string
		found             bool
	}{
		{"as stored", "000000001-2026", key, true},
		{"grouped", "000000001-2026", grouped, true},
		{"in small letters", "000000001-2026", strings.ToLower(grouped), true},
		{"with spaces", " 000000001 - 2026 ", strings.ReplaceAll(grouped, "-", " "), true},
		{"without zeros in front", "1-2026", key, true},
		{"letters read for digits", "1-2026", read, true},
		{"another number", "000000002-2026", key, false},
		{"no number", "", key, false},
		{"another key", "000000001-2026", "0" + key[1:] + "Z", false},
		{"half a key", "000000001-2026", key[:14], false},
		{"no key", "000000001-2026", "", false},
		{"wildcard", "000000001-2026", "%", false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			v := s.visitor()
			v.shop = &shop{s.App, t, s.mux}
			v.get("/portal/").is(200)
			p := v.post("/portal/open", url.Values{"number": {row.number}, "key": {row.key}})
			if row.found {
				if got := p.key(); got != key {
					t.Errorf("leads to %s", got)
				}
				return
			}
			p.is(http.StatusNotFound).has("No encontramos").lacks(story)
		})
	}
}

func TestStrangersSeeNothing(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	wrong := strings.Repeat("Z", len(key))
	for _, path := range []string{"/portal/c/" + wrong, "/portal/r/" + wrong, "/portal/r/" + wrong + "/sheet", "/portal/c/", "/portal/c/000000001-2026", "/portal/r/" + key[:20], "/portal/c/%00"} {
		v.get(path).is(http.StatusNotFound).has("Aquí no hay nada").lacks(story, "Rosa").worded()
	}
	v.get("/portal/c/" + key).is(200)
	for _, action := range []string{"add", "confirm", "correct", "accept", "refuse", "withdraw", "reopen"} {
		v.submit(wrong, action, "text", "x", "words", "x").is(http.StatusNotFound)
	}
	v.get("/portal/c/" + strings.ToLower(key)).is(200).has(story)
	s.stage(key, "received")
	misread := strings.NewReplacer("0", "o", "1", "i").Replace(strings.ToLower(key))
	v.get("/portal/c/"+misread).is(200).has(story, "/portal/c/"+key+"/add")
	v.get("/portal/r/" + misread).is(200).has(`href="/portal/c/` + key)
}

// TestNothingInternalOnThePages plants a word in everything that is the team's
// own and looks for it on every page of the customer.
func TestNothingInternalOnThePages(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.offer(key)
	c := s.byKey(key)
	lead := s.Actor(t, testapp.Supervisor) // "Graciela", who never writes to the customer
	plant := func(collection string, values map[string]any) {
		t.Helper()
		if _, err := s.Engine.Create(s, collection, values, lead); err != nil {
			t.Fatalf("%s: %v %v", collection, err, casework.Codes(err))
		}
	}
	plant(records.Messages, map[string]any{"complaint": c.Id, "direction": "note", "text": "PLANTED note"})
	plant(records.Statements, map[string]any{"complaint": c.Id, "text": "PLANTED statement"})
	plant(records.Tasks, map[string]any{"complaint": c.Id, "title": "PLANTED task outside of the plan"})
	plant(records.Reminders, map[string]any{"complaint": c.Id, "note": "PLANTED reminder", "due": "2026-12-01 10:00:00.000Z"})
	s.know(c.GetString("customer"), "notes_handling", "PLANTED handling")
	for _, name := range []string{"cause_detail", "evidence_note", "no_evidence_reason", "urgency_reason", "explanation", "alternatives",
		"no_alternative_reason", "denial_letter", "review_reason", "second_review", "learning", "impact", "since_when", "cause_public",
		"information_requested", "information_reason", "understanding_waived_reason", "authority_case", "folio"} {
		c = s.byKey(key)
		c.Set(name, "PLANTED "+name)
		casework.SetActor(c, lead)
		if err := s.Save(c); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	for _, path := range []string{"/portal/c/" + key, "/portal/r/" + key, "/portal/r/" + key + "/sheet"} {
		v.get(path).is(200).lacks("PLANTED", "Salió sin separadores", "Graciela", "120", "689", "delivery", "company", "Tienda", "atención prioritaria",
			testapp.Lead, testapp.Agent, c.Id, "queue_key")
	}
	v.get("/portal/c/"+key).has("Inés Paredes", "Un juego nuevo completo")
	v.act(key, "accept", "option", firstOption(t, s.App, c.Id)).is(http.StatusSeeOther)
	v.get("/portal/c/"+key).is(200).has("Entregar el juego nuevo").lacks("PLANTED", "Salió sin separadores")
}

func TestAddingInformation(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	v.get("/portal/c/" + key).is(200)
	token := v.token
	v.done(v.postWith("/portal/c/"+key+"/add", url.Values{"text": {"Aquí va la boleta"}}, "boleta.pdf", "%PDF"), "Aquí va la boleta", "boleta.pdf", "Recibido, gracias")
	v.token = token
	v.postWith("/portal/c/"+key+"/add", url.Values{"text": {"Aquí va la boleta"}}, "boleta.pdf", "%PDF").is(http.StatusSeeOther) // the same form again
	after := s.restart().visitor()
	after.token = token
	after.submit(key, "add", "text", "Aquí va la boleta").is(http.StatusSeeOther)
	if n := after.count(records.Messages, "direction = 'in'", nil); n != 1 {
		t.Errorf("%d messages after a restart", n)
	}
	c := s.stage(key, "received")
	if n := s.count(records.Messages, "complaint = {:c} && direction = 'in'", map[string]any{"c": c.Id}); n != 1 {
		t.Errorf("%d messages", n)
	}
	if n := s.count(records.Attachments, "complaint = {:c} && message != ''", map[string]any{"c": c.Id}); n != 1 {
		t.Errorf("%d files of messages", n)
	}
	v.act(key, "add", "text", "  ").is(http.StatusBadRequest).has("Escriba algo o adjunte un archivo").worded()
	v.get("/portal/c/" + key)
	v.done(v.postWith("/portal/c/"+key+"/add", nil, "foto.png", "png"), "Solo archivos", "foto.png")
	if s.told(c, "message.received") != 2 || s.told(c, "attachment.added") != 2 {
		t.Error("events")
	}
	s.clean()
}

func TestTheAnswerWakesAWaitingCase(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.investigate(key)
	id := s.byKey(key).Id
	s.Move(t, id, testapp.Agent, casework.Move{To: "waiting_customer", Fields: map[string]any{"information_requested": "una foto de los platos",
		"information_reason": "Para pedirlos al almacén.", "information_until": "2026-12-04 23:00:00.000Z"}})
	v.get("/portal/c/"+key).is(200).has("Necesitamos un dato de usted", "una foto de los platos", "Para pedirlos al almacén.", "viernes 4 de diciembre").worded()
	waiting := map[string]any{"c": id}
	if n := s.count(records.Reminders, "complaint = {:c} && kind = 'information' && pending = true", waiting); n != 1 {
		t.Errorf("%d reminders while waiting", n)
	}
	v.act(key, "add", "text", "").is(http.StatusBadRequest)
	s.stage(key, "waiting_customer")
	v.done(v.act(key, "add", "text", "La foto está en camino"), "La foto está en camino")
	c := s.stage(key, "investigating")
	if n := s.count(records.Reminders, "complaint = {:c} && kind = 'information' && pending = true", waiting); n != 0 {
		t.Errorf("%d reminders afterwards", n)
	}
	if c.GetString("next_step") == "" || c.GetDateTime("next_step_due").IsZero() || s.told(c, "complaint.moved") != 1 {
		t.Errorf("next step %q, told %d", c.GetString("next_step"), s.told(c, "complaint.moved"))
	}
	s.clean()
}

func TestUnderstanding(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.investigate(key)
	say := func(text string) {
		t.Helper()
		c := s.byKey(key)
		c.Set("paraphrase", text)
		casework.SetActor(c, s.Actor(t, testapp.Agent))
		if err := s.Save(c); err != nil {
			t.Fatal(err)
		}
	}
	v.act(key, "confirm").is(http.StatusConflict).has("Su caso cambió mientras tanto")
	say("Le faltan dos tazas.")
	v.get("/portal/c/"+key).is(200).has("¿Le hemos entendido bien?", "Le faltan dos tazas.")
	v.act(key, "correct", "correction", "").is(http.StatusBadRequest).has("Díganos qué debemos corregir.", "Le faltan dos tazas.")
	v.done(v.act(key, "correct", "correction", "No faltan tazas: son tres platos rotos."), "Gracias por corregirnos", "son tres platos rotos").lacks("Le faltan dos tazas.")
	v.act(key, "confirm").is(http.StatusConflict)
	say("Llegaron tres platos rotos.")
	v.done(v.act(key, "confirm"), "Gracias por confirmarlo").lacks("¿Le hemos entendido bien?")
	c := s.byKey(key)
	if c.GetDateTime("understanding_confirmed_at").IsZero() || c.GetString("understanding_channel") != "portal" {
		t.Error("not confirmed")
	}
	if s.told(c, "understanding.confirmed") != 1 || s.told(c, "understanding.corrected") != 1 {
		t.Error("events")
	}
	s.clean()
}

// TestTheOwnerIsTold: what the customer writes stands in the owner's day until
// it is answered, once however often they write.
func TestTheOwnerIsTold(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.investigate(key)
	id := s.byKey(key).Id
	waiting := func() int {
		return s.count(records.Reminders, "complaint = {:c} && kind = 'customer_wrote' && pending = true && assignee = {:a}", map[string]any{"c": id, "a": testapp.Agent})
	}
	for _, text := range []string{"Un dato más", "Y otro"} {
		v.done(v.act(key, "add", "text", text), text)
	}
	if n := waiting(); n != 1 {
		t.Errorf("%d reminders", n)
	}
	day, err := s.Engine.Day(s, s.Actor(t, testapp.Agent), func(*dbx.SelectQuery) error { return nil })
	if err != nil || !slices.ContainsFunc(day.Sections, func(part casework.Section) bool {
		return part.Code == "replies" && slices.ContainsFunc(part.Items, func(c casework.Card) bool { return c.ID == id && c.Reason == "customer_wrote" })
	}) {
		t.Errorf("day %+v %v", day.Sections, err)
	}
	answer := map[string]any{"complaint": id, "direction": "out", "text": "Gracias, lo revisamos."}
	if _, err := s.Engine.Create(s, records.Messages, answer, s.Actor(t, testapp.Agent)); err != nil {
		t.Fatal(err)
	}
	if n := waiting(); n != 0 {
		t.Errorf("%d reminders after the answer", n)
	}
	s.Clock.Move(time.Minute) // until then the answer may be called back
	v.get("/portal/c/"+key).has("Gracias, lo revisamos.", "Inés Paredes")
	s.clean()
}
