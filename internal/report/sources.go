package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
)

// source counts some of the figures. One that looks up every customer is not
// compared with the period before on the whole page, where time is short.
type source struct {
	codes []string
	count func(*counter) error
	slow  bool
}

// sources read what they count by the index of one day each; the longest first,
// so that two who share them end at about the same time.
var sources = []source{
	{[]string{"repurchase", "reward_effect"}, (*counter).returns, true},
	{[]string{"retention"}, (*counter).retention, true},
	{[]string{"resolution", "reopened", "recurrence", "outcome"}, func(c *counter) error { return c.wide("by_resolved") }, false},
	{[]string{"acknowledgement", "first_response", "immediate", "queue_jumps"}, (*counter).received, false},
	{[]string{"promises", "off_channel", "follow_up", "response_rate", "incidents"}, func(c *counter) error { return c.wide("by_moment") }, false},
	{[]string{"csat", "treatment", "nps", "ces", "expectation", "compared", "recovery_gap"}, (*counter).answered, false},
	{[]string{"compliance"}, func(c *counter) error { return c.wide("by_due") }, false},
	{[]string{"cost"}, (*counter).cost, false},
	{[]string{"unreachable"}, func(c *counter) error { return c.wide("by_closed") }, false},
	{[]string{"both_versions"}, func(c *counter) error { return c.wide("by_proposed") }, false},
	{[]string{"backlog", "staff_load"}, (*counter).backlog, false},
	{[]string{"issues"}, (*counter).issues, false},
	{[]string{"effectiveness"}, (*counter).effects, false},
}

// count goes through the sources that some figures need; all without any.
func (c *counter) count(only []string) (counts, error) {
	c.out = counts{}
	err := c.share(slices.DeleteFunc(slices.Clone(sources), func(s source) bool {
		if len(only) == 0 {
			return s.slow && !c.full
		}
		return !slices.ContainsFunc(s.codes, func(code string) bool { return slices.Contains(only, code) })
	}))
	return c.out, err
}

// sells reports whether any purchase is on record: of a shop that keeps none,
// nobody can say who came back.
func (c *counter) sells() (is bool, err error) {
	err = c.app.ConcurrentDB().NewQuery("SELECT EXISTS (SELECT 1 FROM purchases)").Row(&is)
	return is, err
}

func (c *counter) received() error {
	if err := c.wide("by_received"); err != nil || c.by != "" || !c.full {
		return err
	}
	reasons, err := c.subtotals("jumps")
	if err != nil {
		return err
	}
	c.out.of("", "queue_jumps").parts = partsBy(*reasons.of(""))
	return nil
}

// partsBy are the columns CODE.n, the largest first.
func partsBy(columns subtotals) (out []Part) {
	for _, one := range columns {
		out = append(out, Part{Code: strings.TrimSuffix(one.name, ".n"), Count: int(one.sum)})
	}
	slices.SortFunc(out, func(a, b Part) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Code, b.Code)) })
	return out
}

func (c *counter) answered() error {
	if err := c.wide("by_answered"); err != nil || c.by != "" {
		return err
	}
	return c.gap()
}

// gap compares those whose case was solved with those who had none.
func (c *counter) gap() error {
	rows, err := all[struct {
		N    int      `db:"n"`
		Mean *float64 `db:"mean"`
	}](c, "gap", c.stamps())
	if err != nil {
		return err
	}
	with, without := c.out.of("", "csat"), rows[0]
	gap := c.out.of("", "recovery_gap")
	gap.n = min(with.n, without.N)
	gap.parts = []Part{{Code: "recovered", Count: with.n, Value: with.mean}, {Code: "without", Count: without.N, Value: rounded(without.Mean)}}
	if with.n > 0 && without.Mean != nil {
		gap.value = rounded(new(with.sum/float64(with.n) - *without.Mean))
	}
	return nil
}

// stamps are the bounds of a query by stored moments.
func (c *counter) stamps() dbx.Params {
	b := c.ask.bounds()
	return dbx.Params{"since": b["from"], "until": b["to"]}
}

// effects: of the actions that were looked at, how many helped.
func (c *counter) effects() error {
	if c.by != "" {
		return nil
	}
	rows, err := all[Part](c, "effects", c.stamps())
	if err != nil {
		return err
	}
	t := c.out.of("", "effectiveness")
	for _, row := range rows {
		t.n += row.Count
		if row.Code == "better" {
			t.good = row.Count
		}
	}
	t.parts = rows
	return nil
}
