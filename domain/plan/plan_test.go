package plan

import (
	"slices"
	"strings"
	"testing"

	"escucha/domain/complaint"
)

// late is a sound contingency plan.
func late() Plan {
	return Plan{Kind: Contingency, Name: "Pedidos atrasados", Trigger: "Más de diez entregas tarde en una semana", Active: true,
		Script: "{{nombre_cliente}}, su pedido va con retraso.", Steps: []Step{{"Avisar antes de que pregunte", 0}}, Aim: Aim{Cause: "delivery"}}
}

// mend is a sound emergency plan.
func mend() Plan {
	return Plan{Kind: Emergency, Name: "Recuperar la relación", Trigger: "Respondió que no nos recomienda", Active: true, Owner: "graciela",
		Steps: []Step{{"Llamar", 0}, {"Volver a llamar", 10}}}
}

var known = []string{"nombre_cliente"}

func TestSound(t *testing.T) {
	t.Parallel()
	many := func(p *Plan) { p.Steps = slices.Repeat([]Step{{"Llamar", 1}}, MaxSteps+1) }
	rows := []struct {
		name        string
		plan        Plan
		change      func(*Plan)
		ban         bool
		field, code string
	}{
		{"contingency", late(), func(*Plan) {}, true, "", ""},
		{"emergency", mend(), func(*Plan) {}, true, "", ""},
		{"no name", late(), func(p *Plan) { p.Name = " " }, false, "name", "validation_required"},
		{"no kind", late(), func(p *Plan) { p.Kind = "drill" }, false, "kind", "validation_required"},
		{"no trigger", late(), func(p *Plan) { p.Trigger = "\n" }, false, "trigger", "plan_trigger"},
		{"an emergency that nobody answers for", mend(), func(p *Plan) { p.Owner = "" }, false, "owner", "plan_owner"},
		{"a contingency that nobody answers for", late(), func(p *Plan) { p.Owner = "" }, false, "", ""},
		{"a placeholder that nothing fills", late(), func(p *Plan) { p.Script = "{{apodo}}" }, false, "script", "plan_placeholder"},
		{"an offer to sell in Spain", late(), func(p *Plan) { p.Script = "Tome un cupón" }, true, "script", "sales_offer"},
		{"the same elsewhere", late(), func(p *Plan) { p.Script = "Tome un cupón" }, false, "", ""},
		{"an offer to sell in a step", mend(), func(p *Plan) { p.Steps[0].Title = "Dar 2x1" }, true, "steps", "sales_offer"},
		{"an emergency without steps", mend(), func(p *Plan) { p.Steps = nil }, false, "steps", "plan_steps"},
		{"words alone are a contingency", late(), func(p *Plan) { p.Steps = nil }, false, "", ""},
		{"nothing to do or to say", late(), func(p *Plan) { p.Steps, p.Script = nil, " " }, false, "steps", "plan_steps"},
		{"too many steps", late(), many, false, "steps", "plan_steps_many"},
		{"a step without words", mend(), func(p *Plan) { p.Steps[1].Title = "" }, false, "steps", "plan_step_title"},
		{"a step that is a story", mend(), func(p *Plan) { p.Steps[1].Title = strings.Repeat("á", MaxTitle+1) }, false, "steps", "plan_step_title"},
		{"the longest step", mend(), func(p *Plan) { p.Steps[1].Title = strings.Repeat("á", MaxTitle) }, false, "", ""},
		{"a step before the start", mend(), func(p *Plan) { p.Steps[1].Days = -1 }, false, "steps", "plan_step_days"},
		{"a step next year", mend(), func(p *Plan) { p.Steps[1].Days = MaxDays + 1 }, false, "steps", "plan_step_days"},
		{"the last day there is", mend(), func(p *Plan) { p.Steps[1].Days = MaxDays }, false, "", ""},
		{"a type of customer", late(), func(p *Plan) { p.Aim.Criterion, p.Aim.Value = "frequency", "frequent" }, false, "", ""},
		{"a type that there is not", late(), func(p *Plan) { p.Aim.Criterion, p.Aim.Value = "sign", "leo" }, false, "criterion", "validation_required"},
		{"a value without its type", late(), func(p *Plan) { p.Aim.Value = "frequent" }, false, "criterion", "validation_required"},
		{"a value of another type", late(), func(p *Plan) { p.Aim.Criterion, p.Aim.Value = "frequency", "high" }, false, "value", "plan_value"},
		{"a type without its value", late(), func(p *Plan) { p.Aim.Criterion = "frequency" }, false, "value", "plan_value"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			row.change(&row.plan)
			var got Refusal
			if r := Sound(row.plan, known, row.ban); r != nil {
				got = *r
			}
			if got != (Refusal{Field: row.field, Code: row.code}) {
				t.Errorf("%+v, want %s=%s", got, row.field, row.code)
			}
		})
	}
}

func TestFits(t *testing.T) {
	t.Parallel()
	rosa := Subject{Types: map[string]string{"frequency": "frequent", "volume": ""}, Profiles: []string{"intolerant"}, Causes: []string{"late_carrier", "delivery"}, Product: "vajilla"}
	rows := []struct {
		name   string
		aim    Aim
		want   bool
		weight int
	}{
		{"anybody", Aim{}, true, 0},
		{"the cause", Aim{Cause: "late_carrier"}, true, 1},
		{"the cause above it", Aim{Cause: "delivery"}, true, 1},
		{"another cause", Aim{Cause: "billing"}, false, 1},
		{"the product", Aim{Product: "vajilla"}, true, 1},
		{"another product", Aim{Product: "sofa"}, false, 1},
		{"the type", Aim{Criterion: "frequency", Value: "frequent"}, true, 1},
		{"another value", Aim{Criterion: "frequency", Value: "regular"}, false, 1},
		{"a type of which nothing is known", Aim{Criterion: "volume", Value: "high"}, false, 1},
		{"the profile", Aim{Profile: "intolerant"}, true, 1},
		{"another profile", Aim{Profile: "abusive"}, false, 1},
		{"all at once", Aim{"frequency", "frequent", "intolerant", "delivery", "vajilla"}, true, 4},
		{"all but one", Aim{"frequency", "frequent", "intolerant", "delivery", "sofa"}, false, 4},
	}
	for _, row := range rows {
		if got := row.aim.Fits(rosa); got != row.want || row.aim.Weight() != row.weight || row.aim.Empty() != (row.weight == 0) {
			t.Errorf("%s: fits %v, weight %d, empty %v", row.name, got, row.aim.Weight(), row.aim.Empty())
		}
	}
	if (Aim{Cause: "delivery"}).Fits(Subject{}) {
		t.Error("a case of which nothing is known fits a plan for deliveries")
	}
}

func TestMayActivate(t *testing.T) {
	t.Parallel()
	for role, want := range map[complaint.Role][2]bool{complaint.Agent: {false, true}, complaint.Lead: {true, true}, complaint.Supervisor: {true, true},
		complaint.Admin: {true, true}, complaint.Auditor: {}, complaint.Integration: {}, complaint.Customer: {}, complaint.System: {}} {
		by := complaint.Actor{Role: role}
		if got := [2]bool{MayActivate(Contingency, by), MayActivate(Emergency, by)}; got != want {
			t.Errorf("%s: %v, want %v", role, got, want)
		}
	}
}
