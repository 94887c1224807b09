package mailbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"net/mail"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// keyOfMail is what makes a mail the one that it is for its server: UIDs count
// only under their UIDVALIDITY (RFC 9051, 2.3.1.1).
func keyOfMail(box string, validity uint32, uid imap.UID) string {
	return fmt.Sprintf("%s|%d|%d", box, validity, uid)
}

// idOfMail makes the id of a row out of its key: whoever stores the same mail
// again, after a kill or beside us, means the same row and the same folder.
func idOfMail(key string) string {
	sum := sha256.Sum256([]byte(key))
	return strings.ToLower(base32.HexEncoding.EncodeToString(sum[:]))[:15]
}

// keep stores a mail as it came, in one transaction with its key, and tells
// whether it is new. The file is written before the row: a kill in between
// leaves a file that nobody knows, which Sweep removes, and never a row without
// its mail.
func (p *Post) keep(app core.App, box *core.Record, validity uint32, h head, raw []byte, partial bool) (bool, error) {
	key := keyOfMail(box.Id, validity, h.uid)
	sum := sha256.Sum256(raw)
	digest := hex.EncodeToString(sum[:])
	there, err := known(app, box.Id, key, digest)
	if err != nil || there {
		return false, err
	}
	file, err := filesystem.NewFileFromBytes(raw, "mail.eml")
	if err != nil {
		return false, trouble(Unstored, fmt.Errorf("keep mail %s: %w", key, err))
	}
	row, err := newRow(app, records.Mails)
	if err != nil {
		return false, err
	}
	row.Load(map[string]any{"id": idOfMail(key), "mailbox": box.Id, "key": key, "digest": digest, "size": h.size, "raw": file, "partial": partial,
		"message_id": shorten(h.messageID, 490), "received_at": records.Stamp(h.at), "status": "new", "created": records.Stamp(p.g.Now())})
	err = app.RunInTransaction(func(tx core.App) error { return casework.KeepOwn(tx, row) })
	if err == nil {
		return true, nil
	}
	if there, asked := known(app, box.Id, key, digest); asked == nil && there { // somebody was faster
		return false, nil
	}
	return false, trouble(Unstored, fmt.Errorf("keep mail %s: %w", key, err))
}

// known: the same mail is there, by its number or, after the server gave out new
// ones or somebody moved it about, byte by byte.
func known(app core.App, box, key, digest string) (bool, error) {
	var n int
	err := app.NonconcurrentDB().NewQuery(`SELECT COUNT(*) FROM (SELECT 1 FROM mails WHERE key = {:key}
		UNION ALL SELECT 1 FROM mails WHERE mailbox = {:box} AND digest = {:digest})`).Bind(dbx.Params{"key": key, "box": box, "digest": digest}).Row(&n)
	if err != nil {
		return false, trouble(Unstored, fmt.Errorf("look for mail %s: %w", key, err))
	}
	return n > 0, nil
}

// seen: after the server gave out new numbers, what it had under the old ones
// need not be fetched again. Under the same numbers every mail is another one,
// whatever its headers say.
func seen(app core.App, box string, validity uint32, h head) (bool, error) {
	if h.messageID == "" {
		return false, nil
	}
	n, err := app.CountRecords(records.Mails, dbx.HashExp{"message_id": shorten(h.messageID, 490), "mailbox": box, "size": h.size, "received_at": records.Stamp(h.at)},
		dbx.NotLike("key", fmt.Sprintf("%s|%d|", box, validity)).Match(false, true))
	if err != nil {
		return false, trouble(Unstored, fmt.Errorf("look for mail %s: %w", h.messageID, err))
	}
	return n > 0, nil
}

// advance notes up to where a folder is read, only ever forward under the same
// numbers; two at once do not take each other back.
func advance(app core.App, box string, validity uint32, uid imap.UID) error {
	_, err := app.NonconcurrentDB().NewQuery(`UPDATE mailboxes SET last_uid = {:uid}, uid_validity = {:validity}
		WHERE id = {:id} AND (uid_validity != {:validity} OR last_uid < {:uid})`).
		Bind(dbx.Params{"id": box, "validity": validity, "uid": uint32(uid)}).Execute()
	if err != nil {
		return trouble(Unstored, fmt.Errorf("note how far %s is read: %w", box, err))
	}
	return nil
}

// headerID reads the Message-ID out of one header, with its angle brackets.
func headerID(raw []byte) string {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return "" // none, or none that is worth anything: it is fetched like any other
	}
	return strings.TrimSpace(m.Header.Get("Message-ID"))
}

func newRow(app core.App, collection string) (*core.Record, error) {
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, fmt.Errorf("find collection %s: %w", collection, err)
	}
	return core.NewRecord(c), nil
}

func shorten(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}
