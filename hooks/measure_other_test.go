package hooks_test

import "fmt"

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
//	effect: of two actions that were looked at one helped
var otherwise = map[string]func(shown) string{
	"backlog":    func(f shown) string { return differs(fmt.Sprint(f.Count), "2") },
	"cost":       func(f shown) string { return differs(fmt.Sprint(f.Amounts), "[{EUR 40} {USD 25}]") },
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
