package report

import (
	"github.com/pocketbase/dbx"

	"escucha/internal/records"
)

// issues are the systemic troubles that were open at the end of the period: how
// many, the longest of them in days, and whom they touched in the period.
func (c *counter) issues() error {
	if c.by != "" {
		return nil
	}
	rows, err := all[struct {
		N     int    `db:"n"`
		Since string `db:"since"`
	}](c, "issues", dbx.Params{"until": c.until()})
	if err != nil {
		return err
	}
	t := c.out.of("", "issues")
	t.count(rows[0].N)
	if !c.full || t.n == 0 {
		return nil
	}
	params := c.days()
	params["until"] = c.until()
	touched, err := all[struct {
		Cases     int `db:"cases"`
		Customers int `db:"customers"`
	}](c, "touched", params)
	if err != nil {
		return err
	}
	since, err := c.ask.dayOf(rows[0].Since)
	t.parts = []Part{{Code: "cases", Count: touched[0].Cases}, {Code: "customers", Count: touched[0].Customers}, {Code: "oldest_days", Count: c.ask.known().Sub(since)}}
	return err
}

// until is the moment at which a period is over.
func (c *counter) until() string { return records.Stamp(c.ask.To.AddDays(1).StartIn(c.ask.Zone)) }
