package report

import (
	"cmp"
	"slices"

	"github.com/pocketbase/dbx"
)

type spent struct {
	Key      string  `db:"key"`
	Currency string  `db:"currency"`
	N        int     `db:"n"`
	Cases    int     `db:"cases"`
	Cost     float64 `db:"cost"`
	Worked   int     `db:"worked"` // cases with time of the team in it
	Labour   float64 `db:"labour"` // how much of the cost that is
}

// cost is in one sum for each currency, each with what a case cost that cost
// something, how much of it is labour, and its share of the sales where there
// are any.
func (c *counter) cost() error {
	rows, err := all[spent](c, "cost", c.days())
	if err != nil {
		return err
	}
	for _, row := range rows {
		t := c.out.of(row.Key, "cost")
		t.n += row.Cases
		t.amounts = append(t.amounts, Amount{row.Currency, cents(row.Cost)})
		t.parts = append(t.parts, Part{Code: "per_case", Label: row.Currency, Count: row.Cases, Value: new(cents(row.Cost / float64(row.Cases)))})
		if row.Worked > 0 {
			t.parts = append(t.parts, Part{Code: "labour", Label: row.Currency, Count: row.Worked, Value: new(cents(row.Labour))})
		}
	}
	for _, codes := range c.out {
		if t := codes["cost"]; t != nil && len(t.amounts) == 1 { // of several, there is no one figure
			t.value = &t.amounts[0].Cost
		}
	}
	if c.by != "" || !c.full || len(rows) == 0 {
		return nil
	}
	return c.sales(rows)
}

func (c *counter) sales(rows []spent) error {
	sold, err := all[struct {
		Currency string  `db:"currency"`
		Amount   float64 `db:"amount"`
	}](c, "sales", dbx.Params{"from": c.ask.From.String(), "after": c.ask.To.AddDays(1).String()})
	if err != nil {
		return err
	}
	t := c.out.of("", "cost")
	for _, one := range sold {
		i, found := slices.BinarySearchFunc(rows, one.Currency, func(s spent, currency string) int { return cmp.Compare(s.Currency, currency) })
		if found && one.Amount > 0 {
			t.parts = append(t.parts, Part{Code: "of_sales", Label: one.Currency, Count: rows[i].Cases, Value: new(cents(100 * rows[i].Cost / one.Amount))})
		}
	}
	return nil
}
