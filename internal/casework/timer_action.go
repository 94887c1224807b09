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

// actionAlert is one thing that is told of corrective actions: which ones, by a
// condition that an index answers, and the date that is noted as told of.
type actionAlert struct {
	told, date string // columns
	where      string
	shift      time.Duration // from now
	kind       string
	reason     string
	heads      bool // who leads is told, too
}

var actionAlerts = []actionAlert{
	{"warned_due", "due", "status = 'open' AND due != '' AND due > {:now}", complaint.ActionWarning * 24 * time.Hour, noticeDue, complaint.TimerAction, false},
	{"late_due", "due", "status = 'open' AND due != ''", 0, noticeLate, complaint.TimerAction, true},
	{"effect_asked", "done_at", "status = 'done' AND effect_asked = '' AND effect = ''", -complaint.EffectDays * 24 * time.Hour, noticeDue, complaint.TimerEffect, false},
}

// beatActions tells of corrective actions that fall due, that did, and of those
// whose effect is to be looked at.
func (g *Engine) beatActions(app core.App, now time.Time) error {
	var failed []error
	for _, alert := range actionAlerts {
		var ids []string
		err := app.NonconcurrentDB().NewQuery("SELECT id FROM actions WHERE " + alert.where + " AND " + alert.date + " <= {:until} AND " + alert.told + " != " + alert.date +
			" ORDER BY " + alert.date + " LIMIT {:n}").
			Bind(dbx.Params{"now": records.Stamp(now), "until": records.Stamp(now.Add(alert.shift)), "n": beatsATick}).Column(&ids)
		if err != nil {
			return fmt.Errorf("find corrective actions: %w", err)
		}
		for _, id := range ids {
			failed = append(failed, app.RunInTransaction(func(tx core.App) error { return g.alertAction(tx, id, alert) }))
		}
	}
	return errors.Join(failed...)
}

// alertAction tells the owner of an action, once for each date.
func (g *Engine) alertAction(app core.App, id string, alert actionAlert) error {
	r, err := app.FindRecordById(records.Actions, id)
	if err != nil {
		return fmt.Errorf("corrective action %s: %w", id, err)
	}
	if r.GetString(alert.told) == r.GetString(alert.date) {
		return nil // another tick was faster
	}
	_, err = app.NonconcurrentDB().Update(records.Actions, dbx.Params{alert.told: r.GetString(alert.date)}, dbx.HashExp{"id": id}).Execute()
	if err != nil {
		return fmt.Errorf("note alert of action %s: %w", id, err)
	}
	people := []string{r.GetString("owner")}
	if alert.heads {
		more, err := leaders(app)
		if err != nil {
			return err
		}
		people = append(people, more...)
	}
	return g.notifyOwner(app, r, notice{alert.kind, SystemActor(), map[string]any{"reason": alert.reason, "due": r.GetString(alert.date)}}, people...)
}
