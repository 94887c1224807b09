// Package hooks binds the rules to PocketBase: thin, named handlers, no
// decision of their own. This file is the table of contents.
package hooks

import (
	"io/fs"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/mailbox"
)

// Options is what the program gives the hooks.
type Options struct {
	Public fs.FS            // pb_public
	Now    func() time.Time // the clock; time.Now when nil
}

// Register binds everything, in reading order.
func Register(app core.App, o Options) (*casework.Engine, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	texts, err := i18n.Load(o.Public)
	if err != nil {
		return nil, err
	}
	g := casework.New(o.Now, texts)
	bindActors(app)
	bindText(app, g)
	bindChannels(app, g)
	bindComplaints(app, g)
	bindCasework(app, g)
	bindOffers(app, g)
	bindGrants(app, g)
	bindLabour(app, g)
	bindPlans(app, g)
	bindJournal(app, g)
	bindPeople(app, g)
	bindPreferences(app, g)
	bindCustomers(app, g)
	bindLoyalty(app, g)
	bindCorrecting(app, g)
	bindSurveys(app, g)
	bindReviews(app, g)
	bindTemplates(app, g)
	bindIdentity(app, g)
	bindPrivacy(app, g)
	bindSettings(app, g)
	bindCatalogues(app, g)
	bindSchema(app)
	bindServe(app, g, o.Public)
	bindJobs(app, g)
	bindMailboxes(app, g, mailbox.New(g))
	bindDigest(app, g)
	bindSchedules(app, g)
	bindMeasures(app, g)
	bindIdeas(app, g)
	bindTrainings(app, g)
	bindArticles(app, g)
	enclosing(g)
	return g, nil
}

// on binds a named method to a hook under a stable id.
func on[T hook.Tagger](h *hook.TaggedHook[T], id string, fn func(T) error) {
	h.Bind(&hook.Handler[T]{Id: "escucha." + id, Func: fn})
}
