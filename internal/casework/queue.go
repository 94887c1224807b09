package casework

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// Page is a part of a list with the cursor for the next one, empty at the end.
type Page struct {
	Items []Card `json:"items"`
	Next  string `json:"next"`
}

// Queue lists cases in the order in which they are attended: lane, urgency,
// legal window, arrival (R145), or in another one that the filter asks for.
// There is no total count: it would cost more than the page. The filter must
// have passed Check.
func (g *Engine) Queue(app core.App, f Filter, visible Visible) (Page, error) {
	if len(f.IDs) > 0 {
		return g.filtered(app, f, visible)
	}
	if f.Limit < 1 || f.Limit > 200 {
		f.Limit = 30
	}
	where, err := g.where(app, f, true)
	if err != nil {
		return Page{}, err
	}
	q := app.ConcurrentDB().Select(cardColumns()...).From(records.Complaints).
		Where(where).OrderBy(f.order().columns...).Limit(int64(f.Limit) + 1)
	if err := visible(q); err != nil {
		return Page{}, err
	}
	cards, err := g.cards(app, q)
	if err != nil {
		return Page{}, fmt.Errorf("queue: %w", err)
	}
	page := Page{Items: f.order().keyed(cards)}
	if len(cards) > f.Limit {
		page.Items = cards[:f.Limit]
		page.Next = page.Items[f.Limit-1].Key
	}
	return page, nil
}

// filtered is the part of the list with these ids: what left it is not there. A
// screen asks so about cases that changed, instead of reading its pages again.
func (g *Engine) filtered(app core.App, f Filter, visible Visible) (Page, error) {
	f.After = ""
	where, err := g.where(app, f, true)
	if err != nil {
		return Page{}, err
	}
	q := app.ConcurrentDB().Select(cardColumns()...).From(records.Complaints).Where(where).AndWhere(f.among())
	if err := visible(q); err != nil {
		return Page{}, err
	}
	cards, err := g.cards(app, q)
	if err != nil {
		return Page{}, fmt.Errorf("cases of the queue by id: %w", err)
	}
	page := Page{Items: f.order().keyed(cards)}
	slices.SortFunc(page.Items, func(a, b Card) int { return cmp.Compare(a.Key, b.Key) })
	return page, nil
}
