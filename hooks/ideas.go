package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/internal/casework"
	"escucha/internal/idea"
	"escucha/internal/records"
)

// bindIdeas: what the team would do better.
func bindIdeas(app core.App, g *casework.Engine) {
	b := idea.New(g)
	on(app.OnRecordUpdate(records.Ideas, records.Trainings, records.Articles), "registers.version", g.KeepVersion)
	on(app.OnRecordCreate(records.Ideas), "ideas.file", b.Keep)
	on(app.OnRecordUpdate(records.Ideas), "ideas.change", b.Change)
	on(app.OnRecordDelete(records.Ideas), "ideas.kept", g.Kept)
}

// board is the routes of the ideas.
type board struct {
	api
	idea.Board
}

func bindBoard(crm *router.RouterGroup[*core.RequestEvent], a api) {
	b := board{a, idea.New(a.g)}
	crm.GET("/ideas", b.list)
	crm.POST("/ideas/{id}/support", b.support)
	crm.POST("/ideas/{id}/action", b.act)
}

// list shows the board, or the ideas of one case.
func (b board) list(e *core.RequestEvent) error {
	query := e.Request.URL.Query()
	ask := idea.Ask{Status: query.Get("status"), Kind: query.Get("kind"), Complaint: query.Get("complaint")}
	if !ask.Known() {
		return e.BadRequestError("", nil)
	}
	actor, visible := casework.AuthActor(e.Auth), visibleOf(e, records.Ideas)
	items, err := b.List(e.App, ask, actor, visible)
	if err != nil {
		return err
	}
	counts, err := b.Counts(e.App, visible)
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"items": items, "counts": counts, "may": map[string]bool{"file": actor.Staff(), "decide": actor.Heads()}})
}

// support: a colleague thinks the same. Who may read an idea may; it changes
// nothing else of it.
func (b board) support(e *core.RequestEvent) error {
	r, err := readable(e, records.Ideas, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	in := struct{ Support bool }{true}
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	n, err := b.Support(e.App, r.Id, in.Support, casework.AuthActor(e.Auth))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"support": n, "supported": in.Support})
}

// act opens the corrective action of an adopted idea.
func (b board) act(e *core.RequestEvent) error {
	r, err := readable(e, records.Ideas, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	if err := mayChange(e, r); err != nil {
		return err
	}
	var in idea.Act
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	action, err := b.Open(e.App, r.Id, in, casework.AuthActor(e.Auth))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"action": action})
}
