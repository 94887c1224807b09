package casework

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/message"
	"escucha/domain/plan"
	"escucha/internal/records"
)

// FilePlans is what the file of a case says of plans: which ones run, and why an
// emergency plan is called for; empty when it is not.
type FilePlans struct {
	Running []map[string]any `json:"running"`
	Alarm   string           `json:"alarm"`
	May     bool             `json:"may"` // whether there is one to start; the caller's role is asked when they do
}

// RunningPlan is a plan that runs on a case, as its people work with it.
type RunningPlan struct {
	ID        string     `json:"id"`
	Plan      string     `json:"plan"`
	Name      string     `json:"name"`
	Kind      plan.Kind  `json:"kind"`
	Trigger   string     `json:"trigger"`
	Reason    string     `json:"reason"`
	Started   string     `json:"started"`
	AgentName string     `json:"agent_name"`
	OwnerName string     `json:"owner_name"`
	Steps     []PlanStep `json:"steps"`
	Script    *Text      `json:"script"` // filled in for this case; nil when the plan has none
}

// PlanStep is a step with how it stands. Of an emergency plan it has its
// reminder, with which it is done.
type PlanStep struct {
	Title    string `json:"title"`
	Days     int    `json:"days"`
	Done     bool   `json:"done"`
	Due      string `json:"due"`
	Reminder string `json:"reminder"`
	Assignee string `json:"assignee_name"`
}

// StartablePlan is an emergency plan that may be started on the case.
type StartablePlan struct {
	ID      string         `json:"id"`
	Name    string         `json:"name"`
	Trigger string         `json:"trigger"`
	Steps   []plan.Step    `json:"steps"`
	Owner   string         `json:"owner_name"`
	Reward  map[string]any `json:"reward"` // id, name, cost, currency; null without one
	weight  int
}

// CasePlans is what GET …/plans answers.
type CasePlans struct {
	Running   []RunningPlan   `json:"running"`
	Startable []StartablePlan `json:"startable"`
	Alarm     string          `json:"alarm"`
}

// liveRow is an activation of a case with its plan.
type liveRow struct{ activation, plan *core.Record }

func livePlans(app core.App, complaintID string) ([]liveRow, error) {
	var rows []*core.Record
	err := app.RecordQuery(records.Activations).AndWhere(dbx.HashExp{"complaint": complaintID, "ended": ""}).OrderBy("started").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("plans of %s: %w", complaintID, err)
	}
	out := make([]liveRow, 0, len(rows))
	for _, r := range rows {
		p, err := app.FindRecordById(records.Plans, r.GetString("plan"))
		if err != nil {
			return nil, fmt.Errorf("plans of %s: %w", complaintID, err)
		}
		out = append(out, liveRow{r, p})
	}
	return out, nil
}

// filePlans: the names alone; the rest is asked for when it is looked at.
func (g *Engine) filePlans(app core.App, c *core.Record, _ Visible, out *File) error {
	rows, err := livePlans(app, c.Id)
	if err != nil {
		return err
	}
	out.Plans.Running = []map[string]any{}
	for _, row := range rows {
		out.Plans.Running = append(out.Plans.Running, map[string]any{"id": row.activation.Id, "plan": row.plan.Id, "name": row.plan.GetString("name"),
			"kind": row.plan.GetString("kind"), "script": row.plan.GetString("script") != ""})
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	stage := complaint.Stage(c.GetString("stage"))
	out.Plans.May = h.emergencies && plan.Start(anyPlan, plan.Request{Cases: []complaint.Stage{stage}}) == nil
	out.Plans.Alarm, err = g.alarm(app, c, rows)
	return err
}

// anyPlan is one that a case alone may keep from being started.
var anyPlan = plan.Plan{Active: true}

// alarm is why an emergency plan is called for, where one could be started.
func (g *Engine) alarm(app core.App, c *core.Record, live []liveRow) (string, error) {
	stage := complaint.Stage(c.GetString("stage"))
	begun := slices.ContainsFunc(live, func(row liveRow) bool { return row.plan.GetString("kind") == string(plan.Emergency) })
	h, err := g.House(app)
	if err != nil || begun || !h.emergencies || stage == complaint.Closed || stage == complaint.Voided {
		return "", err
	}
	var s struct {
		Low       int    `db:"low"`
		Satisfied string `db:"satisfied"`
	}
	err = app.DB().NewQuery(`SELECT (SELECT COUNT(*) FROM reminders WHERE complaint = {:c} AND kind = {:kind} AND pending = 1) AS low,
		COALESCE((SELECT satisfied FROM follow_ups WHERE complaint = {:c} AND contacted = 1 ORDER BY created DESC LIMIT 1), '') AS satisfied`).
		Bind(dbx.Params{"c": c.Id, "kind": complaint.TimerDetractor}).One(&s)
	if err != nil {
		return "", fmt.Errorf("signals of %s: %w", c.Id, err)
	}
	return plan.Alarm(plan.Signals{Detractor: s.Low > 0, Unsatisfied: s.Satisfied == complaint.No, Reopened: c.GetInt("reopen_count") > 0}), nil
}

// PlansOf reads the plans of a case that the caller may open.
func (g *Engine) PlansOf(app core.App, c *core.Record, actor complaint.Actor) (*CasePlans, error) {
	rows, err := livePlans(app, c.Id)
	if err != nil {
		return nil, err
	}
	out := &CasePlans{Running: []RunningPlan{}}
	for _, row := range rows {
		one, err := g.runningPlan(app, c, row, actor)
		if err != nil {
			return nil, err
		}
		out.Running = append(out.Running, one)
	}
	if out.Alarm, err = g.alarm(app, c, rows); err != nil {
		return nil, err
	}
	out.Startable, err = g.startable(app, c, rows, actor)
	return out, err
}

func (g *Engine) runningPlan(app core.App, c *core.Record, row liveRow, actor complaint.Actor) (RunningPlan, error) {
	p, err := planOf(row.plan)
	if err != nil {
		return RunningPlan{}, err
	}
	h, err := g.House(app)
	if err != nil {
		return RunningPlan{}, err
	}
	r := row.activation
	out := RunningPlan{ID: r.Id, Plan: row.plan.Id, Name: p.Name, Kind: p.Kind, Trigger: p.Trigger, Reason: r.GetString("reason"), Started: r.GetString("started"),
		AgentName: h.agents[r.GetString("agent")], OwnerName: h.agents[p.Owner]}
	if p.Script != "" {
		text, err := g.ComposeScript(app, c, row.plan, actor)
		if err != nil {
			return out, err
		}
		out.Script = &text
	}
	out.Steps, err = stepsOf(app, h, r, p)
	return out, err
}

// stepsOf are the steps as they were when the plan began, where they became
// reminders; of a contingency plan, as it has them now.
func stepsOf(app core.App, h *House, r *core.Record, p plan.Plan) ([]PlanStep, error) {
	out, done := []PlanStep{}, doneOf(r)
	if p.Kind == plan.Contingency {
		for i, s := range p.Steps {
			out = append(out, PlanStep{Title: s.Title, Days: s.Days, Done: slices.Contains(done, i)})
		}
		return out, nil
	}
	var rows []*core.Record
	err := app.RecordQuery(records.Reminders).AndWhere(dbx.HashExp{"complaint": r.GetString("complaint"), "activation": r.Id}).OrderBy("step").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("steps of %s: %w", r.Id, err)
	}
	for _, one := range rows {
		out = append(out, PlanStep{Title: one.GetString("note"), Done: !one.GetBool("pending"), Due: one.GetString("due"), Reminder: one.Id,
			Assignee: h.agents[one.GetString("assignee")]})
	}
	return out, nil
}

