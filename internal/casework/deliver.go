package casework

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/mailer"

	"escucha/internal/records"
)

// maxAttempts is how often a mail is tried before it is set aside for a person.
const maxAttempts = 10

// Deliver sends what waits in the outbox. Without a mail server configured the
// rows wait; they are not counted as failed.
func (g *Engine) Deliver(app core.App) error {
	if !app.Settings().SMTP.Enabled {
		return nil
	}
	return g.DeliverBy(app, sendMail)
}

// Courier takes one outbox row to where it must go.
type Courier func(app core.App, row *core.Record) error

// DeliverBy hands what is due in the outbox to a courier and notes what became
// of each row.
func (g *Engine) DeliverBy(app core.App, send Courier) error {
	rows, err := g.dueMail(app)
	if err != nil {
		return err
	}
	var failed []error
	for _, row := range rows {
		failed = append(failed, g.deliver(app, row, send))
	}
	return errors.Join(failed...)
}

// dueMail lists what is to be sent now: what waits, then what a process that
// died left half done. Two questions, so that each is answered by the index.
func (g *Engine) dueMail(app core.App) ([]*core.Record, error) {
	var due []*core.Record
	for _, status := range []string{"queued", "sending"} {
		rows, err := app.FindRecordsByFilter(records.Outbox, "status = {:status} && next_attempt <= {:now} && kind = 'mail'", "next_attempt", 50, 0,
			dbx.Params{"status": status, "now": records.Stamp(g.Now())})
		if err != nil {
			return nil, fmt.Errorf("read outbox: %w", err)
		}
		due = append(due, rows...)
	}
	return due, nil
}

// lease is how long a row is nobody else's: one that is still being sent after
// it belongs to a process that died, and is sent again with the same
// Message-ID. Better twice than never.
const lease = 10 * time.Minute

// deliver claims a row, sends it, and notes the outcome. Of two deliveries at
// once one gets the row.
func (g *Engine) deliver(app core.App, row *core.Record, send Courier) error {
	claimed, err := g.claim(app, row.Id)
	if err != nil || !claimed {
		return err
	}
	if row, err = app.FindRecordById(records.Outbox, row.Id); err != nil {
		return fmt.Errorf("read outbox row: %w", err)
	}
	sendErr := send(app, row)
	return app.RunInTransaction(func(tx core.App) error { return g.outcome(tx, row, sendErr) })
}

func (g *Engine) claim(app core.App, id string) (bool, error) {
	now := g.Now()
	done, err := app.NonconcurrentDB().NewQuery(`UPDATE outbox SET status = 'sending', attempts = attempts + 1, next_attempt = {:lease}
		WHERE id = {:id} AND status IN ('queued', 'sending') AND next_attempt <= {:now}`).
		Bind(dbx.Params{"id": id, "lease": records.Stamp(now.Add(lease)), "now": records.Stamp(now)}).Execute()
	if err != nil {
		return false, fmt.Errorf("claim outbox row %s: %w", id, err)
	}
	n, err := done.RowsAffected()
	if err != nil {
		return false, fmt.Errorf("claim outbox row %s: %w", id, err)
	}
	return n == 1, nil
}

func (g *Engine) outcome(app core.App, row *core.Record, sendErr error) error {
	delivery := "sent"
	now := g.Now()
	switch {
	case sendErr == nil:
		row.Load(map[string]any{"status": "sent", "sent_at": records.Stamp(now), "last_error": ""})
	case row.GetInt("attempts") >= maxAttempts:
		delivery = "failed"
		row.Load(map[string]any{"status": "dead", "last_error": shorten(sendErr.Error(), 1900)})
	default:
		delivery = "queued"
		wait := time.Minute << min(row.GetInt("attempts"), 8)
		row.Load(map[string]any{"status": "queued", "last_error": shorten(sendErr.Error(), 1900), "next_attempt": records.Stamp(now.Add(wait))})
	}
	if err := app.SaveWithContext(engineContext(), row); err != nil {
		return fmt.Errorf("note outcome of outbox row %s: %w", row.Id, err)
	}
	_, err := app.DB().Update(records.Messages, dbx.Params{"delivery": delivery}, dbx.HashExp{"id": row.GetString("message")}).Execute()
	if err != nil {
		return fmt.Errorf("note delivery of message %s: %w", row.GetString("message"), err)
	}
	return nil
}

func sendMail(app core.App, row *core.Record) error {
	var p map[string]string
	if err := json.Unmarshal([]byte(row.GetString("payload")), &p); err != nil {
		return fmt.Errorf("read mail: %w", err)
	}
	meta := app.Settings().Meta
	return app.NewMailClient().Send(&mailer.Message{From: mail.Address{Name: meta.SenderName, Address: meta.SenderAddress},
		To: []mail.Address{{Address: p["to"]}}, Subject: p["subject"], Text: p["text"],
		Headers: map[string]string{"Message-ID": p["message_id"], "X-Escucha-Case": p["number"]}})
}
