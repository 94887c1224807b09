package hooks

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/internal/casework"
	"escucha/internal/dispatch"
	"escucha/internal/records"
)

// bindSchedules: reports that go out by mail.
func bindSchedules(app core.App, g *casework.Engine) {
	s := dispatch.New(g)
	on(app.OnRecordCreate(records.Schedules), "schedules.create", s.Keep)
	on(app.OnRecordUpdate(records.Schedules), "schedules.change", s.Keep)
	schedule(app, g, job{"schedules", "* * * * *", time.Minute, s.Run})
}

// bindSending: one of them, now.
func bindSending(crm *router.RouterGroup[*core.RequestEvent], a api) {
	crm.POST("/schedules/{id}/send", a.sendSchedule)
}

// sendSchedule sends a report at once, by the rule of who may change its schedule.
func (a api) sendSchedule(e *core.RequestEvent) error {
	row, err := changeable(e, records.Schedules, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	sent, err := dispatch.New(a.g).Now(e.App, row, e.Auth.GetString("name"))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, sent)
}
