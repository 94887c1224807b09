package hooks_test

import (
	"strconv"

	"escucha/internal/testapp"
)

// ages is how many cases are open for how long, in working days.
type ages struct {
	known        bool
	open, oldest int
	buckets      map[string]int
}

// sum is the figure of what is open.
func (g ages) sum() sum {
	s, open := sum{count: g.open}, float64(g.open)
	if g.known {
		s.value = &open
	}
	return s
}

// ageing is how the work stands: by what is open today, or as it was noted at the
// end of a day that is over.
func (p *abacus) ageing(a *testapp.App, in span) ages {
	if in.to < p.day(p.now) {
		return p.noted(a, in.to)
	}
	return p.today(everybody)
}

// today is how the work stands now.
func (p *abacus) today(of of) ages {
	out := ages{known: true, buckets: map[string]int{}}
	for _, c := range p.some(func(c *plainCase) bool { return c.open }, of) {
		age := p.age(c.receivedDay)
		out.open++
		out.oldest = max(out.oldest, age)
		out.buckets[bucketOf(age)]++
	}
	return out
}

func bucketOf(age int) string {
	for _, one := range []struct {
		most int
		name string
	}{{3, "0-3"}, {7, "4-7"}, {15, "8-15"}} {
		if age <= one.most {
			return one.name
		}
	}
	return "16+"
}

// age is how many working days have come after a day, until today.
func (p *abacus) age(after string) int {
	if n, known := p.ages[after]; known {
		return n
	}
	n, today := 0, p.day(p.now)
	for day := p.date(after).AddDays(1); day.String() <= today; day = day.AddDays(1) {
		count(&n, p.legal.IsBusinessDay(day))
	}
	p.ages[after] = n
	return n
}

// noted is what a night noted of the whole business.
func (p *abacus) noted(a *testapp.App, day string) ages {
	out := ages{buckets: map[string]int{}}
	for _, one := range p.rows(a, "SELECT * FROM snapshots WHERE area = '' AND day = '"+day+"'") {
		number := func(name string) int { n, _ := strconv.Atoi(one[name].String); return n }
		out.known, out.open, out.oldest = true, number("open"), number("oldest")
		for column, name := range map[string]string{"to3": "0-3", "to7": "4-7", "to15": "8-15", "over15": "16+"} {
			if n := number(column); n > 0 {
				out.buckets[name] = n
			}
		}
	}
	return out
}

// loads: how many open cases each person has, and how many that is for one.
func (p *abacus) loads(_ span, of of, out map[string]sum) {
	has := map[string]int{}
	all := p.some(func(c *plainCase) bool { return c.open && c.agent != "" }, of)
	for _, c := range all {
		has[c.agent]++
	}
	s := sum{count: len(all)}
	if len(all) > 0 {
		mean := float64(len(all)) / float64(len(has))
		s.value = &mean
	}
	for who, n := range has {
		own := float64(n)
		s.parts = append(s.parts, piece{who, n, &own})
	}
	out["staff_load"] = s
	out["backlog"] = p.today(of).sum()
}
