package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Reports that go out by mail each week or month, once for each.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "agents")
		if err != nil {
			return err
		}
		whole := func(name string, most float64, help string) *core.NumberField {
			return &core.NumberField{Name: name, OnlyInt: true, Min: types.Pointer(0.0), Max: types.Pointer(most), Help: help}
		}
		every := pick("every", "weekly", "monthly")
		every.Required, every.Help = true, "weekly: la última semana entera, de lunes a domingo. monthly: el último mes, el día 1."
		recipients := needed(many(r["agents"], "recipients"))
		recipients.Help = "Quiénes lo reciben: quien puede ver los informes y sigue en el equipo."
		by := pick("by", "area", "agent", "cause", "product", "channel", "kind", "profile")
		by.Help = "Por qué se desglosa al abrirlo; vacío, sin desglose."
		_, err = build(app, "schedules", []string{"CREATE INDEX idx_schedules_active ON schedules (active)"},
			&core.TextField{Name: "name", Required: true, Max: 120, Presentable: true, Help: "Cómo se llama: es el asunto del correo."},
			recipients, every, whole("weekday", 7, "Qué día sale el semanal: 1 lunes, 7 domingo. Cero: lunes."),
			whole("hour", 23, "A qué hora del negocio sale."), by, flag("active"),
			text("last_key", 10), date("last_sent"), one(r["agents"], "agent"), date("created"), updated())
		return err
	}, func(app core.App) error {
		return drop(app, "schedules")
	})
}
