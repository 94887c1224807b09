package casework

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Incoming is what somebody outside wrote about a case, by whatever way it came.
type Incoming struct {
	Complaint  string
	Actor      complaint.Actor // who brings it; nobody named: the customer of the case
	Channel    string          // empty: as no channel of ours
	From       string          // who wrote, as their letter names them
	Subject    string
	Text       string // their own words; empty with files: a sentence that says so
	Quoted     string // what they repeat of earlier messages; shown folded
	MessageID  string // of a mail or a form; the same one is taken in once a case
	InReplyTo  string
	ReceivedAt time.Time // zero: now
	Files      []*filesystem.File
	Form       bool // there is a form of its own to reopen: a word more leaves a closed case closed
	First      bool // the case was filed with it: whoever filed it has read it
	Aside      bool // kept with the case and no more: an absence note, a notice of their mail server
}

// TakeIn stores what somebody outside wrote about a case, with its files, and
// does what follows: what we were waiting for takes the case up again (T10), a
// reply to a closed case reopens it inside its window (T22), and anything else is
// put before the owner, once until it is answered. All or nothing; one that was
// taken in before is answered with the message that it became.
func (g *Engine) TakeIn(app core.App, in Incoming) (*core.Record, error) {
	var m *core.Record
	err := app.RunInTransaction(func(tx core.App) error {
		c, err := tx.FindRecordById(records.Complaints, in.Complaint)
		if err != nil {
			return fmt.Errorf("take in a message for %s: %w", in.Complaint, err)
		}
		if c.GetString("stage") == string(complaint.Voided) {
			return g.refuse("stage", "case_voided")
		}
		if m, err = takenBefore(tx, c, in.MessageID); err != nil || m != nil {
			return err
		}
		if in.Actor.Kind == "" {
			in.Actor = CustomerActor(c.GetString("customer"))
		}
		if m, err = g.keepIncoming(tx, c, in); err != nil || in.Aside || in.First {
			return err
		}
		return g.goOn(tx, c, in)
	})
	return m, err
}

// takenBefore finds the message that a mail or a form became: neither a reload
// nor a second copy says anything twice.
func takenBefore(app core.App, c *core.Record, messageID string) (*core.Record, error) {
	if messageID == "" {
		return nil, nil
	}
	rows, err := app.FindAllRecords(records.Messages, dbx.HashExp{"message_id": messageID, "complaint": c.Id})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}

// receivedKey carries the moment at which a message reached us.
const receivedKey = "@received"

func (g *Engine) keepIncoming(app core.App, c *core.Record, in Incoming) (*core.Record, error) {
	m, err := newRecord(app, records.Messages)
	if err != nil {
		return nil, err
	}
	direction := "in"
	if in.Aside {
		direction = "note"
	}
	m.Load(map[string]any{"complaint": c.Id, "direction": direction, "channel": in.Channel, "from": shorten(in.From, 290), "subject": shorten(oneLine(in.Subject), 490),
		"text": g.wordsOf(c, in), "quoted": in.Quoted, "message_id": in.MessageID, "in_reply_to": in.InReplyTo})
	m.SetRaw(receivedKey, in.ReceivedAt)
	SetActor(m, in.Actor)
	if err := app.Save(m); err != nil {
		return nil, fmt.Errorf("store what came in for %s: %w", c.Id, err)
	}
	for _, file := range in.Files {
		values := map[string]any{"complaint": c.Id, "message": m.Id, "kind": "evidence", "file": file}
		if err := g.create(app, records.Attachments, values, in.Actor); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// wordsOf is the text of a message that may have none.
func (g *Engine) wordsOf(c *core.Record, in Incoming) string {
	if strings.TrimSpace(in.Text) != "" {
		return in.Text
	}
	name := "mail.no_words"
	if len(in.Files) > 0 {
		name = "mail.files_only"
	}
	return g.Texts.T(c.GetString("language"), name, nil)
}

// goOn does what follows from the customer's words, in the customer's name.
func (g *Engine) goOn(app core.App, c *core.Record, in Incoming) error {
	switch again, err := g.Reopens(app, c); {
	case err != nil:
		return err
	case c.GetString("stage") == string(complaint.WaitingCustomer):
		return g.TakeUp(app, c, Move{To: string(complaint.Investigating)}, "mail.customer_answered")
	case again && !in.Form:
		return g.TakeUp(app, c, Move{To: string(complaint.Investigating), Fields: map[string]any{"reopen_reason": shorten(g.wordsOf(c, in), 400)}}, "mail.try_otherwise")
	}
	return g.Wrote(app, c)
}

// Reopens reports whether a reply takes a case up again: it is closed, and its
// window is still open.
func (g *Engine) Reopens(app core.App, c *core.Record) (bool, error) {
	if c.GetString("stage") != string(complaint.Closed) {
		return false, nil
	}
	f, err := g.Facts(app, c, c, CustomerActor(c.GetString("customer")))
	if err != nil {
		return false, fmt.Errorf("window of %s: %w", c.Id, err)
	}
	return !f.Now.After(complaint.ReopenUntil(f)), nil
}

// Wrote puts the customer's words before the owner, once until they are
// answered. A case that nobody has yet is read when somebody takes it.
func (g *Engine) Wrote(app core.App, c *core.Record) error {
	n, err := app.CountRecords(records.Reminders, dbx.HashExp{"complaint": c.Id, "kind": complaint.TimerWrote, "pending": true})
	if err != nil || n > 0 || c.GetString("owner") == "" {
		return err
	}
	return g.Remind(app, c, complaint.TimerWrote, complaint.Span{Hours: 4})
}

// TakeUp moves a case in its customer's name, and leaves the team a next step
// for the next working day; step is the text of it, empty for none.
func (g *Engine) TakeUp(app core.App, c *core.Record, m Move, step string) error {
	if m.Fields == nil {
		m.Fields = map[string]any{}
	}
	if step != "" {
		due, err := g.WorkingDays(app, 1)
		if err != nil {
			return err
		}
		m.Fields["next_step"] = g.Texts.T(c.GetString("language"), step, nil)
		m.Fields["next_step_due"] = records.Stamp(due)
	}
	_, err := g.Transition(app, c.Id, m, CustomerActor(c.GetString("customer")))
	return err
}
