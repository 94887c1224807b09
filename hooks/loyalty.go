package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/report"
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

// loyalty is what is planned with a customer and was done, and whether they
// bought again after their cases.
func (a api) loyalty(e *core.RequestEvent) error {
	customer, err := a.loyalCustomer(e)
	if err != nil {
		return err
	}
	items, err := a.g.LoyaltyOf(e.App, customer.Id, visibleOf(e, records.Loyalty))
	if err != nil {
		return err
	}
	returns, err := report.Returns(e.App, a.g, customer.Id, visible(e))
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"items": items, "returns": returns, "may": casework.AuthActor(e.Auth).Staff()})
}

// loyalCustomer finds the customer of the path, if the caller may read them.
func (a api) loyalCustomer(e *core.RequestEvent) (*core.Record, error) {
	return readable(e, records.Customers, e.Request.PathValue("id"))
}
