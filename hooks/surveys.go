package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/survey"
)

// bindSurveys: what customers are asked by mail, and who is asked again.
func bindSurveys(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Business), "surveys.days.create", g.SoundSurveys)
	on(app.OnRecordUpdate(records.Business), "surveys.days.change", g.SoundSurveys)
	on(app.OnRecordCreate(records.Campaigns), "campaigns.create", g.KeepCampaign)
	on(app.OnRecordUpdate(records.Campaigns), "campaigns.change", g.KeepCampaign)
	on(app.OnRecordDelete(records.Campaigns), "campaigns.kept", g.Kept)
	// Every ten minutes: invitations that are due, reminders, surveys that end, campaigns.
	s := survey.New(app, g)
	app.Cron().MustAdd("escucha.surveys", "*/10 * * * *", func() {
		if err := s.Send(g.Now()); err != nil {
			app.Logger().Error("surveys failed", "error", err)
		}
	})
}
