package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/internal/records"
)

// trained: given on that day or before, not over, not void. Days are the first
// ten letters of what is stored.
const trained = `SELECT EXISTS (SELECT 1 FROM trainings, json_each(trainings.attendees) AS who WHERE trainings.topic = {:topic} AND who.value = {:agent}
	AND trainings.void_reason = '' AND substr(trainings.held_at, 1, 10) <= {:day} AND (trainings.expires = '' OR substr(trainings.expires, 1, 10) >= {:day}))`

// Trained reports whether somebody is trained in a topic at a moment, in the day
// of the business (R111).
func (g *Engine) Trained(app core.App, agent, topic string, at time.Time) (is bool, err error) {
	h, err := g.House(app)
	if err != nil {
		return false, err
	}
	err = app.DB().NewQuery(trained).Bind(dbx.Params{"topic": topic, "agent": agent, "day": calendar.DateIn(at, h.Location).String()}).Row(&is)
	if err != nil {
		return false, fmt.Errorf("trainings of %s: %w", agent, err)
	}
	return is, nil
}

// Untrained reports whether whoever attends a furious customer should have been
// trained for it and is not. A business that keeps no such register is not told.
func (g *Engine) Untrained(app core.App, lane, agent string, at time.Time) (bool, error) {
	if lane != "attend_now" || agent == "" {
		return false, nil
	}
	kept := false
	if err := app.DB().NewQuery("SELECT EXISTS (SELECT 1 FROM trainings WHERE topic = 'conflict' AND void_reason = '')").Row(&kept); err != nil {
		return false, fmt.Errorf("register of trainings: %w", err)
	}
	if !kept {
		return false, nil
	}
	is, err := g.Trained(app, agent, "conflict", at)
	return err == nil && !is, err
}

// UntrainedFor are those of the desk who should be trained before they are given
// some of these cases, and are not; hard is how many of the cases want it. Cases
// that the caller may not see are not looked at.
func (g *Engine) UntrainedFor(app core.App, cases []string, visible Visible) (people []string, hard int, err error) {
	q := app.DB().Select("COUNT(*)").From(records.Complaints).Where(dbx.In("complaints.id", anys(cases)...)).
		AndWhere(dbx.HashExp{"complaints.open": true, "complaints.lane": "attend_now"})
	if err := visible(q); err != nil {
		return nil, 0, err
	}
	if err := q.Row(&hard); err != nil {
		return nil, 0, fmt.Errorf("count cases to be given: %w", err)
	}
	if hard == 0 {
		return nil, 0, nil
	}
	h, err := g.House(app)
	if err != nil {
		return nil, 0, err
	}
	for _, agent := range h.People() {
		not, err := g.Untrained(app, "attend_now", agent, g.Now())
		if err != nil {
			return nil, 0, err
		}
		if not {
			people = append(people, agent)
		}
	}
	return people, hard, nil
}
