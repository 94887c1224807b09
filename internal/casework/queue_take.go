package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// TakeNext gives the caller the next case that nobody has, in queue order, and
// starts its assessment. Two at once get two different cases.
func (g *Engine) TakeNext(app core.App, actor complaint.Actor, visible Visible) (*Card, error) {
	var card *Card
	err := app.RunInTransaction(func(tx core.App) error {
		q := tx.DB().Select("complaints.id").From(records.Complaints).
			Where(free(actor)).OrderBy("complaints.queue_key").Limit(1)
		if err := visible(q); err != nil {
			return err
		}
		var ids []string
		if err := q.Column(&ids); err != nil {
			return fmt.Errorf("next of the queue: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		var err error
		card, err = g.take(tx, ids[0], actor)
		return err
	})
	return card, err
}

// free are the cases that the actor can take: waiting, in nobody's hands, and
// not of an area that is not theirs. One that they may not take must not stand
// at the head of their queue.
func free(actor complaint.Actor) dbx.Expression {
	parts := []dbx.Expression{
		dbx.HashExp{"complaints.open": true, "complaints.assignee": ""},
		dbx.In("complaints.owner", "", actor.ID),
		dbx.In("complaints.stage", string(complaint.Received), string(complaint.Assessing), string(complaint.Investigating)),
	}
	if !actor.Leads() && actor.Area != "" {
		parts = append(parts, dbx.In("complaints.area", "", actor.Area))
	}
	return dbx.And(parts...)
}

func (g *Engine) take(app core.App, id string, actor complaint.Actor) (*Card, error) {
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return nil, fmt.Errorf("take %s: %w", id, err)
	}
	c.Set("assignee", actor.ID)
	setDefault(c, "owner", actor.ID)
	setDefault(c, "area", actor.Area)
	if c.GetString("stage") == string(complaint.Received) {
		c.Set("stage", string(complaint.Assessing))
	}
	if err := g.firstStep(app, c); err != nil {
		return nil, err
	}
	SetActor(c, actor)
	if err := app.Save(c); err != nil {
		return nil, err
	}
	return g.CardOf(app, id)
}

// firstStep gives a case that was taken up again by its customer, and that
// nobody had, a next step for whoever takes it: to call them tomorrow at latest.
func (g *Engine) firstStep(app core.App, c *core.Record) error {
	if c.GetString("stage") != string(complaint.Investigating) || c.GetString("next_step") != "" {
		return nil
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	due, err := h.at(g.Now(), complaint.Span{Days: 1})
	if err != nil {
		return err
	}
	c.Set("next_step", g.Texts.T(c.GetString("language"), "mail.try_otherwise", nil))
	c.Set("next_step_due", records.Stamp(due))
	return nil
}
