package hooks

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/internal/casework"
	"escucha/internal/correct"
	"escucha/internal/records"
)

// bindCorrecting: what is done so that a trouble does not come back.
func bindCorrecting(app core.App, g *casework.Engine) {
	// Before a corrective action is stored: who may, what its kind asks for, what it changed.
	on(app.OnRecordCreate(records.Actions), "actions.open", g.OpenAction)
	on(app.OnRecordUpdate(records.Actions), "actions.change", g.ChangeAction)
	on(app.OnRecordDelete(records.Actions), "actions.keep", g.Kept)
	// Before an action is shown: nothing of the cases that the reader may not open.
	on(app.OnRecordEnrich(records.Actions), "actions.show", onlySeen)
	on(app.OnRecordCreate(records.Issues), "issues.open", g.OpenIssue)
	on(app.OnRecordUpdate(records.Issues), "issues.change", g.ChangeIssue)
	on(app.OnRecordDelete(records.Issues), "issues.keep", g.Kept)
	on(app.OnRecordCreate(records.Outreach), "outreach.create", g.EngineOnly)
	on(app.OnRecordUpdate(records.Outreach), "outreach.change", g.EngineOnly)
	on(app.OnRecordDelete(records.Outreach), "outreach.keep", g.EngineOnly)
	// At night: troubles of the system that nobody has looked at.
	schedule(app, g, job{"issues", "29 3 * * *", day, correct.New(g).Watch})
}

// onlySeen takes the reserved cases out of an action that somebody reads who may
// not open them; what is stored stays.
func onlySeen(e *core.RecordEnrichEvent) error {
	ids := e.Record.GetStringSlice("complaints")
	if len(ids) == 0 || e.RequestInfo == nil || e.RequestInfo.HasSuperuserAuth() {
		return e.Next()
	}
	rows, err := e.App.FindRecordsByIds(records.Complaints, ids)
	if err != nil {
		return err
	}
	seen := []string{}
	for _, r := range rows {
		ok, err := e.App.CanAccessRecord(r, e.RequestInfo, r.Collection().ViewRule)
		if err != nil {
			return err
		}
		if ok {
			seen = append(seen, r.Id)
		}
	}
	if len(seen) < len(ids) {
		e.Record.Set("complaints", seen) // the answer is made of this record, which is not stored again
	}
	return e.Next()
}

// correcting are the routes of the corrective actions.
type correcting struct {
	api
	s *correct.Service
}

func bindActions(crm *router.RouterGroup[*core.RequestEvent], a api) {
	c := correcting{a, correct.New(a.g)}
	crm.GET("/actions", c.board)
	crm.GET("/actions/{id}", c.show)
	crm.POST("/actions/{id}/mail", c.mail)
	crm.GET("/actions/{id}/outreach", c.reachable)
	crm.POST("/actions/{id}/outreach", c.tell)
	crm.GET("/issues", c.issues)
}

func (c correcting) ask(e *core.RequestEvent) correct.Ask {
	q := e.Request.URL.Query()
	skip, err := strconv.Atoi(q.Get("after"))
	if err != nil || skip < 0 {
		skip = 0 // from the beginning
	}
	return correct.Ask{View: q.Get("view"), Cause: q.Get("cause"), Skip: skip, Lang: language(e), Actor: casework.AuthActor(e.Auth)}
}

func sees(e *core.RequestEvent) correct.Sees {
	return func(collection string) casework.Visible { return visibleOf(e, collection) }
}

// opens asks the rule of the issues itself, which looks at the caller alone: who
// opens those may open actions, too.
func opens(e *core.RequestEvent) (bool, error) {
	c, err := e.App.FindCachedCollectionByNameOrId(records.Issues)
	if err != nil {
		return false, fmt.Errorf("who may open issues: %w", err)
	}
	info, err := e.RequestInfo()
	if err != nil {
		return false, fmt.Errorf("who may open issues: %w", err)
	}
	return e.App.CanAccessRecord(e.Auth, info, c.CreateRule)
}

// board lists the actions that the caller may see, by view.
func (c correcting) board(e *core.RequestEvent) error {
	found, err := c.s.Board(e.App, c.ask(e), sees(e))
	if err != nil {
		return err
	}
	if found.Create, err = opens(e); err != nil {
		return err
	}
	return answer(e, found)
}

// show is everything about one action.
func (c correcting) show(e *core.RequestEvent) error {
	found, err := c.s.Show(e.App, e.Request.PathValue("id"), c.ask(e), sees(e))
	if err != nil {
		return e.NotFoundError("", err)
	}
	return answer(e, found)
}

// mail writes the mail of an action to the customer of its case.
func (c correcting) mail(e *core.RequestEvent) error {
	r, err := changeable(e, records.Actions, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	if err := c.s.Mail(e.App, r.Id, casework.AuthActor(e.Auth)); err != nil {
		return apis.ToApiError(err)
	}
	return e.NoContent(http.StatusNoContent)
}

// telling finds the action whose customers may be told by the caller: who leads.
func (c correcting) telling(e *core.RequestEvent) (*core.Record, error) {
	r, err := changeable(e, records.Actions, e.Request.PathValue("id"))
	if err == nil && !casework.AuthActor(e.Auth).Heads() {
		err = e.ForbiddenError("", nil)
	}
	return r, err
}

// reachable says whom an action could be told to, before anybody is.
func (c correcting) reachable(e *core.RequestEvent) error {
	r, err := c.telling(e)
	if err != nil {
		return err
	}
	q := e.Request.URL.Query()
	found, err := c.s.Reachable(e.App, r, correct.Telling{Kind: q.Get("kind"), Words: q.Get("words")}, casework.AuthActor(e.Auth), sees(e))
	if err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, found)
}

// tell writes to the next of them; asked again until nobody is left.
func (c correcting) tell(e *core.RequestEvent) error {
	r, err := c.telling(e)
	if err != nil {
		return err
	}
	var in correct.Telling
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	sent, left, err := c.s.Tell(e.App, r, in, casework.AuthActor(e.Auth), sees(e))
	if err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, map[string]int{"sent": sent, "left": left})
}

// issues is the register of systemic troubles, with what the numbers propose.
func (c correcting) issues(e *core.RequestEvent) error {
	found, err := c.s.Issues(e.App, c.ask(e), sees(e))
	if err != nil {
		return err
	}
	if found.Create, err = opens(e); err != nil {
		return err
	}
	return answer(e, found)
}
