package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/internal/records"
)

// CustomerCard is what to know of a customer before answering (R041, R107).
type CustomerCard struct {
	Types     []KnownType      `json:"types"`
	Profiles  []map[string]any `json:"profiles"`
	Noted     []map[string]any `json:"behaviours"`
	Purchases []map[string]any `json:"purchases"`
	Incidents []map[string]any `json:"incidents"`
	Open      []Card           `json:"open"`
	Cases     int              `json:"cases"`
	May       map[string]bool  `json:"may"`
	Codes     Choices          `json:"codes"`
}

// Choices are what there is to choose from when something is noted.
type Choices struct {
	Types    map[string][]string `json:"types"`
	Profiles []customer.Profile  `json:"profiles"`
}

// AllChoices lists them.
func AllChoices() Choices {
	out := Choices{Types: map[string][]string{}, Profiles: customer.Profiles()}
	for _, criterion := range customer.Criteria() {
		out.Types[criterion] = customer.Values(criterion)
	}
	return out
}

// lastPurchases is how many a card shows.
const lastPurchases = 5

// Sees narrows a query on a collection to what the caller may read there.
type Sees func(collection string) Visible

// Person reads the card of a customer; history are the other cases that the
// caller may open.
func (g *Engine) Person(app core.App, id string, actor complaint.Actor, sees Sees, history []Card) (*CustomerCard, error) {
	r, err := app.FindRecordById(records.Customers, id)
	if err != nil {
		return nil, fmt.Errorf("customer %s: %w", id, err)
	}
	out := &CustomerCard{Codes: AllChoices(), Open: []Card{}, Cases: len(history) + 1, May: map[string]bool{"judge": mayJudge(actor), "note": actor.Staff() && r.GetString("erased_at") == ""}}
	for _, card := range history {
		if card.Open {
			out.Open = append(out.Open, card)
		}
	}
	if out.Types, err = g.TypesOf(app, r); err != nil {
		return nil, err
	}
	for _, list := range []struct {
		collection, order, who string
		where                  dbx.Expression
		limit                  int64
		into                   *[]map[string]any
	}{
		{records.CustomerProfiles, "created DESC", "confirmed_by", g.live(), 20, &out.Profiles},
		{records.Behaviours, "created DESC", "agent", dbx.NewExp("1 = 1"), 20, &out.Noted},
		{records.Incidents, "created DESC", "agent", dbx.NewExp("1 = 1"), 20, &out.Incidents},
		{records.Purchases, "date DESC", "agent", dbx.NewExp("1 = 1"), lastPurchases, &out.Purchases},
	} {
		q := app.RecordQuery(list.collection).AndWhere(dbx.HashExp{list.collection + ".customer": id}).AndWhere(list.where).
			OrderBy(list.collection + "." + list.order).Limit(list.limit)
		if *list.into, err = g.listed(app, q, list.who, sees(list.collection)); err != nil {
			return nil, fmt.Errorf("%s of customer %s: %w", list.collection, id, err)
		}
	}
	withEffects(out.Profiles)
	return out, nil
}

// live are the profiles to show: suggested, or confirmed and not yet over.
func (g *Engine) live() dbx.Expression {
	return dbx.NewExp("(profiles.status = 'suggested' OR profiles.status = 'confirmed' AND profiles.expires > {:now})",
		dbx.Params{"now": records.Stamp(g.Now())})
}

func (g *Engine) listed(app core.App, q *dbx.SelectQuery, who string, visible Visible) ([]map[string]any, error) {
	if err := visible(q); err != nil {
		return nil, err
	}
	rows := []*core.Record{}
	if err := q.All(&rows); err != nil {
		return nil, err
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	return export(rows, who, h.agents), nil
}

// TypesOf lists the types of a customer with the numbers of the business beside
// theirs. A type that nobody derived yet is not enough data.
func (g *Engine) TypesOf(app core.App, r *core.Record) ([]KnownType, error) {
	s := someone{ID: r.Id, Types: r.GetString("types")}
	kept, err := s.stored()
	if err != nil {
		return nil, err
	}
	c, err := g.compare(app)
	if err != nil {
		return nil, err
	}
	out := make([]KnownType, 0, len(customer.Criteria()))
	for _, criterion := range customer.Criteria() {
		one := kept[criterion]
		if one.Source == "" {
			one.Source = "auto"
		}
		one.Criterion, one.Numbers = criterion, c.beside(criterion, one.Numbers)
		out = append(out, one)
	}
	return out, nil
}
