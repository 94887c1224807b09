package casework

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// beatsATick is how many deeds of timers one tick carries out: the rest goes on
// in the next one, oldest first.
const beatsATick = 500

// setback is how long a timer that could not do its deed waits, so that it does
// not hold up the others.
const setback = 10 * time.Minute

// worktime is when the business works, as the timers count it.
func (h *House) worktime() complaint.Worktime {
	return complaint.Worktime{Calendar: h.Calendar, Hours: h.Hours, Location: h.Location}
}

// beatOf is what a timer does next, with its moment; ok is false when it has
// done everything.
func beatOf(h *House, row *core.Record) (next complaint.Dated, last, ok bool, err error) {
	list, err := complaint.Schedule(row.GetString("kind"), row.GetDateTime("since").Time(), row.GetDateTime("due").Time(), h.worktime())
	n := row.GetInt("beat")
	if err != nil || n >= len(list) {
		return complaint.Dated{}, true, false, err
	}
	return list[n], n == len(list)-1, true, nil
}

// firstBeat is the moment of the first thing that a new timer does; empty for
// one that only waits.
func (h *House) firstBeat(kind string, made, due time.Time) (string, error) {
	list, err := complaint.Schedule(kind, made, due, h.worktime())
	if err != nil || len(list) == 0 {
		return "", err
	}
	return records.Stamp(list[0].At), nil
}

// timed are the columns of a timer that starts now.
func (h *House) timed(kind string, made, due time.Time) (dbx.Params, error) {
	alert, err := h.alert(kind, made, due)
	if err != nil {
		return nil, err
	}
	next, err := h.firstBeat(kind, made, due)
	if err != nil {
		return nil, err
	}
	return dbx.Params{"due": records.Stamp(due), "alert_at": alert, "since": records.Stamp(made), "beat": 0, "next_beat": next}, nil
}

// dateTimers dates the timers that came without their moments: whoever writes a
// reminder need not know what its kind does.
func (g *Engine) dateTimers(app core.App) error {
	var ids []string
	err := app.NonconcurrentDB().NewQuery("SELECT id FROM reminders WHERE pending = 1 AND since = '' ORDER BY created LIMIT {:n}").
		Bind(dbx.Params{"n": beatsATick}).Column(&ids)
	if err != nil {
		return fmt.Errorf("find timers without a date: %w", err)
	}
	if len(ids) == 0 {
		return nil
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := dateTimer(app, h, id); err != nil {
			return err
		}
	}
	return nil
}

func dateTimer(app core.App, h *House, id string) error {
	row, err := app.FindRecordById(records.Reminders, id)
	if err != nil {
		return fmt.Errorf("date timer %s: %w", id, err)
	}
	made := firstOf(row.GetString("created"), row.GetString("due"))
	row.Set("since", made)
	next, err := h.firstBeat(row.GetString("kind"), row.GetDateTime("since").Time(), row.GetDateTime("due").Time())
	if err != nil {
		return err
	}
	_, err = app.NonconcurrentDB().Update(records.Reminders, dbx.Params{"since": made, "next_beat": next}, dbx.HashExp{"id": id}).Execute()
	if err != nil {
		return fmt.Errorf("date timer %s: %w", id, err)
	}
	return nil
}

// beatTimers lets every timer do what is due, in the order of time: each deed
// in a transaction of its own that notes it on the row. What fails is tried
// again later.
func (g *Engine) beatTimers(app core.App, now time.Time) error {
	var failed []error
	for range beatsATick {
		id, err := dueBeat(app, now)
		if err != nil || id == "" {
			return errors.Join(append(failed, err)...)
		}
		if err := app.RunInTransaction(func(tx core.App) error { return g.beat(tx, id, now) }); err != nil {
			failed = append(failed, fmt.Errorf("timer %s: %w", id, err), putOff(app, id, now))
		}
	}
	return errors.Join(failed...)
}

