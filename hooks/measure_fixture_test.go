package hooks_test

import (
	"net/http"
	"testing"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// spanish is the autumn of 2026 in a shop in Madrid under Ley 10/2025 (es-l10:
// 15 business days to answer; what was incomplete starts the term anew), open
// Monday to Friday 09-13 and 15-19 (480 minutes a day) and Saturdays 09-13 (240).
// Monday 12 October is a holiday; on Sunday 25 October the day has 25 hours.
//
// Reports are read on Tuesday 1 December at noon. Minutes are counted by hand:
//
//	case         came         first person   answered     by the clock             business minutes
//	holiday      Fri 9/10 10:00   10:30      Tu 13 10:00  4 days = 5760            Fri 420 + Sat 240 + Tu 60 = 720
//	reopened     Thu 22/10 9:00   09:20      Fr 23 12:00, and again
//	                                         Tu 27 11:00  5 d 2 h + 1 h = 7380     480+480+240+480+120 = 1800
//	waiting      Mo 5/10 09:00    09:45      Fr 9 12:00   4 d 3 h = 5940           4×480 + 180 = 2100; waited from Tu 10:00
//	             (a letter, registered 09:30)             to Thu 17:00: 420+480+360 = 1260; net 840
//	denied       Mo 9/11 09:00    11:00      We 11 09:30  2 d 30 = 2910            960 + 30 = 990
//	misunder     Thu 5/11 09:00   09:05      Fr 6 10:00   1 d 1 h = 1500           480 + 60 = 540
//	again        Mo 26/10 09:00   10:00      Mo 9/11 10:00 14 d 1 h = 20220        2400+240+2400+240+60 = 5340
//	late         Thu 1/10 09:00   Fr 2 12:00 Mo 26 12:00  25 d 3 h + 1 h = 36240   960+240+2400+240+1920+240+2400+240+180 = 8820
//	             (a letter, registered Fr 2 09:00: received 1440 min. before; first: wall 1620, work 480+180 = 660)
//	unreachable  Mo 2/11 09:00    12:00      Mo 2 12:00   180                      180
//	whatsapp     Tu 3/11 10:00    17:00      Tu 3 17:00   420                      180 + 120 = 300
//	reserved     We 4/11 10:00    11:00 (call) never: due 25/11 (Thu 5 is the first of 15), open for 19 business days
//	imported     Mo 16/11 09:00   nobody     never: due 7/12, open for 11 business days
//	withdrawn    Tu 10/11 09:00   nobody     given up on Thu 12 09:00
//	voided       We 7/10 10:00    is in no figure
//	old          We 15/10/2025, closed on the 17th; its customer bought again in September of 2026
func spanish(t *testing.T) *ledger {
	l := keepBook(t, yearOf{"Europe/Madrid", "es-l10", "ES"})
	l.oldCase()
	l.october()
	l.november()
	l.surveysAndGestures()
	l.learned()
	l.worked()
	l.live("2026-12-01 12:00")
	return l
}

func claim(customer string, more map[string]any) map[string]any {
	return with(map[string]any{"customer": customer, "severity": "medium"}, more)
}

func (l *ledger) oldCase() {
	luis := l.person("Luis Ferrer", "luis@correo.example")
	l.files("2025-10-15 09:00", "old", claim(luis, nil))
	l.atOnce("2025-10-15 10:00", "old", "billing")
	l.thanks("2025-10-17 10:00", "old")
	l.on("2026-09-21 12:00", func() { l.bought(luis, "2026-09-21") })
}

func (l *ledger) bought(who, day string) {
	l.t.Helper()
	_, err := l.Engine.Create(l, records.Purchases, map[string]any{"customer": who, "date": day + " 00:00:00.000Z", "amount": 50, "currency": "EUR"}, l.Actor(l.t, testapp.Admin))
	report(l.t, err)
}

func (l *ledger) october() {
	bruno, carla, karla := l.person("Bruno Soler", "bruno@correo.example"), l.person("Carla Vidal", "carla@correo.example"), l.person("Karla Ibáñez", "karla@correo.example")
	letter := func(at string) map[string]any {
		return map[string]any{"channel": "letter", "arrived_at": at, "arrived_reason": "Llegó con el correo", "reply_channel": "email"}
	}
	// late: three weeks without a word, answered after its date
	l.files("2026-10-02 09:00", "late", claim(karla, letter("2026-10-01 07:00:00.000Z")))
	l.writes("2026-10-02 12:00", "late")
	l.begins("2026-10-05 10:00", "late", "2026-10-08 16:00:00.000Z", nil)
	l.proposes("2026-10-20 10:00", "late", "delivery", "2026-10-22")
	l.agrees("2026-10-20 11:00", "late", "2026-10-26 16:00:00.000Z")
	l.answers("2026-10-26 12:00", "late", nil)
	// waiting: the customer is asked for a photo
	l.files("2026-10-05 09:30", "waiting", claim(carla, letter("2026-10-05 07:00:00.000Z")))
	l.writes("2026-10-05 09:45", "waiting")
	l.begins("2026-10-05 12:00", "waiting", "2026-10-07 16:00:00.000Z", nil)
	l.goes("2026-10-06 10:00", "waiting", testapp.Agent, func() casework.Move {
		return casework.Move{To: "waiting_customer", Fields: map[string]any{"information_requested": "Una foto", "information_reason": "Para el taller",
			"information_until": "2026-10-21 21:00:00.000Z"}}
	})
	l.posts("2026-10-08 17:00", "waiting", records.Messages, testapp.Agent, map[string]any{"direction": "in", "channel": "email", "text": "Aquí está"})
	l.goes("2026-10-08 17:00", "waiting", testapp.Agent, func() casework.Move {
		return casework.Move{To: "investigating", Fields: map[string]any{"next_step": "Verla", "next_step_due": "2026-10-09 16:00:00.000Z"}}
	})
	l.proposes("2026-10-09 09:00", "waiting", "billing", "2026-10-14")
	l.agrees("2026-10-09 10:00", "waiting", "2026-10-09 16:00:00.000Z")
	l.answers("2026-10-09 12:00", "waiting", nil)
	l.thanks("2026-10-14 10:00", "waiting")
	// voided: registered by mistake
	l.files("2026-10-07 10:00", "voided", claim(carla, nil))
	l.goes("2026-10-07 10:30", "voided", testapp.Supervisor, func() casework.Move {
		return casework.Move{To: "voided", Fields: map[string]any{"void_reason": "Era una consulta"}}
	})
	l.holiday()
	l.reopened(bruno)
}

func (l *ledger) holiday() {
	l.files("2026-10-09 10:00", "holiday", claim(testapp.Rosa, nil))
	l.writes("2026-10-09 10:30", "holiday")
	l.begins("2026-10-09 11:00", "holiday", "2026-10-14 16:00:00.000Z", nil)
	l.proposes("2026-10-09 12:00", "holiday", "delivery", "2026-10-13")
	l.agrees("2026-10-09 12:30", "holiday", "2026-10-13 16:00:00.000Z")
	l.answers("2026-10-13 10:00", "holiday", nil)
	l.thanks("2026-10-14 12:00", "holiday")
	l.on("2026-10-20 12:00", func() { l.bought(testapp.Rosa, "2026-10-20") })
}

func (l *ledger) reopened(bruno string) {
	no, yes := false, true
	l.files("2026-10-22 09:00", "reopened", claim(bruno, map[string]any{"kind": "grievance", "channel": "counter"}))
	l.writes("2026-10-22 09:20", "reopened")
	l.begins("2026-10-22 10:00", "reopened", "2026-10-23 16:00:00.000Z", nil)
	l.proposes("2026-10-22 12:00", "reopened", "product_defect", "2026-10-23")
	l.agrees("2026-10-22 16:00", "reopened", "2026-10-23 16:00:00.000Z")
	l.answers("2026-10-23 12:00", "reopened", nil)
	l.goes("2026-10-26 10:00", "reopened", testapp.Agent, func() casework.Move {
		return casework.Move{To: "investigating", FollowUp: &casework.Call{Contacted: true, Satisfied: &no, Recurred: &yes, Solved: &no},
			Fields: map[string]any{"reopen_reason": "Volvió a fallar", "next_step": "Cambiarlo", "next_step_due": "2026-10-27 17:00:00.000Z"}}
	})
	l.writes("2026-10-26 10:10", "reopened")
	l.proposes("2026-10-26 12:00", "reopened", "product_defect", "2026-10-27")
	l.agrees("2026-10-26 16:00", "reopened", "2026-10-27 17:00:00.000Z")
	l.answers("2026-10-27 11:00", "reopened", nil)
	l.thanks("2026-10-29 12:00", "reopened")
	// again: the trouble of the holiday comes back, and a promise is broken
	l.files("2026-10-26 09:00", "again", claim(testapp.Rosa, nil))
	l.writes("2026-10-26 10:00", "again")
	l.begins("2026-10-26 11:00", "again", "2026-10-28 17:00:00.000Z", nil)
	l.proposes("2026-11-04 10:00", "again", "delivery", "2026-11-10")
	l.agrees("2026-11-04 11:00", "again", "2026-11-10 17:00:00.000Z")
	l.answers("2026-11-09 10:00", "again", map[string]any{"resolution_kind": "partial"})
	l.thanks("2026-11-10 12:00", "again")
}

func (l *ledger) november() {
	call := func() casework.Move { return casework.Move{FollowUp: &casework.Call{Note: "No contesta"}} }
	l.files("2026-11-02 09:00", "unreachable", claim(l.person("Gina Rey", "gina@correo.example"), map[string]any{"channel": "counter"}))
	l.atOnce("2026-11-02 12:00", "unreachable", "staff_treatment")
	for _, when := range []string{"2026-11-03 10:00", "2026-11-03 16:00", "2026-11-05 11:00"} {
		l.goes(when, "unreachable", testapp.Agent, call)
	}
	l.goes("2026-11-05 12:00", "unreachable", testapp.Agent, func() casework.Move {
		return casework.Move{To: "closed", Fields: map[string]any{"closing_kind": "unreachable"}, Closing: &casework.Letter{}}
	})
	l.files("2026-11-03 10:00", "whatsapp", claim(l.person("Hugo Mas", "hugo@correo.example"), map[string]any{"channel": "whatsapp"}))
	l.atOnce("2026-11-03 17:00", "whatsapp", "communication")
	l.thanks("2026-11-04 10:00", "whatsapp")
	l.files("2026-11-04 10:00", "reserved", claim(l.person("Elsa Prat", "elsa@correo.example"), nil))
	l.on("2026-11-04 10:30", func() {
		got := l.Ask(l.t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, l.cases["reserved"]),
			map[string]any{"confidential": true, "confidential_reason": "Menciona su salud", "supervisor": testapp.Supervisor})
		if got.Status != http.StatusOK {
			l.t.Fatal(got.Text)
		}
	})
	l.posts("2026-11-04 11:00", "reserved", records.Messages, testapp.Agent, map[string]any{"direction": "note", "purpose": "call", "call_direction": "out",
		"channel": "phone", "text": "Hablé con ella"})
	l.posts("2026-11-04 11:05", "reserved", records.Reminders, testapp.Agent, map[string]any{"note": "Llamarla", "promise_minutes": 20})
	l.on("2026-11-04 11:15", func() {
		promise := l.Find(l.t, records.Reminders, "complaint = {:c} && kind = 'call_back'", l.cases["reserved"])[0]
		if got := l.Ask(l.t, testapp.Agent, http.MethodPatch, testapp.Records(records.Reminders, promise.Id), map[string]any{"done_at": records.Stamp(l.Clock.Now()), "outcome": "done"}); got.Status != http.StatusOK {
			l.t.Fatal(got.Text)
		}
	})
	l.writes("2026-11-04 16:00", "reserved")
	l.posts("2026-11-05 16:00", "reserved", records.Messages, testapp.Agent, map[string]any{"direction": "note", "purpose": "call", "call_direction": "in", "channel": "phone", "text": "Llama ella"})
	l.decided()
	l.files("2026-11-16 09:00", "imported", claim(l.person("Fabio Ruiz", "fabio@correo.example"), map[string]any{"assignee": testapp.Agent}))
	l.on("2026-11-16 09:01", func() { l.Exec(l.t, "UPDATE complaints SET imported = 1 WHERE id = '"+l.cases["imported"]+"'", nil) })
}

