package customer

import (
	"math"
	"slices"

	"escucha/domain/calendar"
)

// Baseline is the business that each customer is compared with: its last twelve
// months, in its own currency.
type Baseline struct {
	Gap       float64 `json:"gap"`       // median of the days between two purchases of one customer; 0 when nobody came twice
	Mean      float64 `json:"mean"`      // of what each customer bought
	HighFrom  float64 `json:"high_from"` // the smallest sum among those that together make the share of the largest
	Customers int     `json:"customers"` // who bought in these months
	Purchases int     `json:"purchases"` // how many of them, of all time
	Currency  string  `json:"currency"`
	At        string  `json:"at"` // when it was counted, UTC
}

// Beside is what a number of the customer is read beside.
func (b Baseline) Beside(criterion string, t Thresholds) map[string]any {
	switch criterion {
	case Activity:
		return map[string]any{"window": b.Window(t)}
	case Frequency:
		return map[string]any{"business_gap": round(b.Gap)}
	case Volume:
		return map[string]any{"mean": round(b.Mean), "customers": b.Customers}
	}
	return nil
}

// Window is how many days after a purchase a customer still counts as active.
func (b Baseline) Window(t Thresholds) int {
	return max(t.ActiveDays, int(math.Round(float64(t.ActiveGaps)*b.Gap)))
}

// Tally collects what the baseline is made of, customer by customer.
type Tally struct {
	today    calendar.Date
	currency string
	gaps     []float64
	sums     []float64
	all      int
}

// NewTally starts one on a day, in the currency of the business.
func NewTally(today calendar.Date, currency string) *Tally {
	return &Tally{today: today, currency: currency}
}

// Add counts one customer's purchases, oldest first.
func (c *Tally) Add(purchases []Purchase) {
	c.all += len(purchases)
	recent := since(purchases, yearBefore(c.today))
	c.gaps = append(c.gaps, gaps(recent)...)
	if sum, _ := Sum(recent, c.currency, c.today); sum > 0 {
		c.sums = append(c.sums, sum)
	}
}

// Baseline is what was collected.
func (c *Tally) Baseline(t Thresholds) Baseline {
	b := Baseline{Gap: median(c.gaps), Customers: len(c.sums), Purchases: c.all, Currency: c.currency}
	slices.SortFunc(c.sums, func(x, y float64) int { return -compare(x, y) })
	total := 0.0
	for _, sum := range c.sums {
		total += sum
	}
	if len(c.sums) > 0 {
		b.Mean = total / float64(len(c.sums))
	}
	reached := 0.0
	for _, sum := range c.sums {
		reached += sum
		b.HighFrom = sum
		if reached >= t.HighShare*total {
			break
		}
	}
	return b
}

// Sum is what was bought in the twelve months up to a day in one currency, and
// whether there were purchases in others.
func Sum(purchases []Purchase, currency string, today calendar.Date) (sum float64, others bool) {
	for _, p := range since(purchases, yearBefore(today)) {
		if p.Currency == currency {
			sum += p.Amount
		} else {
			others = true
		}
	}
	return math.Round(sum*100) / 100, others
}

func yearBefore(today calendar.Date) calendar.Date { return today.AddMonths(-12) }

func since(purchases []Purchase, day calendar.Date) []Purchase {
	for i, p := range purchases {
		if !p.Day.Before(day) {
			return purchases[i:]
		}
	}
	return nil
}

// gaps are the days between one purchase and the next.
func gaps(purchases []Purchase) []float64 {
	var out []float64
	for i := 1; i < len(purchases); i++ {
		out = append(out, float64(purchases[i].Day.Sub(purchases[i-1].Day)))
	}
	return out
}

func median(numbers []float64) float64 {
	if len(numbers) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(numbers))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

func compare(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// round keeps one decimal: people read these.
func round(x float64) float64 { return math.Round(x*10) / 10 }
