package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

func TestAcceptingAnOption(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.offer(key)
	id := s.byKey(key).Id
	v.get("/portal/c/"+key).is(200).worded().has("¿Cómo prefiere que lo resolvamos?", "Un juego nuevo completo", "La devolución del dinero",
		"ACUERDO ACEPTADO PARA SOLUCIONAR EL RECLAMO", "viernes 27 de noviembre", "Llegaron dos juegos completos.")
	v.submit(key, "accept").is(http.StatusBadRequest).has("Elija una de las opciones").worded()
	v.act(key, "accept", "option", "nosuchoption000").is(http.StatusBadRequest).has("Elija una de las opciones")
	s.stage(key, "proposed")
	s.Clock.Move(48 * time.Hour)
	option := firstOption(t, s.App, id)
	v.done(v.act(key, "accept", "option", option), "Queda acordado", "Entregar el juego nuevo").lacks("¿Cómo prefiere que lo resolvamos?")
	c := s.stage(key, "executing")
	p, err := s.FindFirstRecordByData(records.Proposals, "complaint", id)
	if err != nil || p.GetString("status") != "accepted" || p.GetString("accepted_channel") != "portal" ||
		p.GetString("accepted_words") != "ACUERDO ACEPTADO PARA SOLUCIONAR EL RECLAMO" {
		t.Errorf("proposal %v %v", p.PublicExport(), err)
	}
	if n := s.count(records.Options, "proposal = {:p} && chosen = true && id = {:o}", map[string]any{"p": p.Id, "o": option}); n != 1 {
		t.Error("the option is not marked")
	}
	// the term began on the 25th; on the 26th the answer came: one business day suspended
	if got := c.GetDateTime("legal_due").Time().In(time.FixedZone("Lima", -5*3600)).Format(time.DateOnly); got != "2026-12-18" {
		t.Errorf("legal date %s", got)
	}
	v.get("/portal/c/" + key).has("viernes 18 de diciembre de 2026")
	v.get("/portal/c/"+key).has("<bdi>Casa Nogal</bdi></strong>", "Ya hemos comenzado") // a message that nobody of the team wrote by hand
	if s.told(c, "proposal.accepted") != 1 || s.told(c, "complaint.moved") != 1 {
		t.Error("events")
	}
	s.clean()
}

func TestRefusingAProposal(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name  string
		typed []string
		wish  string
		no    bool
	}{
		{"with a wish", []string{"preferred_solution", "Que me cambien todo", "reason", "Es poco"}, "Que me cambien todo", false},
		{"with a wish alone", []string{"preferred_solution", "Que me cambien todo"}, "Que me cambien todo", false},
		{"rather not saying", []string{"preferred_refused", "yes"}, "", true},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, v, key := filed(t)
			s.offer(key)
			v.act(key, "refuse", "preferred_solution", " ", "reason", "No me sirve").is(http.StatusBadRequest).worded().
				has("Díganos cómo le gustaría", "No me sirve")
			s.stage(key, "proposed")
			v.done(v.act(key, "refuse", row.typed...), "Lo entendemos")
			c := s.stage(key, "investigating")
			p, err := s.FindFirstRecordByData(records.Proposals, "complaint", c.Id)
			if err != nil || p.GetString("status") != "refused" || p.GetString("preferred_solution") != row.wish || p.GetBool("preferred_refused") != row.no {
				t.Errorf("proposal %v %v", p.PublicExport(), err)
			}
			if s.told(c, "proposal.refused") != 1 {
				t.Error("events")
			}
			s.clean()
		})
	}
}

// TestLate: whatever the customer sends when the case has moved on comes back
// with the case as it is and the words that were typed.
func TestLate(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, action string
		typed        []string
		kept         string
	}{
		{"accept", "accept", []string{"option", "x"}, ""},
		{"refuse", "refuse", []string{"preferred_solution", "Otro juego"}, "Otro juego"},
		{"confirm", "confirm", nil, ""},
		{"correct", "correct", []string{"correction", "No es así"}, "No es así"},
		{"withdraw", "withdraw", []string{"words", "Ya no quiero"}, "Ya no quiero"},
		{"reopen", "reopen", []string{"reopen_reason", "Sigue igual"}, "Sigue igual"},
	}
	s, v, key := filed(t)
	s.offer(key)
	v.get("/portal/c/" + key).is(200)
	id := s.byKey(key).Id
	s.Move(t, id, testapp.Supervisor, casework.Move{To: "investigating", Fields: nextStep(), Refusal: &casework.Refusal{Channel: "phone", Reason: "No", PreferredRefused: true}})
	s.Move(t, id, testapp.Supervisor, casework.Move{To: "disputed", Fields: map[string]any{"authority": "INDECOPI", "authority_case": "123-2026",
		"authority_served_at": "2026-11-24 15:00:00.000Z", "authority_due": "2026-12-20 15:00:00.000Z", "supervisor": testapp.Supervisor}})
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			v.shop = &shop{s.App, t, s.mux}
			v.act(key, row.action, row.typed...).is(http.StatusConflict).worded().has("Su caso cambió mientras tanto", "INDECOPI", row.kept)
		})
	}
	v.shop = s
	s.stage(key, "disputed")
	s.clean()
}

