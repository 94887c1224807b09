package casework

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Kin adds to a file the cases that it is linked with, those that it may be
// linked with, and what is done so that it does not happen again; all as far as
// the caller may see them.
func (g *Engine) Kin(app core.App, c *core.Record, actor complaint.Actor, sees Sees, out *File) (err error) {
	if out.Linked, err = g.linkedCards(app, c, sees(records.Complaints)); err != nil {
		return fmt.Errorf("links of %s: %w", c.Id, err)
	}
	if out.Alike, err = g.offered(app, c, sees(records.Complaints)); err != nil {
		return fmt.Errorf("cases like %s: %w", c.Id, err)
	}
	if out.Actions, err = g.actionsOf(app, c, actor, sees(records.Actions)); err != nil {
		return fmt.Errorf("actions of %s: %w", c.Id, err)
	}
	return nil
}

func (g *Engine) linkedCards(app core.App, c *core.Record, visible Visible) ([]Card, error) {
	ids := c.GetStringSlice("linked")
	if len(ids) == 0 {
		return []Card{}, nil
	}
	q := app.ConcurrentDB().Select(cardColumns()...).From(records.Complaints).Where(dbx.In("complaints.id", anys(ids)...)).
		OrderBy("complaints.received_at DESC")
	if err := visible(q); err != nil {
		return nil, err
	}
	return g.cards(app, q)
}

// offered are the earlier cases that resemble an open one and that nobody has
// linked: people decide whether it is the same.
func (g *Engine) offered(app core.App, c *core.Record, visible Visible) ([]Resembling, error) {
	out := []Resembling{}
	if !c.GetBool("open") {
		return out, nil
	}
	story := storyOf(c)
	found, err := g.Alike(app, Trouble{Customer: c.GetString("customer"), Product: story.Product, ProductText: story.ProductText, Cause: story.Cause, Text: story.Text}, visible)
	if err != nil {
		return nil, err
	}
	linked, since := c.GetStringSlice("linked"), c.GetString("received_at")
	for _, one := range append(found.Open, found.Past...) {
		if one.ID != c.Id && one.ReceivedAt <= since && !slices.Contains(linked, one.ID) {
			out = append(out, one)
		}
	}
	return out, nil
}
