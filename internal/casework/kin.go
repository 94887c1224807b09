package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/event"
	"escucha/internal/records"
)

// kin is what a change of a case means for the cases that are linked with it.
type kin struct {
	added, removed []string // ids in its links, against what was stored
	anew           bool     // what it is compared by is new
	chain          []sibling
}

// sibling is another case of the same customer, within the window of recurrence.
type sibling struct {
	storyRow
	ReceivedAt   string                  `db:"received_at"`
	Linked       types.JSONArray[string] `db:"linked"`
	Confidential bool                    `db:"confidential"`
}

// linksMax is how many links a case can have, as the schema says.
const linksMax = 50

// kinOf finds what a case about to be stored is linked with, and sets it: with
// the same product or cause of the catalogue and the same customer it is the
// same trouble (R013). It says the how-manieth it is. Reserved cases are linked
// by people alone: a link would tell of them.
func (g *Engine) kinOf(app core.App, stored, wanted *core.Record) (kin, error) {
	before, after := []string{}, wanted.GetStringSlice("linked")
	k := kin{anew: stored == nil}
	if stored != nil {
		before, k.anew = stored.GetStringSlice("linked"), differs(stored, wanted, "customer", "product", "cause")
	}
	if err := g.mayLink(app, wanted, without(after, before)); err != nil {
		return k, err
	}
	purged := ActorOf(wanted).Role == complaint.System && len(without(after, before)) == 0 // what goes with another case
	if !k.anew && (purged || slices.Equal(before, after)) {
		return k, nil
	}
	siblings, err := g.siblings(app, wanted)
	if err != nil {
		return k, err
	}
	if k.anew && !wanted.GetBool("confidential") {
		if after, err = g.sameTrouble(app, wanted, after, siblings); err != nil {
			return k, err
		}
	}
	k.added, k.removed = without(after, before), without(before, after)
	k.chain = chainOf(wanted, after, siblings)
	wanted.Set("linked", after)
	wanted.Set("recurrence", place(k.chain, wanted.Id))
	return k, nil
}

func differs(a, b *core.Record, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return a.GetString(name) != b.GetString(name) })
}

func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(id string) bool { return slices.Contains(others, id) })
}

// mayLink: nobody links a case to itself, nor to one that they may not open.
func (g *Engine) mayLink(app core.App, c *core.Record, ids []string) error {
	actor := ActorOf(c)
	for _, id := range ids {
		if id == c.Id {
			return g.refuse("linked", "link_itself")
		}
		other, err := app.FindRecordById(records.Complaints, id)
		if err != nil {
			return g.refuse("linked", "not_found")
		}
		if actor.Kind != "agent" {
			continue
		}
		if ok, err := mayOpen(app, other, actor.ID); err != nil || !ok {
			return g.refuse("linked", "not_found")
		}
	}
	return nil
}

// siblings reads those of the customer's cases of the window, this one left out,
// that can be linked with it: by its product, by its cause, or through others. A
// filing that names none of them asks nothing.
func (g *Engine) siblings(app core.App, c *core.Record) ([]sibling, error) {
	rows := []sibling{}
	product, cause, linked := c.GetString("product"), c.GetString("cause"), c.GetStringSlice("linked")
	if c.GetString("customer") == "" || product == "" && cause == "" && len(linked) == 0 {
		return rows, nil
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	span := time.Duration(h.Thresholds.RecurrenceDays) * 24 * time.Hour
	at := c.GetDateTime("received_at").Time()
	err = app.DB().Select("id", "product", "cause", "received_at", "linked", "confidential").From(records.Complaints).
		Where(dbx.HashExp{"customer": c.GetString("customer")}).
		AndWhere(dbx.NewExp("received_at >= {:from} AND received_at <= {:to} AND stage != 'voided' AND id != {:id}",
			dbx.Params{"from": records.Stamp(at.Add(-span)), "to": records.Stamp(at.Add(span)), "id": c.Id})).
		AndWhere(dbx.Or(dbx.In("id", anys(linked)...), dbx.NewExp("linked NOT IN ('', '[]') OR product = {:product} AND product != '' OR cause = {:cause} AND cause != ''",
			dbx.Params{"product": product, "cause": cause}))).
		OrderBy("received_at DESC").Limit(200).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("other cases of the customer of %s: %w", c.Id, err)
	}
	return rows, nil
}

