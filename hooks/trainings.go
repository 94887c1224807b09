package hooks

import (
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/training"
)

// bindTrainings: what the team was trained in.
func bindTrainings(app core.App, g *casework.Engine) {
	t := training.New(g)
	on(app.OnRecordCreate(records.Trainings), "trainings.register", t.Keep)
	on(app.OnRecordUpdate(records.Trainings), "trainings.change", t.Keep)
	on(app.OnRecordUpdate(records.Actions), "trainings.given", t.Given)
	on(app.OnRecordDelete(records.Trainings), "trainings.kept", g.Kept)
	// In the morning: which end soon.
	schedule(app, g, job{"trainings", "23 11 * * *", day, t.Warn})
}

func bindRegister(crm *router.RouterGroup[*core.RequestEvent], a api) {
	crm.GET("/trainings", a.trainings)
	crm.GET("/untrained", a.untrained)
}

// trainings is the register with the table of who is trained in what, on a day.
func (a api) trainings(e *core.RequestEvent) error {
	on := e.Request.URL.Query().Get("on")
	if on == "" {
		today, err := a.g.Today(e.App)
		if err != nil {
			return err
		}
		on = today
	}
	if _, err := time.Parse(time.DateOnly, on); err != nil {
		return e.BadRequestError("", err)
	}
	sheet, err := training.New(a.g).Sheet(e.App, on, casework.AuthActor(e.Auth), visibleOf(e, records.Trainings))
	if err != nil {
		return err
	}
	may, err := doorsOf(e, records.Trainings)
	if err != nil {
		return err
	}
	return answer(e, struct {
		training.Sheet
		May doors `json:"may"`
	}{sheet, may})
}
