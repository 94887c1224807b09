package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A link to the public form with what was taken down in a call already in it: the
// customer puts it in their own words (R139). It serves once, and for some days.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "complaints", "customers", "agents")
		if err != nil {
			return err
		}
		_, err = build(app, "invitations",
			[]string{
				"CREATE UNIQUE INDEX idx_invitations_token ON invitations (token)",
				"CREATE INDEX idx_invitations_expires ON invitations (used_at, expires)",
			},
			&core.TextField{Name: "token", Required: true, Max: 64, Hidden: true}, needed(one(r["agents"], "agent")), one(r["customers"], "customer"),
			raw("fields", 200_000), &core.TextField{Name: "note", Max: 20_000, Presentable: true, Help: "La nota de la llamada; pasa al caso."}, text("channel", 40), date("expires"), date("used_at"), one(r["complaints"], "complaint"), date("created"))
		if err != nil {
			return fmt.Errorf("create invitations: %w", err)
		}
		return nil
	}, func(app core.App) error { return drop(app, "invitations") })
}
