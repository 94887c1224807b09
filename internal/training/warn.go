package training

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	rules "escucha/domain/training"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Warn is the job: of a training that ends within thirty days its people and who
// leads are told, once for each end, unless a later one holds longer.
func (t Register) Warn(app core.App) error {
	today, err := t.g.Today(app)
	if err != nil {
		return err
	}
	until, err := later(today, rules.Soon)
	if err != nil {
		return err
	}
	rows, err := app.FindRecordsByFilter(records.Trainings, "expires != '' && expires >= {:today} && expires <= {:until} && void_reason = '' && warned != expires",
		"expires,id", 100, 0, dbx.Params{"today": today, "until": until + " 23:59:59.999Z"})
	if err != nil {
		return fmt.Errorf("trainings that end: %w", err)
	}
	var failed []error
	for _, r := range rows {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return t.warn(tx, r, today, until) }))
	}
	return errors.Join(failed...)
}

func (t Register) warn(app core.App, r *core.Record, today, until string) error {
	concerned, err := t.concerned(app, read(r), today, until)
	if err != nil {
		return err
	}
	if len(concerned) > 0 {
		heads, err := t.g.Heads(app)
		if err != nil {
			return err
		}
		word := casework.Word{Kind: "training", Actor: casework.SystemActor(), Of: map[string]string{"training": r.Id},
			Params: map[string]any{"title": r.GetString("title"), "until": day(r.GetString("expires")), "people": len(concerned)}}
		if err := t.g.Inform(app, word, append(heads, concerned...)...); err != nil {
			return err
		}
	}
	_, err = app.NonconcurrentDB().Update(records.Trainings, dbx.Params{"warned": r.GetString("expires")}, dbx.HashExp{"id": r.Id}).Execute()
	if err != nil {
		return fmt.Errorf("note warning of training %s: %w", r.Id, err)
	}
	return nil
}

// concerned are those who work here and are trained in the topic by this one for
// the longest.
func (t Register) concerned(app core.App, one rules.Training, today, until string) ([]string, error) {
	rows, err := app.FindRecordsByFilter(records.Trainings, "topic = {:topic}", "", 0, 0, dbx.Params{"topic": string(one.Topic)})
	if err != nil {
		return nil, fmt.Errorf("trainings of a topic: %w", err)
	}
	all := make([]rules.Training, len(rows))
	for i, r := range rows {
		all[i] = read(r)
	}
	var out []string
	for _, who := range one.Attendees {
		n, err := app.CountRecords(records.Agents, dbx.HashExp{"id": who, "active": true})
		if err != nil {
			return nil, fmt.Errorf("who was trained: %w", err)
		}
		if n == 1 && rules.StandingOf(all, who, one.Topic, today, until).Training == one.ID {
			out = append(out, who)
		}
	}
	return out, nil
}
