package casework

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// answersFor: who leads decides about a corrective action; its owner says how
// it went.
func answersFor(actor complaint.Actor) bool {
	return actor.Leads() || actor.Role == complaint.Lead
}

// mayMake is what somebody may make of an action.
func mayMake(r *core.Record, actor complaint.Actor) []string {
	switch {
	case r.GetString("status") != "open" || !actor.Staff():
		return []string{}
	case answersFor(actor):
		return []string{"done", "dropped"}
	case r.GetString("owner") == actor.ID:
		return []string{"done"}
	}
	return []string{}
}

// ChangeAction is the update hook of corrective actions: they end with what was
// done, or why it is left; afterwards only their effect is added.
func (g *Engine) ChangeAction(e *core.RecordEvent) error {
	actor := ActorOf(e.Record)
	if _, ok := amendmentOf(e.Context); ok || actor.Role == complaint.System {
		return e.Next()
	}
	return inTransaction(e, func() error {
		r := e.Record
		stored, err := e.App.FindRecordById(records.Actions, r.Id)
		if err != nil {
			return fmt.Errorf("change action %s: %w", r.Id, err)
		}
		if err := g.onlyChanged(stored, r, actionFields(stored, actor)...); err != nil {
			return err
		}
		if err := g.checkEnding(e.App, stored, r, actor); err != nil {
			return err
		}
		if stored.GetString("effect") != r.GetString("effect") {
			r.Set("effect_checked_at", records.Stamp(g.Now()))
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store action %s: %w", r.Id, err)
		}
		return g.tellAction(e.App, stored, r, actor)
	})
}

func actionFields(stored *core.Record, actor complaint.Actor) []string {
	switch {
	case stored.GetString("status") != "open":
		return []string{"effect"}
	case answersFor(actor):
		return []string{"kind", "title", "owner", "due", "product", "cause", "status", "outcome", "effect"}
	}
	return []string{"status", "outcome", "effect"}
}

func (g *Engine) checkEnding(app core.App, stored, r *core.Record, actor complaint.Actor) error {
	if r.GetString("owner") != stored.GetString("owner") {
		if err := g.checkOwner(app, r); err != nil {
			return err
		}
	}
	to := r.GetString("status")
	switch {
	case to == stored.GetString("status"):
		return nil
	case !slices.Contains(mayMake(stored, actor), to):
		return g.answer(http.StatusForbidden, validation.Errors{"status": g.problem("forbidden_move")})
	case blank(r, "outcome"):
		return g.refuse("outcome", "action_outcome")
	}
	r.Set("done_at", records.Stamp(g.Now()))
	return nil
}

// tellAction tells how an action ended, and its owner that it is theirs now.
func (g *Engine) tellAction(app core.App, stored, r *core.Record, actor complaint.Actor) error {
	if r.GetString("complaint") == "" {
		return nil
	}
	c, err := g.parent(app, r)
	if err != nil {
		return err
	}
	if status := r.GetString("status"); status != stored.GetString("status") {
		return g.tell(app, c, amendment{actor, "action." + status, event.Data{Ref: r.Id, Note: r.GetString("outcome")}})
	}
	if r.GetString("owner") == stored.GetString("owner") {
		return nil
	}
	return g.notify(app, c, notice{noticeAction, actor, nil}, r.GetString("owner"))
}

// actionsOf lists the actions that a case is part of.
func (g *Engine) actionsOf(app core.App, c *core.Record, actor complaint.Actor, visible Visible) ([]map[string]any, error) {
	q := app.RecordQuery(records.Actions).OrderBy("actions.created").Limit(20)
	of := dbx.NewExp("actions.complaint = {:id}", dbx.Params{"id": c.Id})
	if who := c.GetString("customer"); who != "" {
		of = dbx.NewExp("(actions.complaint = {:id} OR actions.customer = {:who} AND actions.complaints LIKE {:like})",
			dbx.Params{"id": c.Id, "who": who, "like": "%" + c.Id + "%"})
	}
	q.AndWhere(of)
	if err := visible(q); err != nil {
		return nil, err
	}
	rows := []*core.Record{}
	if err := q.All(&rows); err != nil {
		return nil, err
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	out := export(rows, "owner", h.agents)
	for i, r := range rows {
		out[i]["may"] = mayMake(r, actor)
	}
	return out, nil
}
