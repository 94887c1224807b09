package casework

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/offer"
	"escucha/domain/plan"
	"escucha/internal/records"
)

// KeepPlan is the create and update hook of plans: what is written down can be
// carried out, and the tag is the application's own.
func (g *Engine) KeepPlan(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	h, err := g.House(e.App)
	if err != nil {
		return err
	}
	r := e.Record
	p, err := planOf(r)
	if err != nil {
		return g.refuse("steps", "validation_invalid_value")
	}
	if refusal := plan.Sound(p, placeholders, h.Profile.CommercialBan); refusal != nil {
		return g.refuse(refusal.Field, refusal.Code)
	}
	if err := g.soundReward(e.App, h, r.GetString("reward")); err != nil {
		return err
	}
	return inTransaction(e, func() error {
		if err := g.keptPlan(e.App, r); err != nil {
			return err
		}
		return e.Next()
	})
}

// soundReward: a plan proposes nothing that the catalogue could not give.
func (g *Engine) soundReward(app core.App, h *House, id string) error {
	if id == "" {
		return nil
	}
	r, err := app.FindRecordById(records.Rewards, id)
	if err != nil {
		return g.refuse("reward", "not_found")
	}
	if refusal := offer.Sound(h.reward(r), h.Profile.CommercialBan); refusal != nil {
		return g.refuse("reward", refusal.Code)
	}
	return nil
}

// keptPlan: a plan that runs is ended before it is put away or becomes another
// kind; nobody types in its tag.
func (g *Engine) keptPlan(app core.App, r *core.Record) error {
	if r.IsNew() {
		r.Set("created", records.Stamp(g.Now()))
		if r.GetString("tag") != "" {
			return g.refuse("tag", "server_field")
		}
		return nil
	}
	stored, err := app.FindRecordById(records.Plans, r.Id)
	if err != nil {
		return fmt.Errorf("change plan %s: %w", r.Id, err)
	}
	if stored.GetString("tag") != r.GetString("tag") {
		return g.refuse("tag", "server_field")
	}
	for _, name := range []string{"active", "kind"} {
		if stored.GetString(name) == r.GetString(name) || name == "active" && r.GetBool("active") {
			continue
		}
		if head, err := liveActivation(app, r.Id, ""); err != nil || head != "" {
			return firstError(err, g.refuse(name, "plan_running"))
		}
	}
	return nil
}

func firstError(err, refusal error) error {
	if err != nil {
		return err
	}
	return refusal
}

// planOf reads a plan as the rules see it.
func planOf(r *core.Record) (plan.Plan, error) {
	p := plan.Plan{Kind: plan.Kind(r.GetString("kind")), Name: r.GetString("name"), Trigger: r.GetString("trigger"), Script: r.GetString("script"),
		Owner: r.GetString("owner"), Active: r.GetBool("active"), Aim: plan.Aim{Criterion: r.GetString("criterion"), Value: r.GetString("value"),
			Profile: r.GetString("profile"), Cause: r.GetString("cause"), Product: r.GetString("product")}}
	if text := r.GetString("steps"); text != "" {
		if err := json.Unmarshal([]byte(text), &p.Steps); err != nil {
			return p, fmt.Errorf("steps of plan %s: %w", r.Id, err)
		}
	}
	return p, nil
}

// liveActivation is the activation of a plan for a case that has not ended;
// without a case, the one over all that it fits. Empty when there is none.
func liveActivation(app core.App, planID, complaintID string) (string, error) {
	var ids []string
	err := app.DB().Select("id").From(records.Activations).Where(dbx.HashExp{"plan": planID, "complaint": complaintID, "ended": ""}).Limit(1).Column(&ids)
	if err != nil {
		return "", fmt.Errorf("activation of plan %s: %w", planID, err)
	}
	return slices.Concat(ids, []string{""})[0], nil
}

// running is a contingency plan that new cases may join.
type running struct {
	id, name, tag string
	aim           plan.Aim
}

// loadPlans: what every change of a case looks at is kept with the settings.
func loadPlans(app core.App, h *House) error {
	var above []struct {
		ID     string `db:"id"`
		Parent string `db:"parent"`
	}
	if err := app.DB().Select("id", "parent").From(records.Causes).Where(dbx.NewExp("parent != ''")).All(&above); err != nil {
		return fmt.Errorf("load the order of the causes: %w", err)
	}
	h.above = make(map[string]string, len(above))
	for _, c := range above {
		h.above[c.ID] = c.Parent
	}
	var rows []*core.Record
	if err := app.RecordQuery(records.Activations).AndWhere(dbx.NewExp("complaint = '' AND ended = ''")).All(&rows); err != nil {
		return fmt.Errorf("load running plans: %w", err)
	}
	for _, r := range rows {
		row, err := app.FindRecordById(records.Plans, r.GetString("plan"))
		if err != nil {
			return fmt.Errorf("load running plan: %w", err)
		}
		p, err := planOf(row)
		if err != nil {
			return err
		}
		h.plans = append(h.plans, running{row.Id, p.Name, row.GetString("tag"), p.Aim})
	}
	n, err := app.CountRecords(records.Plans, dbx.HashExp{"kind": string(plan.Emergency), "active": true})
	if err != nil {
		return fmt.Errorf("count emergency plans: %w", err)
	}
	h.emergencies = n > 0
	return nil
}

// causes lists a cause and those above it.
func (h *House) causes(id string) []string {
	var out []string
	for id != "" && !slices.Contains(out, id) {
		out = append(out, id)
		id = h.above[id]
	}
	return out
}
