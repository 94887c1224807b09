package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/internal/records"
)

// loadPeople reads what the types of some customers rest on, a few queries for
// all of them together.
func loadPeople(app core.App, ids []string, c comparison) ([]someone, error) {
	var people []someone
	err := app.DB().Select("id", "public_reach", "press", "COALESCE(types, '') AS types").From(records.Customers).
		Where(dbx.In("id", anys(ids)...)).AndWhere(dbx.HashExp{"erased_at": ""}).All(&people)
	if err != nil {
		return nil, fmt.Errorf("read customers: %w", err)
	}
	at := make(map[string]*someone, len(people))
	for i := range people {
		people[i].facts.Reach, people[i].facts.Press = people[i].Reach, people[i].Press
		at[people[i].ID] = &people[i]
	}
	if err := loadCases(app, ids, at, c.now); err != nil {
		return nil, err
	}
	if err := loadSurveys(app, ids, at, c.zone); err != nil {
		return nil, err
	}
	if err := loadPurchases(app, ids, at); err != nil {
		return nil, err
	}
	return people, loadReferred(app, ids, at)
}

func loadPurchases(app core.App, ids []string, at map[string]*someone) error {
	var rows []purchaseRow
	err := app.DB().Select("customer", "date", "amount", "currency").From(records.Purchases).
		Where(dbx.In("customer", anys(ids)...)).OrderBy("customer", "date").All(&rows)
	if err != nil {
		return fmt.Errorf("read purchases: %w", err)
	}
	for _, row := range rows {
		one, err := row.value()
		if err != nil {
			return err
		}
		if s := at[row.Customer]; s != nil {
			s.facts.Purchases = append(s.facts.Purchases, one)
		}
	}
	return nil
}

// purchaseRow is a purchase as it is stored: its day at midnight UTC.
type purchaseRow struct {
	Customer string  `db:"customer"`
	Date     string  `db:"date"`
	Amount   float64 `db:"amount"`
	Currency string  `db:"currency"`
}

func (r purchaseRow) value() (customer.Purchase, error) {
	day, err := storedDay(r.Date)
	if err != nil {
		return customer.Purchase{}, fmt.Errorf("purchase of %s: %w", r.Customer, err)
	}
	return customer.Purchase{Day: day, Amount: r.Amount, Currency: r.Currency}, nil
}

// storedTime is how moments stand in the tables.
const storedTime = "2006-01-02 15:04:05.000Z"

func storedDay(text string) (calendar.Date, error) {
	return calendar.Parse(text[:min(len(text), 10)])
}

// loadCases: what happened to them that lowers what they said.
func loadCases(app core.App, ids []string, at map[string]*someone, now time.Time) error {
	var rows []struct {
		Customer string `db:"customer"`
		Late     int    `db:"late"`
		Denied   string `db:"denied"`
	}
	err := app.DB().Select("customer", "SUM(open = 1 AND legal_due != '' AND legal_due < {:now}) AS late",
		"MAX(CASE WHEN resolution_kind = {:denial} THEN resolved_at ELSE '' END) AS denied").
		From(records.Complaints).Bind(dbx.Params{"now": records.Stamp(now), "denial": string(complaint.Denial)}).Where(dbx.In("customer", anys(ids)...)).GroupBy("customer").All(&rows)
	if err != nil {
		return fmt.Errorf("read cases of customers: %w", err)
	}
	for _, row := range rows {
		s := at[row.Customer]
		if s == nil {
			continue
		}
		s.facts.LateCases = row.Late
		if row.Denied == "" {
			continue
		}
		if s.facts.DeniedOn, err = storedDay(row.Denied); err != nil {
			return fmt.Errorf("refusals of %s: %w", row.Customer, err)
		}
	}
	return nil
}

// loadReferred counts whom they brought.
func loadReferred(app core.App, ids []string, at map[string]*someone) error {
	var rows []struct {
		By    string `db:"referred_by"`
		Count int    `db:"n"`
	}
	err := app.DB().Select("referred_by", "COUNT(*) AS n").From(records.Customers).
		Where(dbx.In("referred_by", anys(ids)...)).AndWhere(dbx.NewExp("referred_by != ''")).GroupBy("referred_by").All(&rows)
	if err != nil {
		return fmt.Errorf("read who was referred: %w", err)
	}
	for _, row := range rows {
		if s := at[row.By]; s != nil {
			s.facts.Referred = row.Count
		}
	}
	return nil
}

func anys(ids []string) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}
