package hooks_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"escucha/internal/testapp"
)

// whole is every figure of a period, those too that no group has.
func (p *abacus) whole(a *testapp.App, in span) map[string]sum {
	out := p.figures(in, everybody)
	p.gap(a, in, out)
	p.troubles(a, in, out)
	p.effects(a, in, out)
	p.ofSales(a, in, out)
	out["backlog"] = p.ageing(a, in).sum()
	return out
}

// earlier is whole of a period that another is compared with: how the work stood
// is known of a night only, and who has how much only of now.
func (p *abacus) earlier(a *testapp.App, in span) map[string]sum {
	out := p.whole(a, in)
	stood := p.noted(a, in.to)
	out["backlog"], out["staff_load"] = stood.sum(), sum{}
	return out
}

// alone are the figures that are compared with the period before only when one
// asks for nothing else.
var alone = []string{"reward_effect", "retention"}

// comparePage compares the whole page of a period, and its split.
func (p *abacus) comparePage(a *testapp.App, in span, by string, m *mismatches) {
	page := reported[paged](p.t, a, "page", in, by)
	now, before, got := p.whole(a, in), p.earlier(a, in.before()), page.figures()
	if said := (span{page.Previous.From, page.Previous.To}); said != in.before() {
		m.add("previous", "%v: the page compares with %v, the abacus with %v", in, said, in.before())
	}
	for code, want := range now {
		said, known := got[code]
		if !known {
			m.add(code+" missing", "%v: it is not on the page", in)
		}
		compareFigure(said, want, in, m)
		switch {
		case slices.Contains(alone, code):
			f := reported[struct{ Figure shown }](p.t, a, code, in, "").Figure
			compareFigure(f, want, in, m)
			compareBefore(f, before[code], in, m)
		case code != "repurchase": // a report of its own
			compareBefore(said, before[code], in, m)
		}
	}
	if len(got) != len(now) {
		m.add("figures", "%v: the page has %d, the abacus %d", in, len(got), len(now))
	}
	p.compareCauses(page, in, m)
	p.compareSeries(page, in, m)
	p.compareAgeing(a, page, in, m)
	p.compareGroups(got, in, by, m)
}

// compareFigure compares a figure, its times, amounts and parts.
func compareFigure(got shown, want sum, in span, m *mismatches) {
	code := got.Code
	if said, told := got.say(), want.say(code); said != told {
		m.add(code, "%v: the page says %s, the abacus %s", in, said, told)
	}
	if !near(got.Value, want.of(code)) {
		m.add(code+" value", "%v: the page says %s, the abacus %s", in, rounded(got.Value), rounded(want.of(code)))
	}
	if costs := byCurrency(got.Amounts); !maps.Equal(costs, want.amounts) {
		m.add(code+" amounts", "%v: the page says %v, the abacus %v", in, costs, want.amounts)
	}
	parts := map[string]piece{}
	for _, one := range want.parts {
		parts[one.code] = one
	}
	for _, one := range got.Parts {
		if len(got.Amounts) > 0 {
			one.Code += one.Label // a currency
		}
		if w := parts[one.Code]; one.Count != w.count || !near(one.Value, w.value) {
			m.add(code+" part "+one.Code, "%v: the page says %d %s, the abacus %d %s", in, one.Count, rounded(one.Value), w.count, rounded(w.value))
		}
		delete(parts, one.Code)
	}
	for _, w := range parts {
		if w.count > 0 {
			m.add(code+" part "+w.code, "%v: the page has none, the abacus %d %s", in, w.count, rounded(w.value))
		}
	}
}

// compareBefore compares what a figure was in the period before.
func compareBefore(got shown, want sum, in span, m *mismatches) {
	good := 0
	if got.Previous.Good != nil {
		good = *got.Previous.Good
	}
	if got.Previous.Count != want.count || good != want.good || !near(got.Previous.Value, want.of(got.Code)) {
		m.add(got.Code+" previous", "%v before %v: the page says %d of %d = %s, the abacus %d of %d = %s", in.before(), in,
			good, got.Previous.Count, rounded(got.Previous.Value), want.good, want.count, rounded(want.of(got.Code)))
	}
}

func (p *abacus) compareCauses(page paged, in span, m *mismatches) {
	lines, unknown := p.causeLines(in)
	if page.Unknown != unknown || len(page.Causes) != len(lines) {
		m.add("causes", "%v: the page has %d and %d of none, the abacus %d and %d", in, len(page.Causes), page.Unknown, len(lines), unknown)
		return
	}
	by := map[string]causeLine{}
	for i, line := range lines {
		by[line.cause] = line
		if page.Causes[i].Count != line.count || !same(page.Causes[i].Cumulative, line.cumulative) {
			m.add("causes in order", "%v: the %d. is of %d cases, %v %%, the abacus has %d, %v %%", in, i+1, page.Causes[i].Count, page.Causes[i].Cumulative, line.count, line.cumulative)
		}
	}
	for _, got := range page.Causes {
		want := by[got.Cause]
		said := fmt.Sprint(got.Count, " reopened ", got.Reopened, " below ", got.Parent, " cost ", byCurrency(got.Cost), " treatment ", rounded(got.Treatment))
		if told := want.say(); said != told || !same(got.Share, want.share) {
			m.add("cause", "%v %s: the page says %s, share %v; the abacus %s, share %v", in, got.Cause, said, got.Share, told, want.share)
		}
	}
}

func (line causeLine) say() string {
	return fmt.Sprint(line.count, " reopened ", line.reopened, " below ", line.parent, " cost ", line.costs, " treatment ", rounded(line.treatment))
}

func same(a, b float64) bool { return math.Abs(a-b) < 0.011 }

func (p *abacus) compareSeries(page paged, in span, m *mismatches) {
	said, told := []string{page.Series.Step}, []string{in.step()}
	for i, one := range page.Series.Resolution {
		said = append(said, fmt.Sprint(one.From, " ", one.Count, " ", rounded(one.Median), "/", rounded(one.P90)))
		if i < len(page.Series.Received) {
			came := page.Series.Received[i]
			said = append(said, fmt.Sprint(came.From, " came ", came.Count, " closed ", came.Closed))
		}
	}
	for _, one := range p.points(in) {
		told = append(told, fmt.Sprint(one.from, " ", one.resolved, " ", rounded(one.median), "/", rounded(one.p90)), fmt.Sprint(one.from, " came ", one.count, " closed ", one.closed))
	}
	for i := range max(len(said), len(told)) {
		if i >= len(said) || i >= len(told) || said[i] != told[i] {
			m.add("series", "%v: the page says %s, the abacus %s", in, strings.Join(said[min(i, len(said)):min(i+1, len(said))], ""), strings.Join(told[min(i, len(told)):min(i+1, len(told))], ""))
		}
	}
}

func (p *abacus) compareAgeing(a *testapp.App, page paged, in span, m *mismatches) {
	want, got := p.ageing(a, in), page.Ageing
	said := ages{known: got.Known, open: got.Open, oldest: got.Oldest, buckets: map[string]int{}}
	for _, one := range got.Buckets {
		if one.Count > 0 {
			said.buckets[one.Code] = one.Count
		}
	}
	if fmt.Sprint(said) != fmt.Sprint(want) || got.At != min(in.to, p.day(p.now)) {
		m.add("ageing", "%v as of %s: the page says %+v, the abacus %+v", in, got.At, said, want)
	}
}
