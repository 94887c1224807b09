package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// Bounced takes the word of another server that a mail of ours did not reach
// its reader: the message says so, and whoever answers for the case is told and
// reminded to write in another way. A delay (permanent is false) changes
// nothing, for that server goes on trying; nor does a mail that is not ours, or
// one that was told of already.
func (g *Engine) Bounced(app core.App, messageID, diagnostic string, permanent bool) error {
	if messageID == "" || !permanent {
		return nil
	}
	return app.RunInTransaction(func(tx core.App) error {
		rows, err := tx.FindRecordsByFilter(records.Messages, "message_id = {:id} && direction = 'out'", "", 1, 0, dbx.Params{"id": messageID})
		if err != nil {
			return fmt.Errorf("find the mail that bounced: %w", err)
		}
		if len(rows) == 0 || rows[0].GetString("delivery") == "bounced" {
			return nil
		}
		return g.undelivered(tx, rows[0], "bounced", diagnostic)
	})
}

// undelivered notes that a message will not arrive (delivery: failed or
// bounced), with what the server said, and has somebody write again.
func (g *Engine) undelivered(app core.App, msg *core.Record, delivery, diagnostic string) error {
	if err := setDelivery(app, msg.Id, delivery); err != nil {
		return err
	}
	c, err := app.FindRecordById(records.Complaints, msg.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("case of message %s: %w", msg.Id, err)
	}
	data := event.Data{Ref: msg.Id, Note: shorten(diagnostic, 500)}
	if err := g.tell(app, c, amendment{SystemActor(), "message." + delivery, data}); err != nil {
		return err
	}
	if err := g.notify(app, c, notice{noticeUndelivered, SystemActor(), nil}, c.GetString("owner"), msg.GetString("author")); err != nil {
		return err
	}
	return g.writeAgain(app, c)
}

// writeAgain reminds the owner, once however many mails come back.
func (g *Engine) writeAgain(app core.App, c *core.Record) error {
	n, err := app.CountRecords(records.Reminders, dbx.HashExp{"complaint": c.Id, "kind": complaint.TimerWriteAgain, "pending": true})
	if err != nil || n > 0 {
		return err
	}
	return g.startTimer(app, c, complaint.Timer{Kind: complaint.TimerWriteAgain, Due: complaint.Span{Hours: 4}})
}

// setDelivery says where a mail stands; the message itself is as it was written.
func setDelivery(app core.App, message, delivery string) error {
	if message == "" {
		return nil
	}
	_, err := app.DB().Update(records.Messages, dbx.Params{"delivery": delivery}, dbx.HashExp{"id": message}).Execute()
	if err != nil {
		return fmt.Errorf("note delivery of message %s: %w", message, err)
	}
	return nil
}
