package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The scheduled work of the application: when each job ran last and how it went.
func init() {
	m.Register(func(app core.App) error {
		_, err := build(app, "jobs", []string{"CREATE UNIQUE INDEX idx_jobs_code ON jobs (code)"},
			&core.TextField{Name: "code", Required: true, Max: 40, Presentable: true, Help: "Qué trabajo es."},
			count("every"), date("started"), date("ended"), flag("ok"),
			&core.DateField{Name: "good", Help: "Cuándo terminó bien por última vez."},
			&core.TextField{Name: "error", Max: 2000, Help: "Qué salió mal la última vez; vacío si salió bien."},
			&core.DateField{Name: "late_after", Help: "Desde cuándo se da por atrasado: tres veces su intervalo sin terminar."})
		return err
	}, func(app core.App) error { return drop(app, "jobs") })
}
