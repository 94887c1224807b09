package report

import (
	_ "embed"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

//go:embed gestures.sql
var gesturesSQL string

// Cost is what gestures cost, in one currency. What somebody approved for
// themselves, and what went over the budget, is in the sum and told apart.
type Cost struct {
	Currency     string  `json:"currency"`
	Count        int     `json:"count"`
	Cost         float64 `json:"cost"`
	SelfApproved int     `json:"self_approved"`
	SelfCost     float64 `json:"self_approved_cost"`
	OverBudget   int     `json:"over_budget"`
	OverCost     float64 `json:"over_budget_cost"`
}

// GestureLine is one month, reward, cause and currency. Cause is a code; empty
// while none was found.
type GestureLine struct {
	Month  string `json:"month"`
	Reward string `json:"reward"`
	Name   string `json:"reward_name"`
	Cause  string `json:"cause"`
	Cost
}

// GestureReport is the cost of gestures (R118). Totals are by currency, for
// those are never added up.
type GestureReport struct {
	From   string        `json:"from"`
	To     string        `json:"to"`
	Items  []GestureLine `json:"items"`
	Totals []Cost        `json:"totals"`
}

type given struct {
	At       string  `db:"at"`
	Reward   string  `db:"reward"`
	Name     string  `db:"name"`
	Cause    string  `db:"cause"`
	Currency string  `db:"currency"`
	Cost     float64 `db:"cost"`
	Self     bool    `db:"self_approved"`
	Over     bool    `db:"over_budget"`
}

// add counts one gesture. Sums are kept in cents.
func (c *Cost) add(g given) {
	c.Currency = g.Currency
	c.Count++
	c.Cost = cents(c.Cost + g.Cost)
	if g.Self {
		c.SelfApproved++
		c.SelfCost = cents(c.SelfCost + g.Cost)
	}
	if g.Over {
		c.OverBudget++
		c.OverCost = cents(c.OverCost + g.Cost)
	}
}

func cents(x float64) float64 { return math.Round(100*x) / 100 }

// Gestures counts those of a period, by the civil month of their approval.
func Gestures(app core.App, p Period) (Report, error) {
	var rows []given
	if err := app.ConcurrentDB().NewQuery(gesturesSQL).Bind(p.bounds()).All(&rows); err != nil {
		return nil, fmt.Errorf("report gestures: %w", err)
	}
	lines, totals := map[string]*GestureLine{}, map[string]*Cost{}
	for _, row := range rows {
		day, err := p.dayOf(row.At)
		if err != nil {
			return nil, fmt.Errorf("report gestures: %w", err)
		}
		month := day.String()[:7]
		key := strings.Join([]string{month, row.Name, row.Reward, row.Cause, row.Currency}, "\x00")
		if lines[key] == nil {
			lines[key] = &GestureLine{Month: month, Reward: row.Reward, Name: row.Name, Cause: row.Cause}
		}
		if totals[row.Currency] == nil {
			totals[row.Currency] = &Cost{}
		}
		lines[key].add(row)
		totals[row.Currency].add(row)
	}
	out := &GestureReport{From: p.From.String(), To: p.To.String(), Items: []GestureLine{}, Totals: []Cost{}}
	for _, key := range slices.Sorted(maps.Keys(lines)) {
		out.Items = append(out.Items, *lines[key])
	}
	for _, key := range slices.Sorted(maps.Keys(totals)) {
		out.Totals = append(out.Totals, *totals[key])
	}
	return out, nil
}

// Table is the report as rows.
func (r *GestureReport) Table() ([]string, [][]string) {
	var rows [][]string
	for _, one := range r.Items {
		rows = append(rows, []string{one.Month, one.Name, one.Cause, one.Currency, strconv.Itoa(one.Count), money(one.Cost.Cost),
			strconv.Itoa(one.SelfApproved), money(one.SelfCost), strconv.Itoa(one.OverBudget), money(one.OverCost)})
	}
	return []string{"month", "reward", "cause", "currency", "count", "cost", "self_approved", "self_approved_cost", "over_budget", "over_budget_cost"}, rows
}

func money(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }
