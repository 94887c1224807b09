package pb_migrations

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A calendar is asked for once in a while, its address cannot be guessed by trying.
func init() {
	const calendars = "GET /api/crm/calendar/"
	m.Register(func(app core.App) error {
		s := app.Settings()
		s.RateLimits.Rules = append(s.RateLimits.Rules, core.RateLimitRule{Label: calendars, MaxRequests: 30, Duration: 60})
		return app.Save(s)
	}, func(app core.App) error {
		s := app.Settings()
		s.RateLimits.Rules = slices.DeleteFunc(s.RateLimits.Rules, func(r core.RateLimitRule) bool { return r.Label == calendars })
		return app.Save(s)
	})
}
