package casework

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/internal/records"
)

// part is one section of the day: the lists that it is made of, each in the
// order of its index, and what the cards of all of them are put in order by.
type part struct {
	code    string
	queries []*dbx.SelectQuery
	order   func(Card) string
}

func byDue(c Card) string      { return c.Due }
func byLegalDue(c Card) string { return c.LegalDue }
func byPlace(c Card) string    { return c.QueueKey }

// aboveQueue says of the lane above the queue what its index knows: the key
// begins with the lane.
var aboveQueue = dbx.NewExp("complaints.queue_key < '1'")

// phone is where the customer can be called: as known now, else as filed.
const phone = `COALESCE(NULLIF((SELECT customers.phone FROM customers WHERE customers.id = complaints.customer), ''),
	json_extract(complaints.customer_snapshot, '$.phone'), '') AS phone`

// attempt is the number of the call that comes next, since the case was resolved.
const attempt = "1 + (SELECT COUNT(*) FROM follow_ups WHERE follow_ups.complaint = complaints.id AND follow_ups.created >= complaints.resolved_at) AS attempt"

// duties are what one person must do now, in this order.
func (g *Engine) duties(app core.App, actor complaint.Actor, now time.Time) ([]part, error) {
	one := func(q *dbx.SelectQuery) []*dbx.SelectQuery { return []*dbx.SelectQuery{q} }
	approvals, err := g.approvals(app, actor, now)
	if err != nil {
		return nil, err
	}
	until, err := g.inSight(app, now)
	if err != nil {
		return nil, err
	}
	call := g.timers(app, actor, until, complaint.TimerFollowUp).AndSelect(phone, attempt)
	return []part{
		{"attend_now", one(g.attendNow(app, actor)), byPlace},
		{"replies", one(g.replies(app, actor)), byDue},
		{"promises", one(g.promises(app, actor, now)), byDue},
		{"follow_ups", one(call), byDue},
		{"statements", one(g.timers(app, actor, now.AddDate(0, 0, 3), complaint.TimerTeamVersion)), byDue},
		{"recovery", one(g.timers(app, actor, until, complaint.TimerDetractor).AndSelect(phone)), byDue},
		{"approvals", approvals, byPlace},
		{"actions", one(g.actionsDue(app, actor, now)), byDue},
		{"overdue", g.overdue(app, actor, now), byLegalDue},
	}, nil
}

func (g *Engine) cases(app core.App) *dbx.SelectQuery {
	return app.ConcurrentDB().Select(cardColumns()...).From(records.Complaints).Limit(sectionLimit)
}

// held lists the open cases of one person by two walks along an index, for one
// with OR would sort them all: those that they answer for, those that they do.
func (g *Engine) held(app core.App, actor complaint.Actor) []*dbx.SelectQuery {
	me := dbx.Params{"me": actor.ID}
	list := func(where string) *dbx.SelectQuery {
		return g.cases(app).AndWhere(dbx.NewExp(where, me)).AndWhere(dbx.HashExp{"complaints.open": true}).OrderBy("complaints.queue_key")
	}
	return []*dbx.SelectQuery{list("complaints.owner = {:me}"), list("complaints.assignee = {:me} AND complaints.owner != {:me}")}
}

func (g *Engine) mine(app core.App, actor complaint.Actor) part {
	return part{"mine", g.held(app, actor), byPlace}
}

// attendNow are the cases above the queue that are mine or nobody's.
func (g *Engine) attendNow(app core.App, actor complaint.Actor) *dbx.SelectQuery {
	mine := dbx.NewExp("(complaints.owner = {:me} OR complaints.assignee = {:me})", dbx.Params{"me": actor.ID})
	return g.cases(app).AndSelect(phone).AndWhere(dbx.HashExp{"complaints.open": true, "complaints.lane": "attend_now"}).AndWhere(aboveQueue).
		AndWhere(dbx.Or(mine, dbx.HashExp{"complaints.assignee": "", "complaints.owner": ""})).OrderBy("complaints.queue_key")
}

// written are the reminders to answer a customer who wrote, or to tell them
// what no text could tell by itself: they wait from the start.
const written = "(reminders.kind = 'customer_wrote' OR reminders.kind LIKE 'write%')"

func (g *Engine) replies(app core.App, actor complaint.Actor) *dbx.SelectQuery {
	return g.reminded(app, actor).AndWhere(dbx.NewExp(written)).AndWhere(awake(g.Now())).OrderBy("reminders.due")
}

