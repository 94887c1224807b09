package casework

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/internal/records"
)

// MailOf is where the customer of a case is written to by mail; empty when they
// asked for another way.
func (g *Engine) MailOf(app core.App, c *core.Record) string {
	email := g.emailOf(app, c)
	if email == "" || !slices.Contains(byMail, outChannel(c, email)) {
		return ""
	}
	return email
}

// Post is a mail that is no word of the conversation: what it says is for its
// reader alone, and the case does not keep it.
type Post struct{ To, Subject, Text string }

// Post queues such a mail, in the transaction of what it belongs to.
func (g *Engine) Post(app core.App, c *core.Record, p Post) error {
	payload, err := json.Marshal(map[string]string{"to": p.To, "subject": oneLine(p.Subject), "text": p.Text,
		"message_id": "<" + security.RandomString(24) + "@" + MailDomain(app) + ">", "number": c.GetString("number")})
	if err != nil {
		return fmt.Errorf("queue mail of %s: %w", c.Id, err)
	}
	now := records.Stamp(g.Now())
	err = journal(app, records.Outbox, dbx.Params{"kind": "mail", "target": p.To, "payload": string(payload), "complaint": c.Id,
		"status": "queued", "next_attempt": now, "created": now})
	if err != nil {
		return fmt.Errorf("queue mail of %s: %w", c.Id, err)
	}
	return nil
}