// startable lists the emergency plans that this person may start here, the one
// that describes the case most closely first.
func (g *Engine) startable(app core.App, c *core.Record, live []liveRow, actor complaint.Actor) ([]StartablePlan, error) {
	out := []StartablePlan{}
	stage := complaint.Stage(c.GetString("stage"))
	if !plan.MayActivate(plan.Emergency, actor) || plan.Start(anyPlan, plan.Request{Cases: []complaint.Stage{stage}}) != nil {
		return out, nil
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	s, err := g.subject(app, h, c)
	if err != nil {
		return nil, err
	}
	var rows []*core.Record
	if err := app.RecordQuery(records.Plans).AndWhere(dbx.HashExp{"kind": string(plan.Emergency), "active": true}).All(&rows); err != nil {
		return nil, fmt.Errorf("plans for %s: %w", c.Id, err)
	}
	for _, r := range rows {
		p, err := planOf(r)
		if err != nil {
			return nil, err
		}
		if !p.Aim.Fits(s) || slices.ContainsFunc(live, func(row liveRow) bool { return row.plan.Id == r.Id }) {
			continue
		}
		out = append(out, StartablePlan{ID: r.Id, Name: p.Name, Trigger: p.Trigger, Steps: p.Steps, Owner: h.agents[p.Owner], Reward: h.rewardCard(app, r.GetString("reward")), weight: p.Aim.Weight()})
	}
	slices.SortFunc(out, func(a, b StartablePlan) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.Name, b.Name))
	})
	return out, nil
}

func (h *House) rewardCard(app core.App, id string) map[string]any {
	r, err := app.FindRecordById(records.Rewards, id)
	if err != nil {
		return nil // the plan has none
	}
	reward := h.reward(r)
	return map[string]any{"id": r.Id, "name": r.GetString("name"), "cost": reward.Cost, "currency": reward.Currency}
}

// ComposeScript renders the script of a plan for a case. It is offered to a
// person, who says or sends it: nothing sends it by itself (R100).
func (g *Engine) ComposeScript(app core.App, c, planRow *core.Record, actor complaint.Actor) (Text, error) {
	h, err := g.House(app)
	if err != nil {
		return Text{}, err
	}
	values, err := g.values(app, c, h, actor)
	if err != nil {
		return Text{}, err
	}
	body, missing := message.Render(planRow.GetString("script"), values)
	return Text{Template: planRow.Id, Body: capital(body), Missing: slices.Concat([]string{}, missing)}, nil
}

// placeholders are the names that a script may have filled in: those of values.
var placeholders = []string{"acciones", "alternativa", "alternativa_hasta", "area_destino", "base_legal", "canal", "canales_contacto", "cargo_agente", "causa",
	"dato_necesario", "desde_cuando", "enlace_confirmar", "enlace_opciones", "enlace_seguimiento", "fecha_estimada", "fecha_hoy", "fecha_limite_legal",
	"fecha_para_responder", "fecha_propuesta", "fecha_proximo_aviso", "fecha_registro", "hora_registro", "impacto", "lo_que_si_podemos", "mejora_realizada", "motivo",
	"motivo_dato", "motivo_estimacion", "nombre_agente", "nombre_cliente", "nombre_empresa", "numero_caso", "opciones", "persona_contacto", "proximo_paso",
	"puntos", "puntos_respondidos", "resumen_objetivo", "tipo", "vias_externas"}
