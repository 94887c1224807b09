package casework

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/post"
	"escucha/internal/records"
)

// retries are how long a mail waits after each try that failed: soon for a
// server that asks everybody to come back (greylisting), then later, all
// together longer than a day of trouble. After the last it is set aside for a person.
var retries = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 16 * time.Hour}

// maxAttempts is how often a mail is tried.
var maxAttempts = len(retries) + 1

// perRun is how many mails leave in one run, which is a minute: a server that
// comes back after a day is not met by a storm.
const perRun = 60

// Courier takes one outbox row to where it must go; it may note in the row what
// was answered. An error that is a *post.Failure says whether any other mail
// would have gone, and whether waiting helps.
type Courier func(app core.App, row *core.Record) error

// DeliverBy hands what is due in the outbox to a courier, oldest first, and
// notes what became of each row. Trouble that is not of one mail ends the run.
func (g *Engine) DeliverBy(app core.App, send Courier) error {
	rows, err := g.dueMail(app)
	if err != nil {
		return err
	}
	var failed []error
	for _, row := range rows {
		over, err := g.deliver(app, row, send)
		failed = append(failed, err)
		if over {
			break
		}
	}
	return errors.Join(failed...)
}

// dueMail lists what is to be sent now: what a process that died left half
// done, then what waits. Two questions, so that each is answered by the index.
func (g *Engine) dueMail(app core.App) ([]*core.Record, error) {
	var due []*core.Record
	for _, status := range []string{"sending", "queued"} {
		rows, err := app.FindRecordsByFilter(records.Outbox, "status = {:status} && next_attempt <= {:now} && kind = 'mail'", "next_attempt", perRun-len(due), 0,
			dbx.Params{"status": status, "now": records.Stamp(g.Now())})
		if err != nil {
			return nil, fmt.Errorf("read outbox: %w", err)
		}
		if due = append(due, rows...); len(due) >= perRun {
			break
		}
	}
	return due, nil
}

// lease is how long a row is nobody else's: one that is still being sent after
// it belongs to a process that died, and is sent again with the same
// Message-ID. Better twice than never.
const lease = 10 * time.Minute

// deliver claims a row, sends it, and notes the outcome. Of two deliveries at
// once one gets the row. over: no other mail has to be tried in this run.
func (g *Engine) deliver(app core.App, found *core.Record, send Courier) (over bool, err error) {
	claimed, err := g.claim(app, found.Id)
	if err != nil || !claimed {
		return false, err
	}
	row, err := app.FindRecordById(records.Outbox, found.Id)
	if err != nil {
		return false, fmt.Errorf("read outbox row: %w", err)
	}
	sendErr := g.once(app, row, send)
	if f := post.FailureOf(sendErr); sendErr != nil && f.Server {
		g.mail.trouble(f, g.Now())
		return true, errors.Join(sendErr, g.release(app, found, f))
	}
	err = app.RunInTransaction(func(tx core.App) error { return g.outcome(tx, row, sendErr) })
	if err == nil {
		g.mail.forget(row.Id)
	}
	return broke(sendErr), err
}

// once sends a row, unless it was sent already and only the note of it failed.
func (g *Engine) once(app core.App, row *core.Record, send Courier) error {
	if reply, taken := g.mail.taken(row.Id); taken {
		row.Set("reply", reply)
		return nil
	}
	if row.GetInt("attempts") > maxAttempts { // the last try ended with the process
		return &post.Failure{Step: post.StepData, Code: "interrupted", Final: true, Err: errors.New("no answer to the last try")}
	}
	err := send(app, row)
	if err == nil {
		g.mail.remember(row.Id, row.GetString("reply"))
	}
	return err
}

