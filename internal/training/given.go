package training

import (
	"cmp"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/domain/calendar"
	rules "escucha/domain/training"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Given is an update hook of the corrective actions: a training that was carried
// out goes into the register, in the transaction of the action, and once (R096).
func (t Register) Given(e *core.RecordEvent) error {
	r := e.Record
	if action.Kind(r.GetString("kind")) != action.Training || action.Status(r.GetString("status")) != action.Done {
		return e.Next()
	}
	return casework.InTransaction(e, func() error {
		if err := e.Next(); err != nil {
			return fmt.Errorf("store action: %w", err)
		}
		n, err := e.App.CountRecords(records.Trainings, dbx.HashExp{"action": r.Id})
		if err != nil || n > 0 {
			return err
		}
		return t.enter(e.App, r)
	})
}

// enter writes down what an action says of its training; the rest is added by hand.
// The register is read by everybody: of what is about a case, not a word of it.
func (t Register) enter(app core.App, r *core.Record) error {
	h, err := t.g.House(app)
	if err != nil {
		return err
	}
	topic := cmp.Or(r.GetString("topic"), string(rules.Other))
	row := map[string]any{"topic": topic, "title": t.g.Texts.T(h.Language(), "trainings.topic."+topic, nil), "attendees": r.GetStringSlice("attendees"),
		"held_at": calendar.DateIn(r.GetDateTime("scheduled_at").Time(), h.Location).String(), "action": r.Id}
	if r.GetString("complaint")+r.GetString("customer") == "" {
		row["title"], row["material"], row["note"] = r.GetString("title"), r.GetString("link"), r.GetString("outcome")
	}
	if _, err := t.g.Create(app, records.Trainings, row, casework.ActorOf(r)); err != nil {
		return fmt.Errorf("register the training of action %s: %w", r.Id, err)
	}
	return nil
}
