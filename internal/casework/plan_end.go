package casework

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/domain/plan"
	"escucha/internal/records"
)

// EndPlan ends an activation: on one case, or over all with those on the cases
// that it brought. Nothing is taken from what was done: tags, events and grants
// stay. One that has ended stays as it ended.
func (g *Engine) EndPlan(app core.App, id, reason string, actor complaint.Actor) error {
	var everywhere bool
	err := app.RunInTransaction(func(tx core.App) error {
		r, p, err := activationOf(tx, id)
		if err != nil || r.GetString("ended") != "" {
			return err
		}
		everywhere = r.GetString("complaint") == ""
		left, err := stepsLeft(tx, id)
		if err != nil {
			return err
		}
		if refusal := plan.End(p.Kind, left, reason); refusal != nil {
			return g.refuse(refusal.Field, refusal.Code)
		}
		return g.endOne(tx, r, p, actor, reason)
	})
	if err != nil || !everywhere {
		return err
	}
	return g.endAll(app, id, reason, actor)
}

// endAll ends the plan on its cases, some in each transaction.
func (g *Engine) endAll(app core.App, head, reason string, actor complaint.Actor) error {
	r, p, err := activationOf(app, head)
	if err != nil {
		return err
	}
	for more := true; more; {
		err := app.RunInTransaction(func(tx core.App) error {
			var rows []*core.Record
			err := tx.RecordQuery(records.Activations).AndWhere(dbx.HashExp{"plan": r.GetString("plan"), "ended": ""}).
				AndWhere(dbx.NewExp("complaint > ''")).Limit(planChunk).All(&rows)
			if err != nil {
				return fmt.Errorf("end plan %s: %w", r.GetString("plan"), err)
			}
			more = len(rows) == planChunk
			for _, one := range rows {
				if err := g.endOne(tx, one, p, actor, reason); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// endOne ends one activation, its open steps with it.
func (g *Engine) endOne(app core.App, r *core.Record, p plan.Plan, actor complaint.Actor, reason string) error {
	r.Load(map[string]any{"ended": records.Stamp(g.Now()), "ended_by": agentID(actor), "outcome": reason})
	if err := app.SaveWithContext(engineContext(), r); err != nil {
		return fmt.Errorf("end plan %s: %w", r.GetString("plan"), err)
	}
	data := event.Data{Ref: r.Id, Note: p.Name}
	if reason != "" {
		data.Extra = map[string]any{"reason": reason}
	}
	if r.GetString("complaint") == "" {
		return g.tellNobody(app, actor, "plan.ended", data)
	}
	if err := g.dropSteps(app, r.Id); err != nil {
		return err
	}
	c, err := app.FindRecordById(records.Complaints, r.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("end plan %s: %w", r.GetString("plan"), err)
	}
	return g.tell(app, c, amendment{actor, "plan.ended", data})
}

// dropSteps settles the reminders of steps that nobody does any more.
func (g *Engine) dropSteps(app core.App, activation string) error {
	rows, err := app.FindAllRecords(records.Reminders, dbx.HashExp{"activation": activation, "pending": true})
	if err != nil {
		return fmt.Errorf("steps of %s: %w", activation, err)
	}
	for _, row := range rows {
		if err := g.finish(app, row, "dropped"); err != nil {
			return err
		}
	}
	return nil
}

// endVoided ends the plans of a case that never was one.
func (g *Engine) endVoided(app core.App, c *core.Record, actor complaint.Actor) error {
	if c.GetString("stage") != string(complaint.Voided) {
		return nil
	}
	rows, err := app.FindAllRecords(records.Activations, dbx.HashExp{"complaint": c.Id, "ended": ""})
	if err != nil {
		return fmt.Errorf("plans of %s: %w", c.Id, err)
	}
	for _, r := range rows {
		_, p, err := activationOf(app, r.Id)
		if err != nil {
			return err
		}
		if err := g.endOne(app, r, p, actor, c.GetString("void_reason")); err != nil {
			return err
		}
	}
	return nil
}

// TickPlan is the update hook of activations: of a contingency plan the steps
// are ticked here; those of an emergency are reminders, done where they are.
func (g *Engine) TickPlan(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return inTransaction(e, func() error {
		stored, p, err := activationOf(e.App, e.Record.Id)
		if err != nil {
			return err
		}
		allowed := []string{"done"}
		if p.Kind != plan.Contingency || stored.GetString("ended") != "" {
			allowed = nil
		}
		if err := g.onlyChanged(stored, e.Record, allowed...); err != nil {
			return err
		}
		var ticked []int
		if err := json.Unmarshal([]byte(e.Record.GetString("done")), &ticked); err != nil {
			return g.refuse("done", "validation_invalid_value")
		}
		done, refusal := plan.Tick(ticked, len(p.Steps))
		if refusal != nil {
			return g.refuse(refusal.Field, refusal.Code)
		}
		e.Record.Set("done", done)
		if err := e.Next(); err != nil || slices.Equal(done, doneOf(stored)) {
			return err
		}
		return g.tellStep(e.App, e.Record, ActorOf(e.Record), p, done)
	})
}

func (g *Engine) tellStep(app core.App, r *core.Record, actor complaint.Actor, p plan.Plan, done []int) error {
	c, err := g.parent(app, r)
	if err != nil {
		return err
	}
	extra := map[string]any{"done": len(done), "steps": len(p.Steps)}
	return g.tell(app, c, amendment{actor, "plan.step", event.Data{Ref: r.Id, Note: p.Name, Extra: extra}})
}

// StepOfPlan is the second hook of reminders, inside of the first: a step that is
// done is noted where the plan runs, and the last one ends it.
func (g *Engine) StepOfPlan(e *core.RecordEvent) error {
	if err := e.Next(); err != nil {
		return err
	}
	r := e.Record
	if r.GetString("activation") == "" || r.GetBool("pending") {
		return nil
	}
	run, p, err := activationOf(e.App, r.GetString("activation"))
	if err != nil || run.GetString("ended") != "" {
		return err
	}
	done, refusal := plan.Tick(append(doneOf(run), r.GetInt("step")), max(len(p.Steps), r.GetInt("step")+1))
	if refusal != nil {
		return g.refuse(refusal.Field, refusal.Code)
	}
	run.Set("done", done)
	if err := e.App.SaveWithContext(engineContext(), run); err != nil {
		return fmt.Errorf("step of plan %s: %w", run.GetString("plan"), err)
	}
	if left, err := stepsLeft(e.App, run.Id); err != nil || left > 0 {
		return err
	}
	return g.endOne(e.App, run, p, ActorOf(r), "")
}

// stepsLeft counts the steps of an emergency plan that nobody did yet.
func stepsLeft(app core.App, activation string) (int, error) {
	n, err := app.CountRecords(records.Reminders, dbx.HashExp{"activation": activation, "pending": true})
	if err != nil {
		return 0, fmt.Errorf("steps of %s: %w", activation, err)
	}
	return int(n), nil
}

// activationOf finds an activation with its plan.
func activationOf(app core.App, id string) (*core.Record, plan.Plan, error) {
	r, err := app.FindRecordById(records.Activations, id)
	if err != nil {
		return nil, plan.Plan{}, fmt.Errorf("activation %s: %w", id, err)
	}
	row, err := app.FindRecordById(records.Plans, r.GetString("plan"))
	if err != nil {
		return nil, plan.Plan{}, fmt.Errorf("plan of activation %s: %w", id, err)
	}
	p, err := planOf(row)
	return r, p, err
}

// doneOf are the steps that are done, by their place in the plan.
func doneOf(r *core.Record) []int {
	var done []int
	if err := json.Unmarshal([]byte(r.GetString("done")), &done); err != nil {
		return nil // nothing was ticked yet
	}
	return done
}
