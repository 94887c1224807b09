package casework

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/internal/records"
)

// MailTo queues a mail of no case, to somebody of the team: it leaves as any
// other does, with the same retries, and stands or falls with the transaction.
func (g *Engine) MailTo(app core.App, to, subject, text string) error {
	payload, err := json.Marshal(map[string]string{"to": to, "subject": oneLine(subject), "text": text,
		"message_id": "<" + security.RandomString(24) + "@" + MailDomain(app) + ">"})
	if err != nil {
		return fmt.Errorf("queue mail to %s: %w", to, err)
	}
	now := records.Stamp(g.Now())
	return journal(app, records.Outbox, dbx.Params{"kind": "mail", "target": to, "payload": string(payload), "status": "queued",
		"next_attempt": now, "created": now})
}