// decided: a misunderstanding that went ahead of the queue, a no, and a case
// that its customer gave up.
func (l *ledger) decided() {
	l.files("2026-11-05 09:00", "misunderstood", claim(l.person("Irma Sala", "irma@correo.example"), nil))
	l.writes("2026-11-05 09:05", "misunderstood")
	l.begins("2026-11-05 10:00", "misunderstood", "2026-11-06 17:00:00.000Z", map[string]any{"urgency": "deadline_event", "urgency_reason": "Boda el sábado"})
	l.posts("2026-11-05 12:00", "misunderstood", records.Messages, testapp.Agent, map[string]any{"direction": "in", "channel": "whatsapp", "text": "¿Y bien?"})
	l.posts("2026-11-05 12:30", "misunderstood", records.Incidents, testapp.Agent, map[string]any{"kind": "threat", "text": "Golpeó el mostrador ante dos personas"})
	l.goes("2026-11-06 10:00", "misunderstood", testapp.Agent, func() casework.Move {
		return casework.Move{To: "resolved", Statement: "Leyó otra fecha.", Letter: &casework.Letter{Text: "La fecha era la del recibo."},
			Fields: with(l.Understood(), map[string]any{"cause": "communication", "explanation": "La fecha era la del recibo."})}
	})
	l.thanks("2026-11-12 10:00", "misunderstood")
	l.files("2026-11-09 09:00", "denied", claim(l.person("Julia Coll", "julia@correo.example"), nil))
	l.writes("2026-11-09 11:00", "denied")
	l.begins("2026-11-09 12:00", "denied", "2026-11-12 17:00:00.000Z", nil)
	l.goes("2026-11-10 10:00", "denied", testapp.Agent, func() casework.Move {
		return casework.Move{To: "denial_review", Statement: "El plazo había pasado.", Fields: with(testapp.Denial(), l.Understood())}
	})
	l.goes("2026-11-11 09:30", "denied", testapp.Supervisor, func() casework.Move { return casework.Move{To: "resolved", Letter: &casework.Letter{}} })
	l.thanks("2026-11-12 12:00", "denied")
	l.files("2026-11-10 09:00", "withdrawn", claim(l.person("Mario Pons", "mario@correo.example"), nil))
	l.goes("2026-11-12 09:00", "withdrawn", testapp.Agent, func() casework.Move {
		return casework.Move{To: "closed", Fields: map[string]any{"withdrawal_words": "Ya no hace falta", "withdrawal_channel": "phone"}}
	})
}

