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
	"escucha/domain/plan"
	"escucha/internal/records"
)

// PlanStart is the body of POST /api/crm/plans/{id}/activate.
type PlanStart struct {
	Complaints []string `json:"complaints"`
	Matching   bool     `json:"matching"` // all the open cases that fit, and those to come
	Reason     string   `json:"reason"`
	Reward     bool     `json:"reward"` // also ask for the gesture of an emergency plan
}

// PlanStarted is what became of it: the activation (that of the one case, or the
// one over all) and on which cases it is new. Once started, a plan is not
// started again: the same activation is answered.
type PlanStarted struct {
	Activation string
	Cases      []string
}

// planChunk is how many cases are tagged in one transaction: others who want to
// write wait no longer than for these.
const planChunk = 50

// ActivatePlan starts a plan on the cases named, or over all that fit.
func (g *Engine) ActivatePlan(app core.App, r *core.Record, in PlanStart, actor complaint.Actor, open Opener) (PlanStarted, error) {
	p, err := planOf(r)
	if err != nil {
		return PlanStarted{}, err
	}
	if !plan.MayActivate(p.Kind, actor) {
		return PlanStarted{}, g.answer(http.StatusForbidden, validation.Errors{"plan": g.problem("forbidden_move")})
	}
	asked := plan.Request{Matching: in.Matching}
	for _, id := range in.Complaints[:min(len(in.Complaints), plan.MaxCases+1)] {
		c, err := open(id)
		if err != nil {
			return PlanStarted{}, err
		}
		asked.Cases = append(asked.Cases, complaint.Stage(c.GetString("stage")))
	}
	if refusal := plan.Start(p, asked); refusal != nil {
		return PlanStarted{}, g.refuse(refusal.Field, refusal.Code)
	}
	switch {
	case in.Matching:
		return g.runOverAll(app, r, p, in, actor)
	case p.Kind == plan.Emergency:
		return g.startEmergency(app, r, p, in, actor)
	}
	return g.runOver(app, r, in, actor)
}

