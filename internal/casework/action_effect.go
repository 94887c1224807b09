package casework

import (
	_ "embed"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/internal/records"
)

//go:embed action_effect.sql
var effectSQL string

// Figures are the cases of what an action is about, before it was carried out
// and since, and what they show. Confidential ones are counted as all are.
type Figures struct {
	Before     int           `json:"before_count"`
	After      int           `json:"after_count"`
	BeforeRate float64       `json:"before_rate"` // per thirty days
	AfterRate  float64       `json:"after_rate"`
	Shows      action.Effect `json:"shows"`
}

// EffectOf counts what an action changed until now; of one without a cause and
// a product, or not carried out, nothing.
func (g *Engine) EffectOf(app core.App, r *core.Record) (Figures, error) {
	out := Figures{Shows: action.Unknown}
	a := ActionOf(r)
	if a.DoneAt.IsZero() || a.Cause == "" && a.Product == "" {
		return out, nil
	}
	span := action.SpanOf(a.DoneAt, g.Now())
	var row struct{ Before, After int }
	err := app.DB().NewQuery(effectSQL).Bind(dbx.Params{"cause": a.Cause, "product": a.Product,
		"from": records.Stamp(span.From), "done": records.Stamp(span.Done), "to": records.Stamp(span.To.Add(time.Millisecond))}).One(&row)
	if err != nil {
		return out, fmt.Errorf("count the effect of action %s: %w", r.Id, err)
	}
	out.Before, out.After, out.Shows = row.Before, row.After, span.Judge(row.Before, row.After)
	out.BeforeRate, out.AfterRate = span.Rates(row.Before, row.After)
	return out, nil
}

// lookAt notes what an action changed when somebody looks at it: the figures of
// this moment, and what they show where the person says nothing else.
func (g *Engine) lookAt(app core.App, stored, r *core.Record) error {
	asked := r.GetString("status") == string(action.Verified) || stored.GetString("effect") != r.GetString("effect")
	if stored.GetString("status") != string(action.Done) || !asked {
		return nil
	}
	found, err := g.EffectOf(app, r)
	if err != nil {
		return err
	}
	setDefault(r, "effect_code", string(found.Shows))
	if err := g.lacking(action.Checked(ActionOf(r), g.Now())); err != nil {
		return err
	}
	r.Load(map[string]any{"status": string(action.Verified), "effect_checked_at": records.Stamp(g.Now()), "before_count": found.Before, "after_count": found.After,
		"before_rate": found.BeforeRate, "after_rate": found.AfterRate})
	return nil
}
