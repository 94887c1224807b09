package hooks_test

import (
	"slices"
	"time"
)

// point is one of the lines over time.
type point struct {
	from                    string
	resolved, count, closed int
	median, p90             *float64
}

// longest a period may be to be told by weeks.
const longest = 16 * 7

// step is how the lines of a period go: by weeks, or by months.
func (s span) step() string {
	if daysAfter(s.from, longest) > s.to {
		return "week"
	}
	return "month"
}

// steps cuts a period into weeks, which begin on Mondays, or months.
func (s span) steps() (out []span) {
	for day := civil(s.from); day.Format(time.DateOnly) <= s.to; day = day.AddDate(0, 0, 1) {
		text := day.Format(time.DateOnly)
		begins := s.step() == "week" && day.Weekday() == time.Monday || s.step() == "month" && day.Day() == 1
		if begins || text == s.from {
			out = append(out, span{from: text})
		}
		out[len(out)-1].to = text
	}
	return out
}

// points are the lines of a period, until today; the last ten years of them.
func (p *abacus) points(in span) (out []point) {
	for _, step := range in.steps() {
		if step.from > p.day(p.now) {
			break
		}
		one, net := point{from: step.from}, []int{}
		for _, c := range p.cases {
			count(&one.count, step.has(c.receivedDay))
			count(&one.closed, step.has(c.closedDay))
			if step.has(c.resolvedDay) && c.net != nil {
				net = append(net, *c.net)
			}
		}
		slices.Sort(net)
		one.resolved, one.median, one.p90 = len(net), middle(net), high(net)
		out = append(out, one)
	}
	return out[max(0, len(out)-120):]
}