// promises are those of which four fifths of the time are gone (R144).
func (g *Engine) promises(app core.App, actor complaint.Actor, now time.Time) *dbx.SelectQuery {
	return g.reminded(app, actor).AndWhere(dbx.NewExp("reminders.alert_at > '' AND reminders.alert_at <= {:now}", dbx.Params{"now": records.Stamp(now)})).
		AndWhere(dbx.NewExp("NOT " + written)).AndWhere(awake(now)).OrderBy("reminders.alert_at")
}

// overdue are my cases whose legal date has passed; the plus keeps the planner
// from reading everybody's.
func (g *Engine) overdue(app core.App, actor complaint.Actor, now time.Time) []*dbx.SelectQuery {
	list := g.held(app, actor)
	for _, q := range list {
		q.AndWhere(dbx.NewExp("+complaints.legal_due > '' AND +complaints.legal_due < {:now}", dbx.Params{"now": records.Stamp(now)}))
	}
	return list
}

// approvals are what waits for a decision of mine: an escalation, a gesture; for
// those who lead, also a denial that somebody else wrote, and what customers
// would rather have than what they were offered.
func (g *Engine) approvals(app core.App, actor complaint.Actor, now time.Time) ([]*dbx.SelectQuery, error) {
	list, err := g.grantsToDecide(app, actor)
	list = append(list, g.timers(app, actor, now.AddDate(0, 0, 3), complaint.TimerEscalation))
	if err != nil || !actor.Leads() {
		return list, err
	}
	denials := g.cases(app).AndSelect("('denial_review') AS reason").AndWhere(dbx.HashExp{"complaints.stage": string(complaint.DenialReview)}).
		AndWhere(dbx.NewExp("complaints.denial_by != {:me}", dbx.Params{"me": actor.ID})).OrderBy("complaints.queue_key")
	wishes := app.ConcurrentDB().Select(cardColumns()...).AndSelect("('preferred_solution') AS reason").From(records.Proposals).
		InnerJoin(records.Complaints, dbx.NewExp("complaints.id = proposals.complaint")).
		Where(dbx.NewExp("proposals.status = 'refused' AND proposals.preferred_solution != '' AND proposals.preferred_decision = ''")).
		AndWhere(dbx.NewExp("complaints.stage = 'investigating'")).Limit(sectionLimit)
	return append(list, denials, wishes, repliesToJudge(app, actor)), nil
}

// reminded lists the cases with a reminder that waits for this person.
func (g *Engine) reminded(app core.App, actor complaint.Actor) *dbx.SelectQuery {
	return app.ConcurrentDB().Select(cardColumns()...).AndSelect("reminders.kind AS reason", "reminders.due AS due", "reminders.id AS reminder").
		From(records.Reminders).InnerJoin(records.Complaints, dbx.NewExp("complaints.id = reminders.complaint")).
		Where(dbx.HashExp{"reminders.assignee": actor.ID, "reminders.pending": true}).Limit(sectionLimit)
}

// timers are the reminders of one kind that fall due until then.
func (g *Engine) timers(app core.App, actor complaint.Actor, until time.Time, kind string) *dbx.SelectQuery {
	return g.reminded(app, actor).AndWhere(dbx.HashExp{"reminders.kind": kind}).AndWhere(awake(g.Now())).
		AndWhere(dbx.NewExp("reminders.due <= {:until}", dbx.Params{"until": records.Stamp(until)})).OrderBy("reminders.due")
}

// awake leaves out what somebody put off, or will try again, until later.
func awake(now time.Time) dbx.Expression {
	return dbx.NewExp("reminders.snoozed_until <= {:awake}", dbx.Params{"awake": records.Stamp(now)})
}

// ahead is how far one sees: in the evening, what the next morning brings.
const ahead = 18 * time.Hour

// inSight is until when what is due belongs to the day: all of the civil day,
// also for whoever looks before dawn, and hours ahead.
func (g *Engine) inSight(app core.App, now time.Time) (time.Time, error) {
	h, err := g.House(app)
	if err != nil {
		return now, err
	}
	end := calendar.DateIn(now, h.Location).EndIn(h.Location)
	if near := now.Add(ahead); near.After(end) {
		end = near
	}
	return end, nil
}
