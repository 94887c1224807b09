package hooks

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/measure"
	"escucha/internal/report"
)

// measuring is how long a run of the job goes on with a rebuild; the next one
// comes a minute later.
const measuring = 40 * time.Second

// bindMeasures keeps the figures of reports up to date, and what each month that
// is over came to.
func bindMeasures(app core.App, g *casework.Engine) {
	s, months := measure.Store{Engine: g}, &report.Keeper{Engine: g}
	schedule(app, g, job{"measure", "* * * * *", time.Minute, func(app core.App) error {
		if err := s.Work(app, measuring); err != nil {
			return err
		}
		return months.Keep(app)
	}})
	// Every hour: midnight of the business is some hour of UTC.
	schedule(app, g, job{"snapshots", "23 * * * *", time.Hour, s.Snapshot})
}
