package report

import "fmt"

// retention looks at who complained twelve months before the period.
func (c *counter) retention() error {
	if is, err := c.sells(); err != nil || !is {
		return err
	}
	past := c.ask
	past.From, past.To = c.ask.From.AddMonths(-12), c.ask.To.AddMonths(-12)
	window := c.h.Baseline.Window(c.h.Thresholds)
	params := (&counter{ask: past}).days()
	params["window"] = fmt.Sprintf("-%d days", window)
	rows, err := all[struct {
		Key    string `db:"key"`
		N      int    `db:"n"`
		Active int    `db:"active"`
	}](c, "retention", params)
	if err != nil {
		return err
	}
	for _, row := range rows {
		t := c.out.of(row.Key, "retention")
		t.n, t.good = row.N, row.Active
	}
	return nil
}
