package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// occasion is one deed of one timer at the moment it is carried out.
type occasion struct {
	h   *House
	c   *core.Record // the case
	row *core.Record // the timer
	complaint.Dated
	now  time.Time
	last bool // the timer does nothing after it
}

const (
	// tolerated is how late a deed may be before whoever is told of it reads that
	// the application was not there in time.
	tolerated = time.Hour
	// stale is how late a customer is still reminded: not of what was a week ago.
	stale = 24 * time.Hour
)

func (o occasion) missed() bool { return o.now.Sub(o.At) > tolerated }

// kind is what the timer is about.
func (o occasion) kind() string { return o.row.GetString("kind") }

// deed carries out what a timer does.
func (g *Engine) deed(app core.App, o occasion) error {
	switch o.Does {
	case complaint.Nudge:
		return g.nudge(app, o)
	case complaint.Passed:
		return g.tellTimer(app, o, passedAs(o), o.holder())
	case complaint.Above:
		return g.tellAbove(app, o, passedAs(o))
	case complaint.Highest:
		return g.tellTimer(app, o, noticeLate, o.h.byRole(complaint.Admin)...)
	case complaint.Remind:
		return g.remindCustomer(app, o)
	case complaint.Break:
		return g.breakPromise(app, o)
	case complaint.Escalate:
		return g.escalateLate(app, o)
	case complaint.Return:
		return g.giveBack(app, o)
	case complaint.Hold:
		return g.prepareHolding(app, o)
	}
	return nil
}

// holder is whom a timer is for; who lost it to a colleague is no longer.
func (o occasion) holder() string {
	return firstOf(o.row.GetString("assignee"), o.c.GetString("owner"))
}

// passedAs is how one is told that a timer ran out.
func passedAs(o occasion) string {
	switch o.kind() {
	case complaint.TimerLegal:
		return noticeOverdue
	case complaint.TimerTemporary:
		return noticePromise
	}
	return noticeLate
}

// nudge tells whom a timer is for that it falls due: not once it did, nor while
// they put it off themselves.
func (g *Engine) nudge(app core.App, o occasion) error {
	if !o.last && o.missed() && !o.now.Before(o.row.GetDateTime("due").Time()) || o.row.GetDateTime("snoozed_until").Time().After(o.now) {
		return nil
	}
	kind := noticeDue
	switch {
	case o.kind() == complaint.TimerReceipt:
		kind = noticeLate
	case complaint.Promised(o.kind()) && o.kind() != complaint.TimerLegal:
		kind = noticePromise
	}
	return g.tellTimer(app, o, kind, o.holder())
}

// tellAbove tells whoever supervises the case, else those who lead.
func (g *Engine) tellAbove(app core.App, o occasion, kind string) error {
	people := []string{o.c.GetString("supervisor")}
	if people[0] == "" {
		var err error
		if people, err = leaders(app); err != nil {
			return err
		}
	}
	return g.tellTimer(app, o, kind, people...)
}

// byRole lists who has a role now.
func (h *House) byRole(role complaint.Role) []string {
	var out []string
	for id, has := range h.roles {
		if has == role {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// tellTimer tells of a timer. Of all that passed while nobody was told, each
// person reads of each case once. Somebody who left hands it to those who lead.
func (g *Engine) tellTimer(app core.App, o occasion, kind string, people ...string) error {
	people, err := g.present(app, o.h, people)
	if err != nil {
		return err
	}
	o.row.Set("notified_at", records.Stamp(o.now))
	params := map[string]any{"reason": o.kind(), "due": o.row.GetString("due")}
	if !o.missed() {
		return g.notify(app, o.c, notice{kind, SystemActor(), params}, people...)
	}
	for _, id := range people {
		if err := g.tellMissed(app, o, id, params); err != nil {
			return err
		}
	}
	return nil
}

// present leaves out who no longer works here; when nobody is left, those who
// lead are told.
func (g *Engine) present(app core.App, h *House, people []string) ([]string, error) {
	out := slices.DeleteFunc(slices.Clone(people), func(id string) bool { return h.roles[id] == "" })
	if len(out) > 0 {
		return out, nil
	}
	return leaders(app)
}

// tellMissed tells somebody of a case that something passed while the
// application was not there; what follows is added to what is not read yet.
func (g *Engine) tellMissed(app core.App, o occasion, id string, params map[string]any) error {
	rows, err := app.FindRecordsByFilter(records.Notices, "complaint = {:c} && agent = {:a} && kind = 'missed' && read_at = '' && created >= {:since}", "-created", 1, 0,
		dbx.Params{"c": o.c.Id, "a": id, "since": records.Stamp(o.now.Add(-wholeDay))})
	if err != nil {
		return fmt.Errorf("what %s was told of %s: %w", id, o.c.Id, err)
	}
	if len(rows) == 0 {
		params["n"] = 1
		return g.notify(app, o.c, notice{noticeMissed, SystemActor(), params}, id)
	}
	var had map[string]any
	if err := rows[0].UnmarshalJSONField("text_params", &had); err != nil {
		return fmt.Errorf("read notification %s: %w", rows[0].Id, err)
	}
	n, _ := had["n"].(float64)
	had["n"], had["answer"] = n+1, "more"
	rows[0].Set("text_params", had)
	if err := app.SaveNoValidateWithContext(engineContext(), rows[0]); err != nil {
		return fmt.Errorf("add to notification %s: %w", rows[0].Id, err)
	}
	return nil
}

const wholeDay = 24 * time.Hour

// breakPromise counts what was promised and not kept, and asks for an apology
// with another date (R144).
func (g *Engine) breakPromise(app core.App, o occasion) error {
	if o.row.GetString("broken_at") != "" {
		return nil // it was moved in silence, and counted then
	}
	_, err := app.NonconcurrentDB().Update(records.Reminders, dbx.Params{"broken_at": records.Stamp(g.Now())}, dbx.HashExp{"id": o.row.Id}).Execute()
	if err != nil {
		return fmt.Errorf("note a broken promise: %w", err)
	}
	o.c.Set("promises_broken", o.c.GetInt("promises_broken")+1)
	data := event.Data{Ref: o.row.Id, Note: o.kind(), Extra: map[string]any{"due": o.row.GetString("due")}}
	if err := g.Amend(app, o.c, SystemActor(), "promise.broken", data); err != nil {
		return err
	}
	n, err := app.CountRecords(records.Reminders, dbx.HashExp{"complaint": o.c.Id, "kind": complaint.TimerApology, "pending": true})
	if err == nil && n == 0 {
		err = g.startTimerAt(app, o.c, complaint.Timer{Kind: complaint.TimerApology, Due: complaint.Span{Days: 1}}, o.At)
	}
	if err != nil {
		return fmt.Errorf("ask for an apology: %w", err)
	}
	return g.tellTimer(app, o, noticeBroken, o.holder())
}
