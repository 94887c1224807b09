package pb_migrations

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

var surveyIndexes = struct{ old, new []string }{
	old: []string{"CREATE UNIQUE INDEX idx_surveys_complaint ON surveys (complaint)"},
	new: []string{
		"CREATE UNIQUE INDEX idx_surveys_complaint ON surveys (complaint, campaign)",
		"CREATE UNIQUE INDEX idx_surveys_again ON surveys (token_again) WHERE token_again != ''",
		"CREATE INDEX idx_surveys_waiting ON surveys (closed_at, sent_at) WHERE answered_at = '' AND sent_at > ''",
		"CREATE INDEX idx_surveys_campaign ON surveys (campaign, sent_at) WHERE campaign != ''",
		"CREATE INDEX idx_surveys_sent ON surveys (sent_at) WHERE sent_at > ''",
	},
}

// Surveys that go out by link: invitations with one reminder and an end, who
// wants none, and campaigns that ask again from time to time.
func init() {
	m.Register(func(app core.App) error {
		campaigns, err := createCampaigns(app)
		if err != nil {
			return err
		}
		for name, change := range map[string]func(*core.Collection) error{
			"surveys": func(c *core.Collection) error { return addLinks(c, campaigns) }, "customers": addOptOut, "business": addSurveyDays, "complaints": addResolved} {
			if err := changeFields(app, name, change); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		for name, change := range map[string]func(*core.Collection) error{
			"surveys":    dropLinks,
			"customers":  func(c *core.Collection) error { c.Fields.RemoveByName("survey_opt_out"); return nil },
			"business":   dropSurveyDays,
			"complaints": func(c *core.Collection) error { c.RemoveIndex("idx_complaints_resolved"); return nil },
		} {
			if err := changeFields(app, name, change); err != nil {
				return err
			}
		}
		return drop(app, "campaigns")
	})
}

func createCampaigns(app core.App) (*core.Collection, error) {
	r, err := refs(app, "agents")
	if err != nil {
		return nil, err
	}
	sized := func(name string, most float64, help string) *core.NumberField {
		return &core.NumberField{Name: name, OnlyInt: true, Min: types.Pointer(0.0), Max: types.Pointer(most), Help: help}
	}
	audience := &core.SelectField{Name: "audience", Required: true, MaxSelect: 1, Values: []string{"closed", "consent"},
		Help: "A quién se pregunta: clientes con un caso cerrado en los últimos meses, o todos los que aceptaron el texto sobre sus datos."}
	c, err := build(app, "campaigns", []string{"CREATE INDEX idx_campaigns_active ON campaigns (active, starts)"},
		&core.TextField{Name: "name", Required: true, Max: 120, Presentable: true}, audience,
		sized("months", 60, "De cuántos meses atrás, para los casos cerrados. Cero: doce."), sized("sample", 100_000, "A cuántos clientes como mucho. Cero: a todos."),
		sized("per_hour", 1000, "Cuántas invitaciones salen por hora. Cero: veinte."),
		&core.DateField{Name: "starts", Required: true, Help: "Desde qué día."}, &core.DateField{Name: "ends", Required: true, Help: "Hasta qué día salen invitaciones."},
		flag("active"), one(r["agents"], "agent"), count("version"), date("created"), updated())
	return c, err
}

func addLinks(c *core.Collection, campaigns *core.Collection) error {
	again := text("token_again", 60)
	again.Hidden = true
	again.Help = "Resumen del enlace que fue con el recordatorio."
	help := func(name, says string) *core.DateField { return &core.DateField{Name: name, Help: says} }
	c.Fields.Add(again, help("opened_at", "Cuándo se abrió el enlace por primera vez, si el navegador lo dijo. Abrirlo no es responder."),
		help("reminded_at", "Cuándo salió el único recordatorio."), help("closed_at", "Cuándo dejó de aceptar respuestas."), one(campaigns, "campaign"))
	c.RemoveIndex("idx_surveys_complaint")
	c.Indexes = append(c.Indexes, surveyIndexes.new...)
	return nil
}

func dropLinks(c *core.Collection) error {
	c.Indexes = append(slices.DeleteFunc(c.Indexes, func(one string) bool { return slices.Contains(surveyIndexes.new, one) }), surveyIndexes.old...)
	for _, name := range []string{"token_again", "opened_at", "reminded_at", "closed_at", "campaign"} {
		c.Fields.RemoveByName(name)
	}
	return nil
}

func addOptOut(c *core.Collection) error {
	c.Fields.Add(&core.DateField{Name: "survey_opt_out", Help: "Desde cuándo no quiere recibir encuestas. Vacío: puede recibirlas."})
	return nil
}

var surveyDays = []struct{ name, help string }{
	{"survey_after", "Días entre la respuesta y la invitación a la encuesta. Cero: dos."},
	{"survey_remind", "Días hasta el único recordatorio. Cero: cinco."},
	{"survey_close", "Días hasta que la encuesta deja de aceptar respuestas. Cero: catorce."},
	{"survey_pause", "Días que se deja en paz a un cliente antes de volver a preguntarle. Cero: treinta."},
}

func addSurveyDays(c *core.Collection) error {
	off := flag("survey_off")
	off.Help = "No enviar encuestas por correo. Se pueden seguir anotando por teléfono."
	c.Fields.Add(off)
	for _, one := range surveyDays {
		c.Fields.Add(&core.NumberField{Name: one.name, OnlyInt: true, Min: types.Pointer(0.0), Max: types.Pointer(365.0), Help: one.help})
	}
	return nil
}

func dropSurveyDays(c *core.Collection) error {
	c.Fields.RemoveByName("survey_off")
	for _, one := range surveyDays {
		c.Fields.RemoveByName(one.name)
	}
	return nil
}

// addResolved: the cases that were answered some days ago.
func addResolved(c *core.Collection) error {
	c.Indexes = append(c.Indexes, "CREATE INDEX idx_complaints_resolved ON complaints (resolved_at) WHERE resolved_at > ''")
	return nil
}
