package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// bindPlans: alternatives that are known, and plans for hard times.
func bindPlans(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Alternatives), "alternatives.create", g.KeepAlternative)
	on(app.OnRecordUpdate(records.Alternatives), "alternatives.change", g.KeepAlternative)
	on(app.OnRecordCreate(records.Plans), "plans.create", g.KeepPlan)
	on(app.OnRecordUpdate(records.Plans), "plans.change", g.KeepPlan)
	on(app.OnRecordCreate(records.Activations), "activations.create", g.EngineOnly)
	on(app.OnRecordUpdate(records.Activations), "activations.tick", g.TickPlan)
	on(app.OnRecordUpdate(records.Reminders), "reminders.plan", g.StepOfPlan)
	on(app.OnRecordDelete(records.Alternatives, records.Plans, records.Activations), "plans.kept", g.Kept)
	// What runs over all cases is kept with the settings, as every filing looks at it.
	on(app.OnRecordAfterCreateSuccess(records.Plans, records.Activations), "plans.created", g.Settings)
	on(app.OnRecordAfterUpdateSuccess(records.Plans), "plans.updated", g.Settings)
	on(app.OnRecordAfterUpdateSuccess(records.Activations), "plans.moved", planMoved(g))
}

// planMoved: of the many activations only those over all cases are settings.
func planMoved(g *casework.Engine) func(*core.RecordEvent) error {
	return func(e *core.RecordEvent) error {
		if e.Record.GetString("complaint") == "" {
			g.Forget()
		}
		return e.Next()
	}
}

// alternatives lists what is known and fits a case.
func (a api) alternatives(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	found, err := a.g.AlternativesFor(e.App, c)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, found)
}

// plans lists those that run on a case and those that may be started there.
func (a api) plans(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	found, err := a.g.PlansOf(e.App, c, casework.AuthActor(e.Auth))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, found)
}

// activate starts a plan. It answers with how many of its new cases the caller
// may see: the others are tagged like them, and are not spoken of.
func (a api) activate(e *core.RequestEvent) error {
	r, err := e.App.FindRecordById(records.Plans, e.Request.PathValue("id"))
	if err != nil {
		return e.NotFoundError("", err)
	}
	var in casework.PlanStart
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	begun, err := a.g.ActivatePlan(e.App, r, in, casework.AuthActor(e.Auth), a.changeable(e))
	if err != nil {
		return apis.ToApiError(err)
	}
	n, err := a.g.CountSeen(e.App, begun.Cases, visible(e))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"activation": begun.Activation, "cases": n})
}

// endPlan ends an activation: on a case for whoever may change it, over all
// cases for whoever may start it there.
func (a api) endPlan(e *core.RequestEvent) error {
	id := e.Request.PathValue("id")
	r, err := e.App.FindRecordById(records.Activations, id)
	if err != nil {
		return e.NotFoundError("", err)
	}
	actor := casework.AuthActor(e.Auth)
	if c := r.GetString("complaint"); c != "" {
		if _, err := a.changeable(e)(c); err != nil {
			return err
		}
	} else if !a.g.MayRunOverAll(actor) {
		return e.ForbiddenError("", nil)
	}
	var in struct {
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	if err := a.g.EndPlan(e.App, id, in.Reason, actor); err != nil {
		return apis.ToApiError(err)
	}
	return e.NoContent(http.StatusNoContent)
}
