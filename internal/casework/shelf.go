package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/offer"
	"escucha/internal/records"
)

// Shelf is how the gestures of the business stand this month. Sums are in the
// currency of the business; what is in another one is in no sum.
type Shelf struct {
	Budget  Budget             `json:"budget"`
	Rewards map[string]OnShelf `json:"rewards"` // by record id
	Codes   Choices            `json:"codes"`   // of types and profiles, for whom a plan is
}

// Budget is what may be given in a month, 0 for no limit, and what was given or
// asked for in the one that is running.
type Budget struct {
	ID       string  `json:"id"` // record of the business
	Version  int     `json:"version"`
	Currency string  `json:"currency"`
	Limit    float64 `json:"limit"`
	Used     float64 `json:"used"`
	Hour     float64 `json:"labour_rate"` // what an hour of work costs, 0 where it is not counted
}

// OnShelf is one line of the catalogue: the code of what is amiss, if anything,
// and how often it was given and asked for this month.
type OnShelf struct {
	State    string  `json:"state"`
	Currency string  `json:"currency"`
	Given    int     `json:"given"`
	Pending  int     `json:"pending"`
	Cost     float64 `json:"cost"`
}

// Shelf gathers it.
func (g *Engine) Shelf(app core.App) (Shelf, error) {
	out := Shelf{Rewards: map[string]OnShelf{}, Codes: AllChoices()}
	h, err := g.House(app)
	if err != nil {
		return out, err
	}
	if h.Business != nil {
		if err := h.budget(app, g, &out.Budget); err != nil {
			return out, err
		}
	}
	rows, err := app.FindAllRecords(records.Rewards)
	if err != nil {
		return out, fmt.Errorf("list the gestures: %w", err)
	}
	month, err := h.givenOfEach(app, g)
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		line := h.reward(r)
		one := OnShelf{State: offer.Stands(line, h.Profile.CommercialBan, g.Now()), Currency: line.Currency}
		for _, each := range month[r.Id] {
			one.add(each)
		}
		out.Rewards[r.Id] = one
	}
	return out, nil
}

// budget is read from the row: what decisions keep of it may be a version old.
func (h *House) budget(app core.App, g *Engine, b *Budget) error {
	row, err := app.FindRecordById(records.Business, h.Business.Id)
	if err != nil {
		return fmt.Errorf("budget of the gestures: %w", err)
	}
	b.ID, b.Version, b.Currency, b.Limit = row.Id, row.GetInt("version"), row.GetString("currency"), row.GetFloat("reward_budget")
	b.Hour = row.GetFloat("labour_rate")
	b.Used, err = h.givenSince(app, h.month(g.Now()))
	return err
}

// given is one gesture of the month.
type given struct {
	Reward   string  `db:"reward"`
	Status   string  `db:"status"`
	Currency string  `db:"currency"`
	Cost     float64 `db:"cost"`
}

// givenOfEach lists the gestures of the month by reward; what was refused never
// happened.
func (h *House) givenOfEach(app core.App, g *Engine) (map[string][]given, error) {
	var rows []given
	month := dbx.NewExp("created >= {:month} AND status != 'refused'", dbx.Params{"month": records.Stamp(h.month(g.Now()))})
	if err := app.ConcurrentDB().Select("reward", "status", "currency", "cost").From(records.Grants).Where(month).All(&rows); err != nil {
		return nil, fmt.Errorf("gestures of this month: %w", err)
	}
	out := map[string][]given{}
	for _, one := range rows {
		out[one.Reward] = append(out[one.Reward], one)
	}
	return out, nil
}

// add counts a gesture in any currency, and sums it in that of today.
func (o *OnShelf) add(one given) {
	if one.Status == string(offer.Pending) {
		o.Pending++
	} else {
		o.Given++
	}
	if one.Currency == o.Currency {
		o.Cost += one.Cost
	}
}
