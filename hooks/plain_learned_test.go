package hooks_test

import (
	"slices"
	"strconv"
	"time"

	"escucha/internal/testapp"
)

// gap: how content those are whose case was solved, less those who were only
// asked and had no case in the year before. It rests on as many as the fewer are.
func (p *abacus) gap(a *testapp.App, in span, out map[string]sum) {
	var with, without []int
	for _, c := range p.cases {
		if in.has(c.surveyDay) && c.solution > 0 {
			with = append(with, c.solution)
		}
	}
	for _, s := range p.rows(a, "SELECT * FROM surveys WHERE campaign != '' AND answered_at != '' AND solution > 0") {
		if moment := at(s["answered_at"].String); in.has(p.day(moment)) && !p.complained(s["customer"].String, moment) {
			n, _ := strconv.ParseFloat(s["solution"].String, 64)
			without = append(without, int(n))
		}
	}
	s := sum{count: min(len(with), len(without)), parts: []piece{{"recovered", len(with), meanOf(with)}, {"without", len(without), meanOf(without)}}}
	if len(with) > 0 && len(without) > 0 {
		value := *meanOf(with) - *meanOf(without)
		s.value = &value
	}
	out["recovery_gap"] = s
}

// complained tells whether somebody had a case in the year before a moment.
func (p *abacus) complained(customer string, moment time.Time) bool {
	return slices.ContainsFunc(p.cases, func(c *plainCase) bool {
		return customer != "" && c.customer == customer && !c.received.After(moment) && c.received.After(moment.AddDate(-1, 0, 0))
	})
}

func meanOf(list []int) *float64 {
	if len(list) == 0 {
		return nil
	}
	total := 0
	for _, n := range list {
		total += n
	}
	mean := float64(total) / float64(len(list))
	return &mean
}

// troubles of the system that were open at the end of a period, with the cases of
// the period that show them.
func (p *abacus) troubles(a *testapp.App, in span, out map[string]sum) {
	end := min(in.to, p.day(p.now))
	n, oldest, cases, customers := 0, 0, map[string]bool{}, map[string]bool{}
	for _, one := range p.rows(a, "SELECT * FROM issues") {
		opened, closed := p.day(at(one["opened_at"].String)), p.day(at(one["closed_at"].String))
		if opened > end || closed != "" && closed <= end {
			continue
		}
		n++
		oldest = max(oldest, int(civil(end).Sub(civil(opened))/(24*time.Hour)))
		for _, c := range p.cases {
			if in.has(c.receivedDay) && p.shows(c, one["cause"].String, one["product"].String) {
				cases[c.id] = true
				customers[c.customer] = customers[c.customer] || c.customer != ""
			}
		}
	}
	delete(customers, "")
	value := float64(n)
	out["issues"] = sum{count: n, value: &value, parts: []piece{{code: "cases", count: len(cases)}, {code: "customers", count: len(customers)}, {code: "oldest_days", count: oldest}}}
}

// shows tells whether a case is one of a trouble: of its cause or one below it,
// and of its product.
func (p *abacus) shows(c *plainCase, cause, product string) bool {
	below := cause == ""
	for at := c.cause; at != ""; at = p.parents[at] {
		below = below || at == cause
	}
	return below && (product == "" || c.product == product)
}

// effects are of the actions that somebody looked at in the period.
func (p *abacus) effects(a *testapp.App, in span, out map[string]sum) {
	by, all := map[string]int{}, 0
	for _, one := range p.rows(a, "SELECT * FROM actions WHERE effect_checked_at != ''") {
		if in.has(p.day(at(one["effect_checked_at"].String))) {
			by[one["effect_code"].String]++
			all++
		}
	}
	s := percent(by["better"], all)
	for code, n := range by {
		s.parts = append(s.parts, piece{code: code, count: n, value: percent(n, all).value})
	}
	out["effectiveness"] = s
}
