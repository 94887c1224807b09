package training

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	rules "escucha/domain/training"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Person is one row of the table of who is trained in what.
type Person struct {
	Agent     string                         `json:"agent"`
	Name      string                         `json:"name"`
	Role      string                         `json:"role"`
	Standings map[rules.Topic]rules.Standing `json:"standings"`
}

// Sheet is the register as one reads it on a day.
type Sheet struct {
	On     string           `json:"on"` // the day that the table is of
	Topics []rules.Topic    `json:"topics"`
	People []Person         `json:"people"` // the caller alone, if they lead nobody
	Items  []map[string]any `json:"items"`  // trainings, newest first
}

// Sheet reads the register for the caller as it stands on a day.
func (t Register) Sheet(app core.App, on string, actor complaint.Actor, visible casework.Visible) (Sheet, error) {
	out := Sheet{On: on, Topics: rules.Topics(), People: []Person{}, Items: []map[string]any{}}
	rows := []*core.Record{}
	q := app.RecordQuery(records.Trainings).OrderBy("trainings.held_at DESC", "trainings.id").Limit(500)
	if err := visible(q); err != nil {
		return out, err
	}
	if err := q.All(&rows); err != nil {
		return out, fmt.Errorf("list trainings: %w", err)
	}
	all := make([]rules.Training, len(rows))
	for i, r := range rows {
		all[i] = read(r)
		out.Items = append(out.Items, r.PublicExport())
	}
	soon, err := later(on, rules.Soon)
	if err != nil {
		return out, err
	}
	people, err := team(app, actor)
	if err != nil {
		return out, err
	}
	for _, one := range people {
		p := Person{Agent: one.Id, Name: one.GetString("name"), Role: one.GetString("role"), Standings: map[rules.Topic]rules.Standing{}}
		for _, topic := range out.Topics {
			p.Standings[topic] = rules.StandingOf(all, one.Id, topic, on, soon)
		}
		out.People = append(out.People, p)
	}
	return out, nil
}

// team are those who work at the desk now; who leads nobody sees how they stand
// themselves.
func team(app core.App, actor complaint.Actor) ([]*core.Record, error) {
	filter, params := "active = true && role != 'auditor' && role != 'integration'", dbx.Params{}
	if !actor.Heads() {
		filter, params = filter+" && id = {:me}", dbx.Params{"me": actor.ID}
	}
	rows, err := app.FindRecordsByFilter(records.Agents, filter, "name,id", 0, 0, params)
	if err != nil {
		return nil, fmt.Errorf("who is trained: %w", err)
	}
	return rows, nil
}

// later is the civil day some days after another.
func later(on string, days int) (string, error) {
	at, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return "", fmt.Errorf("day %q: %w", on, err)
	}
	return at.AddDate(0, 0, days).Format(time.DateOnly), nil
}
