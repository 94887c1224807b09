package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// bindLoyalty: what customers answer, and what is done so that they stay.
func bindLoyalty(app core.App, g *casework.Engine) {
	// Before an answer is stored: the rules of the survey, and what follows from it.
	on(app.OnRecordCreate(records.Surveys), "surveys.take", g.TakeSurvey)
	on(app.OnRecordUpdate(records.Surveys), "surveys.answer", g.AnswerSurvey)
	on(app.OnRecordCreate(records.Loyalty), "loyalty.plan", g.PlanLoyalty)
	on(app.OnRecordUpdate(records.Loyalty), "loyalty.finish", g.FinishLoyalty)
	on(app.OnRecordDelete(records.Surveys, records.Loyalty), "loyalty.kept", g.Kept)
}
