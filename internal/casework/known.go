package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/offer"
	"escucha/internal/records"
)

// KeepAlternative is the create and update hook of the alternatives that are
// known: no sales offer where the law keeps them out, and nobody types in how
// often one was used.
func (g *Engine) KeepAlternative(e *core.RecordEvent) error {
	h, err := g.House(e.App)
	if err != nil {
		return err
	}
	r, was := e.Record, e.Record.Original()
	for _, name := range []string{"used", "chosen", "author"} {
		if r.GetString(name) != was.GetString(name) && (!r.IsNew() || r.GetString(name) != "0") {
			return g.refuse(name, "server_field")
		}
	}
	if refusal := offer.SoundKnown(knownOf(r), h.Profile.CommercialBan); refusal != nil {
		return g.refuse(refusal.Field, refusal.Code)
	}
	if r.IsNew() {
		r.Set("author", agentID(ActorOf(r)))
		r.Set("created", records.Stamp(g.Now()))
	}
	setDefault(r, "currency", h.offers().Currency)
	return inTransaction(e, func() error {
		if err := keepCounts(e.App, r); err != nil {
			return err
		}
		return e.Next()
	})
}

// keepCounts: what was counted while somebody edited the row is not lost.
func keepCounts(app core.App, r *core.Record) error {
	if r.IsNew() {
		return nil
	}
	stored, err := app.FindRecordById(records.Alternatives, r.Id)
	if err != nil {
		return fmt.Errorf("change alternative %s: %w", r.Id, err)
	}
	r.Set("used", stored.GetInt("used"))
	r.Set("chosen", stored.GetInt("chosen"))
	return nil
}

func knownOf(r *core.Record) offer.Known {
	return offer.Known{ID: r.Id, Title: r.GetString("title"), Text: r.GetString("text"), Cost: r.GetFloat("cost"), Cause: r.GetString("cause"), Product: r.GetString("product"),
		ProductText: r.GetString("product_text"), Temporary: r.GetBool("temporary"), Used: r.GetInt("used"), Chosen: r.GetInt("chosen")}
}

// Alternative is one that is known and fits a case, with why.
type Alternative struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Text     string    `json:"text"`
	Cost     float64   `json:"cost"`
	Currency string    `json:"currency"`
	Used     int       `json:"used"`
	Chosen   int       `json:"chosen"`
	Why      offer.Fit `json:"why"`
}

// Alternatives are those that fit a case, the best first: solutions, and ways
// out until there is one.
type Alternatives struct {
	Items     []Alternative `json:"items"`
	Temporary []Alternative `json:"temporary"`
	Saves     bool          `json:"saves"` // whether the caller may add one
}

// AlternativesFor lists what is known and fits a case that the caller may open.
func (g *Engine) AlternativesFor(app core.App, c *core.Record) (*Alternatives, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	var rows []*core.Record
	if err := app.RecordQuery(records.Alternatives).AndWhere(dbx.HashExp{"active": true}).All(&rows); err != nil {
		return nil, fmt.Errorf("alternatives for %s: %w", c.Id, err)
	}
	products, err := names(app, records.Products)
	if err != nil {
		return nil, err
	}
	list, currency := make([]offer.Known, 0, len(rows)), map[string]string{}
	for _, r := range rows {
		k := knownOf(r)
		k.ProductText = firstOf(products[k.Product], k.ProductText)
		list, currency[r.Id] = append(list, k), r.GetString("currency")
	}
	s := offer.Situation{Causes: h.causes(c.GetString("cause")), Product: c.GetString("product"), Products: []string{products[c.GetString("product")], c.GetString("product_text")}}
	out := &Alternatives{Items: []Alternative{}, Temporary: []Alternative{}}
	for _, k := range offer.Rank(list, s) {
		one := Alternative{k.ID, k.Title, k.Text, k.Cost, currency[k.ID], k.Used, k.Chosen, k.Why}
		if k.Temporary {
			out.Temporary = append(out.Temporary, one)
			continue
		}
		out.Items = append(out.Items, one)
	}
	return out, nil
}

// countOffered counts the alternatives that a proposal was made of when it goes
// out; countChosen the one that the customer took.
func (g *Engine) countOffered(app core.App, proposal string) error {
	return countKnown(app, "used", "id IN (SELECT alternative FROM options WHERE proposal = {:p})", dbx.Params{"p": proposal})
}

func (g *Engine) countChosen(app core.App, proposal string) error {
	return countKnown(app, "chosen", "id IN (SELECT alternative FROM options WHERE proposal = {:p} AND chosen = 1)", dbx.Params{"p": proposal})
}

// countLent counts a temporary alternative that is one of those known, word for
// word. It is given, so nobody chooses it.
func (g *Engine) countLent(app core.App, text string) error {
	return countKnown(app, "used", "active = 1 AND temporary = 1 AND text = {:text}", dbx.Params{"text": text})
}

func countKnown(app core.App, what, where string, params dbx.Params) error {
	_, err := app.DB().NewQuery("UPDATE alternatives SET " + what + " = " + what + " + 1 WHERE " + where).Bind(params).Execute()
	if err != nil {
		return fmt.Errorf("count alternatives: %w", err)
	}
	return nil
}
