package casework

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/internal/post"
	"escucha/internal/records"
)

// Mail is one that belongs to no conversation: what it says is for its
// reader alone, and no case keeps it. Case is the one that it is about, or nil.
type Mail struct {
	To, Subject, Text string
	Case              *core.Record
	Enclose           string // what Engine.Enclosure makes a document of, or empty
}

// Enclosure makes the document of a mail that belongs to no conversation, when
// the mail leaves: ref is what was asked for, made when the mail was written.
type Enclosure func(app core.App, ref string, made time.Time) (post.File, error)

// enclosure is that document. The words are what is owed: where it cannot be
// made the mail leaves without it, and the log says why.
func (g *Engine) enclosure(app core.App, row *core.Record, ref string) []post.File {
	if ref == "" || g.Enclosure == nil {
		return nil
	}
	file, err := g.Enclosure(app, ref, row.GetDateTime("created").Time())
	if err != nil {
		app.Logger().Error("a document could not be enclosed", "outbox", row.Id, "document", ref, "error", err)
		return nil
	}
	return []post.File{file}
}

// MailTo queues such a mail: it leaves as any other does, with the same retries,
// and stands or falls with the transaction.
func (g *Engine) MailTo(app core.App, n Mail) error {
	var id, number string
	if n.Case != nil {
		id, number = n.Case.Id, n.Case.GetString("number")
	}
	messageID := "<" + security.RandomString(24) + "@" + MailDomain(app) + ">"
	values := map[string]string{"to": n.To, "subject": oneLine(n.Subject), "text": n.Text, "message_id": messageID, "number": number}
	if n.Enclose != "" {
		values["enclose"] = n.Enclose
	}
	payload, err := json.Marshal(values)
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
