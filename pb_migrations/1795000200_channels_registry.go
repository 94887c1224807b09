package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The registry of channels (R138): who answers by each, where it is, what is said
// to whoever used another one, and whether a program of somebody else carries it.
// With it the two figures that calls and posts are judged by.
func init() {
	ofChannels := []string{"answers", "contact", "redirect_es", "redirect_en", "gateway", "version"}
	ofBusiness := []string{"recording_days", "reach_approval"}
	m.Register(func(app core.App) error {
		r, err := refs(app, "agents")
		if err != nil {
			return err
		}
		if err := changeFields(app, "channels", func(c *core.Collection) error { return registerChannels(c, r["agents"]) }); err != nil {
			return err
		}
		return changeFields(app, "business", func(c *core.Collection) error {
			c.Fields.Add(
				&core.NumberField{Name: "recording_days", OnlyInt: true, Min: types.Pointer(0.0), Max: types.Pointer(3650.0), Help: "Cuántos días se guardan las grabaciones de llamadas. Cero: 180. Nunca se borran con el caso abierto."},
				&core.NumberField{Name: "reach_approval", OnlyInt: true, Min: types.Pointer(0.0), Help: "Desde qué alcance de una publicación la respuesta pública espera el visto bueno de un supervisor. Cero: 1000."})
			return nil
		})
	}, func(app core.App) error {
		if err := removeFields(app, "channels", ofChannels...); err != nil {
			return err
		}
		return removeFields(app, "business", ofBusiness...)
	})
}

func registerChannels(c *core.Collection, agents *core.Collection) error {
	c.Fields.Add(
		&core.RelationField{Name: "answers", CollectionId: agents.Id, MaxSelect: 1, Help: "Quién responde por este canal."},
		&core.TextField{Name: "contact", Max: 300, Help: "Dónde está: número, dirección o página. Lo leen los clientes."},
		&core.TextField{Name: "redirect_es", Max: 2000, Help: "Qué se dice a quien escribe por aquí, si no es oficial. Vacío: la plantilla canal_oficial."},
		&core.TextField{Name: "redirect_en", Max: 2000},
		&core.BoolField{Name: "gateway", Help: "Otro programa trae y lleva sus mensajes, con /api/crm/channels."})
	return addVersion(c)
}
