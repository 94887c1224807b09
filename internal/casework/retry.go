package casework

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/post"
	"escucha/internal/records"
)

// Retry sends a mail now that was set aside, or that waits, and answers with
// its row as it is afterwards: what the server said is in it. 409 with code
// mail_gone once it has left or is leaving, mail_off without a mail server.
func (g *Engine) Retry(app core.App, id string, actor complaint.Actor) (*core.Record, error) {
	config := app.Settings().SMTP
	if !config.Enabled {
		return nil, g.answer(http.StatusConflict, validation.Errors{"mail": g.problem("mail_off")})
	}
	row, err := g.requeue(app, id, actor)
	if err != nil {
		return nil, err
	}
	g.mail.well()
	r := &round{g: g, sender: g.Post(config)}
	defer r.close()
	_, err = g.deliver(app, row, r.send)
	if f, ok := errors.AsType[*post.Failure](err); ok && f.Server {
		err = nil // it is in the row
	}
	if err != nil {
		return nil, err
	}
	if row, err = app.FindRecordById(records.Outbox, id); err != nil {
		return nil, fmt.Errorf("read outbox row: %w", err)
	}
	return row, nil
}

// requeue gives a mail all its tries again.
func (g *Engine) requeue(app core.App, id string, actor complaint.Actor) (row *core.Record, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		done, err := tx.DB().Update(records.Outbox, dbx.Params{"status": "queued", "attempts": 0, "next_attempt": records.Stamp(g.Now())},
			dbx.HashExp{"id": id, "status": []any{"dead", "queued"}}).Execute()
		if err != nil {
			return fmt.Errorf("queue %s again: %w", id, err)
		}
		if n, err := done.RowsAffected(); err != nil || n != 1 {
			return g.answer(http.StatusConflict, validation.Errors{"mail": g.problem("mail_gone")})
		}
		if row, err = tx.FindRecordById(records.Outbox, id); err != nil {
			return fmt.Errorf("read outbox row: %w", err)
		}
		return g.tellRetry(tx, row, actor)
	})
	return row, err
}

func (g *Engine) tellRetry(app core.App, row *core.Record, actor complaint.Actor) error {
	if err := setDelivery(app, row.GetString("message"), "queued"); err != nil || row.GetString("complaint") == "" {
		return err
	}
	c, err := app.FindRecordById(records.Complaints, row.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("case of outbox row %s: %w", row.Id, err)
	}
	return g.tell(app, c, amendment{actor, "message.retried", event.Data{Ref: row.GetString("message")}})
}
