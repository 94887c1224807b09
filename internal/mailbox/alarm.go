package mailbox

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/records"
)

// tellAdmins queues a mail to each administrator, in words that an owner
// understands: what is wrong, and where to mend it.
func (p *Post) tellAdmins(app core.App, box *core.Record) error {
	people, err := app.FindAllRecords(records.Agents, dbx.HashExp{"role": "admin", "active": true})
	if err != nil {
		return fmt.Errorf("find administrators: %w", err)
	}
	for _, one := range people {
		if err := p.tellAdmin(app, box, one); err != nil {
			return fmt.Errorf("tell %s of mailbox %s: %w", one.Id, box.Id, err)
		}
	}
	return nil
}

func (p *Post) tellAdmin(app core.App, box, person *core.Record) error {
	lang := person.GetString("locale")
	if lang == "" {
		lang = i18n.Default
	}
	params := map[string]any{"name": box.GetString("name")}
	params["problem"] = p.g.Texts.T(lang, "health.mailbox."+box.GetString("last_error"), params)
	payload, err := json.Marshal(map[string]string{"to": person.Email(), "subject": p.g.Texts.T(lang, "mail.mailbox_alarm.subject", params),
		"text": p.g.Texts.T(lang, "mail.mailbox_alarm.text", params), "message_id": "<" + security.RandomString(24) + "@" + casework.MailDomain(app) + ">"})
	if err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	row, err := newRow(app, records.Outbox)
	if err != nil {
		return err
	}
	now := records.Stamp(p.g.Now())
	row.Load(map[string]any{"kind": "mail", "target": person.Email(), "payload": string(payload), "status": "queued", "next_attempt": now, "created": now})
	return casework.KeepOwn(app, row)
}
