package hooks_test

// parted splits a figure into what it is made of: how many of each, and percent of
// all that the figure is of.
func (s sum) parted(by map[string]int) sum {
	for code, n := range by {
		s.parts = append(s.parts, piece{code, n, percent(n, s.count).value})
	}
	return s
}

// endings: how the cases of the period ended.
func (p *abacus) endings(in span, of of, out map[string]sum) {
	by := map[string]int{}
	for _, c := range p.some(func(c *plainCase) bool { return in.has(c.resolvedDay) && c.outcome != "" }, of) {
		by[c.outcome]++
	}
	out["outcome"] = out["outcome"].parted(by)
}

// reasons for which cases passed others by.
func (p *abacus) reasons(in span, of of, out map[string]sum) {
	by := map[string]int{}
	for _, c := range p.some(func(c *plainCase) bool { return in.has(c.receivedDay) && c.firstWall != nil && c.jumped }, of) {
		if c.urgent {
			by[c.urgency]++
		} else {
			by["attend_now"]++
		}
	}
	out["queue_jumps"] = out["queue_jumps"].parted(by)
}

// sayings are what was answered to the questions that have few answers.
func (p *abacus) sayings(in span, of of, out map[string]sum) {
	met, compared, recommend := map[string]int{}, map[string]int{}, map[string]int{}
	for _, c := range p.some(func(c *plainCase) bool { return in.has(c.surveyDay) }, of) {
		if c.expectation != "" {
			met[c.expectation]++
		}
		if c.compared != "" {
			compared[c.compared]++
		}
		switch {
		case c.recommend == nil:
		case *c.recommend >= 9:
			recommend["promoters"]++
		case *c.recommend <= 6:
			recommend["detractors"]++
		default:
			recommend["passives"]++
		}
	}
	if out["nps"].count < 10 {
		recommend = nil
	}
	for code, by := range map[string]map[string]int{"expectation": met, "compared": compared, "nps": recommend} {
		out[code] = out[code].parted(by)
	}
}
