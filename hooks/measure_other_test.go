package hooks_test

import (
	"fmt"
	"net/http"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// otherwise are the figures that are no share of the cases of a day. Each says
// what is wrong with it, or nothing.
//
//	backlog: reserved is open for 19 business days, imported for 11
//	staff: imported is somebody's, reserved nobody's
//	repurchase: of the three whose 30 days are over (Rosa, Bruno, Carla) Rosa
//	  bought on 20 October; nobody's 90 days are over, so of gestures nothing is said
//	retention: Luis complained a year before, and bought three weeks before that
//	  year was over
//	recovery: those who answered gave (5+4+1+2)/4; nobody else was asked
//	cost: gestures of 40 EUR and 25 USD; 50 minutes at 18.50 (15.41⅔) and 25 at 20
//	  (8.33⅓) are 15.42 + 8.33 = 23.75 EUR of two cases; 20 minutes were noted
//	  before an hour had a value and 15 are taken back. 63.75 / 2 cases, and of
//	  the one sale of 50 EUR
//	effect: of two actions that were looked at one helped
var otherwise = map[string]func(shown) string{
	"backlog": func(f shown) string { return differs(fmt.Sprint(f.Count), "2") },
	"cost": func(f shown) string {
		return differs(fmt.Sprint(f.Amounts)+" "+f.pieces(), "[{EUR 63.75} {USD 25}] per_case:2=31.88 labour:2=23.75 per_case:1=25 of_sales:2=127.5")
	},
	"staff_load": func(f shown) string { return differs(fmt.Sprint(f.Count, " ", rounded(f.Value)), "1 1") },
	"repurchase": func(f shown) string {
		return differs(f.say()+" "+f.pieces(), "1 of 3 = 33.33 30:3=33.33 90:0=- 180:0=-")
	},
	"reward_effect": func(f shown) string { return differs(fmt.Sprint(f.Count, " ", rounded(f.Value)), "0 -") },
	"retention":     func(f shown) string { return differs(f.say(), "1 of 1 = 100") },
	"recovery_gap":  func(f shown) string { return differs(rounded(f.Value)+" "+f.pieces(), "- recovered:4=3 without:0=-") },
	"effectiveness": func(f shown) string { return differs(f.say(), "1 of 2 = 50") },
	"issues":        func(f shown) string { return differs(fmt.Sprint(f.Count, " ", rounded(f.Value)), "1 1") },
}

// pieces are the parts of a figure.
func (f shown) pieces() (out string) {
	for i, one := range f.Parts {
		if i > 0 {
			out += " "
		}
		out += fmt.Sprintf("%s:%d=%s", one.Code, one.Count, rounded(one.Value))
	}
	return out
}

func differs(got, want string) string {
	if got == want {
		return ""
	}
	return "the page says " + got + ", by hand " + want
}

// learned: two corrective actions were looked at after they were done, and a
// trouble of many is on record.
func (l *ledger) learned() {
	l.on("2026-11-20 10:00", func() {
		for id, rates := range map[string]string{"actionactionab1": "3, 1, 'better'", "actionactionab2": "1, 2, 'worse'"} {
			l.Exec(l.t, "INSERT INTO actions (id, title, kind, status, cause, done_at, effect_checked_at, before_rate, after_rate, effect_code) VALUES ('"+id+
				"', 'Separadores', 'process', 'verified', 'delivery', '2026-10-20 10:00:00.000Z', '2026-11-20 09:00:00.000Z', "+rates+")", nil)
		}
		l.Exec(l.t, "INSERT INTO issues (id, title, cause, status, opened_at) VALUES ('issueissueissu1', 'Cajas rotas', 'delivery', 'open', '2026-11-20 09:00:00.000Z')", nil)
	})
}

// worked: time is noted before an hour has a value, at one value and at another,
// and once by mistake.
func (l *ledger) worked() {
	hour := func(when string, values map[string]any) {
		l.on(when, func() {
			if got := l.Ask(l.t, testapp.Admin, http.MethodPatch, testapp.Records(records.Business, firstID(l.t, l.App, records.Business)), values); got.Status != http.StatusOK {
				l.t.Fatal(got.Text)
			}
		})
	}
	l.posts("2026-10-13 09:50", "holiday", records.TimeEntries, testapp.Agent, map[string]any{"minutes": 20})
	hour("2026-10-13 11:00", map[string]any{"labour_rate": 18.5, "currency": "EUR"})
	l.posts("2026-10-13 11:30", "holiday", records.TimeEntries, testapp.Agent, map[string]any{"minutes": 50, "note": "Con el transportista"})
	l.posts("2026-10-13 11:35", "holiday", records.TimeEntries, testapp.Agent, map[string]any{"minutes": 15})
	l.on("2026-10-14 09:00", func() {
		wrong := l.Find(l.t, records.TimeEntries, "complaint = {:c} && minutes = 15", l.cases["holiday"])[0]
		if got := l.Ask(l.t, testapp.Agent, http.MethodPatch, testapp.Records(records.TimeEntries, wrong.Id), map[string]any{"undone_at": records.Stamp(l.Clock.Now())}); got.Status != http.StatusOK {
			l.t.Fatal(got.Text)
		}
	})
	hour("2026-10-15 09:00", map[string]any{"labour_rate": 20})
	l.posts("2026-10-26 12:30", "late", records.TimeEntries, testapp.Agent, map[string]any{"minutes": 25})
}
