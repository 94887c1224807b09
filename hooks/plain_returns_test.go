package hooks_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// bought tells whether a customer bought something in the days after one.
func (p *abacus) boughtAfter(c *plainCase, days int) bool {
	for _, day := range p.bought[c.customer] {
		if c.closedDay < day && day <= daysAfter(c.closedDay, days) {
			return true
		}
	}
	return false
}

// ended are the cases of known customers that were closed in a period, more than
// so many days ago.
func (p *abacus) ended(in span, of of, days int) []*plainCase {
	today := p.day(p.now)
	return p.some(func(c *plainCase) bool {
		return in.has(c.closedDay) && c.customer != "" && daysAfter(c.closedDay, days) < today
	}, of)
}

// returned: who came back after a case was closed, each customer once.
func (p *abacus) returned(in span, of of, out map[string]sum) {
	var s sum
	for i, days := range []int{30, 90, 180} {
		back := map[string]bool{}
		for _, c := range p.ended(in, of, days) {
			back[c.customer] = back[c.customer] || p.boughtAfter(c, days)
		}
		good := 0
		for _, came := range back {
			count(&good, came)
		}
		one := percent(good, len(back))
		if i == 0 {
			s = one
		}
		s.parts = append(s.parts, piece{code: strconv.Itoa(days), count: one.count, value: one.value})
	}
	out["repurchase"] = s
}

// tally is how many cases got a gesture (1) or none (0), and of how many the
// customer came back.
type tally struct{ n, back [2]int }

func (t tally) share(with int) float64 { return 100 * float64(t.back[with]) / float64(t.n[with]) }

// tallies of the cases of a period, by severity; only those in which some got a
// gesture and others none.
func (p *abacus) tallies(in span, of of) []tally {
	given, by := map[*plainCase]bool{}, map[string]tally{}
	for _, f := range p.facts {
		given[f.of] = given[f.of] || f.kind == "cost" && !strings.Contains(f.ref, labourRef)
	}
	for _, c := range p.ended(in, of, 90) {
		with, one := map[bool]int{true: 1}[given[c]], by[c.severity]
		one.n[with]++
		count(&one.back[with], p.boughtAfter(c, 90))
		by[c.severity] = one
	}
	return slices.DeleteFunc(slices.Collect(maps.Values(by)), func(t tally) bool { return t.n[0] == 0 || t.n[1] == 0 })
}

// rewarded compares, within each severity, those who got a gesture with those
// who got none; a severity weighs what it has of the first.
func (p *abacus) rewarded(in span, of of, out map[string]sum) {
	var with, without [2]float64 // how many, and their shares
	for _, one := range p.tallies(in, of) {
		weight := float64(one.n[1])
		with[0] += weight
		without[0] += float64(one.n[0])
		with[1] += weight * one.share(1)
		without[1] += weight * one.share(0)
	}
	s := sum{count: int(with[0]), rows: len(p.ended(in, of, 90))}
	if s.count > 0 {
		given, none := with[1]/with[0], without[1]/with[0]
		value := given - none
		s.value = &value
		s.parts = []piece{{"rewarded", s.count, &given}, {"unrewarded", int(without[0]), &none}}
	}
	out["reward_effect"] = s
}

// retained: of those who complained in the days a year before, who had bought
// something lately when the year after their last complaint of then was over. A
// year that is not over says nothing.
func (p *abacus) retained(in span, of of, out map[string]sum) {
	year := spanned(civil(in.from).AddDate(-1, 0, 0), civil(min(in.to, p.day(p.now))).AddDate(-1, 0, 0))
	over := map[string]string{}
	for _, c := range p.some(func(c *plainCase) bool { return year.has(c.receivedDay) && c.customer != "" }, of) {
		over[c.customer] = max(over[c.customer], civil(c.receivedDay).AddDate(1, 0, 0).Format(time.DateOnly))
	}
	good := 0
	for customer, day := range over {
		count(&good, slices.ContainsFunc(p.bought[customer], func(bought string) bool { return daysAfter(day, -p.active) < bought && bought <= day }))
	}
	out["retention"] = percent(good, len(over))
}
