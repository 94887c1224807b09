package hooks_test

import (
	"slices"
	"strconv"
)

// add notes something that counts on a day.
func (p *abacus) add(of *plainCase, kind, moment, ref string, good bool, value float64, currency string) {
	p.facts = append(p.facts, fact{kind: kind, day: p.day(at(moment)), ref: of.id + ref, good: good, value: value, currency: currency, of: of})
}

// surveyed: what was sent counts on the day it was sent, what was answered on
// the day of the answer.
func (p *abacus) surveyed(c *plainCase, surveys []row) {
	for _, s := range surveys {
		answered := s["answered_at"].String
		if sent := s["sent_at"].String; sent != "" {
			p.add(c, "survey", sent, s["id"].String, answered != "", 0, "")
		}
		if answered == "" {
			continue
		}
		number := func(name string) int { n, _ := strconv.ParseFloat(s[name].String, 64); return int(n) }
		c.surveyDay = p.day(at(answered))
		c.solution, c.treatment, c.effort = number("solution"), number("treatment"), number("effort")
		c.expectation, c.compared = s["expectation"].String, s["compared"].String
		if s["recommend"].String != "" {
			n := number("recommend")
			c.recommend = &n
		}
	}
}

// promised: a date told to the customer counts once it is past, a follow-up
// call on the day that it is due.
func (p *abacus) promised(c *plainCase, reminders, calls []row, events []happening) {
	for _, r := range reminders {
		due := at(r["due"].String)
		switch {
		case due.After(p.now):
		case slices.Contains([]string{"next_step", "eta", "call_back"}, r["kind"].String):
			done := at(r["done_at"].String)
			kept := r["broken_at"].String == "" && !done.IsZero() && !done.After(due)
			p.add(c, "promise", r["due"].String, r["id"].String, kept, 0, "")
		case r["kind"].String == "follow_up":
			p.add(c, "follow_up", r["due"].String, r["id"].String, p.reached(r, calls), 0, "")
		}
	}
}

// reached reports whether somebody spoke with the customer by the second
// working day after the answer.
func (p *abacus) reached(r row, calls []row) bool {
	from := p.day(at(r["since"].String))
	for _, call := range calls {
		day := p.day(at(call["created"].String))
		if call["contacted"].String == "1" && call["created"].String >= r["since"].String && p.workdays(from, day) <= 2 {
			return true
		}
	}
	return false
}

// contacted: the filing, and each message or call that came in.
func (p *abacus) contacted(c *plainCase, messages []row, events []happening) {
	off, _ := events[0].data.Changes["off_channel"].After.(bool)
	p.add(c, "contact", events[0].Created, "", !off, 0, "")
	for _, m := range messages {
		if m["direction"].String == "in" || m["call_direction"].String == "in" {
			p.add(c, "contact", m["created"].String, m["id"].String, m["off_channel"].String != "1", 0, "")
		}
	}
}

// paid: gestures that were approved, and incidents.
func (p *abacus) paid(c *plainCase, grants, incidents []row) {
	for _, g := range grants {
		if status := g["status"].String; status == "approved" || status == "delivered" || status == "redeemed" {
			cost, _ := strconv.ParseFloat(g["cost"].String, 64)
			p.add(c, "cost", g["answered_at"].String, g["id"].String, true, cost, g["currency"].String)
		}
	}
	for _, one := range incidents {
		p.add(c, "incident", one["created"].String, one["id"].String, true, 0, "")
	}
}
