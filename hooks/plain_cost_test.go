package hooks_test

import (
	"math"
	"strconv"
	"strings"

	"escucha/internal/testapp"
)

// costs of a period by currency.
func (p *abacus) costs(in span, of of) map[string]float64 {
	out := map[string]float64{}
	for _, f := range p.facts {
		if f.kind == "cost" && in.has(f.day) && of(f.of) {
			out[f.currency] = math.Round(100*(out[f.currency]+f.value)) / 100
		}
	}
	return out
}

// spent is what the cases of a period cost, each currency for itself, and what
// that is for each case that cost something.
func (p *abacus) spent(in span, of of, out map[string]sum) {
	s, cases, labour, worked := sum{amounts: p.costs(in, of)}, map[string]map[string]bool{}, map[string]float64{}, map[string]map[string]bool{}
	for currency := range s.amounts {
		cases[currency], worked[currency] = map[string]bool{}, map[string]bool{}
	}
	for _, f := range p.facts {
		if f.kind == "cost" && in.has(f.day) && of(f.of) {
			cases[f.currency][f.of.id] = true
			if strings.Contains(f.ref, labourRef) {
				worked[f.currency][f.of.id] = true
				labour[f.currency] += f.value
			}
		}
	}
	for currency, cost := range s.amounts {
		n := len(cases[currency])
		each := cost / float64(n)
		s.count += n
		s.parts = append(s.parts, piece{"per_case" + currency, n, &each})
		if hours := labour[currency]; len(worked[currency]) > 0 {
			s.parts = append(s.parts, piece{"labour" + currency, len(worked[currency]), &hours})
		}
		if len(s.amounts) == 1 {
			s.value = &cost
		}
	}
	out["cost"] = s
}

// ofSales adds what the cost is of what was sold in that currency.
func (p *abacus) ofSales(a *testapp.App, in span, out map[string]sum) {
	s, sold := out["cost"], p.sold(a, in)
	for _, one := range s.parts {
		currency, whole := strings.CutPrefix(one.code, "per_case")
		if whole && sold[currency] > 0 {
			share := 100 * s.amounts[currency] / sold[currency]
			s.parts = append(s.parts, piece{"of_sales" + currency, one.count, &share})
		}
	}
	out["cost"] = s
}

// sold is what was bought in a period, by currency.
func (p *abacus) sold(a *testapp.App, in span) map[string]float64 {
	out := map[string]float64{}
	for _, one := range p.rows(a, "SELECT date, amount, currency FROM purchases") {
		if amount, _ := strconv.ParseFloat(one["amount"].String, 64); in.has(one["date"].String[:10]) {
			out[one["currency"].String] += amount
		}
	}
	return out
}
