package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

const (
	measuresClosed = "CREATE INDEX measures_closed ON measures (closed_day, unreachable, closing_kind, close_wall, close_work, reopened, recurred, " +
		"area, agent, cause, cause_top, product, channel, kind, profile, customer)"
	measuresEnded = "CREATE INDEX measures_closed ON measures (closed_day, unreachable, closing_kind, close_wall, close_work, reopened, recurred, " +
		"area, agent, cause, cause_top, product, channel, kind, profile, customer, severity)"
)

// figureIndexes are of collections, by name.
var figureIndexes = []struct{ collection, name, definition string }{
	{"purchases", "idx_purchases_date", "CREATE INDEX idx_purchases_date ON purchases (date, currency, amount, customer)"},
	{"surveys", "idx_surveys_rounds", "CREATE INDEX idx_surveys_rounds ON surveys (answered_at, customer, solution) WHERE campaign != '' AND answered_at > ''"},
	{"actions", "idx_actions_checked", "CREATE INDEX idx_actions_checked ON actions (effect_checked_at) WHERE effect_checked_at > ''"},
}

// What the figures of a report read beside the days of the cases: the severity
// of what ended, sales, answers to campaigns, and actions whose effect was looked
// at.
func init() {
	m.Register(func(app core.App) error {
		if err := runAll(app, []string{"DROP INDEX measures_closed", measuresEnded}); err != nil {
			return err
		}
		for _, one := range figureIndexes {
			if err := reindex(app, one.collection, one.name, one.definition); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		for _, one := range figureIndexes {
			if err := unindex(app, one.collection, one.name); err != nil {
				return err
			}
		}
		return runAll(app, []string{"DROP INDEX measures_closed", measuresClosed})
	})
}
