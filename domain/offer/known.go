package offer

import (
	"cmp"
	"slices"
	"strings"
)

// Known is an alternative that the business has offered before (R119): for one
// cause, one product, both, or any case.
type Known struct {
	ID          string
	Title, Text string
	Cost        float64
	Cause       string
	Product     string // id in the catalogue
	ProductText string // what it is called, for what is in no catalogue
	Temporary   bool   // a way out until the solution (R023)
	Used        int    // how often it was put to a customer
	Chosen      int    // how often a customer took it
}

// Situation is what an alternative must fit.
type Situation struct {
	Causes   []string // of the case, the nearest first, then those above it; none while it is unknown
	Product  string
	Products []string // the names under which the product goes
}

// Fit is why an alternative is offered.
type Fit string

// The fits, the best one first.
const (
	Both      Fit = "both"
	ByCause   Fit = "cause"
	ByProduct Fit = "product"
	General   Fit = "general"
)

var fits = []Fit{Both, ByCause, ByProduct, General}

// Ranked is an alternative with why it is in the list.
type Ranked struct {
	Known
	Why Fit
}

// Rank keeps the alternatives that fit, the best ones first: by cause and
// product, then as often as customers took them, then as often as they were
// offered. One of another product or another cause is never among them.
func Rank(list []Known, s Situation) []Ranked {
	out := []Ranked{}
	for _, k := range list {
		if why, ok := s.fit(k); ok {
			out = append(out, Ranked{k, why})
		}
	}
	slices.SortStableFunc(out, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(slices.Index(fits, a.Why), slices.Index(fits, b.Why)),
			cmp.Compare(slices.Index(s.Causes, a.Cause), slices.Index(s.Causes, b.Cause)),
			cmp.Compare(b.Chosen, a.Chosen), cmp.Compare(b.Used, a.Used), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func (s Situation) fit(k Known) (Fit, bool) {
	cause := k.Cause != "" && slices.Contains(s.Causes, k.Cause)
	if k.Cause != "" && !cause && len(s.Causes) > 0 {
		return "", false
	}
	bound := k.Product != "" || strings.TrimSpace(k.ProductText) != ""
	product := bound && s.about(k)
	switch {
	case bound && !product:
		return "", false
	case cause && product:
		return Both, true
	case cause:
		return ByCause, true
	case product:
		return ByProduct, true
	}
	return General, true
}

// about: the same line of the catalogue or, where one of them has none, the
// same words.
func (s Situation) about(k Known) bool {
	if k.Product != "" && s.Product != "" {
		return k.Product == s.Product
	}
	return slices.ContainsFunc(s.Products, func(name string) bool { return sameThing(name, k.ProductText) })
}

// sameThing: the words of the shorter name are all in the longer one.
func sameThing(a, b string) bool {
	short, long := strings.Fields(fold(a)), strings.Fields(fold(b))
	if len(short) > len(long) {
		short, long = long, short
	}
	return len(short) > 0 && !slices.ContainsFunc(short, func(word string) bool { return !slices.Contains(long, word) })
}

// SoundKnown checks an alternative as it is written down.
func SoundKnown(k Known, ban bool) *Refusal {
	switch {
	case strings.TrimSpace(k.Title) == "":
		return &Refusal{"title", "validation_required"}
	case strings.TrimSpace(k.Text) == "":
		return &Refusal{"text", "validation_required"}
	case !amount(k.Cost):
		return &Refusal{"cost", "amount_invalid"}
	case Sale(ban, "", k.Title, k.Text):
		return &Refusal{"text", "sales_offer"}
	}
	return nil
}
