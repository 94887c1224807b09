package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Contingency and emergency plans (R105, R117), each time that one was started,
// and the reminders of its steps.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{createPlans, createActivations, tellOfPlans} {
			if err := step(app); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		if err := setValue(app, "notifications", "kind", "plan", false); err != nil {
			return err
		}
		if err := removeFields(app, "reminders", "activation", "step"); err != nil {
			return err
		}
		return drop(app, "activations", "plans")
	})
}

func createPlans(app core.App) error {
	r, err := refs(app, "agents", "rewards", "causes", "products", "tags")
	if err != nil {
		return err
	}
	kind := pick("kind", "contingency", "emergency")
	kind.Required, kind.Help = true, "De contingencia: para muchos casos a la vez. Emergente: para recuperar la relación con un cliente."
	criterion := pick("criterion", "relation", "activity", "frequency", "volume", "satisfaction", "influence")
	criterion.Help = "Para qué tipo de cliente; vacío, para cualquiera."
	profile := profileOf()
	profile.Help = "Para qué perfil confirmado; vacío, para cualquiera."
	steps := raw("steps", 20_000)
	steps.Help = "Qué se hace y en cuántos días hábiles: [{\"title\":\"Llamar al cliente\",\"days\":1}]."
	_, err = build(app, "plans",
		[]string{
			"CREATE UNIQUE INDEX idx_plans_name ON plans (name COLLATE NOCASE)",
			"CREATE INDEX idx_plans_kind ON plans (kind, active)",
		},
		&core.TextField{Name: "name", Required: true, Max: 60, Presentable: true, Help: "También es la etiqueta de sus casos."}, kind,
		&core.TextField{Name: "trigger", Max: 2000, Help: "Cuándo hay que recurrir a él."}, steps,
		&core.TextField{Name: "script", Max: 10_000, Help: "Qué decir, con los mismos espacios que las plantillas. Nunca se envía solo."},
		helped(one(r["agents"], "owner"), "Quién responde por el plan."),
		helped(one(r["rewards"], "reward"), "Qué gesto propone; valen sus propios límites."),
		criterion, &core.TextField{Name: "value", Max: 20, Help: "Qué valor del tipo."}, profile,
		helped(one(r["causes"], "cause"), "Para qué causa; vacío, para cualquiera."),
		helped(one(r["products"], "product"), "Para qué producto; vacío, para cualquiera."),
		helped(one(r["tags"], "tag"), "La etiqueta de sus casos; la pone el sistema."),
		flag("active"), date("created"), updated())
	return err
}

// createActivations: a row without a case says that a plan runs over all that it
// fits; of each plan one row runs for a case.
func createActivations(app core.App) error {
	r, err := refs(app, "plans", "complaints", "agents", "reminders")
	if err != nil {
		return err
	}
	rows, err := build(app, "activations",
		[]string{
			"CREATE UNIQUE INDEX idx_activations_live ON activations (plan, complaint) WHERE ended = ''",
			"CREATE INDEX idx_activations_running ON activations (ended) WHERE complaint = ''",
			"CREATE INDEX idx_activations_complaint ON activations (complaint, started)",
			"CREATE INDEX idx_activations_plan ON activations (plan, started)",
		},
		needed(one(r["plans"], "plan")), one(r["complaints"], "complaint"), date("started"), date("ended"),
		one(r["agents"], "agent"), &core.TextField{Name: "reason", Max: 2000, Presentable: true, Help: "Por qué se puso en marcha."}, raw("done", 2000), one(r["agents"], "ended_by"), text("outcome", 2000))
	if err != nil {
		return err
	}
	return changeFields(app, "reminders", func(c *core.Collection) error {
		c.Fields.Add(helped(one(rows, "activation"), "De qué plan en marcha es este paso."), count("step"))
		return nil
	})
}

func tellOfPlans(app core.App) error {
	return setValue(app, "notifications", "kind", "plan", true)
}
