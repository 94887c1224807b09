package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A corrective action of no case tells its owner, too: a notification belongs to
// a case or to an action. And customers are told of an action once each: that
// it was done thanks to them, or of a known fault of what they bought (R043).
func init() {
	m.Register(func(app core.App) error {
		if err := ofActions(app, true); err != nil {
			return err
		}
		return createOutreach(app)
	}, func(app core.App) error {
		if err := drop(app, "outreach"); err != nil {
			return err
		}
		return ofActions(app, false)
	})
}

func ofActions(app core.App, there bool) error {
	r, err := refs(app, "notifications", "actions")
	if err != nil {
		return err
	}
	c := r["notifications"]
	if f, ok := c.Fields.GetByName("complaint").(*core.RelationField); ok {
		f.Required = !there
	}
	if there {
		c.Fields.Add(one(r["actions"], "action"))
		return app.Save(c)
	}
	if _, err := app.DB().NewQuery("DELETE FROM notifications WHERE complaint = ''").Execute(); err != nil {
		return err
	}
	c.Fields.RemoveByName("action")
	return app.Save(c)
}

func createOutreach(app core.App) error {
	r, err := refs(app, "actions", "customers", "complaints", "agents")
	if err != nil {
		return err
	}
	kinds := pick("kind", "thanks", "notice")
	kinds.Required, kinds.Presentable = true, true
	_, err = build(app, "outreach",
		[]string{
			"CREATE UNIQUE INDEX idx_outreach_once ON outreach (action, kind, customer)",
			"CREATE INDEX idx_outreach_customer ON outreach (customer)",
		},
		needed(one(r["actions"], "action")), kinds, needed(one(r["customers"], "customer")), one(r["complaints"], "complaint"),
		one(r["agents"], "agent"), date("sent_at"))
	return err
}
