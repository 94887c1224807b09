package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Settings of a fresh install: the collections are locked in the admin UI, the
// batch API is on (it passes the same hooks), logs are kept for two
// weeks, and passwords cannot be guessed by trying.
func init() {
	m.Register(func(app core.App) error {
		s := app.Settings()
		s.Meta.AppName = "Escucha"
		s.Meta.AccentColor = "#26439b"
		s.Meta.HideControls = true
		s.Batch.Enabled = true
		s.Batch.MaxRequests = 50
		s.Batch.Timeout = 10
		s.Logs.MaxDays = 14
		s.RateLimits.Enabled = true
		s.RateLimits.Rules = []core.RateLimitRule{{Label: "*:auth", MaxRequests: 10, Duration: 30}}
		return app.Save(s)
	}, func(app core.App) error {
		s := app.Settings()
		s.Meta.HideControls = false
		s.Batch.Enabled = false
		return app.Save(s)
	})
}
