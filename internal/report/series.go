package report

import (
	"database/sql"

	"github.com/pocketbase/dbx"

	"escucha/domain/calendar"
)

// steps are the weeks, from their Monday on, or the months of a period; the
// first and the last may be a part of one.
func (p Period) steps() []Span {
	var out []Span
	for from := p.From; !p.To.Before(from) && !p.Today.Before(from); {
		next := from.AddDays(7 - int(from.Weekday()+6)%7)
		if p.step() == "month" {
			next = calendar.Date{Year: from.Year, Month: from.Month, Day: 1}.AddMonths(1)
		}
		to := next.AddDays(-1)
		if p.To.Before(to) {
			to = p.To
		}
		out = append(out, Span{from.String(), to.String()})
		from = next
	}
	return out
}

// longest is how far back lines go: ten years of months.
const longest = 120

// series are the lines over time.
func (c *counter) series() (Series, error) {
	out := Series{Step: c.ask.step(), Resolution: []Pace{}, Received: []Movement{}}
	steps := c.ask.steps()
	for _, step := range steps[max(0, len(steps)-longest):] {
		params := dbx.Params{"from": step.From, "to": step.To}
		paces, err := all[struct {
			N      int            `db:"n"`
			Spread sql.NullString `db:"spread"`
		}](c, "pace", params)
		if err != nil {
			return out, err
		}
		moves, err := all[struct {
			Came   int `db:"came"`
			Closed int `db:"closed"`
		}](c, "movement", params)
		if err != nil {
			return out, err
		}
		pace, err := spreadOf(paces[0].Spread)
		if err != nil {
			return out, err
		}
		out.Resolution = append(out.Resolution, Pace{step.From, paces[0].N, pace.Median, pace.P90})
		out.Received = append(out.Received, Movement{step.From, moves[0].Came, moves[0].Closed})
	}
	return out, nil
}
