package casework

import (
	"net/http"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/survey"
	"escucha/internal/records"
)

// Surveys are the days of the surveys, as the business wants them.
func (h *House) Surveys() survey.Settings {
	if h.Business == nil {
		return survey.Settings{}.Filled()
	}
	return surveyDays(h.Business).Filled()
}

func surveyDays(r *core.Record) survey.Settings {
	return survey.Settings{Off: r.GetBool("survey_off"), After: r.GetInt("survey_after"), Remind: r.GetInt("survey_remind"),
		Close: r.GetInt("survey_close"), Pause: r.GetInt("survey_pause")}
}

// SoundSurveys is the create and update hook of the business: a reminder after
// the end would reach nobody.
func (g *Engine) SoundSurveys(e *core.RecordEvent) error {
	refused := validation.Errors{}
	for _, problem := range surveyDays(e.Record).Sound() {
		refused[problem.Field] = g.problem(problem.Code)
	}
	if len(refused) > 0 {
		return g.answer(http.StatusBadRequest, refused)
	}
	return e.Next()
}

// KeepCampaign is the create and update hook of campaigns: who made it, and
// that it ends after it begins.
func (g *Engine) KeepCampaign(e *core.RecordEvent) error {
	r := e.Record
	if r.IsNew() {
		r.Load(map[string]any{"agent": agentID(ActorOf(r)), "created": records.Stamp(g.Now())})
	}
	if !r.GetDateTime("ends").IsZero() && r.GetDateTime("ends").Time().Before(r.GetDateTime("starts").Time()) {
		return g.refuse("ends", "campaign_order")
	}
	return e.Next()
}
