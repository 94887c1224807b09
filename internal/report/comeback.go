package report

import (
	"fmt"

	"escucha/domain/customer"
)

// comeback is how many customers bought again: all of a group by window, or the
// cases of one severity, with a gesture or without one.
type comeback struct {
	Key      string `db:"key"`
	Whole    bool   `db:"whole"`
	Severity string `db:"severity"`
	Rewarded bool   `db:"rewarded"`
	N30      int    `db:"n30"`
	In30     int    `db:"in30"`
	N90      int    `db:"n90"`
	In90     int    `db:"in90"`
	N180     int    `db:"n180"`
	In180    int    `db:"in180"`
}

func (c *counter) returns() error {
	if is, err := c.sells(); err != nil || !is {
		return err
	}
	params := c.days()
	for _, window := range customer.Windows() {
		params[fmt.Sprint("over", window)] = c.ask.Today.AddDays(-window).String()
	}
	rows, err := all[comeback](c, "returns", params)
	if err != nil {
		return err
	}
	pairs := map[string]map[string]*pair{} // by group and severity
	for _, row := range rows {
		if row.Whole {
			row.say(c.out.of(row.Key, "repurchase"))
			continue
		}
		if pairs[row.Key] == nil {
			pairs[row.Key] = map[string]*pair{}
		}
		if pairs[row.Key][row.Severity] == nil {
			pairs[row.Key][row.Severity] = &pair{}
		}
		pairs[row.Key][row.Severity].add(row)
	}
	for key, severities := range pairs {
		compare(severities).say(c.out.of(key, "reward_effect"))
	}
	return nil
}

// say is the share of thirty days, with the others beside it.
func (row comeback) say(t *reading) {
	t.n, t.good = row.N30, row.In30
	for _, w := range []struct {
		code    string
		n, good int
	}{{"30", row.N30, row.In30}, {"90", row.N90, row.In90}, {"180", row.N180, row.In180}} {
		t.parts = append(t.parts, Part{Code: w.code, Count: w.n, Value: percent(w.good, w.n)})
	}
}

// pair is who came back with a gesture, and who without one.
type pair struct{ with, without, backWith, backWithout float64 }

func (p *pair) add(row comeback) {
	if row.Rewarded {
		p.with, p.backWith = p.with+float64(row.N90), p.backWith+float64(row.In90)
		return
	}
	p.without, p.backWithout = p.without+float64(row.N90), p.backWithout+float64(row.In90)
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
