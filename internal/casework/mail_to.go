package casework

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/internal/records"
)

// Mail is one that belongs to no conversation: what it says is for its
// reader alone, and no case keeps it. Case is the one that it is about, or nil.
type Mail struct {
	To, Subject, Text string
	Case              *core.Record
}

// MailTo queues such a mail: it leaves as any other does, with the same retries,
// and stands or falls with the transaction.
func (g *Engine) MailTo(app core.App, n Mail) error {
	var id, number string
	if n.Case != nil {
		id, number = n.Case.Id, n.Case.GetString("number")
	}
	messageID := "<" + security.RandomString(24) + "@" + MailDomain(app) + ">"
	payload, err := json.Marshal(map[string]string{"to": n.To, "subject": oneLine(n.Subject), "text": n.Text, "message_id": messageID, "number": number})
	if err != nil {
		return fmt.Errorf("queue mail to %s: %w", n.To, err)
	}
	now := records.Stamp(g.Now())
	err = journal(app, records.Outbox, dbx.Params{"kind": "mail", "target": n.To, "payload": string(payload), "complaint": id,
		"message_id": messageID, "status": "queued", "next_attempt": now, "created": now})
	if err != nil {
		return fmt.Errorf("queue mail to %s: %w", n.To, err)
	}
	return nil
}
