package casework

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/reminder"
	"escucha/internal/i18n"
	"escucha/internal/records"
)

// putOff moves a reminder by the rules. A promise that goes beyond its time
// without a message that names the new date counts as broken (R144).
func (g *Engine) putOff(e *core.RecordEvent, stored, c *core.Record) error {
	r := e.Record
	until := r.GetDateTime("snoozed_until").Time()
	if r.GetString("snoozed_until") == stored.GetString("snoozed_until") {
		until = r.GetDateTime("due").Time()
	}
	put, err := g.judgePutOff(e.App, stored, c, until, r.GetString("reason"))
	if err != nil {
		return err
	}
	r.Load(map[string]any{"due": records.Stamp(put.Due), "snoozed_until": records.Stamp(put.Quiet), "notified_at": "", "pending": true})
	if err := g.alertQuiet(e.App, r, put); err != nil {
		return err
	}
	if put.Broken {
		r.Set("broken_at", records.Stamp(g.Now()))
	}
	if err := e.Next(); err != nil {
		return fmt.Errorf("put reminder %s off: %w", r.Id, err)
	}
	extra := map[string]any{"from": stored.GetString("due"), "until": records.Stamp(until), "reason": r.GetString("reason")}
	if err := g.movePromise(e.App, c, r, put); err != nil {
		return err
	}
	if err := g.tellReminder(e.App, c, r, "reminder.snoozed", extra); err != nil || !put.Broken {
		return err
	}
	return g.countBroken(e.App, c, r, ActorOf(r))
}

// judgePutOff gathers what the rule asks and puts it.
func (g *Engine) judgePutOff(app core.App, stored, c *core.Record, until time.Time, reason string) (reminder.Put, error) {
	h, err := g.House(app)
	if err != nil {
		return reminder.Put{}, err
	}
	limit, err := g.putOffLimit(h, c)
	if err != nil {
		return reminder.Put{}, err
	}
	told, err := g.toldOfDate(app, stored, c, until, h.Location)
	if err != nil {
		return reminder.Put{}, err
	}
	standing := reminder.Standing{Due: stored.GetDateTime("due").Time(), Promised: complaint.Promised(stored.GetString("kind")),
		Broken: stored.GetString("broken_at") != "", Limit: limit}
	put, refused := reminder.PutOff(standing, reminder.Wish{Until: until, Reason: reason, Told: told}, g.Now())
	if refused != nil {
		return put, g.refuse(refused.Field, refused.Code)
	}
	return put, nil
}

// putOffLimit is the legal date while its clock runs; once it has passed nothing
// waits longer than the next working day.
func (g *Engine) putOffLimit(h *House, c *core.Record) (time.Time, error) {
	due := c.GetDateTime("legal_due").Time()
	if due.IsZero() || !c.GetBool("open") {
		return time.Time{}, nil
	}
	if due.After(g.Now()) {
		return due, nil
	}
	return h.at(g.Now(), complaint.Span{Days: 1})
}

// toldOfDate reports whether the customer was sent the new date since the
// reminder was set, by somebody of the team.
func (g *Engine) toldOfDate(app core.App, stored, c *core.Record, until time.Time, zone *time.Location) (bool, error) {
	var texts []string
	err := app.DB().Select("text").From(records.Messages).
		Where(dbx.HashExp{"complaint": c.Id, "direction": "out"}).
		AndWhere(dbx.NewExp("created >= {:since} AND author != '' AND delivery != 'withdrawn'", dbx.Params{"since": stored.GetString("created")})).
		OrderBy("created DESC").Limit(20).Column(&texts)
	if err != nil {
		return false, fmt.Errorf("messages of %s: %w", c.Id, err)
	}
	for _, text := range texts {
		if g.names(text, until, zone) {
			return true, nil
		}
	}
	return false, nil
}

// names reports whether a text says a date: in words, in figures, or on the same
// day by its hour.
func (g *Engine) names(text string, at time.Time, zone *time.Location) bool {
	local := at.In(zone)
	ways := []string{local.Format("02/01/2006"), local.Format("2/1/2006"), local.Format(time.DateOnly)}
	for _, lang := range i18n.Languages {
		_, words, _ := strings.Cut(g.Texts.DayMonth(lang, at, zone), " ") // whoever writes may leave the weekday out
		ways = append(ways, words, g.Texts.Short(lang, at, zone))
	}
	if calendar.DateIn(at, zone) == calendar.DateIn(g.Now(), zone) {
		ways = append(ways, local.Format("15:04"))
	}
	lower := strings.ToLower(text)
	for _, way := range ways {
		if strings.Contains(lower, strings.ToLower(way)) {
			return true
		}
	}
	return false
}

// alertQuiet dates the warning anew: not before the reminder is to be seen again.
func (g *Engine) alertQuiet(app core.App, r *core.Record, put reminder.Put) error {
	if err := g.setAlert(app, r); err != nil || r.GetString("alert_at") == "" {
		return err
	}
	if alert := r.GetDateTime("alert_at").Time(); alert.Before(put.Quiet) {
		r.Set("alert_at", records.Stamp(earliest(put.Quiet, put.Due)))
	}
	return nil
}

// movePromise keeps the promised date of the case with its reminder.
func (g *Engine) movePromise(app core.App, c, r *core.Record, put reminder.Put) error {
	if r.GetString("kind") != complaint.TimerNextStep || c.GetDateTime("next_step_due").Time().Equal(put.Due) {
		return nil
	}
	c.Set("next_step_due", records.Stamp(put.Due))
	return g.Amend(app, c, ActorOf(r), "promise.moved", eventRef(r))
}

// countBroken adds a broken promise to its case, once for each date (R144). The
// reminder says when, and so whose it was.
func (g *Engine) countBroken(app core.App, c, r *core.Record, actor complaint.Actor) error {
	c, err := app.FindRecordById(records.Complaints, c.Id) // its version may have moved on
	if err != nil {
		return fmt.Errorf("count a broken promise of %s: %w", r.Id, err)
	}
	c.Set("promises_broken", c.GetInt("promises_broken")+1)
	return g.Amend(app, c, actor, "promise.broken", eventRef(r))
}
