package mailbox

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// wholeLimit is the most that a person may ask for.
const wholeLimit = 60 << 20

// Whole fetches all of a mail of which only the headers were kept, and has it
// sorted as any other.
func (p *Post) Whole(ctx context.Context, app core.App, row *core.Record) error {
	if !row.GetBool("partial") {
		return nil
	}
	raw, err := p.fetchAgain(ctx, app, row)
	if err != nil {
		return err
	}
	file, err := filesystem.NewFileFromBytes(raw, "mail.eml")
	if err != nil {
		return trouble(Unstored, fmt.Errorf("keep mail %s: %w", row.Id, err))
	}
	row.Load(map[string]any{"raw": file, "partial": false, "status": Unsorted, "tries": 0, "size": len(raw)})
	if err := app.RunInTransaction(func(tx core.App) error { return casework.KeepOwn(tx, row) }); err != nil {
		return trouble(Unstored, err)
	}
	return p.sortOne(app, row)
}

func (p *Post) fetchAgain(ctx context.Context, app core.App, row *core.Record) ([]byte, error) {
	parts := strings.Split(row.GetString("key"), "|")
	uid, err := strconv.ParseUint(parts[len(parts)-1], 10, 32)
	if err != nil {
		return nil, fmt.Errorf("key of mail %s: %w", row.Id, err)
	}
	box, err := app.FindRecordById(records.Mailboxes, row.GetString("mailbox"))
	if err != nil {
		return nil, fmt.Errorf("mailbox of mail %s: %w", row.Id, err)
	}
	account, err := AccountOf(app, box)
	if err != nil {
		return nil, err
	}
	s, err := open(ctx, account, p.Roots, nil)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if fmt.Sprint(s.validity) != parts[len(parts)-2] {
		return nil, p.g.Refuse("raw", "mail_gone", nil)
	}
	raw, err := s.raw(imap.UID(uid), false, wholeLimit)
	if err == nil && len(raw) == 0 {
		return nil, p.g.Refuse("raw", "mail_gone", nil)
	}
	return raw, err
}

// Probe tries a mailbox as it is entered now, without reading anything: what it
// answers is what a look would be answered.
func (p *Post) Probe(ctx context.Context, app core.App, box *core.Record) error {
	account, err := AccountOf(app, box)
	if err != nil {
		return err
	}
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	s, err := open(ctx, account, p.Roots, nil)
	if err != nil {
		return err
	}
	s.close()
	return nil
}
