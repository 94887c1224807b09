// Package mailbox reads the mailboxes of the business over IMAP: each mail is
// kept whole and once before anybody looks at what it means, and what it means is
// worked out from what was kept, as often as it takes. On the server nothing is
// deleted, moved or marked: the mail program of the shop goes on as ever.
package mailbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"
)

// Ways to a server.
const (
	TLS      = "tls"
	StartTLS = "starttls"
	Bare     = "none" // only for a server on the same machine
)

// Account is one mailbox as its server knows it.
type Account struct {
	Host     string
	Port     int
	Security string
	User     string
	OAuth    bool
	Folder   string
	Secret   Secret
}

// Secret is what opens a mailbox: a password of an application, or what asks for
// tokens (RFC 6749, section 6).
type Secret struct {
	Password     string `json:"password,omitempty"`
	ClientID     string `json:"client_id,omitempty"`
	ClientSecret string `json:"client_secret,omitempty"`
	RefreshToken string `json:"refresh_token,omitempty"`
	TokenURL     string `json:"token_url,omitempty"`
	Scope        string `json:"scope,omitempty"`
}

// AccountOf reads an account from its row; a secret that cannot be read is a
// Trouble.
func AccountOf(app core.App, box *core.Record) (Account, error) {
	a := Account{Host: box.GetString("host"), Port: box.GetInt("port"), Security: box.GetString("security"), User: box.GetString("user"),
		OAuth: box.GetString("auth") == "oauth", Folder: box.GetString("folder")}
	if a.Folder == "" {
		a.Folder = "INBOX"
	}
	if a.Port == 0 {
		a.Port = map[string]int{TLS: 993}[a.Security]
	}
	if a.Port == 0 {
		a.Port = 143
	}
	var err error
	a.Secret, err = openSecret(app, box.GetString("secret"))
	return a, err
}

// sealed marks a secret that is encrypted with the key of the settings.
const sealed = "enc:"

// SealSecret writes a secret as it is stored: encrypted where the program was
// started with a key for its settings, as they are.
func SealSecret(app core.App, s Secret) (string, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return "", fmt.Errorf("write secret: %w", err)
	}
	key := keyOf(app)
	if key == "" {
		return string(text), nil
	}
	out, err := security.Encrypt(text, key)
	if err != nil {
		return "", fmt.Errorf("encrypt secret: %w", err)
	}
	return sealed + out, nil
}

func openSecret(app core.App, stored string) (Secret, error) {
	var s Secret
	if stored == "" {
		return s, trouble(NoSecret, errors.New("nothing to log in with is stored"))
	}
	text := []byte(stored)
	if code, ok := strings.CutPrefix(stored, sealed); ok {
		var err error
		if text, err = security.Decrypt(code, keyOf(app)); err != nil {
			return s, trouble(NoSecret, fmt.Errorf("decrypt secret: %w", err))
		}
	}
	if err := json.Unmarshal(text, &s); err != nil {
		return s, trouble(NoSecret, fmt.Errorf("read secret: %w", err))
	}
	return s, nil
}

// keyOf is the key of 32 characters that the program was started with.
func keyOf(app core.App) string {
	if name := app.EncryptionEnv(); name != "" {
		return os.Getenv(name)
	}
	return ""
}
