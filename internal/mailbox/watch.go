package mailbox

import (
	"context"
	"fmt"

	"github.com/emersion/go-imap/v2"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// watcher waits at one mailbox for the server to tell of mail (IDLE, RFC 2177).
// It is a help: what it misses comes with the next look.
type watcher struct {
	sign string // of the mailbox as it was
	stop context.CancelFunc
	done bool // it ended and is to be begun again
}

// Watch has somebody wait at every mailbox that is read well, and sends away who
// waits at one that was changed, paused or is in trouble.
func (p *Post) Watch(app core.App) error {
	boxes, err := app.FindAllRecords(records.Mailboxes, dbx.HashExp{"active": true, "last_error": ""})
	if err != nil {
		return fmt.Errorf("find mailboxes to wait at: %w", err)
	}
	p.watching.Lock()
	defer p.watching.Unlock()
	signs := map[string]string{}
	for _, box := range boxes {
		signs[box.Id] = box.GetString("updated") + box.GetString("secret")
	}
	for id, w := range p.watchers {
		if w.done || signs[id] != w.sign {
			w.stop()
			delete(p.watchers, id)
		}
	}
	for _, box := range boxes {
		if p.watchers[box.Id] == nil {
			p.begin(app, box, signs[box.Id])
		}
	}
	return nil
}

// Unwatch ends all waiting.
func (p *Post) Unwatch() {
	p.watching.Lock()
	defer p.watching.Unlock()
	for id, w := range p.watchers {
		w.stop()
		delete(p.watchers, id)
	}
}

func (p *Post) begin(app core.App, box *core.Record, sign string) {
	ctx, stop := context.WithCancel(context.Background())
	w := &watcher{sign: sign, stop: stop}
	p.watchers[box.Id] = w
	go func() {
		again, err := p.wait(ctx, app, box)
		if err != nil && ctx.Err() == nil {
			app.Logger().Debug("stopped waiting at a mailbox", "mailbox", box.Id, "error", err)
		}
		p.watching.Lock()
		defer p.watching.Unlock()
		w.done = again
	}()
}

// wait reads the mailbox whenever its server tells of mail, until the connection
// ends. It answers whether to begin again: not at a server that never tells.
func (p *Post) wait(ctx context.Context, app core.App, box *core.Record) (bool, error) {
	account, err := AccountOf(app, box)
	if err != nil {
		return true, err
	}
	news := make(chan struct{}, 1)
	s, err := open(ctx, account, p.Roots, func() {
		select {
		case news <- struct{}{}:
		default: // one word is enough
		}
	})
	if err != nil {
		return true, err
	}
	defer s.close()
	if !s.caps.Has(imap.CapIdle) {
		return false, nil
	}
	idle, err := s.client.Idle()
	if err != nil {
		return true, fmt.Errorf("wait for mail: %w", err)
	}
	defer func() { _ = idle.Close() }() // the connection goes with it
	for {
		select {
		case <-ctx.Done():
			return true, nil
		case <-s.client.Closed():
			return true, nil
		case <-news:
			if err := p.told(ctx, app, box.Id); err != nil {
				return true, err
			}
		}
	}
}

// told reads a mailbox of which there is news, as it is stored now.
func (p *Post) told(ctx context.Context, app core.App, id string) error {
	box, err := app.FindRecordById(records.Mailboxes, id)
	if err != nil {
		return fmt.Errorf("read mailbox %s: %w", id, err)
	}
	return p.ReadNow(ctx, app, box)
}
