package measure

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/measure"
)

// Backlog is how the open work of an area stands, by age in business days.
type Backlog struct {
	Area                   string
	To3, To7, To15, Over15 int
	Open, Oldest           int
}

// add counts so many cases of an age.
func (b *Backlog) add(age, n int) {
	into := map[string]*int{"0-3": &b.To3, "4-7": &b.To7, "8-15": &b.To15, "16+": &b.Over15}[measure.Bucket(age)]
	*into += n
	b.Open += n
	b.Oldest = max(b.Oldest, age)
}

// Snapshot keeps how the work stood at the end of yesterday, once: the night
// after is the only time at which it is known. Running again changes nothing.
func (s Store) Snapshot(app core.App) error {
	if _, err := s.Catch(app); err != nil {
		return err
	}
	h, err := s.read(app)
	if err != nil {
		return err
	}
	day := calendar.DateIn(s.Engine.Now(), h.Zone).AddDays(-1)
	var n int
	if err := app.ConcurrentDB().NewQuery("SELECT COUNT(*) FROM snapshots WHERE day = {:day}").Bind(dbx.Params{"day": day.String()}).Row(&n); err != nil || n > 0 {
		return errors.Join(err)
	}
	found, err := backlog(app, h.Calendar, day)
	if err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		for _, b := range found {
			_, err := tx.DB().NewQuery(`INSERT OR IGNORE INTO snapshots (day, area, to3, to7, to15, over15, open, oldest)
				VALUES ({:day}, {:area}, {:to3}, {:to7}, {:to15}, {:over15}, {:open}, {:oldest})`).
				Bind(dbx.Params{"day": day.String(), "area": b.Area, "to3": b.To3, "to7": b.To7, "to15": b.To15, "over15": b.Over15, "open": b.Open, "oldest": b.Oldest}).Execute()
			if err != nil {
				return fmt.Errorf("snapshot of %s: %w", day, err)
			}
		}
		return nil
	})
}

// backlog is the open work that had come by the end of a day, the whole business
// first; "-" is what no area has.
func backlog(app core.App, cal calendar.Calendar, day calendar.Date) ([]*Backlog, error) {
	q, err := query(app.ConcurrentDB(), "snapshot", dbx.Params{"day": day.String()})
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Area string `db:"area"`
		Day  string `db:"day"`
		N    int    `db:"n"`
	}
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("backlog of %s: %w", day, err)
	}
	out, of := []*Backlog{{}}, map[string]*Backlog{}
	for _, r := range rows {
		came, err := calendar.Parse(r.Day)
		if err != nil {
			return nil, fmt.Errorf("backlog of %s: %w", day, err)
		}
		if r.Area == "" {
			r.Area = "-"
		}
		if of[r.Area] == nil {
			of[r.Area] = &Backlog{Area: r.Area}
			out = append(out, of[r.Area])
		}
		age := cal.Between(came, day)
		out[0].add(age, r.N)
		of[r.Area].add(age, r.N)
	}
	return out, nil
}
