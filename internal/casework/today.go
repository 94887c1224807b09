package casework

import (
	"fmt"
	"slices"
	"strings"

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
	Loyalty    []Owed    `json:"loyalty"`        // planned with customers and due
	Sick       bool      `json:"sick,omitempty"` // for who leads: something of the application does not work
	Later      string    `json:"later"`          // when the next promise of mine that is not in the day yet falls due; empty without one
}

// sectionLimit keeps a bad day readable.
const sectionLimit = 50

// Day lists the sections that have something in them.
func (g *Engine) Day(app core.App, actor complaint.Actor, visible Visible) (Today, error) {
	now := g.Now()
	day := Today{Now: records.Stamp(now), Sections: []Section{}}
	duties, err := g.duties(app, actor, now)
	if err != nil {
		return day, err
	}
	for _, part := range append(duties, g.mine(app, actor)) {
		cards, err := g.partCards(app, part, visible)
		if err != nil {
			return day, fmt.Errorf("today, %s: %w", part.code, err)
		}
		if part.code == "mine" {
			cards = day.unseen(cards)
		}
		if len(cards) > 0 {
			day.Sections = append(day.Sections, Section{part.code, cards})
		}
	}
	if err := g.later(app, &day, actor, visible); err != nil {
		return day, err
	}
	if actor.Leads() {
		if day.Sick, err = g.Ails(app); err != nil {
			return day, err
		}
	}
	return day, g.dayCounts(app, &day, actor, visible)
}

// later adds the next promise: a day with nothing to do now may have one. The
// plus keeps the planner on the index of the dates, where the first is enough.
func (g *Engine) later(app core.App, day *Today, actor complaint.Actor, visible Visible) error {
	q := g.reminded(app, actor).Select("reminders.due").AndWhere(dbx.NewExp("+reminders.alert_at > {:now}", dbx.Params{"now": day.Now})).
		OrderBy("reminders.due").Limit(1)
	due, err := column(q, visible)
	if err != nil {
		return fmt.Errorf("next promise: %w", err)
	}
	if len(due) > 0 {
		day.Later = due[0]
	}
	return nil
}

// partCards reads the lists of a section and joins them: each case once, by
// what comes first.
func (g *Engine) partCards(app core.App, p part, visible Visible) ([]Card, error) {
	all := []Card{}
	for _, q := range p.queries {
		if err := visible(q); err != nil {
			return nil, err
		}
		cards, err := g.cards(app, q)
		if err != nil {
			return nil, err
		}
		all = append(all, cards...)
	}
	slices.SortStableFunc(all, func(a, b Card) int { return strings.Compare(p.order(a), p.order(b)) })
	all = onePerCase(all)
	return all[:min(len(all), sectionLimit)], nil
}

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
	if day.Open, err = g.open(app, nil, visible); err != nil {
		return err
	}
	day.Unassigned, err = g.open(app, dbx.HashExp{"complaints.assignee": "", "complaints.owner": ""}, visible)
	return err
}

// open counts the open cases that the caller may see, at most countLimit: a
// figure beside a word need not cost more than the list that it leads to.
func (g *Engine) open(app core.App, where dbx.Expression, visible Visible) (int, error) {
	q := app.ConcurrentDB().Select("complaints.id").From(records.Complaints).Where(dbx.HashExp{"complaints.open": true}).Limit(countLimit)
	if where != nil {
		q.AndWhere(where)
	}
	ids, err := column(q, visible)
	if err != nil {
		return 0, fmt.Errorf("count open cases: %w", err)
	}
	return len(ids), nil
}

// Counts are the figures beside the words of the menu, none above countLimit.
type Counts struct {
	Today  int `json:"today"`  // what stands in the day but for the list of one's own cases
	Queue  int `json:"queue"`  // open cases
	Unread int `json:"unread"` // notifications
}

// Counts counts as Day and Notices list, without reading the cases.
func (g *Engine) Counts(app core.App, actor complaint.Actor, visible Visible) (Counts, error) {
	var out Counts
	duties, err := g.duties(app, actor, g.Now())
	if err != nil {
		return out, err
	}
	for _, p := range duties {
		cases := map[string]bool{}
		for _, q := range p.queries {
			ids, err := column(q.Select("complaints.id"), visible)
			if err != nil {
				return out, fmt.Errorf("count %s: %w", p.code, err)
			}
			for _, id := range ids {
				cases[id] = true
			}
		}
		out.Today += min(len(cases), sectionLimit)
	}
	open, err := g.open(app, nil, visible)
	if err != nil {
		return out, err
	}
	out.Queue = open
	unread, err := g.unread(app, actor, visible)
	out.Unread = len(unread)
	return out, err
}
