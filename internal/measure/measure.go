// Package measure keeps the tables that reports count: it reads what happened
// to each case since it last looked, and writes one row for each and the moments
// that count on a day of their own. What a row says is decided by
// domain/measure. Filing a case writes nothing here.
package measure

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/measure"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Store keeps the tables of an application.
type Store struct{ Engine *casework.Engine }

const (
	// many is how many cases a transaction holds at most: others wait to write.
	many = 500
	// inPassing is how many batches of a rebuild whoever asks for figures does.
	inPassing = 4
	// tries when another one measures at the same time.
	tries = 50
)

// state is the row of measured: how far the tables have come.
type state struct {
	Turn    int64  `db:"turn"`
	Cursor  int64  `db:"cursor"`
	Event   string `db:"event"`
	House   string `db:"house"`
	Rebuild string `db:"rebuild"` // place of the last case done; empty: none is under way
	At      string `db:"measured_at"`
}

// Progress is how far the tables have come: every event until At is in them.
// While a rebuild is under way they hold some cases as the calendar was before.
type Progress struct {
	At         time.Time
	Rebuilding bool
	Cases      int // measured just now
}

func (s Store) state(db dbx.Builder) (state, error) {
	var out state
	if err := db.NewQuery("SELECT turn, cursor, event, house, rebuild, measured_at FROM measured WHERE id = 1").One(&out); err != nil {
		return out, fmt.Errorf("measure: how far: %w", err)
	}
	return out, nil
}

// become stores the next state if this one is still the present one.
func (s state) become(db dbx.Builder, next state) error {
	done, err := db.NewQuery(`UPDATE measured SET turn = turn + 1, cursor = {:cursor}, event = {:event}, house = {:house}, rebuild = {:rebuild}, measured_at = {:at}
		WHERE id = 1 AND turn = {:turn}`).Bind(dbx.Params{"cursor": next.Cursor, "event": next.Event, "house": next.House, "rebuild": next.Rebuild,
		"at": next.At, "turn": s.Turn}).Execute()
	if err != nil {
		return fmt.Errorf("measure: note how far: %w", err)
	}
	if n, err := done.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, errLost)
	}
	return nil
}

// Catch brings the tables up to the last event. Where the calendar, the hours,
// the causes or the definitions have changed it goes on with measuring every
// case anew, some thousands at a time. Two at once do the work once; one that
// is killed leaves whole batches.
func (s Store) Catch(app core.App) (Progress, error) { return s.catch(app, inPassing) }

// Rebuild measures every case anew, however long it takes.
func (s Store) Rebuild(app core.App) (Progress, error) {
	err := s.retry(func() error {
		seen, err := s.state(app.NonconcurrentDB())
		if err != nil {
			return err
		}
		h, err := s.read(app)
		if err != nil {
			return err
		}
		return s.begin(app, seen, h)
	})
	if err != nil {
		return Progress{}, err
	}
	return s.catch(app, 1<<30)
}

// Work is the job: Catch, and what is left of a rebuild for so long.
func (s Store) Work(app core.App, most time.Duration) error {
	for until := time.Now().Add(most); ; {
		p, err := s.Catch(app)
		if err != nil || !p.Rebuilding || time.Now().After(until) {
			return err
		}
	}
}

func (s Store) catch(app core.App, rebuilds int) (p Progress, err error) {
	var kept house
	for more := true; more; {
		err := s.retry(func() error {
			var n int
			n, more, err = s.step(app, &kept, &rebuilds)
			p.Cases += n
			return err
		})
		if err != nil {
			return p, err
		}
	}
	now, err := s.state(app.ConcurrentDB())
	p.At, p.Rebuilding = s.Engine.Now(), now.Rebuild != ""
	return p, err
}

// retry does it again while others are faster.
func (s Store) retry(step func() error) error {
	var err error
	for range tries {
		if err = step(); !errors.Is(err, errLost) {
			return err
		}
	}
	return err
}

// step does one batch: of what happened first, else of the rebuild. more is
// false when there is nothing left that it may do.
func (s Store) step(app core.App, kept *house, rebuilds *int) (n int, more bool, err error) {
	seen, err := s.state(app.ConcurrentDB())
	if err != nil {
		return 0, false, err
	}
	h, err := s.read(app)
	if err != nil {
		return 0, false, err
	}
	lost, err := s.lost(app, seen)
	if err != nil {
		return 0, false, err
	}
	if lost || seen.House != h.key {
		return 0, true, s.begin(app, seen, h)
	}
	b, ids, err := s.pending(app, seen)
	if err == nil && b.next == b.seen && len(b.noted) == 0 && seen.Rebuild != "" && *rebuilds > 0 {
		*rebuilds--
		b, ids, err = s.rebuilding(app, seen)
	}
	if err != nil || b.next == b.seen && len(b.noted) == 0 {
		return 0, false, err
	}
	if kept.key != h.key && len(ids) > 0 {
		if err := s.open(app, &h); err != nil {
			return 0, false, err
		}
		*kept = h
	}
	return len(ids), true, s.finish(app, *kept, b, ids)
}

// finish measures the cases of a batch and stores them.
func (s Store) finish(app core.App, h house, b batch, ids []string) error {
	now := s.Engine.Now()
	b.next.At = records.Stamp(now)
	var err error
	if b.results, err = s.measure(app, h, ids, now); err != nil {
		return err
	}
	return b.store(app)
}

// measure computes some cases as they are now.
func (s Store) measure(app core.App, h house, ids []string, now time.Time) ([]result, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	facts, err := gather(app, h, ids)
	if err != nil {
		return nil, err
	}
	out := make([]result, len(ids))
	for i, id := range ids {
		out[i].id = id
		if f := facts[id]; f != nil {
			out[i].row, out[i].moments, out[i].again, out[i].ok = measure.Of(*f, h.House, now)
		}
	}
	return out, nil
}

// lost reports whether the place of the last event is no longer its place: rows
// of purged cases are gone, or the file was packed.
func (s Store) lost(app core.App, seen state) (bool, error) {
	if seen.Event == "" {
		return false, nil
	}
	var ids []string
	err := app.ConcurrentDB().NewQuery("SELECT id FROM events WHERE rowid = {:cursor}").Bind(dbx.Params{"cursor": seen.Cursor}).Column(&ids)
	if err != nil {
		return false, fmt.Errorf("measure: last event: %w", err)
	}
	return !slices.Equal(ids, []string{seen.Event}), nil
}
