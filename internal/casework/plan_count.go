package casework

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/plan"
	"escucha/internal/records"
)

// PlanCases is how a plan stands: the activation over all cases that runs, empty
// when there is none; how many open cases it fits and on how many it runs, of
// those that the caller may open.
type PlanCases struct {
	Activation string `json:"activation"`
	Matching   int    `json:"matching"`
	Running    int    `json:"running"`
}

// CasesOf counts them. A plan for any case matches none by itself.
func (g *Engine) CasesOf(app core.App, r *core.Record, visible Visible) (out PlanCases, err error) {
	p, err := planOf(r)
	if err != nil {
		return out, err
	}
	if out.Activation, err = liveActivation(app, r.Id, ""); err != nil {
		return out, err
	}
	var ids []string
	for after, more := "", !p.Aim.Empty(); more; more = after != "" {
		var part []string
		if part, after, err = g.fitting(app, p, after); err != nil {
			return out, err
		}
		ids = append(ids, part...)
	}
	if out.Matching, err = g.CountSeen(app, ids, visible); err != nil {
		return out, err
	}
	var live []string
	if err := app.DB().Select("complaint").From(records.Activations).Where(dbx.NewExp("plan = {:plan} AND ended = '' AND complaint > ''", dbx.Params{"plan": r.Id})).Column(&live); err != nil {
		return out, fmt.Errorf("cases of plan %s: %w", r.Id, err)
	}
	out.Running, err = g.CountSeen(app, live, visible)
	return out, err
}

// MayRunOverAll tells who may start a plan over all cases, and end it.
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
