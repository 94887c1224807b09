package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "complaints", "customers")
		if err != nil {
			return err
		}
		if _, err := build(app, "events",
			[]string{
				"CREATE UNIQUE INDEX idx_events_chain ON events (complaint, seq)",
				"CREATE INDEX idx_events_type ON events (type, created)",
			},
			one(r["complaints"], "complaint"), one(r["customers"], "customer"), count("seq"),
			&core.TextField{Name: "type", Required: true, Max: 60}, text("actor", 40), text("actor_kind", 20), text("actor_name", 160),
			raw("data", 5_000_000), text("previous_hash", 64), text("hash", 64), date("created")); err != nil {
			return err
		}
		_, err = build(app, "outbox",
			[]string{"CREATE INDEX idx_outbox_due ON outbox (status, next_attempt)"},
			&core.SelectField{Name: "kind", Required: true, MaxSelect: 1, Values: []string{"mail", "webhook"}},
			text("target", 500), raw("payload", 5_000_000), one(r["complaints"], "complaint"), text("message", 40),
			&core.SelectField{Name: "status", Required: true, MaxSelect: 1, Values: []string{"queued", "sending", "sent", "failed", "dead"}},
			count("attempts"), date("next_attempt"), text("last_error", 2000), date("sent_at"), date("created"))
		return err
	}, func(app core.App) error { return drop(app, "outbox", "events") })
}
