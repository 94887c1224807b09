package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the mail server answered is kept word for word, with a code for what was
// the matter; and a letter that did not arrive is told of.
func init() {
	m.Register(func(app core.App) error {
		if err := changeFields(app, "outbox", addAnswer); err != nil {
			return err
		}
		if err := setValue(app, "messages", "delivery", "bounced", true); err != nil {
			return err
		}
		return setValue(app, "notifications", "kind", "undelivered", true)
	}, func(app core.App) error {
		if err := setValue(app, "notifications", "kind", "undelivered", false); err != nil {
			return err
		}
		if err := setValue(app, "messages", "delivery", "bounced", false); err != nil {
			return err
		}
		return changeFields(app, "outbox", func(c *core.Collection) error {
			c.RemoveIndex("idx_outbox_message")
			for _, name := range []string{"reply", "message_id", "problem"} {
				c.Fields.RemoveByName(name)
			}
			return nil
		})
	})
}

func addAnswer(c *core.Collection) error {
	c.Fields.Add(
		&core.TextField{Name: "reply", Max: 2000, Help: "Lo que respondió el servidor de correo al aceptarlo."},
		&core.TextField{Name: "message_id", Max: 300, Help: "Identificador del correo; por él se reconoce un rebote."},
		&core.TextField{Name: "problem", Max: 40, Help: "Código de por qué no salió."})
	c.Indexes = append(c.Indexes, "CREATE INDEX idx_outbox_message ON outbox (message)")
	return nil
}
