package casework

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// Carried notes what became of a message that a program of somebody else came
// for: delivered when failure is empty; else it is offered again later, and set
// aside for a person after ten times or at once when it is permanent. A row whose
// outcome is known already stays as it is.
func (g *Engine) Carried(app core.App, row *core.Record, failure string, permanent bool) error {
	return app.RunInTransaction(func(tx core.App) error {
		fresh, err := tx.FindRecordById(records.Outbox, row.Id)
		if err != nil {
			return fmt.Errorf("outcome of outbox row %s: %w", row.Id, err)
		}
		if fresh.GetString("status") != "queued" {
			row.Load(fresh.FieldsData())
			return nil
		}
		fresh.Set("attempts", fresh.GetInt("attempts")+1)
		if permanent {
			fresh.Set("attempts", maxAttempts)
		}
		var failed error
		if failure != "" {
			failed = errors.New(failure)
		}
		if err := g.outcome(tx, fresh, failed); err != nil {
			return err
		}
		row.Load(fresh.FieldsData())
		if failure != "" {
			return nil
		}
		_, err = tx.DB().Update(records.Messages, dbx.Params{"delivery": "delivered"}, dbx.HashExp{"id": row.GetString("message")}).Execute()
		if err != nil {
			return fmt.Errorf("note delivery of message %s: %w", row.GetString("message"), err)
		}
		return nil
	})
}