// runOver starts a contingency plan on the cases named, all or none.
func (g *Engine) runOver(app core.App, r *core.Record, in PlanStart, actor complaint.Actor) (PlanStarted, error) {
	var out PlanStarted
	err := app.RunInTransaction(func(tx core.App) error {
		out = PlanStarted{}
		if err := g.ensureTag(tx, r); err != nil {
			return err
		}
		for _, id := range in.Complaints {
			var err error
			if out, err = g.runOn(tx, r, id, actor, in.Reason, out); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// runOn starts a plan on one case, unless it runs there, and tags the case.
func (g *Engine) runOn(app core.App, r *core.Record, id string, actor complaint.Actor, reason string, out PlanStarted) (PlanStarted, error) {
	live, err := liveActivation(app, r.Id, id)
	if err != nil || live != "" {
		out.Activation = firstOf(out.Activation, live)
		return out, err
	}
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return out, fmt.Errorf("start plan %s on %s: %w", r.Id, id, err)
	}
	if live, err = g.begin(app, r.Id, id, actor, reason); err != nil {
		return out, err
	}
	if plan.Kind(r.GetString("kind")) == plan.Contingency {
		if err := putTag(app, c, r.GetString("tag")); err != nil {
			return out, err
		}
	}
	out.Activation, out.Cases = firstOf(out.Activation, live), append(out.Cases, id)
	return out, g.Amend(app, c, actor, "plan.activated", event.Data{Ref: live, Note: r.GetString("name")})
}

// ensureTag finds the tag with the name of the plan, or makes it, and sees that
// it is in use.
func (g *Engine) ensureTag(app core.App, r *core.Record) error {
	tag, err := g.tagOf(app, r)
	if err != nil {
		return fmt.Errorf("tag of plan %s: %w", r.Id, err)
	}
	if !tag.GetBool("active") {
		tag.Set("active", true)
		if err := app.Save(tag); err != nil {
			return fmt.Errorf("tag of plan %s: %w", r.Id, err)
		}
	}
	if r.GetString("tag") == tag.Id {
		return nil
	}
	r.Set("tag", tag.Id)
	if err := app.SaveWithContext(engineContext(), r); err != nil {
		return fmt.Errorf("tag of plan %s: %w", r.Id, err)
	}
	return nil
}

func (g *Engine) tagOf(app core.App, r *core.Record) (*core.Record, error) {
	if id := r.GetString("tag"); id != "" {
		return app.FindRecordById(records.Tags, id)
	}
	var rows []*core.Record
	err := app.RecordQuery(records.Tags).AndWhere(dbx.NewExp("name = {:name} COLLATE NOCASE", dbx.Params{"name": r.GetString("name")})).All(&rows)
	if err != nil || len(rows) > 0 {
		return slices.Concat(rows, []*core.Record{nil})[0], err
	}
	tag, err := newRecord(app, records.Tags)
	if err == nil {
		tag.Set("name", r.GetString("name"))
	}
	return tag, err
}

// runOverAll starts a contingency plan over every open case that fits; those to
// come join it while it runs. What was begun and not finished goes on when it is
// asked for again.
func (g *Engine) runOverAll(app core.App, r *core.Record, p plan.Plan, in PlanStart, actor complaint.Actor) (PlanStarted, error) {
	var out PlanStarted
	err := app.RunInTransaction(func(tx core.App) (err error) {
		if err := g.ensureTag(tx, r); err != nil {
			return err
		}
		out.Activation, err = g.openPlan(tx, r, in.Reason, actor)
		return err
	})
	if err != nil {
		return out, err
	}
	for after, more := "", true; more; {
		fitting, last, err := g.fitting(app, p, after)
		if err != nil {
			return out, err
		}
		err = app.RunInTransaction(func(tx core.App) error {
			if head, err := liveActivation(tx, r.Id, ""); err != nil || head == "" {
				return err // ended by somebody meanwhile
			}
			for _, id := range fitting {
				if out, err = g.runOn(tx, r, id, actor, in.Reason, out); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return out, err
		}
		after, more = last, last != ""
	}
	return out, nil
}

// openPlan writes that the plan runs over all, once, and tells of it.
func (g *Engine) openPlan(app core.App, r *core.Record, reason string, actor complaint.Actor) (string, error) {
	if live, err := liveActivation(app, r.Id, ""); err != nil || live != "" {
		return live, err
	}
	head, err := newRecord(app, records.Activations)
	if err != nil {
		return "", err
	}
	head.Load(map[string]any{"plan": r.Id, "started": records.Stamp(g.Now()), "agent": agentID(actor), "reason": reason, "done": []int{}})
	if err := app.SaveWithContext(engineContext(), head); err != nil {
		return "", fmt.Errorf("start plan %s: %w", r.Id, err)
	}
	return head.Id, g.tellNobody(app, actor, "plan.activated", event.Data{Ref: head.Id, Note: r.GetString("name")})
}

// tellNobody writes an event that belongs to no case.
func (g *Engine) tellNobody(app core.App, actor complaint.Actor, what string, data event.Data) error {
	nobody, err := newRecord(app, records.Complaints)
	if err != nil {
		return err
	}
	return g.tell(app, nobody, amendment{actor, what, data})
}

// fitting lists the cases of the next stretch of the queue that a plan is for,
// and where the stretch ended; empty at the end of the queue.
func (g *Engine) fitting(app core.App, p plan.Plan, after string) (ids []string, last string, err error) {
	h, err := g.House(app)
	if err != nil {
		return nil, "", err
	}
	rows, err := g.candidates(app, after, planChunk)
	if err != nil || len(rows) == 0 {
		return nil, "", err
	}
	for _, row := range rows {
		s, err := row.subject(h)
		if err != nil {
			return nil, "", err
		}
		if p.Aim.Fits(s) {
			ids = append(ids, row.ID)
		}
	}
	return ids, rows[len(rows)-1].Place, nil
}

// MayRunOverAll: who may start a plan over all cases, and end it.
func (g *Engine) MayRunOverAll(actor complaint.Actor) bool {
	return plan.MayActivate(plan.Contingency, actor)
}

// CountSeen counts those of the cases that the caller may open.
func (g *Engine) CountSeen(app core.App, ids []string, visible Visible) (int, error) {
	n := 0
	for part := range slices.Chunk(ids, 500) {
		q := app.ConcurrentDB().Select("complaints.id").From(records.Complaints).Where(dbx.HashExp{"complaints.id": list(part)})
		if err := visible(q); err != nil {
			return 0, err
		}
		var seen []string
		if err := q.Column(&seen); err != nil {
			return 0, fmt.Errorf("count cases of a plan: %w", err)
		}
		n += len(seen)
	}
	return n, nil
}

func list(ids []string) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}
