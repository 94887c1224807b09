package casework

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/customer"
	"escucha/internal/records"
)

// KnownType is a type of a customer as it is kept: derived from the numbers, or
// set by a person with a reason and until a day.
type KnownType struct {
	Criterion string         `json:"criterion,omitempty"`
	Value     string         `json:"value"`
	Numbers   map[string]any `json:"numbers,omitempty"`
	Source    string         `json:"source"`
	Date      string         `json:"date"` // since when, UTC
	Reason    string         `json:"reason,omitempty"`
	Expires   string         `json:"expires,omitempty"`
	previous  string
}

// byHand reports whether somebody's correction still stands.
func (k KnownType) byHand(now time.Time) bool {
	return k.Source == "manual" && k.Expires > records.Stamp(now)
}

// someone is a customer while the types are derived.
type someone struct {
	ID    string `db:"id"`
	Reach int    `db:"public_reach"`
	Press bool   `db:"press"`
	Types string `db:"types"`
	facts customer.Facts
	new   string               // the types as they are to be stored
	kept  map[string]KnownType // the same
	moved []KnownType          // those that are others than before
}

func (s someone) stored() (map[string]KnownType, error) {
	out := map[string]KnownType{}
	if s.Types == "" || s.Types == "null" {
		return out, nil
	}
	if err := json.Unmarshal([]byte(s.Types), &out); err != nil {
		return nil, fmt.Errorf("types of customer %s: %w", s.ID, err)
	}
	return out, nil
}

// comparison is what customers are measured with on one day.
type comparison struct {
	now        time.Time
	today      calendar.Date
	zone       *time.Location
	baseline   customer.Baseline
	thresholds customer.Thresholds
}

// derived renews the types of one customer and lists those that changed. A
// correction by hand stands until it expires.
func (c comparison) derive(s someone) (map[string]KnownType, []KnownType, error) {
	kept, err := s.stored()
	if err != nil {
		return nil, nil, err
	}
	var changed []KnownType
	for criterion, found := range customer.Classify(s.facts, c.baseline, c.thresholds, c.today) {
		was, known := kept[criterion]
		if was.byHand(c.now) {
			continue
		}
		one := KnownType{Value: found.Value, Numbers: found.Numbers, Source: "auto", Date: was.Date}
		if was.Value != found.Value || !known {
			one.Date = records.Stamp(c.now)
		}
		if was.Value != found.Value {
			changed = append(changed, KnownType{Criterion: criterion, Value: found.Value, Numbers: c.beside(criterion, found.Numbers), previous: was.Value})
		}
		kept[criterion] = one
	}
	return kept, changed, nil
}

// beside adds to a customer's numbers those of the business.
func (c comparison) beside(criterion string, numbers map[string]any) map[string]any {
	out := map[string]any{}
	for _, part := range []map[string]any{numbers, c.baseline.Beside(criterion, c.thresholds)} {
		for name, value := range part {
			out[name] = value
		}
	}
	return out
}

func (g *Engine) comparisonOf(h *House) comparison {
	now := g.Now()
	return comparison{now: now, today: calendar.DateIn(now, h.Location), zone: h.Location, thresholds: h.Thresholds, baseline: h.Baseline}
}

// compare prepares a comparison with what the business is like.
func (g *Engine) compare(app core.App) (comparison, error) {
	h, err := g.House(app)
	if err != nil {
		return comparison{}, err
	}
	c := g.comparisonOf(h)
	c.baseline, err = g.baselineNow(app, c, h)
	return c, err
}

// changedTypes are rows of the history of types on their way: what one customer
// became, and what all of a batch became.
type changedTypes []map[string]any

// add notes what changed of one customer.
func (h *changedTypes) add(id string, changed []KnownType, now string) error {
	for _, one := range changed {
		numbers, err := json.Marshal(one.Numbers)
		if err != nil {
			return fmt.Errorf("classify customer %s: %w", id, err)
		}
		*h = append(*h, map[string]any{"id": core.GenerateDefaultRandomId(), "customer": id, "criterion": one.Criterion, "value": one.Value,
			"previous": one.previous, "numbers": string(numbers), "created": now})
	}
	return nil
}

// store writes all rows with one statement: there are five for every customer
// who is derived for the first time.
func (h changedTypes) store(app core.App) error {
	if len(h) == 0 {
		return nil
	}
	rows, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("store the history of types: %w", err)
	}
	_, err = app.NonconcurrentDB().NewQuery(`INSERT INTO classifications (id, customer, criterion, value, previous, source, numbers, created)
		SELECT value->>'id', value->>'customer', value->>'criterion', value->>'value', value->>'previous', 'auto', value->>'numbers', value->>'created'
		FROM json_each({:rows})`).Bind(dbx.Params{"rows": string(rows)}).Execute()
	if err != nil {
		return fmt.Errorf("store the history of types: %w", err)
	}
	return nil
}
