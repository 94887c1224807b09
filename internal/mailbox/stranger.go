package mailbox

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/inbound"
	"escucha/internal/records"
)

// stranger is a mail that belongs to no case: it waits for a person, or becomes
// a case of nobody yet, as the mailbox says. The law of the country may want more
// than a mail tells; then it waits too. A From is easily forged: it makes nobody
// a customer.
func (p *Post) stranger(app core.App, row *core.Record, m inbound.Mail) (fate, error) {
	box, err := app.FindRecordById(records.Mailboxes, row.GetString("mailbox"))
	if err != nil {
		return fate{}, fmt.Errorf("mailbox of mail %s: %w", row.Id, err)
	}
	if box.GetString("unknown") != "case" || strings.TrimSpace(m.Text) == "" {
		return fate{status: Quarantined, reason: "unknown"}, nil
	}
	soon, err := justFiled(app, row)
	if err != nil || soon { // each case is answered with a receipt: no more than one an hour
		return fate{status: Quarantined, reason: "just_filed"}, err
	}
	return p.file(app, row, m)
}

func (p *Post) file(app core.App, row *core.Record, m inbound.Mail) (fate, error) {
	fields := FieldsOf(m)
	fields["anonymous_reason"] = p.g.Texts.T(i18n.Default, "mail.unknown_sender", map[string]any{"email": m.From.Email})
	c, err := p.g.FileOnline(app, fields, map[string]string{"name": m.From.Name, "email": m.From.Email})
	if casework.Codes(err) != nil {
		return fate{status: Quarantined, reason: "incomplete"}, nil
	}
	if err != nil {
		return fate{}, fmt.Errorf("file mail %s: %w", row.Id, err)
	}
	return p.first(app, c, row, m)
}

// first keeps the mail that a case was filed with as its first message: an answer
// goes out as an answer to it.
func (p *Post) first(app core.App, c, row *core.Record, m inbound.Mail) (fate, error) {
	in := Letter(c.Id, row, m)
	in.First = true
	message, err := p.g.TakeIn(app, in)
	if err != nil {
		return fate{}, err
	}
	return fate{status: Filed, complaint: c.Id, message: message.Id}, nil
}

// FieldsOf is what a mail tells of a case. Without a kind it is a claim, the
// stricter reading, until a person says otherwise.
func FieldsOf(m inbound.Mail) map[string]any {
	return map[string]any{"kind": "claim", "channel": "email", "reply_channel": "email", "narrative": shorten(m.Text, 90_000)}
}

// justFiled: a case of this sender was filed by itself within the hour.
func justFiled(app core.App, row *core.Record) (bool, error) {
	at := row.GetDateTime("received_at").Time()
	n, err := app.CountRecords(records.Mails, dbx.HashExp{"sender": row.GetString("sender"), "status": Filed, "handled_by": ""},
		dbx.NewExp("received_at BETWEEN {:from} AND {:to} AND id != {:id}", dbx.Params{"id": row.Id, "from": records.Stamp(at.Add(-time.Hour)), "to": records.Stamp(at.Add(time.Hour))}))
	if err != nil {
		return false, fmt.Errorf("cases of %s: %w", row.GetString("sender"), err)
	}
	return n > 0, nil
}

// Bounds of what is kept of the files of a mail beside it; the mail itself has
// them all.
const (
	mostFiles = 30
	maxFile   = 20 << 20
)

// filesOf are the files of a mail as they are attached to a case.
func filesOf(m inbound.Mail) []*filesystem.File {
	var out []*filesystem.File
	for _, f := range m.Files {
		if len(out) == mostFiles || len(f.Data) == 0 || len(f.Data) > maxFile {
			continue
		}
		if file, err := filesystem.NewFileFromBytes(f.Data, f.Name); err == nil { // it fails only for none
			out = append(out, file)
		}
	}
	return out
}
