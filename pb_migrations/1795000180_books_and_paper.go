package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the books of the law ask to keep: who the provider was on the day of the
// filing, sheets that were written on paper, the shorter term of a matter, and
// the document that travels with a message.
func init() {
	m.Register(func(app core.App) error {
		for name, change := range map[string]func(*core.Collection) error{"complaints": addPaper, "books": addPaperCode, "messages": addAttach} {
			if err := changeFields(app, name, change); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		err := changeFields(app, "complaints", func(c *core.Collection) error {
			c.RemoveIndex("idx_complaints_book")
			c.RemoveIndex("idx_complaints_sheet")
			for _, name := range []string{"provider_snapshot", "paper_date", "paper_restored", "paper_region", "paper_copies", "legal_term", "information_extended"} {
				c.Fields.RemoveByName(name)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := removeFields(app, "books", "paper_code", "version"); err != nil {
			return err
		}
		return removeFields(app, "messages", "attach")
	})
}

func addPaper(c *core.Collection) error {
	provider := raw("provider_snapshot", 5000)
	provider.Help = "El negocio como era ese día: nombre, razón social, RUC, domicilio, libro. Lo pone el sistema."
	c.Fields.Add(provider,
		&core.DateField{Name: "paper_date", Help: "Qué día se escribió en papel. El plazo se cuenta desde ese día."},
		&core.DateField{Name: "paper_restored", Help: "Qué día volvió a funcionar el libro virtual. La hoja de papel se registra a más tardar el día siguiente."},
		&core.TextField{Name: "paper_region", Max: 10, Help: "De qué región es el formulario oficial, por ejemplo es-an."},
		&core.NumberField{Name: "paper_copies", OnlyInt: true, Help: "Cuántos ejemplares se entregaron al cliente y a otros."},
		&core.TextField{Name: "legal_term", Max: 40, Help: "Materia con un plazo propio, si la norma lo tiene: facturación, continuidad."},
		&core.BoolField{Name: "information_extended", Help: "Al cliente ya se le alargó una vez el tiempo para completar su solicitud. Lo pone el sistema."})
	c.Indexes = append(c.Indexes,
		"CREATE INDEX idx_complaints_book ON complaints (book, received_at)",
		"CREATE INDEX idx_complaints_sheet ON complaints (book, paper_book, folio) WHERE folio != ''")
	return nil
}

func addPaperCode(c *core.Collection) error {
	c.Fields.Add(&core.TextField{Name: "paper_code", Max: 60, Help: "Código del libro de papel de respaldo de este establecimiento."})
	return addVersion(c)
}

func addAttach(c *core.Collection) error {
	c.Fields.Add(&core.SelectField{Name: "attach", MaxSelect: 1, Values: []string{"letter", "receipt", "sheet"},
		Help: "Qué documento en PDF va con el correo: la hoja, la constancia o la carta."})
	return nil
}
