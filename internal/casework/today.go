package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Section is one part of the day, in the order in which it should be done.
type Section struct {
	Code  string `json:"code"`
	Items []Card `json:"items"`
}

// Today is what one person must do now.
type Today struct {
	Now        string    `json:"now"`
	Sections   []Section `json:"sections"`
	Next       *Card     `json:"next"`
	Unassigned int       `json:"unassigned"`
	Open       int       `json:"open"`
}

// sectionLimit keeps a bad day readable.
const sectionLimit = 50

// Day lists the sections that have something in them.
func (g *Engine) Day(app core.App, actor complaint.Actor, visible Visible) (Today, error) {
	now := g.Now()
	day := Today{Now: records.Stamp(now), Sections: []Section{}}
	for _, part := range g.parts(app, actor, now) {
		if err := visible(part.query); err != nil {
			return day, err
		}
		cards, err := g.cards(app, part.query)
		if err != nil {
			return day, fmt.Errorf("today, %s: %w", part.code, err)
		}
		if part.code == "promises" {
			cards = onePerCase(cards)
		}
		if part.code == "mine" {
			cards = day.unseen(cards)
		}
		if len(cards) > 0 {
			day.Sections = append(day.Sections, Section{part.code, cards})
		}
	}
	return day, g.dayCounts(app, &day, actor, visible)
}

// aboveQueue says of the lane above the queue what its index knows: the key
// begins with the lane.
var aboveQueue = dbx.NewExp("complaints.queue_key < '1'")

// unseen leaves out the cases that a section above shows already.
func (d Today) unseen(cards []Card) []Card {
	return slices.DeleteFunc(cards, func(c Card) bool {
		return slices.ContainsFunc(d.Sections, func(s Section) bool {
			return slices.ContainsFunc(s.Items, func(shown Card) bool { return shown.ID == c.ID })
		})
	})
}

// onePerCase keeps of each case what falls due first: the list is in that order.
func onePerCase(cards []Card) []Card {
	seen := map[string]bool{}
	return slices.DeleteFunc(cards, func(c Card) bool {
		again := seen[c.ID]
		seen[c.ID] = true
		return again
	})
}

type part struct {
	code  string
	query *dbx.SelectQuery
}

// parts are the lists of the day: mine, and for who leads what waits for them.
func (g *Engine) parts(app core.App, actor complaint.Actor, now time.Time) []part {
	mine := dbx.NewExp("(complaints.owner = {:me} OR complaints.assignee = {:me})", dbx.Params{"me": actor.ID})
	stamp := records.Stamp(now)
	parts := []part{
		{"attend_now", g.cases(app).AndWhere(dbx.HashExp{"complaints.open": true, "complaints.lane": "attend_now"}).
			AndWhere(aboveQueue).
			AndWhere(dbx.Or(mine, dbx.HashExp{"complaints.assignee": "", "complaints.owner": ""})).OrderBy("complaints.queue_key")},
		{"promises", g.timers(app, actor, endOfDay(now)).AndWhere(dbx.NotIn("reminders.kind", complaint.TimerFollowUp, complaint.TimerTeamVersion, complaint.TimerDenial))},
		{"follow_ups", g.timers(app, actor, endOfDay(now)).AndWhere(dbx.HashExp{"reminders.kind": complaint.TimerFollowUp})},
		{"statements", g.timers(app, actor, now.AddDate(0, 0, 3)).AndWhere(dbx.HashExp{"reminders.kind": complaint.TimerTeamVersion})},
		{"overdue", g.cases(app).AndWhere(dbx.NewExp("complaints.open = 1 AND complaints.legal_due < {:now}", dbx.Params{"now": stamp})).
			AndWhere(mine).OrderBy("complaints.legal_due")},
		{"mine", g.cases(app).AndWhere(dbx.HashExp{"complaints.open": true}).AndWhere(mine).OrderBy("complaints.queue_key")},
	}
	if actor.Leads() {
		approvals := part{"approvals", g.cases(app).AndWhere(dbx.HashExp{"complaints.stage": string(complaint.DenialReview)}).
			AndWhere(dbx.NewExp("complaints.denial_by != {:me}", dbx.Params{"me": actor.ID})).OrderBy("complaints.queue_key")}
		parts = append(parts[:4:4], append([]part{approvals}, parts[4:]...)...)
	}
	return parts
}

func (g *Engine) cases(app core.App) *dbx.SelectQuery {
	return app.ConcurrentDB().Select(cardColumns()...).From(records.Complaints).Limit(sectionLimit)
}

// timers lists the cases with a reminder due for this person.
func (g *Engine) timers(app core.App, actor complaint.Actor, until time.Time) *dbx.SelectQuery {
	columns := append(cardColumns(), "reminders.kind AS reason", "reminders.due AS due", "reminders.id AS reminder")
	return app.ConcurrentDB().Select(columns...).From(records.Reminders).
		InnerJoin(records.Complaints, dbx.NewExp("complaints.id = reminders.complaint")).
		Where(dbx.HashExp{"reminders.assignee": actor.ID, "reminders.pending": true}).
		AndWhere(dbx.NewExp("reminders.due <= {:until}", dbx.Params{"until": records.Stamp(until)})).OrderBy("reminders.due").Limit(sectionLimit)
}

// dayCounts adds the next case of the queue and how many wait.
func (g *Engine) dayCounts(app core.App, day *Today, actor complaint.Actor, visible Visible) error {
	next := g.cases(app).AndWhere(free(actor)).OrderBy("complaints.queue_key").Limit(1)
	if err := visible(next); err != nil {
		return err
	}
	cards, err := g.cards(app, next)
	if err != nil {
		return err
	}
	if len(cards) > 0 {
		day.Next = &cards[0]
	}
	counts := map[*int]dbx.HashExp{&day.Open: {"complaints.open": true}, &day.Unassigned: {"complaints.open": true, "complaints.assignee": "", "complaints.owner": ""}}
	for into, where := range counts {
		q := app.ConcurrentDB().Select("COUNT(*)").From(records.Complaints).Where(where)
		if err := visible(q); err != nil {
			return err
		}
		if err := q.Row(into); err != nil {
			return fmt.Errorf("count the day: %w", err)
		}
	}
	return nil
}

func endOfDay(t time.Time) time.Time { return t.Add(18 * time.Hour) }
