package seed

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// befriend gives the customer who came back most what a shop knows of people who
// do: how they like to be treated, facts, a technique, a gesture, an answer to the
// survey and a plan. With few cases there may be nobody of whom to tell.
func (w *world) befriend(tales []*tale) error {
	var id string
	err := w.app.DB().NewQuery(`SELECT customer FROM complaints WHERE confidential = 0 GROUP BY customer HAVING SUM(open) > 0 AND SUM(stage IN ('resolved', 'closed')) > 0
		ORDER BY COUNT(*) DESC, MIN(received_at) LIMIT 1`).Row(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("who came back: %w", err)
	}
	theirs := slices.DeleteFunc(slices.Clone(tales), func(t *tale) bool { return t.customer.id != id })
	friend := theirs[0].customer
	w.clock.Set(w.o.Now.Add(-2 * time.Hour))
	open, ended, err := w.newest(theirs)
	if err != nil {
		return err
	}
	for _, tell := range []func() error{
		func() error { return w.handle(friend) },
		func() error { return w.observed(open) },
		func() error { return w.rewarded(open) },
		func() error { return w.surveyed(ended) },
		func() error { return w.planned(friend) },
	} {
		w.clock.Set(w.clock.Now().Add(11 * time.Minute))
		if err := tell(); err != nil {
			return fmt.Errorf("customer %s: %w %v", friend.name, err, casework.Codes(err))
		}
	}
	return nil
}

// newest finds, among the cases of one customer, the last one that is at work and
// the last one that is solved.
func (w *world) newest(tales []*tale) (open, ended *tale, err error) {
	for _, t := range tales {
		r, failed := w.record(t)
		if failed != nil {
			return nil, nil, failed
		}
		switch stage := complaint.Stage(r.GetString("stage")); {
		case stage == complaint.Resolved || stage == complaint.Closed:
			ended = t
		case stage.Open():
			open = t
		}
	}
	return open, ended, nil
}

func (w *world) handle(c *customer) error {
	r, err := w.app.FindRecordById(records.Customers, c.id)
	if err != nil {
		return fmt.Errorf("find customer: %w", err)
	}
	r.Load(map[string]any{"preferred_name": c.first, "notes_handling": w.words.Handling[0]})
	casework.SetActor(r, w.agents["ines"])
	if err := w.app.Save(r); err != nil {
		return fmt.Errorf("how to treat them: %w", err)
	}
	_, err = w.g.Create(w.app, records.Classifications, map[string]any{"customer": c.id, "criterion": "influence", "value": "regular",
		"reason": "Nos recomendó en su edificio; tres vecinos lo contaron", "expires": w.stamp(24 * 120)}, w.agents["graciela"])
	return err
}

// observed: two facts, and the technique that somebody who leads drew from them.
func (w *world) observed(t *tale) error {
	for i, fact := range []string{"Preguntó por el avance un día antes de la fecha que le dimos.", "Llamó dos veces el mismo día por lo mismo, sin que hubiera novedades."} {
		fields := map[string]any{"text": fact}
		if i == 1 {
			fields["profile"] = "intolerant"
		}
		if err := w.add(t, records.Behaviours, t.owner, fields); err != nil {
			return err
		}
		w.clock.Set(w.clock.Now().Add(3 * time.Minute))
	}
	r, err := w.app.FindFirstRecordByFilter(records.CustomerProfiles, "customer = {:c} && profile = 'intolerant' && status = 'suggested'", dbx.Params{"c": t.customer.id})
	if err != nil {
		return fmt.Errorf("what the facts suggest: %w", err)
	}
	r.Load(map[string]any{"status": "confirmed", "evidence_complaint": t.id})
	casework.SetActor(r, w.agents["graciela"])
	return w.app.Save(r)
}

func (w *world) rewarded(t *tale) error {
	reward, err := w.app.FindFirstRecordByFilter(records.Rewards, "name = {:name}", dbx.Params{"name": gestures[0].name})
	if err != nil {
		return fmt.Errorf("the gesture: %w", err)
	}
	return w.add(t, records.Grants, t.owner, map[string]any{"reward": reward.Id, "justification": "Esperó más de lo que le dijimos."})
}

func (w *world) surveyed(t *tale) error {
	if t.asked {
		return nil
	}
	t.asked = true
	return w.add(t, records.Surveys, t.owner, map[string]any{"solution": 4, "treatment": 5, "expectation": "yes", "recommend": "9", "effort": 5,
		"comment": "Me atendieron bien, aunque hubiera preferido que me llamaran antes de venir."})
}

func (w *world) planned(c *customer) error {
	_, err := w.g.Create(w.app, records.Loyalty, map[string]any{"customer": c.id, "title": "Llamar antes de su próxima entrega y acompañar el armado",
		"owner": w.agents["ines"].ID, "due": w.due(12)}, w.agents["graciela"])
	return errors.Join(err, w.g.DeliverBy(w.app, nowhere))
}
