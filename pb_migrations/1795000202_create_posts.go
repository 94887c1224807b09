package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// What a customer wrote where everybody reads it (R085): where it is, how many
// may have read it, and when it went on in private.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "complaints", "agents")
		if err != nil {
			return err
		}
		_, err = build(app, "posts", []string{"CREATE INDEX idx_posts_complaint ON posts (complaint, created)"},
			needed(one(r["complaints"], "complaint")),
			&core.TextField{Name: "link", Required: true, Max: 1000, Presentable: true, Help: "La dirección pública de la publicación."},
			&core.SelectField{Name: "platform", Required: true, MaxSelect: 1, Values: []string{"facebook", "instagram", "x", "tiktok", "youtube", "google", "linkedin", "other"}},
			&core.TextField{Name: "handle", Max: 120, Help: "Con qué nombre escribió."},
			&core.NumberField{Name: "reach", OnlyInt: true, Min: types.Pointer(0.0), Help: "A cuántas personas pudo llegar."},
			&core.BoolField{Name: "private", Help: "Se siguió en privado."}, date("private_at"), one(r["agents"], "agent"), date("created"), updated())
		if err != nil {
			return fmt.Errorf("create posts: %w", err)
		}
		return nil
	}, func(app core.App) error { return drop(app, "posts") })
}
