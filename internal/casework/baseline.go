package casework

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/customer"
	"escucha/internal/records"
)

// loadCustomers reads the owner's thresholds, in limits.customers, and the last
// count of what the business is like.
func loadCustomers(_ core.App, h *House) error {
	if h.Business == nil {
		return nil
	}
	limits := struct {
		Customers *customer.Thresholds `json:"customers"`
	}{&h.Thresholds}
	for name, into := range map[string]any{"limits": &limits, "baseline": &h.Baseline} {
		text := h.Business.GetString(name)
		if text == "" || text == "null" {
			continue
		}
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return fmt.Errorf("%s of the business: %w", name, err)
		}
	}
	return nil
}

// fewPurchases: up to here the business is counted whenever it is needed; with
// more, once a night.
const fewPurchases = 1000

// baselineNow is the business as it is, or as it was last night when counting
// it would hold up the others.
func (g *Engine) baselineNow(app core.App, c comparison, h *House) (customer.Baseline, error) {
	var n int
	err := app.DB().NewQuery("SELECT COUNT(*) FROM (SELECT 1 FROM purchases LIMIT {:most})").Bind(dbx.Params{"most": fewPurchases + 1}).Row(&n)
	if err != nil {
		return customer.Baseline{}, fmt.Errorf("count purchases: %w", err)
	}
	if n > fewPurchases {
		return h.Baseline, nil
	}
	return g.count(app.DB(), c, h)
}

// count goes through all purchases, customer by customer, by their index.
func (g *Engine) count(db dbx.Builder, c comparison, h *House) (b customer.Baseline, err error) {
	currency := ""
	if h.Business != nil {
		currency = h.Business.GetString("currency")
	}
	rows, err := db.Select("customer", "date", "amount", "currency").From(records.Purchases).OrderBy("customer", "date").Rows()
	if err != nil {
		return b, fmt.Errorf("count purchases: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	tally, of, list := customer.NewTally(c.today, currency), "", []customer.Purchase{}
	for rows.Next() {
		var row purchaseRow
		if err := rows.Scan(&row.Customer, &row.Date, &row.Amount, &row.Currency); err != nil {
			return b, fmt.Errorf("count purchases: %w", err)
		}
		one, err := row.value()
		if err != nil {
			return b, err
		}
		if row.Customer != of {
			tally.Add(list)
			of, list = row.Customer, list[:0]
		}
		list = append(list, one)
	}
	tally.Add(list)
	b = tally.Baseline(c.thresholds)
	b.At = records.Stamp(c.now)
	return b, rows.Err()
}

// chunk is how many customers are renewed at a time: others write in between.
const chunk = 200

// Retype counts the business and renews the types of all customers. A second
// run changes nothing.
func (g *Engine) Retype(app core.App) error {
	if err := g.recount(app); err != nil {
		return err
	}
	for last := ""; ; {
		var ids []string
		err := app.ConcurrentDB().Select("id").From(records.Customers).Where(dbx.NewExp("id > {:last}", dbx.Params{"last": last})).
			AndWhere(dbx.HashExp{"merged_into": ""}).OrderBy("id").Limit(chunk).Column(&ids)
		if err != nil {
			return fmt.Errorf("list customers: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		if err := app.RunInTransaction(func(tx core.App) error { return g.retype(tx, ids...) }); err != nil {
			return fmt.Errorf("renew types: %w", err)
		}
		last = ids[len(ids)-1]
	}
}

// recount stores what the business is like, for the day that begins.
func (g *Engine) recount(app core.App) error {
	h, err := g.House(app)
	if err != nil || h.Business == nil {
		return err
	}
	c := g.comparisonOf(h)
	b, err := g.count(app.ConcurrentDB(), c, h)
	if err != nil {
		return err
	}
	text, err := json.Marshal(b)
	if err != nil {
		return fmt.Errorf("store the baseline: %w", err)
	}
	_, err = app.NonconcurrentDB().Update(records.Business, dbx.Params{"baseline": string(text)}, dbx.HashExp{"id": h.Business.Id}).Execute()
	if err != nil {
		return fmt.Errorf("store the baseline: %w", err)
	}
	g.Forget()
	return nil
}
