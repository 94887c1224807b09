package hooks

import (
	"context"
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"escucha/internal/casework"
	"escucha/internal/mailbox"
	"escucha/internal/records"
)

// bindMailboxes: mail that comes in.
func bindMailboxes(app core.App, g *casework.Engine, p *mailbox.Post) {
	// Before a mailbox is stored: what is missing is filled in.
	on(app.OnRecordCreate(records.Mailboxes), "mailboxes.create", p.KeepMailbox)
	on(app.OnRecordUpdate(records.Mailboxes), "mailboxes.change", p.KeepMailbox)
	on(app.OnRecordDelete(records.Mailboxes), "mailboxes.kept", g.Kept)
	// Before anybody is answered: without what opens it.
	on(app.OnRecordEnrich(records.Mailboxes), "mailboxes.secret", mailbox.HideSecret)
	on(app.OnRecordCreate(records.Mails), "mails.create", g.EngineOnly)
	on(app.OnRecordUpdate(records.Mails), "mails.change", g.EngineOnly)
	on(app.OnRecordDelete(records.Mails), "mails.delete", g.EngineOnly)
	g.AddHealth(p.Health)
	for _, j := range mailJobs(p) {
		schedule(app, g, j)
	}
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		p.Unwatch()
		return e.Next()
	})
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "escucha.mails", Func: func(se *core.ServeEvent) error {
		bindMails(se, g, p)
		return se.Next()
	}})
}

func mailJobs(p *mailbox.Post) []job {
	return []job{
		// New mails of every mailbox, and what they mean.
		{"mail_in", "* * * * *", time.Minute, func(app core.App) error {
			return errors.Join(p.Round(context.Background(), app), p.Watch(app))
		}},
		// Files of mails that a kill left without a row.
		{"mail_sweep", "27 4 * * *", day, p.Sweep},
	}
}
