package review

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	rules "escucha/domain/review"
	"escucha/internal/records"
)

// Begin opens the meeting of a week; one that is there already stays as it is.
// Of the body host, held_at, attendees and minutes are read.
func (s *Service) Begin(app core.App, w rules.Week, body map[string]any, actor complaint.Actor) (r *core.Record, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		if r, err = Find(tx, w.String()); err != nil || r != nil {
			return err
		}
		values := map[string]any{"week": w.String()}
		for _, name := range []string{"host", "held_at", "attendees", "minutes"} {
			if value, said := body[name]; said {
				values[name] = value
			}
		}
		r, err = s.g.Create(tx, records.Reviews, values, actor)
		return err
	})
	return r, err
}

// Line is a meeting in the list of them.
type Line struct {
	Week      string `json:"week" db:"week"`
	Status    string `json:"status" db:"status"`
	HeldAt    string `json:"held_at" db:"held_at"`
	ClosedAt  string `json:"closed_at" db:"closed_at"`
	Decisions int    `json:"decisions" db:"decisions"`
}

// List are the meetings there were, newest week first, a year of them.
func (s *Service) List(app core.App) ([]Line, error) {
	out := []Line{}
	err := app.ConcurrentDB().Select("week", "status", "held_at", "closed_at",
		"(SELECT COUNT(*) FROM decisions WHERE decisions.review = reviews.id AND decisions.withdrawn = 0) AS decisions").
		From(records.Reviews).OrderBy("week DESC").Limit(60).All(&out)
	if err != nil {
		return nil, fmt.Errorf("list meetings: %w", err)
	}
	return out, nil
}
