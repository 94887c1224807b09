package customer_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"escucha/domain/customer"
)

// TestBaseline: ten customers counted by hand.
func TestBaseline(t *testing.T) {
	t.Parallel()
	c := customer.NewTally(day(t, today), "PEN")
	for _, amount := range []float64{1000, 300, 200, 100, 100, 100, 50, 50, 50, 50} { // 2,000: the first alone is half
		c.Add([]customer.Purchase{{Day: day(t, today).AddDays(-10), Amount: amount, Currency: "PEN"}})
	}
	c.Add([]customer.Purchase{{Day: day(t, today).AddDays(-400), Amount: 9999, Currency: "PEN"}}) // too long ago
	c.Add([]customer.Purchase{{Day: day(t, today).AddDays(-4), Amount: 9999, Currency: "USD"}})   // another currency
	b := c.Baseline(customer.Defaults())
	if b.Customers != 10 || b.Purchases != 12 || b.Mean != 200 || b.HighFrom != 1000 || b.Gap != 0 {
		t.Errorf("%+v", b)
	}
}

// TestBaselineShare: just below half is not yet the share of the largest.
func TestBaselineShare(t *testing.T) {
	t.Parallel()
	rows := map[string]struct {
		sums []float64
		want float64
	}{
		"the first reaches it":       {[]float64{500, 300, 200}, 500},
		"the first is a cent short":  {[]float64{499.99, 300, 200.01}, 300},
		"all the same: half of them": {[]float64{100, 100, 100, 100}, 100},
		"one alone":                  {[]float64{70}, 70},
		"nobody bought in this year": {nil, 0},
	}
	for name, row := range rows {
		c := customer.NewTally(day(t, today), "PEN")
		for _, sum := range row.sums {
			c.Add([]customer.Purchase{{Day: day(t, today), Amount: sum, Currency: "PEN"}})
		}
		if got := c.Baseline(customer.Defaults()).HighFrom; got != row.want {
			t.Errorf("%s: high from %v, want %v", name, got, row.want)
		}
	}
}

// TestBaselineGap: the median of all gaps of the year, odd and even.
func TestBaselineGap(t *testing.T) {
	t.Parallel()
	c := customer.NewTally(day(t, today), "PEN")
	c.Add(bought(t, 100, 90, 60)) // 10, 30
	c.Add(bought(t, 300, 250))    // 50
	if got := c.Baseline(customer.Defaults()).Gap; got != 30 {
		t.Errorf("of three: %v", got)
	}
	c.Add(bought(t, 500, 200, 100)) // 100: the first was over a year ago
	if got := c.Baseline(customer.Defaults()).Gap; got != 40 {
		t.Errorf("of four: %v", got)
	}
}

// TestBaselineProperties: whoever is high bought at least what those who are
// not did, and together they reach the share.
func TestBaselineProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		sums := rapid.SliceOfN(rapid.Float64Range(0.01, 10_000), 1, 40).Draw(r, "sums")
		c := customer.NewTally(day(t, today), "PEN")
		for _, sum := range sums {
			c.Add([]customer.Purchase{{Day: day(t, today), Amount: sum, Currency: "PEN"}})
		}
		b := c.Baseline(customer.Defaults())
		total, high := 0.0, 0.0
		for _, sum := range sums {
			sum = math.Round(sum*100) / 100
			total += sum
			if sum >= b.HighFrom {
				high += sum
			}
		}
		if high < total/2-0.01 {
			r.Errorf("the high ones have %v of %v", high, total)
		}
	})
}
