package customer_test

import (
	"testing"

	"escucha/domain/customer"
)

// TestEdges: what is exactly on a threshold, for businesses in which it can be.
func TestEdges(t *testing.T) {
	t.Parallel()
	gap := func(days float64) customer.Baseline {
		b := nogal()
		b.Gap = days
		return b
	}
	rows := []struct {
		name, criterion, want string
		facts                 customer.Facts
		business              customer.Baseline
	}{
		{"two thirds to the day: 67 of 100", customer.Frequency, "frequent", customer.Facts{Purchases: bought(t, 144, 77, 10)}, gap(100)},
		{"68 of 100", customer.Frequency, "regular", customer.Facts{Purchases: bought(t, 146, 78, 10)}, gap(100)},
		{"half days: 33.5 of 50", customer.Frequency, "frequent", customer.Facts{Purchases: bought(t, 150, 117, 83, 50, 16)}, gap(50)},
		{"34 of 50", customer.Frequency, "regular", customer.Facts{Purchases: bought(t, 118, 84, 50)}, gap(50)},
		{"the window of three gaps of 31 is 93", customer.Activity, "active", customer.Facts{Purchases: bought(t, 93)}, gap(31)},
		{"94", customer.Activity, "inactive", customer.Facts{Purchases: bought(t, 94)}, gap(31)},
		{"of gaps of 30 it is 90 either way", customer.Activity, "inactive", customer.Facts{Purchases: bought(t, 91)}, gap(30)},
		{"half a day rounds up: three of 30.5 are 92", customer.Activity, "active", customer.Facts{Purchases: bought(t, 92)}, gap(30.5)},
		{"asked a year ago to the day", customer.Satisfaction, "delighted", customer.Facts{Surveys: answered(t, [2]int{365, 5})}, nogal()},
		{"3.5 by two of three", customer.Satisfaction, "satisfied", customer.Facts{Surveys: answered(t, [2]int{30, 4}, [2]int{20, 4}, [2]int{10, 3})}, nogal()},
		{"4.66 is enough", customer.Satisfaction, "delighted", customer.Facts{Surveys: answered(t, [2]int{30, 4}, [2]int{20, 5}, [2]int{10, 5})}, nogal()},
		{"only the last recommendation counts", customer.Satisfaction, "delighted",
			customer.Facts{Surveys: append(recommending(answered(t, [2]int{30, 5}), 0), answered(t, [2]int{20, 5})...)}, nogal()},
	}
	for _, row := range rows {
		got := customer.Classify(row.facts, row.business, customer.Defaults(), day(t, today))[row.criterion]
		if got.Value != row.want {
			t.Errorf("%s, %s: %q, want %q, from %v", row.criterion, row.name, got.Value, row.want, got.Numbers)
		}
	}
}

// TestTwelveMonthsOfALeapYear: the year that ends on 29 February began on the
// 28th, and the 29th is in the year that ends on the 28th after it.
func TestTwelveMonthsOfALeapYear(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, today, bought string
		want                float64
	}{
		{"the first day", "2028-02-29", "2027-02-28", 100},
		{"the day before it", "2028-02-29", "2027-02-27", 0},
		{"the leap day, a year later", "2029-02-28", "2028-02-29", 100},
		{"the 28th, a year later", "2029-02-28", "2028-02-28", 100},
		{"the leap day, a year and a day later", "2029-03-01", "2028-02-29", 0},
		{"the first of March, the same", "2029-03-01", "2028-03-01", 100},
	}
	for _, row := range rows {
		list := []customer.Purchase{{Day: day(t, row.bought), Amount: 100, Currency: "PEN"}}
		if sum, others := customer.Sum(list, "PEN", day(t, row.today)); sum != row.want || others {
			t.Errorf("%s: %v, want %v", row.name, sum, row.want)
		}
	}
}

// TestEqualCustomersAreEqual: whoever bought as much as the last of the largest
// is one of them, so that the order of the rows decides nothing.
func TestEqualCustomersAreEqual(t *testing.T) {
	t.Parallel()
	c := customer.NewTally(day(t, today), "PEN")
	sums := []float64{400, 100, 100, 100, 100, 50, 50, 50, 25, 25} // 1,000: 500 are 400 and one of the 100
	for _, sum := range sums {
		c.Add([]customer.Purchase{{Day: day(t, today), Amount: sum, Currency: "PEN"}})
	}
	b, count := c.Baseline(customer.Defaults()), map[string]int{}
	for _, sum := range sums {
		facts := customer.Facts{Purchases: []customer.Purchase{{Day: day(t, today), Amount: sum, Currency: "PEN"}}}
		count[customer.Classify(facts, b, customer.Defaults(), day(t, today))[customer.Volume].Value]++
	}
	if b.HighFrom != 100 || count["high"] != 5 || count["average"] != 3 || count["low"] != 2 { // half the mean is 50
		t.Errorf("%+v: %v", b, count)
	}
}