// sameTrouble adds to the links of a case those that are surely the same.
func (g *Engine) sameTrouble(app core.App, c *core.Record, linked []string, siblings []sibling) ([]string, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	vague := func(cause string) bool { return h.Lists.CauseNeedsText[cause] }
	for _, one := range siblings {
		if !one.Confidential && len(linked) < linksMax && !slices.Contains(linked, one.ID) && customer.Same(storyOf(c), one.story(), vague) {
			linked = append(linked, one.ID)
		}
	}
	return linked, nil
}

// chainOf are the cases linked with one another around this one, itself among
// them, the oldest first.
func chainOf(c *core.Record, linked []string, siblings []sibling) []sibling {
	own := sibling{storyRow: storyRow{ID: c.Id}, ReceivedAt: c.GetString("received_at"), Linked: linked}
	links, by := map[string][]string{c.Id: linked}, map[string]sibling{c.Id: own}
	for _, one := range siblings { // how this one is linked with them, only its own links say
		links[one.ID] = without(one.Linked, []string{c.Id})
		by[one.ID] = one
	}
	var out []sibling
	for _, id := range customer.Chain(c.Id, links) {
		out = append(out, by[id])
	}
	slices.SortFunc(out, func(a, b sibling) int {
		if a.ReceivedAt+a.ID < b.ReceivedAt+b.ID {
			return -1
		}
		return 1
	})
	return out
}

// place is the how-manieth of a chain a case is; 0 when it stands alone.
func place(chain []sibling, id string) int {
	if len(chain) < 2 {
		return 0
	}
	return 1 + slices.IndexFunc(chain, func(one sibling) bool { return one.ID == id })
}

// tell adds to the event of a filing what the links are.
func (k kin) tell(diff map[string]event.Change, r *core.Record) {
	for _, name := range []string{"linked", "recurrence"} {
		delete(diff, name)
		if after := records.Exported(r, name); !event.Same(nil, after) {
			diff[name] = event.Change{After: after}
		}
	}
}

// settleKin writes the links into the other cases too, and opens what a trouble
// that came back again asks for.
func (g *Engine) settleKin(app core.App, c *core.Record, actor complaint.Actor, k kin) error {
	for _, id := range slices.Concat(k.added, k.removed, without(idsOf(k.chain), slices.Concat(k.added, k.removed, []string{c.Id}))) {
		if err := g.linkBoth(app, c, id, actor, k); err != nil {
			return err
		}
	}
	for _, id := range k.removed {
		if err := g.renumber(app, c, id, actor); err != nil {
			return err
		}
	}
	if len(k.added) == 0 || len(k.chain) < customer.Recurred {
		return nil
	}
	return g.correct(app, c, actor, k.chain)
}

func idsOf(chain []sibling) []string {
	out := make([]string, len(chain))
	for i, one := range chain {
		out[i] = one.ID
	}
	return out
}

// renumber counts the cases anew that are left without a link.
func (g *Engine) renumber(app core.App, c *core.Record, id string, actor complaint.Actor) error {
	other, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return fmt.Errorf("take the link of %s off %s: %w", c.Id, id, err)
	}
	siblings, err := g.siblings(app, other)
	if err != nil {
		return err
	}
	k := kin{chain: chainOf(other, other.GetStringSlice("linked"), siblings)}
	for _, id := range idsOf(k.chain) {
		if err := g.linkBoth(app, c, id, actor, k); err != nil {
			return err
		}
	}
	return nil
}

// linkBoth links another case back, or no longer, and counts it anew.
func (g *Engine) linkBoth(app core.App, c *core.Record, id string, actor complaint.Actor, k kin) error {
	other, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return fmt.Errorf("link %s with %s: %w", c.Id, id, err)
	}
	stored, linked := other.Fresh(), other.GetStringSlice("linked")
	switch {
	case slices.Contains(k.removed, id):
		linked = without(linked, []string{c.Id})
	case slices.Contains(k.added, id) && !slices.Contains(linked, c.Id) && len(linked) < linksMax:
		linked = append(linked, c.Id)
	}
	other.Set("linked", linked)
	if slices.ContainsFunc(k.chain, func(one sibling) bool { return one.ID == id }) {
		other.Set("recurrence", place(k.chain, id))
	}
	if len(changes(stored, other)) == 0 {
		return nil
	}
	return g.Amend(app, other, actor, "complaint.linked", event.Data{Ref: c.Id})
}
