package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/storage"
)

// bindJobs: the whole schedule on one page. Each job finds due rows by an
// index, is repeatable, and survives a restart.
func bindJobs(app core.App, g *casework.Engine) {
	// Every minute: offers that lapsed, periods and profiles that are over, places in the queue.
	app.Cron().MustAdd("escucha.tick", "* * * * *", func() {
		if err := g.Tick(app); err != nil {
			app.Logger().Error("tick failed", "error", err)
		}
	})
	// Every night: the types of all customers.
	app.Cron().MustAdd("escucha.types", "10 3 * * *", func() {
		if err := g.Retype(app); err != nil {
			app.Logger().Error("types failed", "error", err)
		}
	})
	// Every minute: what waits in the outbox.
	app.Cron().MustAdd("escucha.outbox", "* * * * *", func() {
		if err := g.Deliver(app); err != nil {
			app.Logger().Error("delivery failed", "error", err)
		}
	})
	// Every hour: how big the tables are, for an import may have filled them.
	app.Cron().MustAdd("escucha.planner", "41 * * * *", func() {
		if err := storage.LookAgain(app.NonconcurrentDB()); err != nil {
			app.Logger().Error("planner failed", "error", err)
		}
	})
	// Every night: notifications that were read long ago.
	app.Cron().MustAdd("escucha.forget", "17 4 * * *", func() {
		if err := g.ForgetNotices(app); err != nil {
			app.Logger().Error("forgetting failed", "error", err)
		}
	})
	// Once a day: drafts in which nothing is written any more.
	app.Cron().MustAdd("escucha.drafts", "17 3 * * *", func() {
		if err := g.ClearDrafts(app); err != nil {
			app.Logger().Error("clearing drafts failed", "error", err)
		}
	})
}
