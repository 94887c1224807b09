package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/mailbox"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// entered is a mailbox as an administrator enters it.
func entered() map[string]any {
	return map[string]any{"name": "Tienda", "host": "imap.correo.example", "user": "escucha@casanogal.example", "security": "tls", "auth": "password", "active": true}
}

// arrived is a mail that waits for a person.
func arrived(t *testing.T, a *testapp.App, values map[string]any) string {
	t.Helper()
	box, err := a.Engine.Create(a, records.Mailboxes, entered(), a.Actor(t, testapp.Admin))
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.FindCollectionByNameOrId(records.Mails)
	if err != nil {
		t.Fatal(err)
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{"mailbox": box.Id, "key": box.Id + "|1|1", "status": "quarantined", "kind": "person", "sender": "juana@correo.example", "subject": "Un plato roto"})
	r.Load(values)
	if err := casework.KeepOwn(a, r); err != nil {
		t.Fatal(err)
	}
	return r.Id
}

func TestTheSecretOfAMailboxNeverGoesOut(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	box, err := a.Engine.Create(a, records.Mailboxes, entered(), a.Actor(t, testapp.Admin))
	if err != nil {
		t.Fatal(err)
	}
	const word = "palabra-que-nadie-lee"
	if err := mailbox.New(a.Engine).SetSecret(a, box, mailbox.Secret{Password: word}); err != nil {
		t.Fatal(err)
	}
	if stored := a.Reload(t, box).GetString("secret"); stored == "" {
		t.Fatal("no secret is stored: nothing is shown")
	}
	for _, who := range []string{testapp.Admin, testapp.Superuser} {
		path := testapp.Records(records.Mailboxes)
		for _, got := range []testapp.Answer{a.Ask(t, who, http.MethodGet, path, nil), a.Ask(t, who, http.MethodGet, path+"/"+box.Id, nil),
			a.Ask(t, who, http.MethodPatch, path+"/"+box.Id, map[string]any{"name": "Otra"})} {
			if got.Status != http.StatusOK || strings.Contains(got.Text, word) || strings.Contains(got.Text, `"secret"`) {
				t.Errorf("%s reads %d %s", who, got.Status, got.Text)
			}
		}
	}
	for table, rows := range a.Stored(t) {
		if table != records.Mailboxes && strings.Contains(rows, word) {
			t.Errorf("the password is in %s", table)
		}
	}
}

func TestWhatAMailboxMayBe(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change map[string]any
		field  string
		code   string
	}{
		{"as usual", map[string]any{}, "", ""},
		{"bare on this machine", map[string]any{"security": "none", "host": "127.0.0.1"}, "", ""},
		{"bare on another", map[string]any{"security": "none"}, "security", "mailbox_bare"},
		{"how far it is read", map[string]any{"last_uid": 7}, "last_uid", "server_field"},
		{"no server", map[string]any{"host": " "}, "host", "validation_required"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			body := entered()
			for name, value := range row.change {
				body[name] = value
			}
			got := a.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Mailboxes), body)
			if (got.Status == http.StatusOK) != (row.field == "") || row.field != "" && got.Code(row.field) != row.code {
				t.Errorf("answered %d %s", got.Status, got.Text)
			}
		})
	}
}

func TestAMovedMailboxIsReadFromItsBeginning(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	box, err := a.Engine.Create(a, records.Mailboxes, entered(), a.Actor(t, testapp.Admin))
	if err != nil {
		t.Fatal(err)
	}
	a.Exec(t, "UPDATE mailboxes SET uid_validity = 9, last_uid = 7", nil)
	path := testapp.Records(records.Mailboxes, box.Id)
	a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{"name": "Otro nombre"})
	if got := a.Reload(t, box).GetInt("last_uid"); got != 7 {
		t.Errorf("another name, and it is read from %d", got)
	}
	a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{"folder": "Reclamos"})
	if got := a.Reload(t, box).GetInt("last_uid"); got != 0 {
		t.Errorf("another folder, and it is read from %d", got)
	}
}

// TestASickMailboxIsTold: those who lead read which mailbox is not read and why;
// a stranger reads only that something is sick.
func TestASickMailboxIsTold(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	if _, err := a.Engine.Create(a, records.Mailboxes, entered(), a.Actor(t, testapp.Admin)); err != nil {
		t.Fatal(err)
	}
	if got := a.Ask(t, testapp.Guest, http.MethodGet, healthPath, nil); got.Status != http.StatusOK {
		t.Errorf("a mailbox that nobody read yet: %d %s", got.Status, got.Text)
	}
	a.Exec(t, "UPDATE mailboxes SET last_error = 'login', failures = 2, last_answer = 'NO [AUTHENTICATIONFAILED]'", nil)
	got := a.Ask(t, testapp.Supervisor, http.MethodGet, healthPath, nil)
	if !strings.Contains(got.Text, `"code":"mailbox.login"`) || !strings.Contains(got.Text, `"name":"Tienda"`) || !strings.Contains(got.Text, "AUTHENTICATIONFAILED") {
		t.Errorf("the supervisor reads %s", got.Text)
	}
	if guest := a.Ask(t, testapp.Guest, http.MethodGet, healthPath, nil); guest.Status != http.StatusServiceUnavailable || strings.Contains(guest.Text, "Tienda") {
		t.Errorf("a stranger reads %d %s", guest.Status, guest.Text)
	}
}

// TestMailsAreListedByTheirIndex reads the plan of the lists of mails.
func TestMailsAreListedByTheirIndex(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for name, query := range map[string]string{
		"a list":       "SELECT * FROM mails WHERE status IN ('quarantined', 'unreadable') AND received_at < '2027' ORDER BY received_at DESC LIMIT 51",
		"new ones":     "SELECT * FROM mails WHERE status = 'new' ORDER BY received_at LIMIT 100",
		"of a sender":  "SELECT COUNT(*) FROM mails WHERE sender = 'x' AND received_at BETWEEN '1' AND '2'",
		"by key":       "SELECT 1 FROM mails WHERE key = 'x'",
		"by bytes":     "SELECT 1 FROM mails WHERE mailbox = 'x' AND digest = 'y'",
		"by MessageID": "SELECT COUNT(*) FROM mails WHERE message_id = 'x' AND sender = 'y'",
	} {
		var steps []struct {
			Detail string `db:"detail"`
		}
		if err := a.DB().NewQuery("EXPLAIN QUERY PLAN " + query).All(&steps); err != nil {
			t.Fatal(err)
		}
		for _, step := range steps {
			if strings.HasPrefix(step.Detail, "SCAN") {
				t.Errorf("%s: %s", name, step.Detail)
			}
		}
	}
}
