// Package seed fills a database with a believable shop: the same engine, hooks
// and rules that people use, and a clock that walks through the past.
package seed

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// ErrNotEmpty is returned for a database that has complaints already.
var ErrNotEmpty = errors.New("the database has complaints already; --force adds to them")

// Options say what to write. The same numbers, names, stages and texts come
// from the same seed and Now; ids, tracking keys and the password differ.
type Options struct {
	Seed  uint64
	Cases int
	Days  int       // over how many days before Now
	Now   time.Time // where the story ends
	Force bool      // also where there are complaints
}

// Result is what was written.
type Result struct {
	Cases    int            `json:"cases"`
	Stages   map[string]int `json:"stages"`
	Password string         `json:"password,omitempty"` // of the agents that were made; told once
	People   []string       `json:"people"`             // the addresses that they sign in with
}

// Run writes the shop. No mail leaves: every row of the outbox goes through the
// application's own delivery with a courier that takes it nowhere, so that
// nothing is left to send when a mail server is configured later.
func Run(app core.App, g *casework.Engine, o Options) (Result, error) {
	n, err := app.CountRecords(records.Complaints)
	if err != nil {
		return Result{}, fmt.Errorf("seed: %w", err)
	}
	if n > 0 && !o.Force {
		return Result{}, ErrNotEmpty
	}
	w, err := newWorld(app, g, o)
	if err != nil {
		return Result{}, fmt.Errorf("seed: %w", err)
	}
	w.series = int(n) + 1
	real := g.Now
	g.Now = w.clock.Now
	defer func() { g.Now = real }()
	if err := w.open(); err != nil {
		return Result{}, fmt.Errorf("seed, shop: %w", err)
	}
	tales := w.plan()
	if err := errors.Join(w.live(tales), w.befriend(tales)); err != nil {
		return Result{}, fmt.Errorf("seed: %w", err)
	}
	if err := w.learn(); err != nil {
		return Result{}, fmt.Errorf("seed: %w", err)
	}
	w.clock.Set(o.Now)
	if err := w.readNews(); err != nil {
		return Result{}, fmt.Errorf("seed: %w", err)
	}
	w.clock.Set(o.Now)
	if err := w.start(); err != nil {
		return Result{}, fmt.Errorf("seed, plans: %w", err)
	}
	if err := g.Retype(app); err != nil {
		return Result{}, fmt.Errorf("seed, types: %w", err)
	}
	return w.result()
}

// readNews: the team has read what it was told until the day before.
func (w *world) readNews() error {
	yesterday := records.Stamp(w.o.Now.AddDate(0, 0, -1))
	_, err := w.app.NonconcurrentDB().NewQuery("UPDATE notifications SET read_at = {:now} WHERE read_at = '' AND created < {:yesterday}").
		Bind(dbx.Params{"now": records.Stamp(w.o.Now), "yesterday": yesterday}).Execute()
	if err != nil {
		return fmt.Errorf("read what was told: %w", err)
	}
	return nil
}

func (w *world) result() (Result, error) {
	out := Result{Cases: w.o.Cases, Stages: map[string]int{}, Password: w.password, People: w.people}
	var rows []struct {
		Stage string `db:"stage"`
		Count int    `db:"count"`
	}
	err := w.app.DB().NewQuery("SELECT stage, COUNT(*) AS count FROM complaints GROUP BY stage").All(&rows)
	if err != nil {
		return out, fmt.Errorf("seed, count stages: %w", err)
	}
	for _, r := range rows {
		out.Stages[r.Stage] = r.Count
	}
	return out, nil
}
