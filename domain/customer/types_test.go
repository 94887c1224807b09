package customer_test

import (
	"testing"

	"escucha/domain/calendar"
	"escucha/domain/customer"
)

// today of every table.
const today = "2026-11-24"

func day(t *testing.T, text string) calendar.Date {
	t.Helper()
	d, err := calendar.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// bought are purchases of 100 soles, so many days before today, oldest first.
func bought(t *testing.T, ago ...int) []customer.Purchase {
	t.Helper()
	var out []customer.Purchase
	for _, days := range ago {
		out = append(out, customer.Purchase{Day: day(t, today).AddDays(-days), Amount: 100, Currency: "PEN"})
	}
	return out
}

// answered are surveys of so many days ago, oldest first: days, score.
func answered(t *testing.T, pairs ...[2]int) []customer.Survey {
	t.Helper()
	var out []customer.Survey
	for _, p := range pairs {
		out = append(out, customer.Survey{Day: day(t, today).AddDays(-p[0]), Score: p[1]})
	}
	return out
}

func recommending(s []customer.Survey, n int) []customer.Survey {
	s[len(s)-1].Recommend = &n
	return s
}

// nogal is a business whose customers come every 95 days and spend 1,940.
func nogal() customer.Baseline {
	return customer.Baseline{Gap: 95, Mean: 1940, HighFrom: 4000, Customers: 10, Currency: "PEN"}
}

// TestClassify: each threshold of each criterion, on both sides of its edge,
// with customers counted by hand.
func TestClassify(t *testing.T) {
	t.Parallel()
	worth := func(amount float64, currency string) []customer.Purchase {
		return []customer.Purchase{{Day: day(t, today).AddDays(-100), Amount: amount, Currency: currency}}
	}
	few, alone := nogal(), nogal()
	few.Customers, alone.Gap = 9, 0
	rows := []struct {
		name, criterion, want string
		facts                 customer.Facts
		business              customer.Baseline
	}{
		{"never bought", customer.Relation, "potential", customer.Facts{}, nogal()},
		{"bought once, years ago", customer.Relation, "current", customer.Facts{Purchases: bought(t, 2000)}, nogal()},

		{"never bought", customer.Activity, "", customer.Facts{}, nogal()},
		{"on the last day of three gaps", customer.Activity, "active", customer.Facts{Purchases: bought(t, 285)}, nogal()},
		{"a day later", customer.Activity, "inactive", customer.Facts{Purchases: bought(t, 286)}, nogal()},
		{"without gaps, on day 90", customer.Activity, "active", customer.Facts{Purchases: bought(t, 90)}, alone},
		{"without gaps, on day 91", customer.Activity, "inactive", customer.Facts{Purchases: bought(t, 91)}, alone},
		{"the last purchase counts", customer.Activity, "active", customer.Facts{Purchases: bought(t, 900, 3)}, nogal()},

		{"never bought", customer.Frequency, "", customer.Facts{}, nogal()},
		{"known for 59 days", customer.Frequency, "", customer.Facts{Purchases: bought(t, 59, 40, 20, 1)}, nogal()},
		{"known for 60 days", customer.Frequency, "frequent", customer.Facts{Purchases: bought(t, 60, 40, 20, 1)}, nogal()},
		{"gap of 63, at most 63.65", customer.Frequency, "frequent", customer.Facts{Purchases: bought(t, 136, 73, 10)}, nogal()},
		{"gap of 64", customer.Frequency, "regular", customer.Facts{Purchases: bought(t, 138, 74, 10)}, nogal()},
		{"two, however close", customer.Frequency, "regular", customer.Facts{Purchases: bought(t, 70, 69)}, nogal()},
		{"one", customer.Frequency, "occasional", customer.Facts{Purchases: bought(t, 300)}, nogal()},
		{"none in twelve months", customer.Frequency, "occasional", customer.Facts{Purchases: bought(t, 800, 700, 600)}, nogal()},
		{"the day a year ago still counts", customer.Frequency, "regular", customer.Facts{Purchases: bought(t, 365, 200)}, nogal()},
		{"the day before it does not", customer.Frequency, "occasional", customer.Facts{Purchases: bought(t, 366, 200)}, nogal()},
		{"nobody else came twice", customer.Frequency, "regular", customer.Facts{Purchases: bought(t, 80, 50, 20)}, alone},

		{"never bought", customer.Volume, "", customer.Facts{}, nogal()},
		{"nine to compare with", customer.Volume, "", customer.Facts{Purchases: worth(9000, "PEN")}, few},
		{"the smallest of the largest", customer.Volume, "high", customer.Facts{Purchases: worth(4000, "PEN")}, nogal()},
		{"a cent less", customer.Volume, "average", customer.Facts{Purchases: worth(3999.99, "PEN")}, nogal()},
		{"half the mean", customer.Volume, "average", customer.Facts{Purchases: worth(970, "PEN")}, nogal()},
		{"a cent below half", customer.Volume, "low", customer.Facts{Purchases: worth(969.99, "PEN")}, nogal()},
		{"nothing in a year", customer.Volume, "low", customer.Facts{Purchases: bought(t, 900)}, nogal()},
		{"only in another currency", customer.Volume, "", customer.Facts{Purchases: worth(9000, "USD")}, nogal()},
		{"another currency is not added", customer.Volume, "low", customer.Facts{Purchases: append(worth(900, "PEN"), worth(9000, "USD")...)}, nogal()},

		{"never asked", customer.Satisfaction, "", customer.Facts{LateCases: 1}, nogal()},
		{"asked over a year ago", customer.Satisfaction, "", customer.Facts{Surveys: answered(t, [2]int{366, 5})}, nogal()},
		{"mean of 4.5", customer.Satisfaction, "delighted", customer.Facts{Surveys: answered(t, [2]int{30, 4}, [2]int{20, 5})}, nogal()},
		{"mean of 4.33", customer.Satisfaction, "satisfied", customer.Facts{Surveys: answered(t, [2]int{30, 4}, [2]int{20, 4}, [2]int{10, 5})}, nogal()},
		{"mean of 3.5", customer.Satisfaction, "satisfied", customer.Facts{Surveys: answered(t, [2]int{30, 3}, [2]int{20, 4})}, nogal()},
		{"mean of 3.33", customer.Satisfaction, "dissatisfied", customer.Facts{Surveys: answered(t, [2]int{30, 3}, [2]int{20, 3}, [2]int{10, 4})}, nogal()},
		{"only the last three count", customer.Satisfaction, "delighted", customer.Facts{Surveys: answered(t, [2]int{40, 1}, [2]int{30, 5}, [2]int{20, 5}, [2]int{10, 5})}, nogal()},
		{"delighted, but a case is late", customer.Satisfaction, "satisfied", customer.Facts{LateCases: 1, Surveys: answered(t, [2]int{30, 5})}, nogal()},
		{"refused 90 days ago", customer.Satisfaction, "satisfied", customer.Facts{DeniedOn: day(t, today).AddDays(-90), Surveys: answered(t, [2]int{30, 5})}, nogal()},
		{"refused 91 days ago", customer.Satisfaction, "delighted", customer.Facts{DeniedOn: day(t, today).AddDays(-91), Surveys: answered(t, [2]int{30, 5})}, nogal()},
		{"a refusal makes nobody more content", customer.Satisfaction, "dissatisfied", customer.Facts{LateCases: 1, Surveys: answered(t, [2]int{30, 2})}, nogal()},
		{"would not recommend: 6", customer.Satisfaction, "dissatisfied", customer.Facts{Surveys: recommending(answered(t, [2]int{30, 5}), 6)}, nogal()},
		{"would: 7", customer.Satisfaction, "delighted", customer.Facts{Surveys: recommending(answered(t, [2]int{30, 5}), 7)}, nogal()},

		{"nothing known", customer.Influence, "family", customer.Facts{}, nogal()},
		{"499 followers", customer.Influence, "family", customer.Facts{Reach: 499}, nogal()},
		{"500 followers", customer.Influence, "regular", customer.Facts{Reach: 500}, nogal()},
		{"4,999 followers", customer.Influence, "regular", customer.Facts{Reach: 4999}, nogal()},
		{"5,000 followers", customer.Influence, "high", customer.Facts{Reach: 5000}, nogal()},
		{"brought one", customer.Influence, "regular", customer.Facts{Referred: 1}, nogal()},
		{"brought two", customer.Influence, "regular", customer.Facts{Referred: 2}, nogal()},
		{"brought three", customer.Influence, "high", customer.Facts{Referred: 3}, nogal()},
		{"speaks for an association", customer.Influence, "high", customer.Facts{Press: true}, nogal()},
	}
	for _, row := range rows {
		t.Run(row.criterion+": "+row.name, func(t *testing.T) {
			t.Parallel()
			got := customer.Classify(row.facts, row.business, customer.Defaults(), day(t, today))[row.criterion]
			if got.Value != row.want {
				t.Errorf("%q, want %q, from %v", got.Value, row.want, got.Numbers)
			}
		})
	}
}

// TestNumbersSayWhy: Rosa Elena of the shop, counted by hand: purchases every
// 96, 107 and 83 days.
func TestNumbersSayWhy(t *testing.T) {
	t.Parallel()
	rosa := customer.Facts{Surveys: answered(t, [2]int{200, 4}, [2]int{81, 4})}
	for _, p := range []struct {
		day    string
		amount float64
	}{{"2026-01-30", 165}, {"2026-05-06", 268}, {"2026-08-21", 1194}, {"2026-11-12", 689}} {
		rosa.Purchases = append(rosa.Purchases, customer.Purchase{Day: day(t, p.day), Amount: p.amount, Currency: "PEN"})
	}
	got := customer.Classify(rosa, nogal(), customer.Defaults(), day(t, today))
	for _, want := range []struct {
		criterion, value, name string
		number                 any
	}{
		{customer.Relation, "current", "purchases", 4}, {customer.Activity, "active", "last", "2026-11-12"},
		{customer.Frequency, "regular", "gap", 96.0}, {customer.Frequency, "regular", "purchases", 4},
		{customer.Volume, "average", "amount", 2316.0}, {customer.Volume, "average", "currency", "PEN"},
		{customer.Satisfaction, "satisfied", "mean", 4.0}, {customer.Satisfaction, "satisfied", "answers", 2},
		{customer.Influence, "family", "referred", 0},
	} {
		if one := got[want.criterion]; one.Value != want.value || one.Numbers[want.name] != want.number {
			t.Errorf("%s: %+v, want %s with %s=%v", want.criterion, one, want.value, want.name, want.number)
		}
	}
	if window := nogal().Beside(customer.Activity, customer.Defaults())["window"]; window != 285 {
		t.Errorf("the window of the business is %v", window)
	}
}

// TestEveryValueIsInTheList: what Classify says, the schema can hold.
func TestEveryValueIsInTheList(t *testing.T) {
	t.Parallel()
	if got := len(customer.Criteria()); got != 6 {
		t.Errorf("%d criteria", got)
	}
	for _, criterion := range customer.Criteria() {
		if n := len(customer.Values(criterion)); n < 2 {
			t.Errorf("%s has %d values", criterion, n)
		}
	}
	if customer.Values("colour") != nil {
		t.Error("a criterion of nobody has values")
	}
}
