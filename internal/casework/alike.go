package casework

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/customer"
	"escucha/internal/records"
)

// Trouble is what somebody is about to register.
type Trouble struct {
	Customer    string `json:"customer"`
	Product     string `json:"product"`
	ProductText string `json:"product_text"`
	Cause       string `json:"cause"`
	Text        string `json:"text"`
}

// Resembling is an earlier case with why it is taken for the same trouble.
type Resembling struct {
	Card
	Why customer.Likeness `json:"why"`
}

// Earlier are the cases of the same customer that this one may be: open, then it
// is a duplicate to go on with; over, then the trouble came back (R013, R028).
type Earlier struct {
	Open []Resembling `json:"open"`
	Past []Resembling `json:"past"`
	Nth  int          `json:"nth"`  // the how-manieth this one would be
	Days int          `json:"days"` // within so many days
}

// Alike finds earlier cases of the same trouble, among those that the caller
// may open.
func (g *Engine) Alike(app core.App, in Trouble, visible Visible) (Earlier, error) {
	h, err := g.House(app)
	if err != nil {
		return Earlier{}, err
	}
	out := Earlier{Open: []Resembling{}, Past: []Resembling{}, Nth: 1, Days: h.Thresholds.RecurrenceDays}
	if in.Customer == "" {
		return out, nil
	}
	why, err := g.resembling(app, in, out.Days)
	if err != nil || len(why) == 0 {
		return out, err
	}
	q := app.ConcurrentDB().Select(cardColumns()...).From(records.Complaints).Where(dbx.In("complaints.id", keysOf(why)...))
	if err := visible(q); err != nil {
		return out, err
	}
	cards, err := g.cards(app, q)
	if err != nil {
		return out, err
	}
	slices.SortFunc(cards, func(a, b Card) int { return strings.Compare(b.ReceivedAt, a.ReceivedAt) })
	for _, card := range cards {
		one := Resembling{card, why[card.ID]}
		if card.Open {
			out.Open = append(out.Open, one)
		} else {
			out.Past = append(out.Past, one)
		}
	}
	out.Nth += len(cards)
	return out, nil
}

// resembling compares with the customer's cases of the window, and with those
// that are open however old.
func (g *Engine) resembling(app core.App, in Trouble, days int) (map[string]customer.Likeness, error) {
	var rows []storyRow
	err := app.ConcurrentDB().Select("id", "product", "product_text", "cause", "substr(narrative, 1, 2000) AS narrative").From(records.Complaints).
		Where(dbx.HashExp{"customer": in.Customer}).
		AndWhere(dbx.NewExp("(open = 1 OR received_at >= {:since}) AND stage != 'voided'", dbx.Params{"since": records.Stamp(g.Now().AddDate(0, 0, -days))})).
		OrderBy("received_at DESC").Limit(50).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("earlier cases: %w", err)
	}
	asked := customer.Story{Product: in.Product, ProductText: in.ProductText, Cause: in.Cause, Text: shorten(in.Text, 2000)}
	out := map[string]customer.Likeness{}
	for _, row := range rows {
		if why := customer.Compare(asked, row.story()); why != "" {
			out[row.ID] = why
		}
	}
	return out, nil
}

func keysOf(m map[string]customer.Likeness) []any {
	out := make([]any, 0, len(m))
	for key := range m {
		out = append(out, key)
	}
	return out
}
