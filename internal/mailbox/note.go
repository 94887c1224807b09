package mailbox

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// alarmAfter is how many looks in a row must fail before somebody is told.
const alarmAfter = 3

// note writes down how a look went. A mailbox in trouble is tried again later
// and later, up to an hour: a server that counts wrong passwords locks us out.
func (p *Post) note(app core.App, box *core.Record, failed error) error {
	now := p.g.Now()
	set := dbx.Params{"last_try": records.Stamp(now), "last_ok": records.Stamp(now), "last_error": "", "last_answer": "", "failures": 0, "retry_at": "", "alarmed_at": ""}
	if failed != nil {
		code, answer := CodeOf(failed)
		failures := box.GetInt("failures") + 1
		set = dbx.Params{"last_try": records.Stamp(now), "last_error": code, "last_answer": answer, "failures": failures, "retry_at": records.Stamp(now.Add(pause(failures)))}
	}
	if _, err := app.NonconcurrentDB().Update(records.Mailboxes, set, dbx.HashExp{"id": box.Id}).Execute(); err != nil {
		return fmt.Errorf("note how %s was read: %w", box.GetString("name"), err)
	}
	if failed == nil || box.GetInt("failures")+1 < alarmAfter || !box.GetDateTime("alarmed_at").IsZero() {
		return nil
	}
	return p.alarm(app, box)
}

// pause is how long to wait after so many failures in a row.
func pause(failures int) time.Duration {
	return min(time.Minute<<min(failures-1, 6), time.Hour)
}

// alarm tells the administrators once that a mailbox is not read; it is told
// again only after it was read in between.
func (p *Post) alarm(app core.App, box *core.Record) error {
	return app.RunInTransaction(func(tx core.App) error {
		done, err := tx.NonconcurrentDB().NewQuery("UPDATE mailboxes SET alarmed_at = {:now} WHERE id = {:id} AND alarmed_at = ''").
			Bind(dbx.Params{"now": records.Stamp(p.g.Now()), "id": box.Id}).Execute()
		if err != nil {
			return fmt.Errorf("tell of %s: %w", box.GetString("name"), err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, nil)
		}
		fresh, err := tx.FindRecordById(records.Mailboxes, box.Id)
		if err != nil {
			return fmt.Errorf("tell of %s: %w", box.GetString("name"), err)
		}
		return p.tellAdmins(tx, fresh)
	})
}
