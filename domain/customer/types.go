package customer

import (
	"slices"

	"escucha/domain/calendar"
)

// Thresholds are the numbers of the rules; the owner may set others.
type Thresholds struct {
	ActiveDays     int     `json:"active_days"`     // the shortest window of an active customer
	ActiveGaps     int     `json:"active_gaps"`     // that many median gaps of the business, when longer
	NewDays        int     `json:"new_days"`        // since the first purchase: too early to tell a frequency
	FrequentRatio  float64 `json:"frequent_ratio"`  // of the business's median gap
	HighShare      float64 `json:"high_share"`      // of all sales, bought by the largest customers
	AverageRatio   float64 `json:"average_ratio"`   // of the mean
	VolumeMinimum  int     `json:"volume_minimum"`  // customers with purchases, to compare with
	Delighted      float64 `json:"delighted"`       // mean of the last answers, 1 to 5
	Satisfied      float64 `json:"satisfied"`       // the same
	Answers        int     `json:"answers"`         // how many of the last answers count
	DeniedDays     int     `json:"denied_days"`     // how long a refusal is felt
	Detractor      int     `json:"detractor"`       // recommendation, 0 to 10: up to here
	HighReach      int     `json:"high_reach"`      // followers
	RegularReach   int     `json:"regular_reach"`   // followers
	HighReferred   int     `json:"high_referred"`   // customers whom they brought
	RecurrenceDays int     `json:"recurrence_days"` // how long the same trouble counts as come back (R013)
	ProfileDays    int     `json:"profile_days"`    // how long a confirmed profile stands
}

// Defaults are those of the product.
func Defaults() Thresholds {
	return Thresholds{ActiveDays: 90, ActiveGaps: 3, NewDays: 60, FrequentRatio: 0.67, HighShare: 0.5, AverageRatio: 0.5, VolumeMinimum: 10,
		Delighted: 4.5, Satisfied: 3.5, Answers: 3, DeniedDays: 90, Detractor: 6, HighReach: 5000, RegularReach: 500, HighReferred: 3,
		RecurrenceDays: 90, ProfileDays: 180}
}

// Purchase is one purchase on a civil day of the business.
type Purchase struct {
	Day      calendar.Date
	Amount   float64
	Currency string
}

// Survey is one answered survey. Recommend is 0 to 10; nil when not answered.
type Survey struct {
	Day       calendar.Date
	Score     int // 1 to 5
	Recommend *int
}

// Facts are what is on record of one customer.
type Facts struct {
	Purchases []Purchase    // oldest first
	Surveys   []Survey      // oldest first
	LateCases int           // open and past their legal date
	DeniedOn  calendar.Date // the last refusal; zero when there was none
	Reach     int
	Referred  int
	Press     bool // speaks for press, an association or a union
}

// Type is a derived value with the customer's own numbers behind it.
type Type struct {
	Value   string         `json:"value"`
	Numbers map[string]any `json:"numbers,omitempty"`
}

// Classify derives every criterion on a day, compared with the business.
func Classify(f Facts, b Baseline, t Thresholds, today calendar.Date) map[string]Type {
	return map[string]Type{
		Relation: relation(f), Activity: activity(f, b, t, today), Frequency: frequency(f, b, t, today),
		Volume: volume(f, b, t, today), Satisfaction: satisfaction(f, t, today), Influence: influence(f, t),
	}
}

func relation(f Facts) Type {
	numbers := map[string]any{"purchases": len(f.Purchases)}
	if len(f.Purchases) == 0 {
		return Type{Potential, numbers}
	}
	numbers["first"] = f.Purchases[0].Day.String()
	return Type{Current, numbers}
}

func activity(f Facts, b Baseline, t Thresholds, today calendar.Date) Type {
	if len(f.Purchases) == 0 {
		return Type{}
	}
	last := f.Purchases[len(f.Purchases)-1].Day
	numbers := map[string]any{"last": last.String()}
	if today.Sub(last) <= b.Window(t) {
		return Type{Active, numbers}
	}
	return Type{Inactive, numbers}
}

func frequency(f Facts, b Baseline, t Thresholds, today calendar.Date) Type {
	if len(f.Purchases) == 0 {
		return Type{}
	}
	recent := since(f.Purchases, yearBefore(today))
	numbers := map[string]any{"purchases": len(recent)}
	if first := f.Purchases[0].Day; today.Sub(first) < t.NewDays {
		numbers["first"] = first.String()
		return Type{Unknown, numbers}
	}
	if len(recent) < 2 {
		return Type{Occasional, numbers}
	}
	own := median(gaps(recent))
	numbers["gap"] = round(own)
	if len(recent) >= 3 && b.Gap > 0 && own <= t.FrequentRatio*b.Gap {
		return Type{Frequent, numbers}
	}
	return Type{Regular, numbers}
}

// volume compares sums of the base currency only: sums of two are no sum.
func volume(f Facts, b Baseline, t Thresholds, today calendar.Date) Type {
	if len(f.Purchases) == 0 || b.Currency == "" {
		return Type{}
	}
	sum, other := Sum(f.Purchases, b.Currency, today)
	numbers := map[string]any{"amount": sum, "currency": b.Currency}
	if other {
		numbers["others"] = true
	}
	switch {
	case b.Customers < t.VolumeMinimum || sum == 0 && other:
		return Type{Unknown, numbers}
	case sum > 0 && sum >= b.HighFrom:
		return Type{High, numbers}
	case sum >= t.AverageRatio*b.Mean:
		return Type{Average, numbers}
	}
	return Type{Low, numbers}
}

// satisfaction is what customers said; what happened to them may only lower it.
func satisfaction(f Facts, t Thresholds, today calendar.Date) Type {
	recent := slices.DeleteFunc(slices.Clone(f.Surveys), func(s Survey) bool { return s.Day.Before(yearBefore(today)) })
	if len(recent) == 0 {
		return Type{}
	}
	last := recent[len(recent)-1]
	recent = recent[max(0, len(recent)-t.Answers):]
	total := 0
	for _, s := range recent {
		total += s.Score
	}
	mean := float64(total) / float64(len(recent))
	numbers := map[string]any{"mean": round(mean), "answers": len(recent)}
	value := Disaffected
	if mean >= t.Satisfied {
		value = Satisfied
	}
	if mean >= t.Delighted {
		value = Delighted
	}
	denied := !f.DeniedOn.IsZero() && today.Sub(f.DeniedOn) <= t.DeniedDays
	if value == Delighted && (f.LateCases > 0 || denied) {
		value = Satisfied
		numbers["late"], numbers["denied"] = f.LateCases, denied
	}
	if last.Recommend != nil && *last.Recommend <= t.Detractor {
		value = Disaffected
		numbers["recommend"] = *last.Recommend
	}
	return Type{value, numbers}
}

func influence(f Facts, t Thresholds) Type {
	numbers := map[string]any{"reach": f.Reach, "referred": f.Referred}
	if f.Press {
		numbers["press"] = true
	}
	switch {
	case f.Reach >= t.HighReach || f.Referred >= t.HighReferred || f.Press:
		return Type{High, numbers}
	case f.Reach >= t.RegularReach || f.Referred >= 1:
		return Type{Regular, numbers}
	}
	return Type{Family, numbers}
}
