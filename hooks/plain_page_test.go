package hooks_test

import "slices"

// sum is a figure as the abacus has it: of how many, how many good, and what
// comes of it.
type sum struct {
	count, good     int
	value           *float64
	wall, work, net []int // minutes, sorted
	rows            int   // cases of the day that counts, those too of which it says nothing
	parts           []piece
	amounts         map[string]float64 // money by currency
}

// piece is one part of a figure.
type piece struct {
	code  string
	count int
	value *float64
}

// span is a period: civil days, both included.
type span struct{ from, to string }

func (s span) has(day string) bool { return day != "" && s.from <= day && day <= s.to }

// of says whether a case belongs to a group.
type of func(*plainCase) bool

func everybody(*plainCase) bool { return true }

// others are figures and parts of figures that go by more than the day of a case.
var others = []func(*abacus, span, of, map[string]sum){(*abacus).endings, (*abacus).reasons, (*abacus).sayings, (*abacus).loads, (*abacus).returned, (*abacus).rewarded, (*abacus).retained, (*abacus).spent}

// ofDay are the figures by the day on which a case counts in them.
var ofDay = map[string][]string{
	"received": {"acknowledgement", "first_response", "immediate", "queue_jumps"}, "resolved": {"resolution", "reopened", "recurrence", "outcome"},
	"closed": {"unreachable"}, "due": {"compliance"}, "proposed": {"both_versions"}, "survey": {"csat", "treatment", "nps", "ces", "expectation", "compared"},
}

func (c *plainCase) day(of string) string {
	switch of {
	case "received":
		return c.receivedDay
	case "resolved":
		return c.resolvedDay
	case "closed":
		return c.closedDay
	case "due":
		return c.dueDay
	case "proposed":
		return c.proposedDay
	}
	return c.surveyDay
}

// figures works out every figure that follows from the cases of a period.
func (p *abacus) figures(in span, of of) map[string]sum {
	out := map[string]sum{}
	p.speeds(in, of, out)
	p.shares(in, of, out)
	p.opinions(in, of, out)
	p.daily(in, of, out)
	for _, more := range others {
		more(p, in, of, out)
	}
	for day, codes := range ofDay {
		rows := len(p.some(func(c *plainCase) bool { return in.has(c.day(day)) }, of))
		for _, code := range codes {
			one := out[code]
			one.rows = rows
			out[code] = one
		}
	}
	return out
}

func (p *abacus) some(test func(*plainCase) bool, of of) (out []*plainCase) {
	for _, c := range p.cases {
		if of(c) && test(c) {
			out = append(out, c)
		}
	}
	return out
}

// speeds: cases received in the period for the first ones, resolved in it for
// the last.
func (p *abacus) speeds(in span, of of, out map[string]sum) {
	received := p.some(func(c *plainCase) bool { return in.has(c.receivedDay) }, of)
	resolved := p.some(func(c *plainCase) bool { return in.has(c.resolvedDay) }, of)
	minutes := func(cases []*plainCase, pick func(*plainCase) *int) (out []int) {
		for _, c := range cases {
			if n := pick(c); n != nil {
				out = append(out, *n)
			}
		}
		slices.Sort(out)
		return out
	}
	ack := sum{wall: minutes(received, func(c *plainCase) *int { return c.ack })}
	first := sum{wall: minutes(received, func(c *plainCase) *int { return c.firstWall }), work: minutes(received, func(c *plainCase) *int { return c.firstWork })}
	whole := sum{wall: minutes(resolved, func(c *plainCase) *int { return c.wall }), work: minutes(resolved, func(c *plainCase) *int { return c.working }),
		net: minutes(resolved, func(c *plainCase) *int { return c.net })}
	ack.count, first.count, whole.count = len(ack.wall), len(first.wall), len(whole.wall)
	out["acknowledgement"], out["first_response"], out["resolution"] = ack, first, whole
}

// middle is the median, and high the ninetieth percentile by the nearest rank.
func middle(sorted []int) *float64 {
	n := len(sorted)
	if n == 0 {
		return nil
	}
	m := (float64(sorted[(n-1)/2]) + float64(sorted[n/2])) / 2
	return &m
}

