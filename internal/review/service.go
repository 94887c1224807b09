// Package review keeps the weekly meeting: the pack of a week, what was decided
// in it, and that there was one. The queries are beside it, to be read, in .sql
// files.
package review

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Service answers for one application.
type Service struct {
	g *casework.Engine
}

// conflict is the training that hard cases ask for (R111).
const conflict = "conflict"

// New returns the meetings of an engine.
func New(g *casework.Engine) *Service { return &Service{g: g} }

// span is a week as moments: at is its end or, while it runs, now.
type span struct {
	week         rules.Week
	from, to, at time.Time
}

func (s *Service) span(h *casework.House, w rules.Week) span {
	out := span{w, w.First().StartIn(h.Location), w.Last().AddDays(1).StartIn(h.Location), s.g.Now()}
	if out.at.After(out.to) {
		out.at = out.to
	}
	return out
}

func (p span) params() dbx.Params {
	return dbx.Params{"from": records.Stamp(p.from), "to": records.Stamp(p.to), "at": records.Stamp(p.at), "normal": complaint.NormalRank}
}

// Week reads a week of an address: "2026-W47", or "current" for the one that a
// meeting now would be about. One that has not begun is rules.ErrWeek.
func (s *Service) Week(app core.App, text string) (rules.Week, error) {
	h, err := s.g.House(app)
	if err != nil {
		return rules.Week{}, err
	}
	today := calendar.DateIn(s.g.Now(), h.Location)
	if text == "current" {
		return rules.Current(today), nil
	}
	w, err := rules.Parse(text)
	if err == nil && w.First().After(today) {
		return w, fmt.Errorf("week %s has not begun: %w", text, rules.ErrWeek)
	}
	return w, err
}

// Find is the meeting of a week, or nil.
func Find(app core.App, week string) (*core.Record, error) {
	rows, err := app.FindRecordsByFilter(records.Reviews, "week = {:week}", "", 1, 0, dbx.Params{"week": week})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}
