package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/plan"
	"escucha/internal/records"
)

// logged is how many activations a plan shows, the last ones.
const logged = 20

// PlanReach is how far a plan goes: whether it runs over all cases, on how many
// it runs now, how many open ones it is for (null when it does not say), and
// the last times that it was started. Of cases it counts and tells only those
// that the caller may open.
type PlanReach struct {
	Running  string    `json:"running"` // the activation over all cases
	Cases    int       `json:"cases"`
	Matching *int      `json:"matching"`
	Log      []PlanRun `json:"log"`
}

// PlanRun is one time that a plan was started: over all cases, or on one.
type PlanRun struct {
	ID        string `json:"id" db:"id"`
	Complaint string `json:"complaint" db:"complaint"`
	Number    string `json:"number" db:"number"`
	Started   string `json:"started" db:"started"`
	Ended     string `json:"ended" db:"ended"`
	Agent     string `json:"-" db:"agent"`
	AgentName string `json:"agent_name"`
	Reason    string `json:"reason" db:"reason"`
	Outcome   string `json:"outcome" db:"outcome"`
}

// PlanReach gathers it.
func (g *Engine) PlanReach(app core.App, r *core.Record, sees Sees) (PlanReach, error) {
	var out PlanReach
	p, err := planOf(r)
	if err != nil {
		return out, err
	}
	if out.Running, err = liveActivation(app, r.Id, ""); err != nil {
		return out, err
	}
	if out.Cases, err = liveCases(app, r.Id, sees); err != nil {
		return out, err
	}
	if p.Kind == plan.Contingency && !p.Aim.Empty() {
		n, err := g.matching(app, p, sees)
		if err != nil {
			return out, err
		}
		out.Matching = &n
	}
	out.Log, err = g.planLog(app, r.Id, sees)
	return out, err
}

// matching counts the open cases that a plan is for, a stretch of the queue at a time.
func (g *Engine) matching(app core.App, p plan.Plan, sees Sees) (int, error) {
	total := 0
	for after := ""; ; {
		ids, last, err := g.fitting(app, p, after)
		if err != nil {
			return 0, err
		}
		n, err := g.CountSeen(app, ids, sees(records.Complaints))
		if err != nil {
			return 0, err
		}
		if total, after = total+n, last; after == "" {
			return total, nil
		}
	}
}

func liveCases(app core.App, id string, sees Sees) (int, error) {
	q := app.ConcurrentDB().Select("COUNT(*)").From(records.Activations).Where(dbx.HashExp{"activations.plan": id, "activations.ended": ""}).
		AndWhere(dbx.NewExp("activations.complaint > ''"))
	if err := sees(records.Activations)(q); err != nil {
		return 0, err
	}
	n := 0
	if err := q.Row(&n); err != nil {
		return 0, fmt.Errorf("cases of plan %s: %w", id, err)
	}
	return n, nil
}

func (g *Engine) planLog(app core.App, id string, sees Sees) ([]PlanRun, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	q := app.ConcurrentDB().Select("activations.id", "activations.complaint", "activations.started", "activations.ended", "activations.agent", "activations.reason", "activations.outcome",
		"COALESCE((SELECT number FROM complaints WHERE complaints.id = activations.complaint), '') AS number").
		From(records.Activations).Where(dbx.HashExp{"activations.plan": id}).OrderBy("activations.started DESC").Limit(logged)
	if err := sees(records.Activations)(q); err != nil {
		return nil, err
	}
	out := []PlanRun{}
	if err := q.All(&out); err != nil {
		return nil, fmt.Errorf("log of plan %s: %w", id, err)
	}
	for i := range out {
		out[i].AgentName = h.agents[out[i].Agent]
	}
	return out, nil
}
