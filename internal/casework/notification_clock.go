package casework

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// lendingDay is how long before its end one is told of a temporary alternative.
const lendingDay = 24 * time.Hour

// alert is when the owner of a reminder is to be warned that it falls due; empty
// for what is no promise to the customer.
func (h *House) alert(kind string, made, due time.Time) (string, error) {
	if !complaint.Promised(kind) {
		return "", nil
	}
	if kind == complaint.TimerTemporary && due.Sub(made) > lendingDay {
		return records.Stamp(due.Add(-lendingDay)), nil
	}
	at, err := h.Hours.PartOf(made, due, complaint.PromiseWarning, h.Location)
	if err != nil {
		return "", fmt.Errorf("when to warn of %s: %w", kind, err)
	}
	return records.Stamp(at), nil
}

// setAlert dates the warning of a reminder that somebody made or put off now.
func (g *Engine) setAlert(app core.App, r *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	at, err := h.alert(r.GetString("kind"), g.Now(), r.GetDateTime("due").Time())
	if err != nil {
		return err
	}
	r.Set("alert_at", at)
	r.Set("notified_at", "")
	return nil
}

// warnOfPromises tells those who promised something when four fifths of the
// time are gone, once (R144), and of a temporary alternative when it ends.
func (g *Engine) warnOfPromises(app core.App, now time.Time) error {
	var ids []string
	err := app.ConcurrentDB().NewQuery(`SELECT id FROM reminders WHERE pending = 1 AND notified_at = '' AND alert_at > '' AND alert_at <= {:now}
		ORDER BY alert_at LIMIT 200`).Bind(dbx.Params{"now": records.Stamp(now)}).Column(&ids)
	if err != nil {
		return fmt.Errorf("find promises about to break: %w", err)
	}
	var ended []string
	err = app.ConcurrentDB().NewQuery(`SELECT id FROM reminders WHERE pending = 1 AND kind = 'temporary' AND due <= {:now} AND notified_at < due
		ORDER BY due LIMIT 200`).Bind(dbx.Params{"now": records.Stamp(now)}).Column(&ended)
	if err != nil {
		return fmt.Errorf("find temporary alternatives that ended: %w", err)
	}
	var failed []error
	for _, id := range append(ids, ended...) {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return g.warnOfPromise(tx, id) }))
	}
	return errors.Join(failed...)
}

func (g *Engine) warnOfPromise(app core.App, id string) error {
	r, err := app.FindRecordById(records.Reminders, id)
	if err != nil {
		return fmt.Errorf("warn of promise %s: %w", id, err)
	}
	told, due := r.GetDateTime("notified_at"), r.GetDateTime("due")
	again := r.GetString("kind") == complaint.TimerTemporary && told.Before(due) && !due.Time().After(g.Now())
	if !r.GetBool("pending") || !told.IsZero() && !again {
		return nil // kept, or told of, since it was found
	}
	c, err := g.parent(app, r)
	if err != nil {
		return err
	}
	params := map[string]any{"reason": r.GetString("kind"), "due": r.GetString("due")}
	if err := g.notify(app, c, notice{noticePromise, SystemActor(), params}, r.GetString("assignee")); err != nil {
		return err
	}
	r.Set("notified_at", records.Stamp(g.Now()))
	if err := app.SaveNoValidateWithContext(engineContext(), r); err != nil {
		return fmt.Errorf("warn of promise %s: %w", id, err)
	}
	return nil
}

// overdueWindow is how far back the clock looks for legal dates that passed:
// less than notifications are kept, so that none is told of twice.
const overdueWindow = 30 * 24 * time.Hour

// tellOverdue tells the owner of a case, once, that its legal date has passed.
func (g *Engine) tellOverdue(app core.App, now time.Time) error {
	var ids []string
	err := app.ConcurrentDB().NewQuery(`SELECT c.id FROM complaints c INNER JOIN agents a ON a.id = c.owner AND a.active = 1
		WHERE c.open = 1 AND c.legal_due < {:now} AND c.legal_due > {:from}
		AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.complaint = c.id AND n.agent = c.owner AND n.kind = 'overdue' AND n.created > c.legal_due)
		ORDER BY c.legal_due LIMIT 200`).
		Bind(dbx.Params{"now": records.Stamp(now), "from": records.Stamp(now.Add(-overdueWindow))}).Column(&ids)
	if err != nil {
		return fmt.Errorf("find cases past their date: %w", err)
	}
	var failed []error
	for _, id := range ids {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error {
			c, err := tx.FindRecordById(records.Complaints, id)
			if err != nil {
				return fmt.Errorf("tell that %s is overdue: %w", id, err)
			}
			return g.notify(tx, c, notice{noticeOverdue, SystemActor(), map[string]any{"due": c.GetString("legal_due")}}, c.GetString("owner"))
		}))
	}
	return errors.Join(failed...)
}
