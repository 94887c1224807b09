package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/message"
	"escucha/internal/records"
)

// automatic maps what a transition owes the customer to the template that says
// it. The text names a person of the team wherever there is one.
var automatic = map[string]string{
	"receipt": "acuse", "information": "falta_dato", "proposal": "propuesta", "started": "iniciado",
	"reopening": "reapertura", "withdrawal": "desistimiento", "void": "anulacion", "transfer": "traslado",
}

// tellCustomer writes the message that a transition owes. A text with a gap, or
// one that only a person may write, becomes a reminder to write it instead.
func (g *Engine) tellCustomer(app core.App, r *core.Record, f complaint.Facts, purpose string) error {
	text, err := g.Compose(app, r, automatic[purpose], f.Actor)
	if err != nil {
		return err
	}
	if purpose == "proposal" { // its words are the agent's own
		text.Missing = nil
	}
	if len(text.Missing) > 0 || !message.Automatic(purpose, r.GetBool("person_only")) && purpose != "proposal" && purpose != "information" {
		return g.startTimer(app, r, complaint.Timer{Kind: "write_" + purpose, Due: complaint.Span{Hours: 4}})
	}
	_, err = g.Send(app, r, Outgoing{Purpose: purpose, Template: text.Template, Subject: text.Subject, Text: text.Body, Actor: f.Actor, stored: slices.Contains(byItself, purpose)})
	return err
}

// Outgoing is a message to the customer.
type Outgoing struct {
	Purpose  string
	Template string
	Channel  string // empty: as the customer asked
	Subject  string
	Text     string
	Actor    complaint.Actor
	stored   bool // the case is as stored and the message changes nothing in it
}

// Send stores a message to the customer; the hook of the messages writes its
// outbox row and event in the same transaction.
func (g *Engine) Send(app core.App, r *core.Record, o Outgoing) (*core.Record, error) {
	row, err := newRecord(app, records.Messages)
	if err != nil {
		return nil, err
	}
	row.Load(map[string]any{"complaint": r.Id, "direction": "out", "purpose": o.Purpose, "template": o.Template,
		"channel": o.Channel, "subject": o.Subject, "text": o.Text})
	SetActor(row, o.Actor)
	if o.stored {
		row.SetRaw(parentKey, r)
	}
	save := app.SaveWithContext
	if o.stored { // every word is from our own template
		save = app.SaveNoValidateWithContext
	}
	if err := save(engineContext(), row); err != nil {
		return nil, fmt.Errorf("send %s of %s: %w", o.Purpose, r.Id, err)
	}
	return row, nil
}

// queue writes the outbox row of a message that goes by mail. The address is
// that of the filing, or what the customer record says now.
func (g *Engine) queue(app core.App, r, msg *core.Record) error {
	payload, err := json.Marshal(map[string]string{"to": msg.GetString("to"), "subject": msg.GetString("subject"),
		"text": msg.GetString("text"), "message_id": msg.GetString("message_id"), "number": r.GetString("number")})
	if err != nil {
		return fmt.Errorf("queue message: %w", err)
	}
	now := records.Stamp(g.Now())
	err = journal(app, records.Outbox, dbx.Params{"kind": "mail", "target": msg.GetString("to"), "payload": string(payload), "complaint": r.Id,
		"message": msg.Id, "message_id": msg.GetString("message_id"), "status": "queued", "next_attempt": msg.GetString("sent_at"), "created": now})
	if err != nil {
		return fmt.Errorf("queue message %s: %w", msg.Id, err)
	}
	return nil
}

// digest is the SHA-256 of a text that must not change.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
