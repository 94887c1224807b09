package hooks_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"escucha/internal/testapp"
)

// mismatches are what two computations do not agree about; of each kind only the
// first few are said.
type mismatches struct {
	t    *testing.T
	seen map[string]int
}

func (m *mismatches) add(kind, format string, args ...any) {
	m.t.Helper()
	if m.seen == nil {
		m.seen = map[string]int{}
	}
	if m.seen[kind]++; m.seen[kind] <= 3 {
		m.t.Errorf(kind+": "+format, args...)
	}
}

// end says how often.
func (m *mismatches) end() {
	for kind, n := range m.seen {
		m.t.Logf("%s: %d times", kind, n)
	}
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func yes(b bool) string { return map[bool]string{true: "1", false: "0"}[b] }

func maybe(b *bool) string {
	if b == nil {
		return ""
	}
	return yes(*b)
}

// columns are the row of a case in the table of measures, as the abacus has it.
func (c *plainCase) columns() map[string]string {
	positive := func(n int) string { return map[bool]string{true: strconv.Itoa(n)}[n > 0] }
	return map[string]string{"received_day": c.receivedDay, "resolved_day": c.resolvedDay, "closed_day": c.closedDay, "due_day": c.dueDay,
		"proposed_day": c.proposedDay, "survey_day": c.surveyDay, "answered_day": c.answeredDay, "area": c.area, "agent": c.agent, "cause": c.cause,
		"cause_top": c.top, "product": c.product, "channel": c.channel, "kind": c.kind, "profile": c.profile, "severity": c.severity, "customer": c.customer,
		"confidential": yes(c.confidential), "imported": yes(c.imported), "open": yes(c.open), "immediate": yes(c.immediate), "reopened": yes(c.reopened), "recurred": yes(c.recurred),
		"unreachable": yes(c.unreachable), "jumped": yes(c.jumped), "both_versions": maybe(c.bothVersions), "in_time": maybe(c.inTime), "outcome": c.outcome,
		"ack_wall": number(c.ack), "first_wall": number(c.firstWall), "first_work": number(c.firstWork), "resolve_wall": number(c.wall),
		"resolve_work": number(c.working), "resolve_net": number(c.net), "solution": positive(c.solution), "treatment": positive(c.treatment),
		"effort": positive(c.effort), "recommend": number(c.recommend), "expectation": c.expectation, "compared": c.compared}
}

// compareRows compares what is stored of each case with what the abacus says.
func (p *abacus) compareRows(a *testapp.App, m *mismatches) {
	stored := map[string]row{}
	for _, one := range p.rows(a, "SELECT * FROM measures") {
		stored[one["complaint"].String] = one
	}
	if len(stored) != len(p.cases) {
		m.add("rows", "%d cases are measured, the abacus has %d", len(stored), len(p.cases))
	}
	for _, c := range p.cases {
		for name, want := range c.columns() {
			if got := strings.TrimSuffix(stored[c.id][name].String, ".0"); got != want {
				m.add("measures."+name, "case %s has %q, the abacus %q", c.id, got, want)
			}
		}
	}
}

// compareFacts compares what counts on a day of its own.
func (p *abacus) compareFacts(a *testapp.App, m *mismatches) {
	stored, plain := map[string]int{}, map[string]int{}
	for _, one := range p.rows(a, "SELECT kind, day, complaint, good, value, currency FROM moments") {
		stored[fmt.Sprint(one["kind"].String, " ", one["day"].String, " ", one["complaint"].String, " good ", one["good"].String, money(one))]++
	}
	for _, f := range p.facts {
		cost := ""
		if f.kind == "cost" {
			cost = fmt.Sprint(" ", f.value, f.currency)
		}
		plain[fmt.Sprint(f.kind, " ", f.day, " ", f.of.id, " good ", yes(f.good), cost)]++
	}
	for key, n := range plain {
		if stored[key] != n {
			m.add("moments "+strings.Fields(key)[0], "%s: %d stored, the abacus has %d", key, stored[key], n)
		}
	}
	for key, n := range stored {
		if plain[key] == 0 {
			m.add("moments "+strings.Fields(key)[0]+" more", "%s: %d stored, the abacus has none", key, n)
		}
	}
}

func money(one row) string {
	if one["kind"].String != "cost" {
		return ""
	}
	value, _ := strconv.ParseFloat(one["value"].String, 64)
	return fmt.Sprint(" ", value, one["currency"].String)
}

// say writes a figure of the page as that of the abacus is written.
func (f shown) say() string {
	minutes := func(name string, s *struct{ Median, P90 *float64 }) string {
		if s == nil || s.Median == nil {
			return ""
		}
		return fmt.Sprintf(" %s %g/%g", name, *s.Median, *s.P90)
	}
	switch f.Code {
	case "acknowledgement", "first_response", "resolution":
		return fmt.Sprint(f.Count) + minutes("wall", f.Wall) + minutes("work", f.Work) + minutes("net", f.Net)
	case "incidents", "backlog":
		return fmt.Sprint(f.Count)
	case "nps", "ces":
		return fmt.Sprintf("%d = %s", f.Count, rounded(f.Value))
	}
	good := 0
	if f.Good != nil {
		good = *f.Good
	}
	return fmt.Sprintf("%d of %d = %s", good, f.Count, rounded(f.Value))
}

// key is the group that a case belongs to.
func (c *plainCase) key(by string) string {
	switch by {
	case "area":
		return c.area
	case "agent":
		return c.agent
	case "cause":
		return c.cause
	case "product":
		return c.product
	case "channel":
		return c.channel
	case "kind":
		return c.kind
	case "profile":
		return c.profile
	}
	return c.frequency
}

// fewest cases of a group that is shown.
const fewest = 5

func (p *abacus) compareGroups(got map[string]shown, in span, by string, m *mismatches) {
	groups := map[string]map[string]sum{}
	for _, c := range p.cases {
		if key := c.key(by); groups[key] == nil {
			groups[key] = p.figures(in, func(c *plainCase) bool { return c.key(by) == key })
		}
	}
	for code, f := range got {
		if !slices.Contains(splitted, code) || code == "backlog" && in.to < p.day(p.now) { // of the past only the whole was noted
			continue
		}
		hidden, seen := 0, map[string]bool{}
		for _, g := range f.Groups {
			want := groups[g.Key][code]
			seen[g.Key] = true
			if g.CSAT != nil && got["csat"].group(g.Key).Hidden || g.Reopened != nil && got["reopened"].group(g.Key).Hidden {
				m.add(code+" beside", "%v by %s: of %s it tells what csat or reopened hide", in, by, g.Key)
			}
			switch {
			case g.Hidden:
				hidden++
				if !g.silent() {
					m.add(code+" hidden", "%v by %s: %s tells its numbers", in, by, g.Key)
				}
			case want.count < fewest:
				m.add(code+" few", "%v by %s: %s is shown with %d", in, by, g.Key, want.count)
			case g.Count != want.count || !near(g.Value, want.of(code)) || !maps.Equal(byCurrency(g.Amounts), want.amounts):
				m.add(code+" by "+by, "%v %q: the page says %d %s %v, the abacus %d %s %v", in, g.Key, g.Count, rounded(g.Value), byCurrency(g.Amounts), want.count, rounded(want.of(code)), want.amounts)
			}
		}
		for key, all := range groups {
			if len(f.Groups) > 0 && all[code].count > 0 && !seen[key] {
				m.add(code+" missing", "%v by %s: %q with %d is not there", in, by, key, all[code].count)
			}
		}
		if want := divisible(groups, code); want != (len(f.Groups) > 0) {
			m.add(code+" split", "%v by %s: %d groups are told, that they may be is %v of %v", in, by, len(f.Groups), want, sizesOf(groups, code))
		}
		if hidden == 1 {
			m.add(code+" alone", "%v by %s: the one hidden group follows from the others", in, by)
		}
	}
}

// divisible reports whether a figure may be told by groups, as docs/reports.md has
// it: none is under five, or the smallest ones together, as many as it takes, hide
// one another.
func divisible(groups map[string]map[string]sum, code string) bool {
	sizes := sizesOf(groups, code)
	if len(sizes) == 0 || sizes[0] >= fewest {
		return len(sizes) > 0
	}
	cases := 0
	for i, n := range sizes {
		hidden, small := i+1, n < fewest // the largest of the hidden ones is this one
		cases += n
		allOfFour := small && cases >= 4*hidden
		if i+1 < len(sizes) && sizes[i+1] < fewest {
			continue // one that is under five is never shown
		}
		if hidden >= 2 && cases >= fewest && cases > hidden && !allOfFour {
			return true
		}
	}
	return false
}

// sizesOf are how many each group has, the smallest first: none at all in those
// that have cases of the day, and nothing to say of them.
func sizesOf(groups map[string]map[string]sum, code string) (sizes []int) {
	for _, all := range groups {
		if s := all[code]; s.count+s.rows > 0 {
			sizes = append(sizes, s.count)
		}
	}
	slices.Sort(sizes)
	return sizes
}

// TestDivisible: what the comparison expects, by hand.
func TestDivisible(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name  string
		sizes []int
		want  bool
	}{
		{"no cases", nil, false}, {"one large group", []int{7}, true}, {"two large ones", []int{5, 9}, true}, {"one small", []int{3}, false},
		{"a small and a large one, both hidden", []int{1, 9}, true}, {"one of one and one of four", []int{1, 4}, true}, {"one each", []int{1, 1, 1, 1, 1}, false},
		{"all of four", []int{4, 4, 4}, false}, {"all of four beside a large one", []int{4, 4, 6}, true}, {"too few together", []int{2, 2}, false},
		{"small ones that hide one another", []int{3, 3, 8, 9}, true}, {"without any case", []int{0, 0}, false},
		{"nothing of one, and two of others", []int{0, 2, 3}, true}, {"nothing of one, and one more each", []int{0, 1, 1, 1, 2}, false},
	}
	for _, row := range rows {
		groups := map[string]map[string]sum{}
		for i, n := range row.sizes {
			groups[strconv.Itoa(i)] = map[string]sum{"csat": {count: n, rows: 1}}
		}
		if got := divisible(groups, "csat"); got != row.want {
			t.Errorf("%s: %v", row.name, got)
		}
	}
}

// splitted are the figures that groups are compared of.
var splitted = []string{"acknowledgement", "first_response", "resolution", "immediate", "compliance", "promises", "reopened", "recurrence", "follow_up", "unreachable",
	"off_channel", "both_versions", "csat", "treatment", "expectation", "outcome", "response_rate", "ces", "nps", "compared", "queue_jumps", "incidents", "backlog",
	"staff_load", "repurchase", "reward_effect", "retention", "cost"}

// of is what a group shows of a figure.
func (s sum) of(code string) *float64 {
	switch code {
	case "acknowledgement":
		return middle(s.wall)
	case "first_response":
		return middle(s.work)
	case "resolution":
		return middle(s.net)
	}
	return s.value
}

func near(a, b *float64) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return math.Abs(*a-*b) < 0.011
}
