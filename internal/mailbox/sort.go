package mailbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/internal/casework"
	"escucha/internal/inbound"
	"escucha/internal/records"
)

// Fates of a mail that was read.
const (
	Unsorted    = "new"
	Filed       = "filed"
	Quarantined = "quarantined" // a person decides
	Ignored     = "ignored"
	Unreadable  = "unreadable" // kept whole, to be looked at by a person
	Bounce      = "bounce"
)

// maxTries is how often a mail is looked at before a person must: one that ends
// the program must not do so for ever.
const maxTries = 10

// Sort works out what the mails mean that nobody looked at yet, the oldest first
// and no more than one look brings. Each is one transaction with everything that
// follows from it, and may be begun again after a kill.
func (p *Post) Sort(app core.App) error {
	rows, err := app.FindRecordsByFilter(records.Mails, "status = 'new'", "received_at", 2*batch, 0)
	if err != nil {
		return fmt.Errorf("find new mails: %w", err)
	}
	var failed []error
	for _, row := range rows {
		failed = append(failed, p.sortOne(app, row))
	}
	return errors.Join(failed...)
}

func (p *Post) sortOne(app core.App, row *core.Record) error {
	if _, err := app.NonconcurrentDB().NewQuery("UPDATE mails SET tries = tries + 1 WHERE id = {:id}").Bind(dbx.Params{"id": row.Id}).Execute(); err != nil {
		return fmt.Errorf("begin mail %s: %w", row.Id, err)
	}
	if row.GetInt("tries") >= maxTries {
		return p.settle(app, row.Id, func(core.App, *core.Record) (fate, error) { return fate{status: Unreadable, reason: "gave_up"}, nil })
	}
	m, wrong := p.Read(app, row)
	if errors.Is(wrong, errNotAtHand) && !errors.Is(wrong, filesystem.ErrNotFound) { // the disk, not the mail: it is tried again
		return wrong
	}
	return p.settle(app, row.Id, func(tx core.App, row *core.Record) (fate, error) {
		if wrong != nil { // it is kept whole, and a person sees why
			return fate{status: Unreadable, reason: reasonOf(wrong)}, nil //nolint:nilerr // the reason is what is stored
		}
		describe(row, m)
		return p.decide(tx, row, m)
	})
}

// Read reads a mail from what was kept of it. Whatever is wrong with it is an
// error and never the end of the program.
func (p *Post) Read(app core.App, row *core.Record) (m inbound.Mail, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("read mail %s: %v", row.Id, r)
		}
	}()
	raw, err := RawOf(app, row)
	if err != nil {
		return m, fmt.Errorf("%w: %w", errNotAtHand, err)
	}
	if m, err = inbound.Read(bytes.NewReader(raw)); err != nil {
		return m, fmt.Errorf("read mail %s: %w", row.Id, err)
	}
	return m, nil
}

// errNotAtHand: the file of a mail could not be opened.
var errNotAtHand = errors.New("mail not at hand")

// RawOf is a mail as it came.
func RawOf(app core.App, row *core.Record) (raw []byte, err error) {
	files, err := app.NewFilesystem()
	if err != nil {
		return nil, fmt.Errorf("open mail %s: %w", row.Id, err)
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	reader, err := files.GetReader(row.BaseFilesPath() + "/" + row.GetString("raw"))
	if err != nil {
		return nil, fmt.Errorf("open mail %s: %w", row.Id, err)
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	if raw, err = io.ReadAll(reader); err != nil {
		return nil, fmt.Errorf("read mail %s: %w", row.Id, err)
	}
	return raw, nil
}

func reasonOf(err error) string {
	switch {
	case errors.Is(err, inbound.ErrTooLarge):
		return "too_large"
	case errors.Is(err, inbound.ErrEmpty):
		return "empty"
	}
	return "unreadable"
}

// describe writes down who sent what, for the lists.
func describe(row *core.Record, m inbound.Mail) {
	row.Load(map[string]any{"message_id": shorten(m.MessageID, 490), "sender": shorten(m.From.Email, 310), "sender_name": shorten(m.From.Name, 290),
		"subject": shorten(m.Subject, 990)})
}

// fate is what becomes of a mail.
type fate struct {
	status, reason     string
	complaint, message string
}

// settle decides about a mail that is still new, and stores what was decided
// with everything that follows from it. What refuses it leaves it to a person.
func (p *Post) settle(app core.App, id string, decide func(tx core.App, row *core.Record) (fate, error)) error {
	err := p.settleIn(app, id, decide)
	codes := casework.Codes(err)
	if err == nil || codes == nil {
		return err
	}
	refused := fate{status: Quarantined, reason: "refused"}
	if codes["stage"] == "case_voided" {
		refused.reason = "voided"
	}
	return p.settleIn(app, id, func(core.App, *core.Record) (fate, error) { return refused, nil })
}

func (p *Post) settleIn(app core.App, id string, decide func(tx core.App, row *core.Record) (fate, error)) error {
	return app.RunInTransaction(func(tx core.App) error {
		row, err := tx.FindRecordById(records.Mails, id)
		if err != nil {
			return fmt.Errorf("sort mail %s: %w", id, err)
		}
		if row.GetString("status") != Unsorted {
			return nil
		}
		f, err := decide(tx, row)
		if err != nil {
			return fmt.Errorf("sort mail %s: %w", id, err)
		}
		return keepFate(tx, row, f)
	})
}

func keepFate(app core.App, row *core.Record, f fate) error {
	row.Load(map[string]any{"status": f.status, "reason": f.reason, "complaint": f.complaint, "message": f.message})
	return casework.KeepOwn(app, row)
}
