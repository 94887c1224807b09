package hooks_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/mailbox"
	"escucha/internal/mailtest"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// office is an application with a mailbox at a real server.
type office struct {
	*testapp.App
	t      *testing.T
	server *mailtest.Server
	post   *mailbox.Post
	box    *core.Record
}

const inboxOf = "escucha@casanogal.example"

// withMail starts a server and an application that reads an account of it.
func withMail(t *testing.T, extra map[string]any, first ...func(*office)) *office {
	t.Helper()
	s := mailtest.Start(t)
	o := newOffice(t, s)
	for _, do := range first {
		do(o)
	}
	o.box = o.mailbox(extra)
	return o
}

func newOffice(t *testing.T, s *mailtest.Server) *office {
	t.Helper()
	app := newApp(t)
	p := mailbox.New(app.Engine)
	p.Roots = s.Roots
	return &office{App: app, t: t, server: s, post: p}
}

func (o *office) mailbox(extra map[string]any) *core.Record {
	o.t.Helper()
	fields := map[string]any{"name": "Buzón de la tienda", "host": o.server.Host, "port": o.server.TLS, "security": "tls", "user": inboxOf,
		"auth": "password", "active": true, "since": "2020-01-01 00:00:00.000Z"}
	for name, value := range extra {
		fields[name] = value
	}
	box, err := o.Engine.Create(o, records.Mailboxes, fields, o.Actor(o.t, testapp.Admin))
	if err != nil {
		o.t.Fatalf("enter mailbox: %v %v", err, casework.Codes(err))
	}
	if box.GetString("auth") == "password" {
		o.secret(box, mailbox.Secret{Password: mailtest.Word(mailtest.Password)})
	}
	return box
}

func (o *office) secret(box *core.Record, s mailbox.Secret) {
	o.t.Helper()
	if err := o.post.SetSecret(o, box, s); err != nil {
		o.t.Fatalf("store the secret: %v %v", err, casework.Codes(err))
	}
}

// look reads the mailbox once, and fails the test when that fails.
func (o *office) look() int {
	o.t.Helper()
	n, err := o.try()
	if err != nil {
		o.t.Fatalf("read the mailbox: %v", err)
	}
	return n
}

func (o *office) try() (int, error) {
	o.t.Helper()
	return o.post.FetchOne(context.Background(), o, o.Reload(o.t, o.box))
}

// raw is what was kept of each mail, by the order in which it was.
func (o *office) raw() []string {
	o.t.Helper()
	rows, err := o.FindRecordsByFilter(records.Mails, "id != ''", "@rowid", 0, 0)
	if err != nil {
		o.t.Fatal(err)
	}
	var out []string
	for _, row := range rows {
		out = append(out, string(o.bytes(row)))
	}
	return out
}

func (o *office) bytes(row *core.Record) []byte {
	o.t.Helper()
	data, err := os.ReadFile(o.DataDir() + "/storage/" + row.BaseFilesPath() + "/" + row.GetString("raw"))
	if err != nil {
		o.t.Fatal(err)
	}
	return data
}

// eml is a plain mail; pairs of name and value replace its headers.
func eml(n int, pairs ...string) string {
	headers := map[string]string{"From": "Rosa <rosa.quispe@correo.example>", "To": inboxOf, "Subject": fmt.Sprintf("Carta %d", n),
		"Message-ID": fmt.Sprintf("<carta%d@correo.example>", n), "Date": "Tue, 24 Nov 2026 10:00:00 -0500", "Content-Type": "text/plain; charset=utf-8"}
	text := fmt.Sprintf("Esta es la carta %d.", n)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == "text" {
			text = pairs[i+1]
			continue
		}
		headers[pairs[i]] = pairs[i+1]
	}
	var b strings.Builder
	for _, name := range []string{"From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "Date", "Auto-Submitted", "List-Id", "Content-Type"} {
		if value := headers[name]; value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", name, value)
		}
	}
	return b.String() + "\r\n" + strings.ReplaceAll(text, "\n", "\r\n") + "\r\n"
}

// files are the mails on the disk.
func (o *office) files() []string {
	o.t.Helper()
	c, err := o.FindCollectionByNameOrId(records.Mails)
	if err != nil {
		o.t.Fatal(err)
	}
	found, err := filepath.Glob(o.DataDir() + "/storage/" + c.BaseFilesPath() + "/*/*.eml")
	if err != nil {
		o.t.Fatal(err)
	}
	return found
}

// sweepOld sweeps when everything on the disk is of yesterday.
func (o *office) sweepOld() {
	o.t.Helper()
	for _, file := range o.files() {
		if err := os.Chtimes(file, time.Now(), time.Now().AddDate(0, 0, -1)); err != nil {
			o.t.Fatal(err)
		}
	}
	if err := o.post.Sweep(o); err != nil {
		o.t.Fatalf("sweep: %v", err)
	}
}