// broke: the connection was lost with this mail. Others wait a minute, for it
// may be the server's trouble; this one counts its try, for it may be its own.
func broke(err error) bool {
	if err == nil {
		return false
	}
	f := post.FailureOf(err)
	return f.Code == "dropped" || f.Code == "timeout" || f.Code == "busy"
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

// release puts a row back in its place: it was not its fault, and is no try.
func (g *Engine) release(app core.App, found *core.Record, f *post.Failure) error {
	_, err := app.NonconcurrentDB().NewQuery(`UPDATE outbox SET status = 'queued', attempts = {:n}, next_attempt = {:at}, last_error = {:error}, problem = {:problem}
		WHERE id = {:id} AND status = 'sending'`).Bind(dbx.Params{"n": found.GetInt("attempts"), "at": found.GetString("next_attempt"),
		"error": shorten(f.Error(), 1900), "problem": f.Code, "id": found.Id}).Execute()
	if err != nil {
		return fmt.Errorf("put outbox row %s back: %w", found.Id, err)
	}
	return nil
}

// outcome notes what became of a try, and everything that hangs on it: the
// answer that left, the customer who was not reached.
func (g *Engine) outcome(app core.App, row *core.Record, sendErr error) error {
	now, attempts := g.Now(), row.GetInt("attempts")
	if sendErr == nil {
		row.Load(map[string]any{"status": "sent", "sent_at": records.Stamp(now), "last_error": "", "problem": ""})
		if err := g.noteRow(app, row); err != nil {
			return err
		}
		return g.left(app, row.GetString("message"))
	}
	f := post.FailureOf(sendErr)
	row.Load(map[string]any{"last_error": shorten(f.Error(), 1900), "problem": f.Code})
	if !f.Final && attempts < maxAttempts {
		row.Load(map[string]any{"status": "queued", "next_attempt": records.Stamp(now.Add(retries[max(attempts, 1)-1]))})
		return g.noteRow(app, row)
	}
	row.Set("status", "dead")
	if err := g.noteRow(app, row); err != nil || row.GetString("message") == "" {
		return err
	}
	msg, err := app.FindRecordById(records.Messages, row.GetString("message"))
	if err != nil {
		return fmt.Errorf("message of outbox row %s: %w", row.Id, err)
	}
	return g.undelivered(app, msg, "failed", f.Error())
}

func (g *Engine) noteRow(app core.App, row *core.Record) error {
	if err := app.SaveWithContext(engineContext(), row); err != nil {
		return fmt.Errorf("note outcome of outbox row %s: %w", row.Id, err)
	}
	return nil
}

// Health is the state of the application in a few figures.
type Health struct {
	OK           bool   `json:"ok"`
	OutboxQueued int    `json:"outbox_queued"`
	OutboxDead   int    `json:"outbox_dead"`
	OldestQueued string `json:"oldest_queued"`
	MailEnabled  bool   `json:"mail_enabled"`

	Mail MailHealth `json:"mail"`
}

// Health reads the database for its own state.
func (g *Engine) Health(app core.App) (Health, error) {
	h := Health{MailEnabled: app.Settings().SMTP.Enabled}
	var row struct {
		Queued int    `db:"queued"`
		Dead   int    `db:"dead"`
		Oldest string `db:"oldest"`
	}
	err := app.ConcurrentDB().NewQuery(`SELECT COALESCE(SUM(status IN ('queued', 'sending')), 0) AS queued, COALESCE(SUM(status = 'dead'), 0) AS dead,
		COALESCE(MIN(CASE WHEN status = 'queued' THEN created END), '') AS oldest FROM outbox WHERE status IN ('queued', 'sending', 'failed', 'dead')`).One(&row)
	if err != nil {
		return h, fmt.Errorf("read state: %w", err)
	}
	h.OutboxQueued, h.OutboxDead, h.OldestQueued, h.OK = row.Queued, row.Dead, row.Oldest, row.Dead == 0
	h.Mail = g.mailHealth(app, row.Queued, row.Dead, row.Oldest)
	h.OK = h.OK && (h.Mail.Code == "" || h.Mail.Code == mailOff)
	return h, nil
}
