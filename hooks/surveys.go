package hooks

import (
	"github.com/pocketbase/pocketbase/core"
	"time"

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
	schedule(app, g, job{"surveys", "*/10 * * * *", 10 * time.Minute, func(core.App) error { return s.Send(g.Now()) }})
}

// surveys are the days as they are set and how the rounds went, for who leads
// an area or more.
func (a api) surveys(e *core.RequestEvent) error {
	if !casework.AuthActor(e.Auth).Heads() {
		return e.ForbiddenError("", nil)
	}
	h, err := a.g.House(e.App)
	if err != nil {
		return err
	}
	counts, err := survey.Count(e.App, a.g)
	if err != nil {
		return err
	}
	days, out := h.Surveys(), map[string]any{"counts": counts}
	out["days"] = map[string]any{"off": days.Off, "after": days.After, "remind": days.Remind, "close": days.Close, "pause": days.Pause}
	if h.Business != nil {
		row := map[string]any{"id": h.Business.Id}
		for _, name := range []string{"version", "survey_off", "survey_after", "survey_remind", "survey_close", "survey_pause"} {
			row[name] = h.Business.Get(name)
		}
		out["row"] = row
	}
	return answer(e, out)
}
