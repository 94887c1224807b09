package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/plan"
	"escucha/internal/records"
)

const noticePlan = "plan"

// startEmergency starts a plan on one case: its steps are dated, its gesture is
// asked for like any other, and whoever supervises the case is told (R117).
func (g *Engine) startEmergency(app core.App, r *core.Record, p plan.Plan, in PlanStart, actor complaint.Actor) (PlanStarted, error) {
	var out PlanStarted
	err := app.RunInTransaction(func(tx core.App) (err error) {
		id := in.Complaints[0]
		if out, err = g.runOn(tx, r, id, actor, in.Reason, PlanStarted{}); err != nil || len(out.Cases) == 0 {
			return err
		}
		c, err := tx.FindRecordById(records.Complaints, id)
		if err != nil {
			return fmt.Errorf("start plan %s on %s: %w", r.Id, id, err)
		}
		if err := g.dateSteps(tx, c, p, out.Activation, actor); err != nil {
			return err
		}
		if reward := r.GetString("reward"); in.Reward && reward != "" {
			why := firstOf(in.Reason, p.Name)
			if err := g.create(tx, records.Grants, map[string]any{"complaint": id, "reward": reward, "justification": why}, actor); err != nil {
				return err
			}
		}
		return g.tellPlan(tx, c, actor)
	})
	return out, err
}

// dateSteps makes a reminder of each step, for whoever answers for the plan; for
// the owner of the case where that person may not open it or has left.
func (g *Engine) dateSteps(app core.App, c *core.Record, p plan.Plan, activation string, actor complaint.Actor) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	who, err := g.planOwner(app, h, c, p.Owner, actor)
	if err != nil {
		return err
	}
	for i, step := range p.Steps {
		due, err := h.workday(g.Now(), step.Days)
		if err != nil {
			return err
		}
		alert, err := h.alert(complaint.TimerPlan, g.Now(), due)
		if err != nil {
			return err
		}
		err = journal(app, records.Reminders, dbx.Params{"complaint": c.Id, "kind": complaint.TimerPlan, "assignee": who, "due": records.Stamp(due), "alert_at": alert,
			"pending": true, "note": step.Title, "activation": activation, "step": i, "created": records.Stamp(g.Now())})
		if err != nil {
			return fmt.Errorf("step %d of the plan of %s: %w", i, c.Id, err)
		}
	}
	return nil
}

func (g *Engine) planOwner(app core.App, h *House, c *core.Record, owner string, actor complaint.Actor) (string, error) {
	if _, active := h.roles[owner]; active {
		ok, err := mayOpen(app, c, owner)
		if err != nil || ok {
			return owner, err
		}
	}
	return firstOf(c.GetString("owner"), agentID(actor)), nil
}

// workday is the end of a day so many working days from now.
func (h *House) workday(now time.Time, days int) (time.Time, error) {
	if days > 0 {
		return h.at(now, complaint.Span{Days: days})
	}
	return calendar.DateIn(now, h.Location).EndIn(h.Location), nil
}

// tellPlan tells whoever supervises the case, or else those who lead.
func (g *Engine) tellPlan(app core.App, c *core.Record, actor complaint.Actor) error {
	people := []string{c.GetString("supervisor")}
	if people[0] == "" {
		var err error
		if people, err = leaders(app); err != nil {
			return err
		}
	}
	return g.notify(app, c, notice{noticePlan, actor, nil}, people...)
}
