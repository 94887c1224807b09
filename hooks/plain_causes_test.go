package hooks_test

import (
	"cmp"
	"slices"
)

// causeLine is what the page says of a cause.
type causeLine struct {
	cause, parent     string
	count, reopened   int
	share, cumulative float64
	treatment         *float64
	costs             map[string]float64
}

// causeLines are the causes of the cases received in a period, the frequent ones
// first, and how many have none.
func (p *abacus) causeLines(in span) (lines []causeLine, unknown int) {
	by := map[string][]*plainCase{}
	for _, c := range p.some(func(c *plainCase) bool { return in.has(c.receivedDay) }, everybody) {
		by[c.cause] = append(by[c.cause], c)
	}
	unknown = len(by[""])
	delete(by, "")
	for cause, cases := range by {
		line := causeLine{cause: cause, parent: p.parents[cause], count: len(cases), treatment: treated(cases)}
		line.costs = p.costs(in, func(c *plainCase) bool { return c.cause == cause })
		for _, c := range cases {
			count(&line.reopened, c.reopened)
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b causeLine) int { return cmp.Compare(b.count, a.count) })
	return summed(lines), unknown
}

// treated is how those who answered about these cases were treated, from 1 to 5;
// four answers say nothing.
func treated(cases []*plainCase) *float64 {
	var points []int
	for _, c := range cases {
		if c.treatment > 0 {
			points = append(points, c.treatment)
		}
	}
	if len(points) < fewest {
		return nil
	}
	return meanOf(points)
}

// summed adds what each cause is of all, and with those before it.
func summed(lines []causeLine) []causeLine {
	all, sofar := 0, 0
	for _, line := range lines {
		all += line.count
	}
	for i := range lines {
		sofar += lines[i].count
		lines[i].share, lines[i].cumulative = 100*float64(lines[i].count)/float64(all), 100*float64(sofar)/float64(all)
	}
	return lines
}
