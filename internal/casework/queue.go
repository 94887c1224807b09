package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Filter is what a list of cases is asked for; empty means any.
type Filter struct {
	Stage, Lane, Area, Owner, Channel, Kind string
	Due                                     string // week, overdue
	After                                   string // cursor: the key of the last one seen
	Limit                                   int    // 1 to 100, default 30
}

// Page is a part of a list with the cursor for the next one, empty at the end.
type Page struct {
	Items []Card `json:"items"`
	Next  string `json:"next"`
}

// Queue lists cases in the order in which they are attended: lane, urgency,
// legal window, arrival. There is no total count: it would cost more than the
// page.
func (g *Engine) Queue(app core.App, f Filter, visible Visible) (Page, error) {
	if f.Limit < 1 || f.Limit > 100 {
		f.Limit = 30
	}
	q := app.ConcurrentDB().Select(cardColumns()...).From(records.Complaints).
		Where(f.where(g.Now())).OrderBy("complaints.queue_key").Limit(int64(f.Limit) + 1)
	if err := visible(q); err != nil {
		return Page{}, err
	}
	cards, err := g.cards(app, q)
	if err != nil {
		return Page{}, fmt.Errorf("queue: %w", err)
	}
	page := Page{Items: cards}
	if len(cards) > f.Limit {
		page.Items = cards[:f.Limit]
		page.Next = page.Items[f.Limit-1].QueueKey
	}
	return page, nil
}

// where is the filter as SQL. Each list has its index: open and stage are never
// asked for together with OR, and no column is compared with "empty or null".
func (f Filter) where(now time.Time) dbx.Expression {
	parts := []dbx.Expression{}
	equal := func(column, value string) {
		if value != "" {
			parts = append(parts, dbx.HashExp{"complaints." + column: value})
		}
	}
	if stage := complaint.Stage(f.Stage); f.Stage == "" || stage.Open() {
		parts = append(parts, dbx.HashExp{"complaints.open": true})
	}
	equal("stage", f.Stage)
	equal("lane", f.Lane)
	equal("area", f.Area)
	equal("channel", f.Channel)
	equal("kind", f.Kind)
	switch f.Owner {
	case "":
	case "none":
		parts = append(parts, dbx.HashExp{"complaints.owner": "", "complaints.assignee": ""})
	default:
		equal("owner", f.Owner)
	}
	if f.After != "" {
		parts = append(parts, dbx.NewExp("complaints.queue_key > {:after}", dbx.Params{"after": f.After}))
	}
	return dbx.And(append(parts, f.due(now)...)...)
}

func (f Filter) due(now time.Time) []dbx.Expression {
	stamp := records.Stamp
	switch f.Due {
	case "week":
		return []dbx.Expression{dbx.NewExp("complaints.legal_due < {:week}", dbx.Params{"week": stamp(now.AddDate(0, 0, 7))})}
	case "overdue":
		return []dbx.Expression{dbx.NewExp("(complaints.legal_due < {:now} OR (complaints.next_step_due > '' AND complaints.next_step_due < {:now}))", dbx.Params{"now": stamp(now)})}
	}
	return nil
}

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
