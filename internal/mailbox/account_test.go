package mailbox

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

// box is a row with these values; it is in no database.
func box(values map[string]any) *core.Record {
	c := core.NewBaseCollection("mailboxes")
	for _, name := range []string{"host", "security", "user", "auth", "folder", "secret"} {
		c.Fields.Add(&core.TextField{Name: name})
	}
	c.Fields.Add(&core.NumberField{Name: "port"})
	r := core.NewRecord(c)
	r.Load(values)
	return r
}

func TestAccountOf(t *testing.T) {
	t.Parallel()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir()})
	rows := []struct {
		name   string
		values map[string]any
		port   int
		folder string
	}{
		{"TLS", map[string]any{"security": TLS}, 993, "INBOX"},
		{"STARTTLS", map[string]any{"security": StartTLS}, 143, "INBOX"},
		{"as it was typed", map[string]any{"security": TLS, "port": 1993, "folder": "Reclamos"}, 1993, "Reclamos"},
	}
	for _, row := range rows {
		row.values["secret"] = `{"password":"clave"}`
		got, err := AccountOf(app, box(row.values))
		if err != nil || got.Port != row.port || got.Folder != row.folder || got.Secret.Password != "clave" {
			t.Errorf("%s: %+v %v", row.name, got, err)
		}
	}
	for name, secret := range map[string]string{"none": "", "broken": "{", "of another key": sealed + "AAAA"} {
		_, err := AccountOf(app, box(map[string]any{"secret": secret}))
		if code, _ := CodeOf(err); err == nil || code != NoSecret {
			t.Errorf("secret %s: %v", name, err)
		}
	}
}

func TestASecretIsKeptEncrypted(t *testing.T) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir(), EncryptionEnv: "escucha_test_key"})
	t.Setenv("escucha_test_key", strings.Repeat("k", 32))
	stored, err := SealSecret(app, Secret{Password: "clave"})
	if err != nil || strings.Contains(stored, "clave") {
		t.Fatalf("stored %q %v", stored, err)
	}
	if got, err := openSecret(app, stored); err != nil || got.Password != "clave" {
		t.Errorf("read %+v %v", got, err)
	}
	t.Setenv("escucha_test_key", strings.Repeat("x", 32))
	if got, err := openSecret(app, stored); err == nil {
		t.Errorf("another key opens it: %+v", got)
	}
}