func high(sorted []int) *float64 {
	if len(sorted) == 0 {
		return nil
	}
	rank := len(sorted) * 9 / 10
	if len(sorted)*9%10 > 0 {
		rank++
	}
	v := float64(sorted[rank-1])
	return &v
}

// percent of good ones; nothing to say of none.
func percent(good, count int) sum {
	s := sum{count: count, good: good}
	if count > 0 {
		v := 100 * float64(good) / float64(count)
		s.value = &v
	}
	return s
}

// shares are of the cases received, resolved, closed, proposed or due.
func (p *abacus) shares(in span, of of, out map[string]sum) {
	share := func(code string, whole, good func(*plainCase) bool) {
		all := p.some(whole, of)
		out[code] = percent(len(slices.DeleteFunc(slices.Clone(all), func(c *plainCase) bool { return !good(c) })), len(all))
	}
	received := func(c *plainCase) bool { return in.has(c.receivedDay) }
	resolved := func(c *plainCase) bool { return in.has(c.resolvedDay) }
	share("immediate", received, func(c *plainCase) bool { return c.immediate })
	share("compliance", func(c *plainCase) bool {
		return in.has(c.dueDay) && (c.inTime != nil || c.open && c.dueDay < p.day(p.now))
	}, func(c *plainCase) bool { return c.inTime != nil && *c.inTime })
	share("reopened", resolved, func(c *plainCase) bool { return c.reopened })
	share("recurrence", resolved, func(c *plainCase) bool { return c.recurred })
	share("unreachable", func(c *plainCase) bool { return in.has(c.closedDay) }, func(c *plainCase) bool { return c.unreachable })
	share("queue_jumps", func(c *plainCase) bool { return received(c) && c.firstWall != nil }, func(c *plainCase) bool { return c.jumped })
	share("both_versions", func(c *plainCase) bool { return in.has(c.proposedDay) }, func(c *plainCase) bool { return *c.bothVersions })
	share("outcome", func(c *plainCase) bool { return resolved(c) && c.outcome != "" }, func(c *plainCase) bool { return c.outcome == "upheld" || c.outcome == "partly" })
}

// opinions are of the surveys answered in the period.
func (p *abacus) opinions(in span, of of, out map[string]sum) {
	answered := p.some(func(c *plainCase) bool { return in.has(c.surveyDay) }, of)
	var content, treated, met, said, promoters, detractors, told, compared, better, eased, ease, with, treatments int
	for _, c := range answered {
		count(&with, c.solution > 0)
		count(&content, c.solution >= 4)
		count(&treatments, c.treatment > 0)
		count(&treated, c.treatment >= 4)
		count(&said, c.expectation != "")
		count(&met, c.expectation == "yes")
		count(&compared, c.compared != "")
		count(&better, c.compared == "better" || c.compared == "same")
		count(&told, c.recommend != nil)
		count(&promoters, c.recommend != nil && *c.recommend >= 9)
		count(&detractors, c.recommend != nil && *c.recommend <= 6)
		count(&eased, c.effort > 0)
		ease += c.effort
	}
	out["csat"], out["treatment"] = percent(content, with), percent(treated, treatments)
	out["expectation"], out["compared"] = percent(met, said), percent(better, compared)
	nps, ces := sum{count: told}, sum{count: eased}
	if told >= 10 {
		v := 100 * float64(promoters-detractors) / float64(told)
		nps.value = &v
	}
	if eased > 0 {
		v := float64(ease) / float64(eased)
		ces.value = &v
	}
	out["nps"], out["ces"] = nps, ces
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

// daily figures are of what counts on a day of its own.
func (p *abacus) daily(in span, of of, out map[string]sum) {
	for code, kind := range map[string]string{"promises": "promise", "follow_up": "follow_up", "off_channel": "contact", "response_rate": "survey", "incidents": "incident"} {
		good, all := 0, 0
		for _, f := range p.facts {
			if f.kind == kind && in.has(f.day) && of(f.of) {
				all++
				count(&good, f.good)
			}
		}
		switch code { // told as what went wrong
		case "promises", "off_channel":
			good = all - good
		}
		out[code] = percent(good, all)
	}
	told := float64(out["incidents"].count)
	out["incidents"] = sum{count: out["incidents"].count, value: &told}
}
