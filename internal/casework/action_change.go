package casework

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// ChangeAction is the update hook of corrective actions: they are carried out
// with what their kind asks for, or given up with why; later somebody looks at
// what changed, and that ends them (R060).
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
		if err := e.Next(); err != nil {
			return fmt.Errorf("store action %s: %w", r.Id, err)
		}
		return g.tellAction(e.App, stored, r, actor)
	})
}

func (g *Engine) checkEnding(app core.App, stored, r *core.Record, actor complaint.Actor) error {
	if r.GetString("owner") != stored.GetString("owner") {
		if err := g.checkOwner(app, r); err != nil {
			return err
		}
	}
	if err := g.knowsTemplate(app, r); err != nil {
		return err
	}
	if to := r.GetString("status"); to != stored.GetString("status") && !slices.Contains(MayMake(stored.GetString("status"), stored.GetString("owner"), actor), to) {
		return g.answer(http.StatusForbidden, validation.Errors{"status": g.problem("forbidden_move")})
	}
	if err := g.lookAt(app, stored, r); err != nil {
		return err
	}
	return g.endAction(stored, r)
}

// endAction dates an action that was carried out or given up, if it has what that
// asks for.
func (g *Engine) endAction(stored, r *core.Record) error {
	if r.GetString("status") == stored.GetString("status") {
		return nil
	}
	switch action.Status(r.GetString("status")) {
	case action.Done:
		if err := g.lacking(action.Carried(ActionOf(r), g.Now())); err != nil {
			return err
		}
	case action.Dropped:
		if err := g.lacking(action.GivenUp(ActionOf(r))); err != nil {
			return err
		}
	default:
		return nil
	}
	r.Set("done_at", records.Stamp(g.Now()))
	return nil
}

// tellAction tells how an action went, and its owner that it is theirs now.
func (g *Engine) tellAction(app core.App, stored, r *core.Record, actor complaint.Actor) error {
	if status := r.GetString("status"); status != stored.GetString("status") {
		note := r.GetString("outcome")
		if status == string(action.Verified) {
			note = r.GetString("effect")
		}
		return g.tellCases(app, r, amendment{actor, "action." + status, event.Data{Ref: r.Id, Note: note}})
	}
	if r.GetString("owner") == stored.GetString("owner") {
		return nil
	}
	return g.notifyOwner(app, r, notice{noticeAction, actor, nil}, r.GetString("owner"))
}

// tellCases writes what became of an action into every case that it is for; of
// no case, into the chain of the house.
func (g *Engine) tellCases(app core.App, r *core.Record, a amendment) error {
	ids := casesOf(r)
	if len(ids) == 0 {
		return g.tellNobody(app, a.actor, a.event, a.data)
	}
	for _, id := range ids {
		c, err := app.FindRecordById(records.Complaints, id)
		if err != nil {
			return fmt.Errorf("tell case %s of action %s: %w", id, r.Id, err)
		}
		if c.GetString("erased_at") != "" {
			continue // nothing more is written about them
		}
		if err := g.tell(app, c, a); err != nil {
			return err
		}
	}
	return nil
}

// casesOf are the cases of an action, the one that it was opened on first.
func casesOf(r *core.Record) []string {
	ids := r.GetStringSlice("complaints")
	if first := r.GetString("complaint"); first != "" && !slices.Contains(ids, first) {
		ids = slices.Insert(slices.Clone(ids), 0, first)
	}
	return ids
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
		delete(out[i], "complaints") // some may be reserved
		out[i]["may"] = MayMake(r.GetString("status"), r.GetString("owner"), actor)
	}
	return out, nil
}
