package hooks_test

import (
	"fmt"
	"math/big"
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

// promised: a date told to the customer counts once it is past.
func (p *abacus) promised(c *plainCase, reminders []row) {
	for _, r := range reminders {
		broken, due := r["broken_at"].String, at(r["due"].String)
		if !slices.Contains([]string{"next_step", "eta", "call_back"}, r["kind"].String) && broken == "" || broken == "" && due.After(p.now) {
			continue
		}
		done := at(r["done_at"].String)
		kept := broken == "" && !done.IsZero() && !done.After(due)
		p.add(c, "promise", r["due"].String, r["id"].String, kept, 0, "")
	}
}

// followed: each answer owes a call on the next working day. It is in time until
// the end of the second one; before that it is not counted unless it was made,
// and none is owed when the case is at work again by then.
func (p *abacus) followed(c *plainCase, calls []row) {
	for i, letter := range c.letters {
		sent, made, again := p.day(letter), false, false
		first, last := p.workdaysAfter(sent)
		for _, call := range calls {
			moment := at(call["created"].String)
			made = made || call["contacted"].String == "1" && !moment.Before(letter) && p.day(moment) <= last
		}
		for _, moment := range c.taken {
			again = again || moment.After(letter) && p.day(moment) <= last
		}
		if made || !again && p.day(p.now) > last {
			p.facts = append(p.facts, fact{kind: "follow_up", day: first, ref: fmt.Sprint(c.id, i), good: made, of: c})
		}
	}
}

// workdaysAfter are the first and the second working day after a day.
func (p *abacus) workdaysAfter(day string) (first, second string) {
	for at := p.date(day).AddDays(1); second == ""; at = at.AddDays(1) {
		switch {
		case !p.legal.IsBusinessDay(at):
		case first == "":
			first = at.String()
		default:
			second = at.String()
		}
	}
	return first, second
}

// contacted: the filing, and each message or call that came in.
func (p *abacus) contacted(c *plainCase, messages []row, events []happening) {
	off, _ := events[0].data.Changes["off_channel"].After.(bool)
	received, _ := events[0].data.Changes["received_at"].After.(string)
	p.add(c, "contact", received, "", !off, 0, "")
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
		p.add(c, "incident", one["created"].String, one["id"].String, false, 0, "")
	}
}

// worked: time that stands costs its part of an hour, in cents, as fractions have
// it.
func (p *abacus) worked(c *plainCase, times []row) {
	for _, one := range times {
		cost, ok := new(big.Rat).SetString(one["rate"].String)
		minutes, err := strconv.ParseFloat(one["minutes"].String, 64)
		if !ok || err != nil {
			p.t.Fatalf("time entry %v", one)
		}
		cost.Mul(cost, big.NewRat(int64(minutes), 60))
		if value, _ := strconv.ParseFloat(cost.FloatString(2), 64); value > 0 && one["undone_at"].String == "" {
			p.add(c, "cost", one["created"].String, labourRef+one["id"].String, true, value, one["currency"].String)
		}
	}
}

const labourRef = " time "
