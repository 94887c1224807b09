package mailbox

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// ownFields are those of a mailbox that only the application sets; the secret
// comes in by a way of its own, because it never goes out.
var ownFields = []string{"secret", "uid_validity", "last_uid", "last_try", "last_ok", "last_error", "last_answer", "failures", "retry_at", "alarmed_at", "created"}

// KeepMailbox is the create and update hook of mailboxes: what is missing is
// filled in, and one that now leads elsewhere is read from its beginning.
func (p *Post) KeepMailbox(e *core.RecordEvent) error {
	r, before := e.Record, e.Record.Original()
	for _, name := range ownFields {
		if r.GetString(name) != before.GetString(name) {
			return p.g.Refuse(name, "server_field", nil)
		}
	}
	r.Set("host", strings.ToLower(strings.TrimSpace(r.GetString("host"))))
	for name, value := range map[string]string{"security": TLS, "auth": "password", "folder": "INBOX", "unknown": "quarantine"} {
		if r.GetString(name) == "" {
			r.Set(name, value)
		}
	}
	if r.GetString("security") == Bare && !ownMachine(r.GetString("host")) {
		return p.g.Refuse("security", "mailbox_bare", nil)
	}
	if r.IsNew() {
		r.Set("created", records.Stamp(p.g.Now()))
	}
	if moved(before, r) && !r.IsNew() {
		r.Load(map[string]any{"uid_validity": 0, "last_uid": 0, "since": records.Stamp(p.g.Now())})
	}
	r.Load(map[string]any{"failures": 0, "retry_at": "", "alarmed_at": ""})
	return e.Next()
}

// moved: it is another mailbox now.
func moved(before, after *core.Record) bool {
	return slices.ContainsFunc([]string{"host", "user", "folder"}, func(name string) bool { return before.GetString(name) != after.GetString(name) })
}

// ownMachine: what is said to this host leaves the machine on no wire.
func ownMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// HideSecret takes the secret out of what anybody is answered, a superuser too:
// it goes in and never out.
func HideSecret(e *core.RecordEnrichEvent) error {
	if err := e.Next(); err != nil {
		return fmt.Errorf("answer with a mailbox: %w", err)
	}
	e.Record.Hide("secret")
	return nil
}

// SetSecret stores what opens a mailbox, and has it tried at once.
func (p *Post) SetSecret(app core.App, box *core.Record, s Secret) error {
	if err := p.soundSecret(box, s); err != nil {
		return err
	}
	text, err := SealSecret(app, s)
	if err != nil {
		return err
	}
	_, err = app.NonconcurrentDB().Update(records.Mailboxes, dbx.Params{"secret": text, "failures": 0, "retry_at": "", "alarmed_at": ""}, dbx.HashExp{"id": box.Id}).Execute()
	if err != nil {
		return fmt.Errorf("store the secret of %s: %w", box.Id, err)
	}
	return nil
}

func (p *Post) soundSecret(box *core.Record, s Secret) error {
	if box.GetString("auth") != "oauth" {
		if s.Password == "" {
			return p.g.Refuse("password", "secret_missing", nil)
		}
		return nil
	}
	if s.RefreshToken == "" {
		return p.g.Refuse("refresh_token", "secret_missing", nil)
	}
	at, err := url.Parse(s.TokenURL)
	if err != nil || at.Host == "" || at.Scheme != "https" && (at.Scheme != "http" || !ownMachine(at.Hostname())) {
		return p.g.Refuse("token_url", "token_url", nil)
	}
	return nil
}
