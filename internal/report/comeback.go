package report

import (
	"errors"
	"fmt"
	"strconv"

	"escucha/domain/customer"
)

// comeback is what came after one closed case.
type comeback struct {
	key, customer, severity string
	closed                  int // civil day, as a number
	over                    int // of the windows after the first: how many are over
	days                    int // until the next purchase; 0 for none
	rewarded                bool
}

// within reports whether they bought again in so many days.
func (c comeback) within(days int) bool { return c.days > 0 && c.days <= days }

// windows after a closing, in days.
var windows = customer.Windows()

// back are the windows of one customer: in which they count, in which they came
// back.
type back struct{ due, came [3]bool }

// comebacks are those of a group: customers, each once, and cases by severity.
type comebacks struct {
	people map[string]back
	pairs  map[string]*pair
}

func (c *counter) returns() error {
	if is, err := c.sells(); err != nil || !is {
		return err
	}
	groups := map[string]comebacks{}
	err := c.closings(func(one comeback) {
		if groups[one.key].people == nil {
			groups[one.key] = comebacks{map[string]back{}, map[string]*pair{}}
		}
		groups[one.key].add(one)
	})
	for key, group := range groups {
		group.say(c.out.of(key, "repurchase"))
		if len(group.pairs) > 0 {
			compare(group.pairs).say(c.out.of(key, "reward_effect"))
		}
	}
	return err
}

// closings hands on what came after each case. They are counted here: SQL would
// sort them all to find each customer once, and look up every one of them.
func (c *counter) closings(take func(comeback)) error {
	params := c.days()
	for _, window := range windows {
		params[fmt.Sprint("over", window)] = c.ask.Today.AddDays(-window).String()
	}
	bought, err := c.bought(c.ask.From, c.ask.To.AddDays(windows[len(windows)-1]))
	if err != nil {
		return err
	}
	return c.lines("returns", params, 6, func(row []string) error {
		one := comeback{key: row[5], customer: row[0], severity: row[1], rewarded: row[4] == "1"}
		var wrong [2]error
		one.closed, wrong[0] = dayNumber(row[2])
		one.over, wrong[1] = strconv.Atoi(row[3])
		one.days = bought.after(one.customer, one.closed)
		take(one)
		return errors.Join(wrong[:]...)
	})
}

func (g comebacks) add(one comeback) {
	b := g.people[one.customer]
	for i, window := range windows {
		if one.over >= i { // the first one is over for all of them
			b.due[i], b.came[i] = true, b.came[i] || one.within(window)
		}
	}
	g.people[one.customer] = b
	if one.over == 0 {
		return
	}
	if g.pairs[one.severity] == nil {
		g.pairs[one.severity] = &pair{}
	}
	g.pairs[one.severity].add(one)
}

// say is the share of thirty days, with the others beside it.
func (g comebacks) say(t *reading) {
	for i, window := range windows {
		n, good := 0, 0
		for _, b := range g.people {
			n, good = n+one(b.due[i]), good+one(b.came[i])
		}
		if i == 0 {
			t.n, t.good = n, good
		}
		t.parts = append(t.parts, Part{Code: strconv.Itoa(window), Count: n, Value: percent(good, n)})
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// pair is who came back with a gesture, and who without one.
type pair struct{ with, without, backWith, backWithout float64 }

func (p *pair) add(c comeback) {
	came := float64(one(c.within(90)))
	if c.rewarded {
		p.with, p.backWith = p.with+1, p.backWith+came
		return
	}
	p.without, p.backWithout = p.without+1, p.backWithout+came
}

// compare adds up the severities in which there are both. Those without a
// gesture weigh as much as those with one of the same severity: it is not the
// grave cases, which get more gestures, that are compared with the light ones.
func compare(severities map[string]*pair) (out pair) {
	for _, p := range severities {
		if p.with == 0 || p.without == 0 {
			continue
		}
		out.with += p.with
		out.backWith += p.backWith
		out.without += p.without
		out.backWithout += p.with * p.backWithout / p.without // as they would have, had they been as many
	}
	return out
}

func (p pair) say(t *reading) {
	t.n = int(p.with)
	if p.with == 0 {
		return
	}
	with, without := 100*p.backWith/p.with, 100*p.backWithout/p.with
	t.value = new(cents(with - without))
	t.parts = []Part{{Code: "rewarded", Count: int(p.with), Value: new(cents(with))}, {Code: "unrewarded", Count: int(p.without), Value: new(cents(without))}}
	if min(p.with, p.without) < fewest {
		t.note = few
	}
}
