package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What a person of the team is told of, who is named in a note, and when a
// promise is to be warned of.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{createNotifications, addMentions, addAlerts, indexWishes} {
			if err := step(app); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		for _, step := range []func(core.App) error{dropWishes, dropAlerts, dropMentions} {
			if err := step(app); err != nil {
				return err
			}
		}
		return drop(app, "notifications")
	})
}

func createNotifications(app core.App) error {
	r, err := refs(app, "complaints", "agents")
	if err != nil {
		return err
	}
	_, err = build(app, "notifications",
		[]string{
			"CREATE INDEX idx_notifications_agent ON notifications (agent, created)",
			"CREATE INDEX idx_notifications_unread ON notifications (agent, read_at, complaint)",
			"CREATE INDEX idx_notifications_complaint ON notifications (complaint, agent, kind, read_at)",
			"CREATE INDEX idx_notifications_read ON notifications (read_at)",
		},
		needed(one(r["agents"], "agent")), needed(one(r["complaints"], "complaint")),
		&core.SelectField{Name: "kind", Required: true, Presentable: true, MaxSelect: 1, Values: []string{"assigned", "mention", "customer_reply",
			"approval", "statement_asked", "promise", "overdue", "transfer"}},
		raw("text_params", 2000), date("read_at"), date("created"))
	return err
}

func addMentions(app core.App) error {
	return changeFields(app, "messages", func(c *core.Collection) error {
		agents, err := app.FindCollectionByNameOrId("agents")
		if err != nil {
			return err
		}
		c.Fields.Add(&core.RelationField{Name: "mentions", CollectionId: agents.Id, MaxSelect: 20,
			Help: "A quién se nombra en la nota, con @. Se le avisa."})
		return nil
	})
}

func dropMentions(app core.App) error {
	return changeFields(app, "messages", func(c *core.Collection) error {
		c.Fields.RemoveByName("mentions")
		return nil
	})
}

// addAlerts: the moment at which four fifths of a promised time are gone. Those
// that run already get it by the clock on the wall.
func addAlerts(app core.App) error {
	err := changeFields(app, "reminders", func(c *core.Collection) error {
		c.Fields.Add(&core.DateField{Name: "alert_at", Help: "Cuándo avisar de que la promesa está por vencer. Lo calcula la aplicación."})
		c.Indexes = append(c.Indexes,
			"CREATE INDEX idx_reminders_alert ON reminders (pending, notified_at, alert_at)",
			"CREATE INDEX idx_reminders_promise ON reminders (assignee, pending, alert_at)")
		return nil
	})
	if err != nil {
		return err
	}
	_, err = app.DB().NewQuery(`UPDATE reminders SET alert_at = strftime('%Y-%m-%d %H:%M:%fZ', julianday(created) + 0.8 * (julianday(due) - julianday(created)))
		WHERE pending = 1 AND created != '' AND due > created
		AND kind NOT IN ('follow_up', 'team_version', 'denial_review', 'escalation', 'information', 'proposal')`).Execute()
	return err
}

func dropAlerts(app core.App) error {
	return changeFields(app, "reminders", func(c *core.Collection) error {
		c.RemoveIndex("idx_reminders_promise")
		c.RemoveIndex("idx_reminders_alert")
		c.Fields.RemoveByName("alert_at")
		return nil
	})
}

const wishes = "CREATE INDEX idx_proposals_wish ON proposals (complaint) WHERE status = 'refused' AND preferred_solution != '' AND preferred_decision = ''"

// indexWishes finds what customers would rather have and nobody decided upon.
func indexWishes(app core.App) error {
	return changeFields(app, "proposals", func(c *core.Collection) error {
		c.Indexes = append(c.Indexes, wishes)
		return nil
	})
}

func dropWishes(app core.App) error {
	return changeFields(app, "proposals", func(c *core.Collection) error {
		c.RemoveIndex("idx_proposals_wish")
		return nil
	})
}

func changeFields(app core.App, collection string, change func(*core.Collection) error) error {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		return err
	}
	if err := change(c); err != nil {
		return err
	}
	return app.Save(c)
}
