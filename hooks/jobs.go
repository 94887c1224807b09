package hooks

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/storage"
)

// job is scheduled work: when it runs, how far apart, and what it does. Each
// finds due rows by an index, is repeatable, and survives a restart.
type job struct {
	code  string
	cron  string // minute hour day month weekday, in UTC
	every time.Duration
	run   func(core.App) error
}

const day = 24 * time.Hour

// jobs is the whole schedule on one page.
func jobs(g *casework.Engine) []job {
	return []job{
		// Timers, offers that lapsed, periods and profiles that are over, places in the queue.
		{"tick", "* * * * *", time.Minute, g.Tick},
		// What waits in the outbox.
		{"outbox", "* * * * *", time.Minute, g.Deliver},
		// How big the tables are, for an import may have filled them.
		{"planner", "41 * * * *", time.Hour, func(app core.App) error { return storage.LookAgain(app.NonconcurrentDB()) }},
		// The types of all customers.
		{"types", "10 3 * * *", day, g.Retype},
		// Drafts in which nothing is written any more.
		{"drafts", "17 3 * * *", day, g.ClearDrafts},
		// Notifications that were read long ago.
		{"forget", "17 4 * * *", day, g.ForgetNotices},
	}
}

func bindJobs(app core.App, g *casework.Engine) {
	for _, j := range jobs(g) {
		schedule(app, g, j)
	}
	// Every hour: what should have run at night, where the machine is off at night.
	schedule(app, g, job{"missed", "7 * * * *", time.Hour, func(app core.App) error { return catchUp(app, g) }})
}

// catchUp runs the jobs of the night that were missed, each as the clock would.
func catchUp(app core.App, g *casework.Engine) error {
	for _, j := range app.Cron().Jobs() {
		code, ours := strings.CutPrefix(j.Id(), "escucha.")
		if !ours || g.Every(code) < day {
			continue
		}
		missed, err := g.Missed(app, code)
		if err != nil {
			return err
		}
		if missed {
			j.Run()
		}
	}
	return nil
}

// schedule is for the jobs of a subject that is bound elsewhere, too.
func schedule(app core.App, g *casework.Engine, j job) {
	g.Expect(j.code, j.every)
	app.Cron().MustAdd("escucha."+j.code, j.cron, func() {
		// Job has logged and stored what went wrong; nobody else waits for it
		_ = g.Job(app, j.code, j.every, func() error { return j.run(app) })
	})
}
