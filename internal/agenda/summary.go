package agenda

import (
	"fmt"

	"github.com/pocketbase/dbx"

	"escucha/domain/reminder"
	"escucha/internal/records"
)

// Broken is how many promises to customers somebody let pass in a month.
type Broken struct {
	Agent string `json:"agent" db:"agent"`
	Name  string `json:"name" db:"name"`
	Count int    `json:"count" db:"count"`
}

// Summary is a list in figures.
type Summary struct {
	Late   int      `json:"late"`
	Today  int      `json:"today"`
	Broken int      `json:"broken"` // the reader's own, of the last 30 days
	People []Broken `json:"people"` // everybody's, for who leads an area or more
}

// month is how far back broken promises are counted.
const month = 30

// Sum counts what a list has, and the broken promises.
func (a Agenda) Sum(r Reader, items []Item, team bool) (Summary, error) {
	out := Summary{People: []Broken{}}
	for _, i := range items {
		switch i.Bucket {
		case reminder.Late:
			out.Late++
		case reminder.Today:
			out.Today++
		}
	}
	everybody, err := a.broken(r, team && r.Actor.Heads())
	if err != nil {
		return out, err
	}
	for _, one := range everybody {
		if one.Agent == r.Actor.ID {
			out.Broken = one.Count
		}
	}
	if team && r.Actor.Heads() {
		out.People = everybody
	}
	return out, nil
}

func (a Agenda) broken(r Reader, everybody bool) ([]Broken, error) {
	out := []Broken{}
	q := r.App.ConcurrentDB().Select("reminders.assignee AS agent", "COUNT(*) AS count",
		"COALESCE((SELECT agents.name FROM agents WHERE agents.id = reminders.assignee), '') AS name").From(records.Reminders).
		Where(dbx.NewExp("reminders.broken_at != '' AND reminders.broken_at > {:since}", dbx.Params{"since": records.Stamp(a.g.Now().AddDate(0, 0, -month))})).
		GroupBy("reminders.assignee").OrderBy("reminders.assignee")
	if everybody { // by person, so that each is found by the index
		q.AndWhere(dbx.NewExp("reminders.assignee IN (SELECT id FROM agents)"))
	} else {
		q.AndWhere(dbx.HashExp{"reminders.assignee": r.Actor.ID})
	}
	if err := r.Visible(q); err != nil {
		return nil, err
	}
	if err := q.All(&out); err != nil {
		return nil, fmt.Errorf("count broken promises: %w", err)
	}
	return out, nil
}
