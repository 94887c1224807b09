package hooks_test

import (
	"fmt"
	"testing"
)

// byHand is every figure of the autumn (1 October to 1 December), counted by
// hand from the table above spanish. A value is what a figure says in its unit;
// minutes are "median/p90", of ten the ninth, of nine the ninth.
//
//	first person, by the clock: 5 20 30 45 60 60 120 180 420 1620, of which ten
//	  are five and five: (60+60)/2, and the ninth; open: … 120 180 300 660
//	answered, by the clock: 180 420 1500 2910 5760 5940 7380 20220 36240
//	  open: 180 300 540 720 990 1800 2100 5340 8820; net: 840 instead of 2100
//	receipts: ten at once, one after 30 minutes, one after 1440; of twelve the 11th
//	due: holiday 2/11, reopened 12/11, waiting 30/10 (anew from Fri 9/10),
//	  denied 30/11, misunderstood 26/11, again 16/11, unreachable 23/11, whatsapp
//	  24/11, late 23/10 (answered 26/10), reserved 25/11 (never); imported is not
//	  due, withdrawn owes nothing
//	promises: next steps and dates told: reopened 7, late 3 (2 broken), again 3
//	  (1 broken), waiting 4, holiday 3, denied 1, misunderstood 1, and the call
//	  promised within twenty minutes
//	calls due: all nine answers and the first one of reopened; late never called,
//	  unreachable never reached, misunderstood after four working days; Monday
//	  after Friday is the first, Wednesday after Monday's holiday the second
//	contacts: twelve filings, a photo, a call, a question by WhatsApp; two by WhatsApp
//	again: the only one of those resolved whose trouble had been there before
//	promoters 1 of 4, detractors 2: too few to say; ease (6+5+2)/3
var byHand = map[string]string{
	"acknowledgement": "12 wall 0/30",
	"first_response":  "10 wall 60/420 work 60/300",
	"resolution":      "9 wall 5760/36240 work 990/8820 net 840/8820",
	"immediate":       "2 of 12 = 16.67",
	"compliance":      "8 of 10 = 80",
	"promises":        "3 of 23 = 13.04",
	"reopened":        "1 of 9 = 11.11",
	"recurrence":      "1 of 9 = 11.11",
	"follow_up":       "7 of 10 = 70",
	"unreachable":     "1 of 9 = 11.11",
	"off_channel":     "2 of 15 = 13.33",
	"queue_jumps":     "1 of 10 = 10",
	"both_versions":   "5 of 5 = 100",
	"csat":            "2 of 4 = 50",
	"treatment":       "3 of 4 = 75",
	"response_rate":   "3 of 4 = 75",
	"nps":             "4 = -",
	"ces":             "3 = 4.33",
	"expectation":     "1 of 4 = 25",
	"compared":        "2 of 3 = 66.67",
	"outcome":         "7 of 9 = 77.78",
	"incidents":       "1",
}

var autumn = span{"2026-10-01", "2026-12-01"}

// say writes a figure of the abacus as the table has it.
func (s sum) say(code string) string {
	minutes := func(name string, sorted []int) string {
		if len(sorted) == 0 {
			return ""
		}
		return fmt.Sprintf(" %s %g/%g", name, *middle(sorted), *high(sorted))
	}
	switch code {
	case "acknowledgement", "first_response", "resolution":
		return fmt.Sprint(s.count) + minutes("wall", s.wall) + minutes("work", s.work) + minutes("net", s.net)
	case "incidents", "backlog":
		return fmt.Sprint(s.count)
	case "nps", "ces":
		return fmt.Sprintf("%d = %s", s.count, rounded(s.value))
	}
	return fmt.Sprintf("%d of %d = %s", s.good, s.count, rounded(s.value))
}

// rounded to two places; a dash for what cannot be said.
func rounded(v *float64) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprintf("%.6g", float64(int(*v*100+0.5*sign(*v)))/100)
}

func sign(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

// TestTheAbacusCountsAsByHand: the computation that the queries are compared with
// on random cases is itself compared with what was counted by hand.
func TestTheAbacusCountsAsByHand(t *testing.T) {
	t.Parallel()
	l := spanish(t)
	p := compute(t, l.App)
	got := p.figures(autumn, everybody)
	for code, want := range byHand {
		if said := got[code].say(code); said != want {
			t.Errorf("%s: %s, by hand %s", code, said, want)
		}
	}
	if costs := p.costs(autumn, everybody); len(costs) != 2 || costs["EUR"] != 63.75 || costs["USD"] != 25 {
		t.Errorf("gestures and time cost %v", costs)
	}
}