// surveysAndGestures: four surveys are sent and three answered; one is answered
// on the telephone that was never sent. One gesture in euros, that is used up later,
// one in dollars.
func (l *ledger) surveysAndGestures() {
	l.asks("2026-10-17 10:00") // holiday and waiting
	l.opines("2026-10-18 10:00", "holiday", map[string]any{"solution": 5, "treatment": 5, "expectation": "yes", "recommend": "9", "effort": 6, "compared": "better"})
	l.opines("2026-10-19 10:00", "waiting", map[string]any{"solution": 4, "treatment": 4, "expectation": "partly", "recommend": "8", "effort": 5, "compared": "same"})
	l.asks("2026-11-02 10:00") // late and reopened
	l.opines("2026-11-03 10:00", "late", map[string]any{"solution": 1, "treatment": 2, "expectation": "no", "recommend": "2", "effort": 2, "compared": "worse", "reason": "time"})
	l.posts("2026-11-12 12:30", "denied", records.Surveys, testapp.Agent, map[string]any{"solution": 2, "treatment": 5, "expectation": "no", "recommend": "0", "reason": "solution"})
	var bowl string
	l.on("2026-10-13 10:30", func() { bowl = l.gives("holiday", "EUR", 40) })
	l.on("2026-10-27 10:00", func() { l.gives("late", "USD", 25) })
	for _, next := range [][]string{{"2026-10-14 12:10", "delivered"}, {"2026-10-20 12:00", "redeemed"}} {
		l.on(next[0], func() {
			if got := l.Ask(l.t, testapp.Agent, http.MethodPatch, testapp.Records(records.Grants, bowl), map[string]any{"status": next[1], "delivery_note": "En mano", "redemption_note": "En una mesa"}); got.Status != http.StatusOK {
				l.t.Fatal(next, got.Text)
			}
		})
	}
}

func (l *ledger) gives(name, currency string, cost float64) string {
	l.t.Helper()
	thing := rewarding(l.t, l.App, map[string]any{"currency": currency, "cost": cost, "name": "Un vale en " + currency, "kind": "credit"})
	got := give(l.t, l.App, testapp.Agent, l.cases[name], thing, nil)
	if got.Status != http.StatusOK {
		l.t.Fatal(got.Text)
	}
	id, _ := got.JSON["id"].(string)
	return id
}
