package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Alternatives that the business knows (R119), and which of them an option of a
// proposal was made from.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "causes", "products", "agents")
		if err != nil {
			return err
		}
		known, err := build(app, "alternatives", []string{"CREATE INDEX idx_alternatives_active ON alternatives (active, temporary)"},
			&core.TextField{Name: "title", Required: true, Max: 200, Presentable: true, Help: "Cómo la llama el equipo."},
			&core.TextField{Name: "text", Required: true, Max: 5000, Help: "Lo que leerá el cliente."},
			helped(one(r["causes"], "cause"), "Para qué causa; vacío, para cualquiera."),
			helped(one(r["products"], "product"), "Para qué producto; vacío, para cualquiera."),
			&core.TextField{Name: "product_text", Max: 300, Help: "El producto con sus palabras, si no está en la lista."},
			&core.BoolField{Name: "temporary", Help: "Sirve mientras llega la solución."},
			&core.NumberField{Name: "cost", Min: types.Pointer(0.0), Help: "Cuánto cuesta al negocio; el cliente no lo ve."},
			text("currency", 3), flag("active"),
			&core.NumberField{Name: "used", OnlyInt: true, Min: types.Pointer(0.0), Help: "Cuántas veces se propuso; lo cuenta el sistema."},
			&core.NumberField{Name: "chosen", OnlyInt: true, Min: types.Pointer(0.0), Help: "Cuántas veces la eligió un cliente; lo cuenta el sistema."},
			one(r["agents"], "author"), date("created"), updated())
		if err != nil {
			return err
		}
		return changeFields(app, "options", func(c *core.Collection) error {
			c.Fields.Add(helped(one(known, "alternative"), "De qué alternativa conocida salió."))
			return nil
		})
	}, func(app core.App) error {
		if err := removeFields(app, "options", "alternative"); err != nil {
			return err
		}
		return drop(app, "alternatives")
	})
}

func helped(f *core.RelationField, help string) *core.RelationField {
	f.Help = help
	return f
}

func removeFields(app core.App, collection string, names ...string) error {
	return changeFields(app, collection, func(c *core.Collection) error {
		for _, name := range names {
			c.Fields.RemoveByName(name)
		}
		return nil
	})
}
