package seed

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// perform does one step, and sends what it wrote.
func (w *world) perform(t *tale, s step) error {
	if err := s.do(); err != nil {
		return fmt.Errorf("case %d (%s, %s), %s at %s: %w %v", t.index, t.ID, t.path, s.name, s.at.Format(time.DateTime), err, casework.Codes(err))
	}
	return w.g.DeliverBy(w.app, nowhere)
}

// nowhere is the courier of the seed: the mail counts as sent and stays here.
func nowhere(core.App, *core.Record) error { return nil }

// tick does what the clock does by itself.
func (w *world) tick(at time.Time) error {
	w.clock.Set(at)
	return errors.Join(w.g.Tick(w.app), w.g.DeliverBy(w.app, nowhere))
}

// stamp is a moment so many hours from now.
func (w *world) stamp(hours float64) string {
	return records.Stamp(w.clock.Now().Add(time.Duration(hours * float64(time.Hour))))
}

// due is the end of a working day, so many days from now.
func (w *world) due(days int) string {
	at := w.clock.Now().In(w.zone).AddDate(0, 0, days)
	return records.Stamp(worktime(time.Date(at.Year(), at.Month(), at.Day(), 17, 0, 0, 0, w.zone)))
}

func (w *world) record(t *tale) (*core.Record, error) {
	r, err := w.app.FindRecordById(records.Complaints, t.id)
	if err != nil {
		return nil, fmt.Errorf("find case: %w", err)
	}
	return r, nil
}

// move takes the case on.
func (w *world) move(t *tale, actor complaint.Actor, m casework.Move) error {
	_, err := w.g.Transition(w.app, t.id, m, actor)
	return err
}

// change sets fields without moving the case.
func (w *world) change(t *tale, actor complaint.Actor, fields map[string]any) error {
	r, err := w.record(t)
	if err != nil {
		return err
	}
	r.Load(fields)
	casework.SetActor(r, actor)
	return w.app.Save(r)
}

// add stores something that the case consists of.
func (w *world) add(t *tale, collection string, actor complaint.Actor, fields map[string]any) error {
	fields["complaint"] = t.id
	_, err := w.g.Create(w.app, collection, fields, actor)
	return err
}

// client is the customer of the case as the rules see them.
func (t *tale) client() complaint.Actor { return casework.CustomerActor(t.customer.id) }

// answered are the customer's questions with our answers.
func (t *tale) points(answer string) []complaint.Point {
	return []complaint.Point{{Text: t.Ask, Answer: answer}}
}

// pending are the tasks of what was agreed.
func (w *world) pending(t *tale) ([]string, error) {
	var ids []string
	err := w.app.DB().Select("id").From(records.Tasks).Where(dbx.HashExp{"complaint": t.id, "pending": true}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("tasks: %w", err)
	}
	return ids, nil
}

// offer is the newest proposal in one of the states.
func (w *world) offer(t *tale, status string) (*core.Record, error) {
	rows, err := w.app.FindRecordsByFilter(records.Proposals, "complaint = {:c} && status = {:s}", "-created", 1, 0, dbx.Params{"c": t.id, "s": status})
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("no %s proposal: %w", status, errors.Join(err))
	}
	return rows[0], nil
}
