package casework

import (
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// Patience is how many intervals a job may miss before it counts as late.
const Patience = 3

// quiet is how soon after one good run the next need not be written down: a job
// that runs all the time must not write all the time.
const quiet = 30 * time.Second

// works is what this process knows of one job.
type works struct {
	mu      sync.Mutex // held while it runs
	written time.Time  // when a good run was last written down; zero after a bad one
}

// Job runs scheduled work and writes down how it went: a row of the collection
// jobs for each code. A job that still runs in this process is not started
// again. One that panics has failed and takes nothing else with it. The error
// is the one of run, after it was logged.
func (g *Engine) Job(app core.App, code string, every time.Duration, run func() error) error {
	known, _ := g.jobs.LoadOrStore(code, &works{})
	w := known.(*works)
	if !w.mu.TryLock() {
		return nil
	}
	defer w.mu.Unlock()
	started := g.Now()
	err := guarded(run)
	if err != nil {
		app.Logger().Error("job failed", "job", code, "error", err)
	}
	ended := g.Now()
	if err == nil && !w.written.IsZero() && ended.Sub(w.written).Abs() < quiet {
		return nil
	}
	if noted := guarded(func() error { return noteJob(app, code, every, started, ended, err) }); noted != nil { // the application may have closed meanwhile
		app.Logger().Error("job not noted", "job", code, "error", noted)
		return errors.Join(err, noted)
	}
	w.written = ended
	if err != nil {
		w.written = time.Time{}
	}
	return err
}

// Expect says how often a job runs, when the application is put together: one
// that never does is missed, too.
func (g *Engine) Expect(code string, every time.Duration) { g.expects[code] = every }

// Every is how often a job runs; zero for one that nobody expects.
func (g *Engine) Every(code string) time.Duration { return g.expects[code] }

// Missed reports whether a job did not run for longer than its interval and an
// hour: the machine was off when it should have.
func (g *Engine) Missed(app core.App, code string) (bool, error) {
	row, err := app.FindFirstRecordByData(records.Jobs, "code", code)
	if errors.Is(err, sql.ErrNoRows) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("last run of job %s: %w", code, err)
	}
	return g.Now().Sub(row.GetDateTime("ended").Time()) > g.expects[code]+time.Hour, nil
}

// guarded makes an error of a panic.
func guarded(run func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return run()
}

// noteJob writes the one row of a job. It goes around the record hooks, for
// nobody watches these rows and some are written every minute.
func noteJob(app core.App, code string, every time.Duration, started, ended time.Time, failed error) error {
	good, problem := records.Stamp(ended), ""
	if failed != nil {
		good, problem = "", shorten(failed.Error(), 1900)
	}
	_, err := app.NonconcurrentDB().NewQuery(`INSERT INTO jobs (id, code, every, started, ended, ok, good, error, late_after)
		VALUES ({:id}, {:code}, {:every}, {:started}, {:ended}, {:ok}, {:good}, {:error}, {:late})
		ON CONFLICT (code) DO UPDATE SET every = excluded.every, started = excluded.started, ended = excluded.ended, ok = excluded.ok,
		good = CASE excluded.good WHEN '' THEN jobs.good ELSE excluded.good END, error = excluded.error, late_after = excluded.late_after`).
		Bind(dbx.Params{"id": core.GenerateDefaultRandomId(), "code": code, "every": every.Seconds(), "started": records.Stamp(started),
			"ended": records.Stamp(ended), "ok": failed == nil, "good": good, "error": problem, "late": records.Stamp(ended.Add(Patience * every))}).Execute()
	if err != nil {
		return fmt.Errorf("note job %s: %w", code, err)
	}
	return nil
}
