package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The mailboxes that are read, and every mail of them as it came: whole, once,
// with what was made of it.
func init() {
	m.Register(func(app core.App) error {
		boxes, err := createMailboxes(app)
		if err != nil {
			return err
		}
		return createMails(app, boxes)
	}, func(app core.App) error { return drop(app, "mails", "mailboxes") })
}

func createMailboxes(app core.App) (*core.Collection, error) {
	secret := text("secret", 8000)
	secret.Hidden = true
	return build(app, "mailboxes", []string{"CREATE INDEX idx_mailboxes_active ON mailboxes (active)"},
		&core.TextField{Name: "name", Required: true, Max: 100, Presentable: true, Help: "Cómo lo llama el equipo."},
		&core.TextField{Name: "host", Required: true, Max: 200, Help: "Servidor IMAP, por ejemplo imap.correo.example."},
		&core.NumberField{Name: "port", OnlyInt: true, Min: types.Pointer(0.0), Max: types.Pointer(65535.0), Help: "Vacío: 993, o 143 si no es TLS."},
		&core.SelectField{Name: "security", Required: true, MaxSelect: 1, Values: []string{"tls", "starttls", "none"}},
		&core.TextField{Name: "user", Required: true, Max: 200, Help: "Con qué nombre se entra; casi siempre la dirección."},
		&core.SelectField{Name: "auth", Required: true, MaxSelect: 1, Values: []string{"password", "oauth"}}, secret,
		&core.TextField{Name: "folder", Max: 300, Help: "Qué carpeta se lee; vacío, INBOX. No se borra ni se marca nada."},
		flag("active"),
		&core.SelectField{Name: "unknown", MaxSelect: 1, Values: []string{"quarantine", "case"}, Help: "Qué se hace con quien escribe por primera vez."},
		&core.DateField{Name: "since", Help: "Desde qué día se lee; vacío, desde hoy."},
		&core.NumberField{Name: "max_mb", OnlyInt: true, Min: types.Pointer(0.0), Max: types.Pointer(25.0), Help: "Un correo más grande se queda en el servidor hasta que alguien lo pida; vacío, 25."},
		count("uid_validity"), count("last_uid"), date("last_try"), date("last_ok"), text("last_error", 60), text("last_answer", 500), count("failures"),
		date("retry_at"), date("alarmed_at"), date("created"), updated())
}

func createMails(app core.App, boxes *core.Collection) error {
	r, err := refs(app, "complaints", "messages", "agents")
	if err != nil {
		return err
	}
	_, err = build(app, "mails",
		[]string{
			"CREATE UNIQUE INDEX idx_mails_key ON mails (key)",
			"CREATE INDEX idx_mails_status ON mails (status, received_at)",
			"CREATE INDEX idx_mails_message_id ON mails (message_id)",
			"CREATE INDEX idx_mails_digest ON mails (mailbox, digest)",
			"CREATE INDEX idx_mails_sender ON mails (sender, received_at)",
			"CREATE INDEX idx_mails_complaint ON mails (complaint)",
		},
		needed(one(boxes, "mailbox")), &core.TextField{Name: "key", Required: true, Max: 120},
		text("message_id", 500), text("digest", 64), count("size"),
		&core.FileField{Name: "raw", MaxSelect: 1, MaxSize: 64 << 20, Protected: true, Help: "El correo tal como llegó."},
		flag("partial"), text("sender", 320), text("sender_name", 300), &core.TextField{Name: "subject", Max: 1000, Presentable: true}, date("received_at"),
		&core.SelectField{Name: "status", Required: true, MaxSelect: 1, Values: []string{"new", "filed", "quarantined", "ignored", "unreadable", "bounce"}},
		pick("kind", "person", "auto_reply", "bounce", "list", "loop", "own"),
		one(r["complaints"], "complaint"), one(r["messages"], "message"),
		text("reason", 60), text("note", 500), count("tries"), one(r["agents"], "handled_by"), date("handled_at"), date("created"))
	return err
}
