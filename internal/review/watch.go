package review

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Watching is how long ago the last meeting was, and when somebody is told.
type Watching struct {
	State  rules.State `json:"state"` // empty, due, late
	Since  string      `json:"since"` // civil days; empty before the first case
	Remind string      `json:"remind"`
	Alert  string      `json:"alert"`
	Days   int         `json:"days"`
}

// Watching answers for today.
func (s *Service) Watching(app core.App) (Watching, error) {
	h, err := s.g.House(app)
	if err != nil {
		return Watching{}, err
	}
	w, err := s.watch(app, h)
	if err != nil || w.Since.IsZero() {
		return Watching{}, err
	}
	today := s.today(h)
	return Watching{w.On(today), w.Since.String(), w.Remind.String(), w.Alert.String(), today.Sub(w.Since)}, nil
}

// watch counts from the last closed meeting, else from the first case.
func (s *Service) watch(app core.App, h *casework.House) (rules.Watch, error) {
	since, err := s.since(app, h)
	if err != nil || since.IsZero() {
		return rules.Watch{}, err
	}
	return rules.NewWatch(since, func(d calendar.Date) bool { return h.Hours.OpensOn(d, h.Location) }), nil
}

func (s *Service) since(app core.App, h *casework.House) (calendar.Date, error) {
	rows, err := app.FindRecordsByFilter(records.Reviews, "status = 'closed'", "-held_at", 1, 0)
	if err != nil {
		return calendar.Date{}, fmt.Errorf("last meeting: %w", err)
	}
	if len(rows) > 0 {
		return heldOn(rows[0], h), nil
	}
	var first []string // each half has its index
	err = app.ConcurrentDB().NewQuery(`SELECT MIN(at) FROM (SELECT MIN(received_at) AS at FROM complaints WHERE open = 1
		UNION ALL SELECT MIN(received_at) FROM complaints WHERE open = 0) WHERE at IS NOT NULL HAVING COUNT(*) > 0`).Column(&first)
	if err != nil {
		return calendar.Date{}, fmt.Errorf("first case: %w", err)
	}
	if len(first) == 0 || first[0] == "" {
		return calendar.Date{}, nil
	}
	at, err := momentOf(first[0])
	return calendar.DateIn(at, h.Location), err
}
