package mailbox

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// Bounds of one look at a mailbox: what is left waits for the next one, so that
// ten thousand mails at once neither fill the memory nor hold up the desk.
const (
	batch    = 50               // mails of one look
	patience = 50 * time.Second // of one look, the server's part in it
	maxMail  = 25 << 20         // bytes, where the mailbox says nothing else
)

// Post reads the mailboxes of the business.
type Post struct {
	Roots *x509.CertPool // whose certificates count; nil: those of the system

	g    *casework.Engine
	busy sync.Map // mailbox id → *sync.Mutex

	watching sync.Mutex
	watchers map[string]*watcher // by mailbox
}

// New returns the post of an engine.
func New(g *casework.Engine) *Post { return &Post{g: g, watchers: map[string]*watcher{}} }

// Fetch looks into every mailbox whose turn it is. One that is in trouble holds
// up no other, and is tried more and more seldom.
func (p *Post) Fetch(ctx context.Context, app core.App) error {
	boxes, err := app.FindAllRecords(records.Mailboxes, dbx.HashExp{"active": true},
		dbx.NewExp("retry_at <= {:now}", dbx.Params{"now": records.Stamp(p.g.Now())}))
	if err != nil {
		return fmt.Errorf("find mailboxes: %w", err)
	}
	failed := make([]error, len(boxes))
	var all sync.WaitGroup
	for i, box := range boxes {
		all.Go(func() {
			if _, err := p.FetchOne(ctx, app, box); err != nil && !noted(err) {
				failed[i] = fmt.Errorf("%s: %w", box.GetString("name"), err)
			}
		})
	}
	all.Wait()
	return errors.Join(failed...)
}

// noted: trouble of a mailbox is on its own row and told from there; it is no
// failure of ours.
func noted(err error) bool {
	var t *Trouble
	return errors.As(err, &t)
}

// Round fetches what is new and works out what everything means that nobody
// looked at yet, also when a mailbox could not be read.
func (p *Post) Round(ctx context.Context, app core.App) error {
	return errors.Join(p.Fetch(ctx, app), p.Sort(app))
}

// ReadNow looks into one mailbox and sorts what it finds, without waiting for its
// turn.
func (p *Post) ReadNow(ctx context.Context, app core.App, box *core.Record) error {
	if !box.GetBool("active") {
		return nil
	}
	_, err := p.FetchOne(ctx, app, box)
	return errors.Join(err, p.Sort(app))
}

// FetchOne looks into one mailbox and notes how it went. It tells how many mails
// are new; nothing is done while another look at the same mailbox is under way.
func (p *Post) FetchOne(ctx context.Context, app core.App, box *core.Record) (int, error) {
	known, _ := p.busy.LoadOrStore(box.Id, &sync.Mutex{})
	mine := known.(*sync.Mutex)
	if !mine.TryLock() {
		return 0, nil
	}
	defer mine.Unlock()
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	n, err := p.look(ctx, app, box)
	return n, errors.Join(err, p.note(app, box, err))
}

func (p *Post) look(ctx context.Context, app core.App, box *core.Record) (int, error) {
	account, err := AccountOf(app, box)
	if err != nil {
		return 0, err
	}
	s, err := open(ctx, account, p.Roots, nil)
	if err != nil {
		return 0, err
	}
	defer s.close()
	return p.read(app, box.Id, s)
}

// read fetches what is new in the folder that a session has open, oldest first,
// one at a time: what ends it in the middle costs one mail, which comes next time.
func (p *Post) read(app core.App, id string, s *session) (int, error) {
	box, err := app.FindRecordById(records.Mailboxes, id) // as it is now: others read too
	if err != nil {
		return 0, fmt.Errorf("read mailbox %s: %w", id, err)
	}
	last, renumbered := imap.UID(box.GetInt("last_uid")), uint32(box.GetInt("uid_validity")) != s.validity
	if renumbered {
		last = 0
	}
	uids, err := s.after(last, sinceOf(box))
	if err != nil {
		return 0, err
	}
	uids = uids[:min(len(uids), batch)]
	if len(uids) == 0 && renumbered {
		return 0, advance(app, box.Id, s.validity, 0)
	}
	return p.take(app, box, s, uids)
}

// sinceOf is the first day whose mails are read: what lay in the mailbox before
// it was entered here was answered before.
func sinceOf(box *core.Record) time.Time {
	if since := box.GetDateTime("since"); !since.IsZero() {
		return since.Time()
	}
	return box.GetDateTime("created").Time().AddDate(0, 0, -1) // servers are in other zones
}

// take stores some mails, each before the next is asked for.
func (p *Post) take(app core.App, box *core.Record, s *session, uids []imap.UID) (fresh int, err error) {
	if len(uids) == 0 {
		return 0, nil
	}
	heads, err := s.heads(uids)
	if err != nil {
		return 0, err
	}
	byUID := map[imap.UID]head{}
	for _, h := range heads {
		byUID[h.uid] = h
	}
	for _, uid := range uids {
		isNew, err := p.takeOne(app, box, s, byUID[uid])
		if err != nil {
			return fresh, err
		}
		if isNew {
			fresh++
		}
		if err := advance(app, box.Id, s.validity, uid); err != nil {
			return fresh, err
		}
	}
	return fresh, nil
}

// takeOne stores one mail unless it is there; one over the limit without its
// body, until somebody asks for all of it.
func (p *Post) takeOne(app core.App, box *core.Record, s *session, h head) (bool, error) {
	if h.uid == 0 { // gone since it was listed
		return false, nil
	}
	if there, err := seen(app, box.Id, s.validity, h); err != nil || there {
		return false, err
	}
	partial := h.size > maxOf(box)
	raw, err := s.raw(h.uid, partial, max(maxOf(box), 1<<20))
	if err != nil || len(raw) == 0 {
		return false, err
	}
	return p.keep(app, box, s.validity, h, raw, partial)
}

func maxOf(box *core.Record) int64 {
	if mb := box.GetInt("max_mb"); mb > 0 {
		return int64(mb) << 20
	}
	return maxMail
}
