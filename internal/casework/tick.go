package casework

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Tick does what the passing of time asks for, each in its own transaction and
// repeatable: a second run finds nothing left to do. One case that fails does
// not hold up the others.
func (g *Engine) Tick(app core.App) error {
	now := g.Now()
	return errors.Join(g.dateTimers(app), g.nearDates(app, now), g.unreceived(app, now), g.beatTimers(app, now),
		g.lapseOffers(app, now), g.endWaiting(app, now), g.endProfiles(app, now), g.beatActions(app, now))
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

// nearDates starts the timers of the legal dates that come near, those of cases
// in the window already without one included. A timer that has told of a date
// tells of it no more, even where the case was resolved and taken up again.
func (g *Engine) nearDates(app core.App, now time.Time) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	var ids []string
	until := calendar.DateIn(now, h.Location)
	until = h.Calendar.Add(until, WarningDays)
	err = app.NonconcurrentDB().NewQuery(`SELECT id FROM complaints c WHERE open = 1 AND legal_due > '' AND legal_due <= {:until}
		AND NOT EXISTS (SELECT 1 FROM reminders r WHERE r.complaint = c.id AND r.kind = 'legal_due' AND substr(r.due, 1, 19) = substr(c.legal_due, 1, 19)) ORDER BY legal_due LIMIT {:n}`).
		Bind(dbx.Params{"until": records.Stamp(until.EndIn(h.Location)), "n": beatsATick}).Column(&ids)
	if err != nil {
		return fmt.Errorf("find cases near their date: %w", err)
	}
	var failed []error
	for _, id := range ids {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return g.enterWindow(tx, id, now) }))
	}
	return errors.Join(failed...)
}

// unreceived makes a reminder of each receipt that did not reach its customer
// within its time: whoever answers for the case can hand it over on paper. A
// business without a mail server knows that nothing leaves.
func (g *Engine) unreceived(app core.App, now time.Time) error {
	if !app.Settings().SMTP.Enabled {
		return nil
	}
	var rows []struct {
		Complaint string `db:"complaint"`
		Created   string `db:"created"`
	}
	err := app.NonconcurrentDB().NewQuery(`SELECT complaint, created FROM messages m WHERE purpose = 'receipt' AND delivery IN ('queued', 'failed') AND created <= {:before}
		AND NOT EXISTS (SELECT 1 FROM reminders r WHERE r.complaint = m.complaint AND r.kind = 'receipt') ORDER BY created LIMIT {:n}`).
		Bind(dbx.Params{"before": records.Stamp(now.Add(-complaint.ReceiptGrace)), "n": beatsATick}).All(&rows)
	if err != nil {
		return fmt.Errorf("find receipts that were not delivered: %w", err)
	}
	for _, row := range rows {
		if err := app.RunInTransaction(func(tx core.App) error { return g.receiptTimer(tx, row.Complaint, row.Created) }); err != nil {
			return err
		}
	}
	return nil
}

func (g *Engine) receiptTimer(app core.App, id, created string) error {
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return fmt.Errorf("receipt of %s: %w", id, err)
	}
	n, err := app.CountRecords(records.Reminders, dbx.HashExp{"complaint": id, "kind": complaint.TimerReceipt})
	if err != nil || n > 0 {
		return err
	}
	sent, err := types.ParseDateTime(created)
	if err != nil {
		return fmt.Errorf("receipt of %s: %w", id, err)
	}
	return g.startTimerAt(app, c, complaint.Timer{Kind: complaint.TimerReceipt, Due: complaint.Span{At: sent.Time()}}, sent.Time())
}