// dueBeat is the timer whose deed is due longest; empty when none is.
func dueBeat(app core.App, now time.Time) (string, error) {
	var ids []string
	err := app.NonconcurrentDB().NewQuery(`SELECT id FROM reminders WHERE pending = 1 AND next_beat != '' AND next_beat <= {:now}
		ORDER BY next_beat LIMIT 1`).Bind(dbx.Params{"now": records.Stamp(now)}).Column(&ids)
	if err != nil {
		return "", fmt.Errorf("find timers that are due: %w", err)
	}
	if len(ids) == 0 {
		return "", nil
	}
	return ids[0], nil
}

func putOff(app core.App, id string, now time.Time) error {
	_, err := app.NonconcurrentDB().Update(records.Reminders, dbx.Params{"next_beat": records.Stamp(now.Add(setback))}, dbx.HashExp{"id": id}).Execute()
	if err != nil {
		return fmt.Errorf("put off timer %s: %w", id, err)
	}
	return nil
}

// beat carries out one deed of a timer and dates the next. One that was found
// while somebody settled it does nothing.
func (g *Engine) beat(app core.App, id string, now time.Time) error {
	row, err := app.FindRecordById(records.Reminders, id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // its case was purged meanwhile
	}
	if err != nil {
		return fmt.Errorf("read timer: %w", err)
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	if row.GetInt("beat") < 0 {
		return g.redate(app, h, row, now)
	}
	next, last, ok, err := beatOf(h, row)
	if err != nil {
		return err
	}
	if ok && row.GetBool("pending") && !next.At.After(now) { // else another tick was faster
		if ok, err = g.does(app, h, row, next, last, now); err != nil || !ok {
			return err
		}
		row.Set("beat", row.GetInt("beat")+1)
	}
	return g.keepBeat(app, h, row)
}

// does carries out a deed; false when there is no row to note it on any more.
func (g *Engine) does(app core.App, h *House, row *core.Record, d complaint.Dated, last bool, now time.Time) (bool, error) {
	if row.GetString("complaint") == "" {
		return true, nil // a note to oneself: the list of the day has it
	}
	c, err := app.FindRecordById(records.Complaints, row.GetString("complaint"))
	if err != nil {
		return false, fmt.Errorf("case of the timer: %w", err)
	}
	if c.GetString("erased_at") != "" {
		return true, nil // nobody is left to be told anything
	}
	if moved, err := g.followDate(app, h, c, row); err != nil || moved {
		return false, err
	}
	if err := g.deed(app, occasion{h: h, c: c, row: row, Dated: d, now: now, last: last}); err != nil {
		return false, err
	}
	return row.GetBool("pending"), nil
}

// keepBeat dates what the timer does next.
func (g *Engine) keepBeat(app core.App, h *House, row *core.Record) error {
	next, _, ok, err := beatOf(h, row)
	if err != nil {
		return err
	}
	at := ""
	if ok {
		at = records.Stamp(next.At)
	}
	_, err = app.NonconcurrentDB().Update(records.Reminders, dbx.Params{"beat": row.GetInt("beat"), "next_beat": at, "notified_at": row.GetString("notified_at")},
		dbx.HashExp{"id": row.Id}).Execute()
	if err != nil {
		return fmt.Errorf("note what timer %s did: %w", row.Id, err)
	}
	return nil
}

// redate dates a timer of an older version: what is past was told by it.
func (g *Engine) redate(app core.App, h *House, row *core.Record, now time.Time) error {
	if row.GetString("since") == "" {
		row.Set("since", row.GetString("due"))
	}
	list, err := complaint.Schedule(row.GetString("kind"), row.GetDateTime("since").Time(), row.GetDateTime("due").Time(), h.worktime())
	if err != nil {
		return err
	}
	n := 0
	for n < len(list) && !list[n].At.After(now) {
		n++
	}
	row.Set("beat", n)
	return g.keepBeat(app, h, row)
}