func TestVoided(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.Move(t, s.byKey(key).Id, testapp.Supervisor, casework.Move{To: "voided", Fields: map[string]any{"void_reason": "Está repetido."}})
	v.get("/portal/c/"+key).is(200).has("Se anuló por este motivo:", "Está repetido.").lacks(`/add"`, `/withdraw"`).worded()
	v.submit(key, "add", "text", "Por favor revísenlo").is(http.StatusConflict).has("Por favor revísenlo")
	s.clean()
}

func TestWithdrawingAndRegretting(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.offer(key)
	v.act(key, "withdraw", "words", " ").is(http.StatusBadRequest).has("Díganos con sus palabras que lo retira.").worded()
	s.stage(key, "proposed")
	v.done(v.act(key, "withdraw", "words", "Ya lo arreglé, gracias"), "Retiramos su reclamo", "Retomar mi caso").lacks("Retirar mi reclamo")
	c := s.stage(key, "closed")
	if c.GetString("closing_kind") != "withdrawal" || c.GetString("withdrawal_words") != "Ya lo arreglé, gracias" || c.GetString("withdrawal_channel") != "portal" {
		t.Errorf("closed as %s with %q", c.GetString("closing_kind"), c.GetString("withdrawal_words"))
	}
	if n := s.count(records.Proposals, "complaint = {:c} && status = 'expired'", map[string]any{"c": c.Id}); n != 1 {
		t.Error("the proposal still waits for an answer")
	}
	s.Clock.Move(9 * 24 * time.Hour)
	v.act(key, "reopen", "reopen_reason", "").is(http.StatusBadRequest).has("Díganos qué falta.").worded()
	v.done(v.act(key, "reopen", "reopen_reason", "Me arrepentí"), "Lo retomamos")
	c = s.stage(key, "investigating")
	if c.GetInt("reopen_count") != 1 || c.GetString("lane") != "attend_now" || s.told(c, "complaint.moved") != 2 {
		t.Errorf("reopened %d in lane %s, told %d", c.GetInt("reopen_count"), c.GetString("lane"), s.told(c, "complaint.moved"))
	}
	s.clean()
}

func TestReopening(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		closed bool
		days   int
		opens  bool
		due    string
	}{
		{"while resolved the date stays", false, 1, true, "2026-12-17"},
		{"once closed a new term starts", true, 20, true, "2027-01-07"},
		{"on the last day", true, 30, true, "2027-01-18"},
		{"after the window", true, 31, false, ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, v, key := filed(t, "remedy_requested", "Otro juego")
			s.resolve(key)
			v.get("/portal/c/"+key).is(200).has("Le cambiamos los platos.", "¿Algo quedó sin resolver?").worded()
			v.get("/portal/r/"+key+"/sheet").is(200).has("Le cambiamos los platos.", "24 nov 2026")
			if row.closed {
				s.close(key)
				v.get("/portal/c/"+key).is(200).has("¿Algo quedó sin resolver?", "25 de diciembre")
			}
			stale := v.token
			s.Clock.Move(time.Duration(row.days) * 24 * time.Hour)
			if !row.opens {
				v.get("/portal/c/" + key).is(200).lacks("¿Algo quedó sin resolver?")
				v.token = stale
				v.submit(key, "reopen", "reopen_reason", "Otra vez lo mismo").is(http.StatusConflict).has("Otra vez lo mismo")
				s.stage(key, "closed")
				return
			}
			v.done(v.act(key, "reopen", "reopen_reason", "Otra vez lo mismo"), "Lo retomamos")
			c := s.stage(key, "investigating")
			if got := c.GetDateTime("legal_due").Time().In(time.FixedZone("Lima", -5*3600)).Format(time.DateOnly); got != row.due {
				t.Errorf("legal date %s, want %s", got, row.due)
			}
			if c.GetString("reopen_reason") != "Otra vez lo mismo" || s.told(c, "complaint.moved") != 1 {
				t.Errorf("reason %q, told %d", c.GetString("reopen_reason"), s.told(c, "complaint.moved"))
			}
			s.clean()
		})
	}
}

// TestConfidential: secrecy is towards the team, not towards its customer.
func TestConfidential(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	c := s.byKey(key)
	c.Load(map[string]any{"confidential": true, "confidential_reason": "PLANTED", "supervisor": testapp.Supervisor})
	casework.SetActor(c, s.Actor(t, testapp.Supervisor))
	if err := s.Save(c); err != nil {
		t.Fatal(err)
	}
	v.get("/portal/c/" + key).is(200).has(story).lacks("PLANTED")
	v.done(v.act(key, "add", "text", "Otro dato"), "Otro dato")
	v.get("/portal/r/" + key).is(200)
}
