package casework

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// Tick does what the passing of time asks for, each in its own transaction and
// repeatable: a second run finds nothing left to do. One case that fails does
// not hold up the others.
func (g *Engine) Tick(app core.App) error {
	now := g.Now()
	return errors.Join(g.lapseOffers(app, now), g.endWaiting(app, now), g.warn(app, now), g.warnOfPromises(app, now), g.tellOverdue(app, now), g.endProfiles(app, now))
}

// lapseOffers: a proposal that nobody answered counts as refused (T13); the
// formal answer is still owed.
func (g *Engine) lapseOffers(app core.App, now time.Time) error {
	rows, err := app.FindRecordsByFilter(records.Proposals, "status = 'sent' && expires != '' && expires <= {:now}", "expires", 200, 0, dbx.Params{"now": records.Stamp(now)})
	if err != nil {
		return fmt.Errorf("find lapsed offers: %w", err)
	}
	var failed []error
	for _, p := range rows {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return g.Lapse(tx, p) }))
	}
	return errors.Join(failed...)
}

// Lapse takes back an offer that nobody answered, unless an answer came since
// it was found.
func (g *Engine) Lapse(app core.App, found *core.Record) error {
	p, err := app.FindRecordById(records.Proposals, found.Id)
	if err != nil {
		return fmt.Errorf("lapse offer %s: %w", found.Id, err)
	}
	if p.GetString("status") != "sent" {
		return nil
	}
	c, err := app.FindRecordById(records.Complaints, p.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("lapse offer %s: %w", p.Id, err)
	}
	if err := g.expireOffer(app, c, p.Id, SystemActor()); err != nil {
		return err
	}
	if c.GetString("stage") != string(complaint.Proposed) {
		return nil
	}
	return g.moveBack(app, c, "mail.offer_lapsed")
}

// endWaiting: the period of a request is over. Nothing is closed: the case goes
// back to its owner, who decides (T10).
func (g *Engine) endWaiting(app core.App, now time.Time) error {
	rows, err := app.FindRecordsByFilter(records.Complaints, "stage = 'waiting_customer' && information_until <= {:now} && information_until != ''", "queue_key", 200, 0, dbx.Params{"now": records.Stamp(now)})
	if err != nil {
		return fmt.Errorf("find periods that are over: %w", err)
	}
	var failed []error
	for _, c := range rows {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return g.moveBack(tx, c, "mail.period_over") }))
	}
	return errors.Join(failed...)
}

// moveBack returns a case to investigation with a next step for its owner.
func (g *Engine) moveBack(app core.App, c *core.Record, step string) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	due, err := h.at(g.Now(), complaint.Span{Days: 1})
	if err != nil {
		return err
	}
	c.Set("stage", string(complaint.Investigating))
	c.Set("next_step", g.Texts.T(c.GetString("language"), step, nil))
	c.Set("next_step_due", records.Stamp(due))
	SetActor(c, SystemActor())
	if err := app.Save(c); err != nil {
		return fmt.Errorf("return complaint %s to its owner: %w", c.Id, err)
	}
	return nil
}

// warn moves cases ahead in the queue that entered the window of their legal
// date. The date itself never moves. Cases that are in the window already do not
// count against the limit, or a backlog would hide the others for good.
func (g *Engine) warn(app core.App, now time.Time) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	var rows []*core.Record
	err = app.RecordQuery(records.Complaints).AndWhere(dbx.NewExp("open = 1 AND legal_due > '' AND legal_due <= {:until} AND substr(queue_key, 3, 1) = '1'",
		dbx.Params{"until": records.Stamp(now.AddDate(0, 0, 3*WarningDays))})).OrderBy("legal_due").Limit(500).All(&rows)
	if err != nil {
		return fmt.Errorf("find cases near their date: %w", err)
	}
	var failed []error
	for _, c := range rows {
		if h.inWindow(c.GetDateTime("legal_due").Time(), now) {
			failed = append(failed, g.Amend(app, c, SystemActor(), "complaint.due_near", event.Data{Note: c.GetString("legal_due")}))
		}
	}
	return errors.Join(failed...)
}
