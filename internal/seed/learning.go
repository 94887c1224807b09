package seed

import (
	"encoding/json"
	"fmt"
	"time"

	"escucha/internal/casework"
	"escucha/internal/idea"
	"escucha/internal/records"
)

// learning is what the shop made of its cases: what the team thought of, what it
// was trained in, what it wrote down.
type learning struct {
	Ideas []struct {
		Days    int    // ago
		By      string // first name
		Kind    string
		Title   string
		Text    string
		Support []string
		Status  string
		Outcome string
	}
	Trainings []struct {
		Topic   string
		Title   string
		Held    int // days ago
		Lasts   int // days; 0 for no end
		Hours   float64
		Trainer string
		People  []string
		Note    string
	}
	Articles []map[string]any
}

// learn writes it, each on its day, through the same hooks as people do; a shop
// to which cases are added has learned it already.
func (w *world) learn() error {
	if n, err := w.app.CountRecords(records.Articles); err != nil || n > 0 {
		return err
	}
	raw, err := files.ReadFile("data/learning.json")
	if err != nil {
		return fmt.Errorf("what was learned: %w", err)
	}
	var in learning
	if err := json.Unmarshal(raw, &in); err != nil {
		return fmt.Errorf("what was learned: %w", err)
	}
	if err := w.think(in); err != nil {
		return err
	}
	if err := w.train(in); err != nil {
		return err
	}
	w.clock.Set(w.ago(30))
	for _, row := range in.Articles {
		if _, err := w.g.Create(w.app, records.Articles, row, w.agents["graciela"]); err != nil {
			return fmt.Errorf("article %v: %w", row["code"], err)
		}
	}
	return nil
}

func (w *world) ago(days int) time.Time { return w.o.Now.AddDate(0, 0, -days) }

func (w *world) think(in learning) error {
	board := idea.New(w.g)
	for _, one := range in.Ideas {
		w.clock.Set(w.ago(one.Days))
		r, err := w.g.Create(w.app, records.Ideas, map[string]any{"title": one.Title, "text": one.Text, "kind": one.Kind}, w.agents[one.By])
		if err != nil {
			return fmt.Errorf("idea %q: %w", one.Title, err)
		}
		for _, who := range one.Support {
			if _, err := board.Support(w.app, r.Id, true, w.agents[who]); err != nil {
				return fmt.Errorf("second %q: %w", one.Title, err)
			}
		}
		if one.Status == "new" {
			continue
		}
		w.clock.Set(w.ago(one.Days - 3))
		// read anew: colleagues have changed it
		if r, err = w.app.FindRecordById(records.Ideas, r.Id); err != nil {
			return fmt.Errorf("decide %q: %w", one.Title, err)
		}
		r.Load(map[string]any{"status": one.Status, "outcome": one.Outcome})
		casework.SetActor(r, w.agents["graciela"])
		if err := w.app.Save(r); err != nil {
			return fmt.Errorf("decide %q: %w", one.Title, err)
		}
	}
	return nil
}

func (w *world) train(in learning) error {
	for _, one := range in.Trainings {
		held, expires := w.ago(one.Held), ""
		if one.Lasts > 0 {
			expires = held.AddDate(0, 0, one.Lasts).Format(time.DateOnly)
		}
		people := []string{}
		for _, name := range one.People {
			people = append(people, w.agents[name].ID)
		}
		w.clock.Set(held.Add(time.Hour))
		_, err := w.g.Create(w.app, records.Trainings, map[string]any{"topic": one.Topic, "title": one.Title, "held_at": held.Format(time.DateOnly),
			"expires": expires, "hours": one.Hours, "trainer": one.Trainer, "attendees": people, "note": one.Note}, w.agents["graciela"])
		if err != nil {
			return fmt.Errorf("training %q: %w", one.Title, err)
		}
	}
	return nil
}
