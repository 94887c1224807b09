package casework

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/post"
	"escucha/internal/records"
)

// LetterBytes is how much the files of one mail may weigh together: what the
// mail servers of readers commonly take, encoded.
const LetterBytes = 15 << 20

// letter makes of an outbox row what leaves. A row of a message has its thread,
// its files and its signature; any other is a text by itself.
func (g *Engine) letter(app core.App, row *core.Record) (post.Letter, error) {
	var p map[string]string
	if err := json.Unmarshal([]byte(row.GetString("payload")), &p); err != nil {
		return post.Letter{}, fmt.Errorf("read mail: %w", err)
	}
	h, err := g.House(app)
	if err != nil {
		return post.Letter{}, err
	}
	meta := app.Settings().Meta
	l := post.Letter{From: post.Address{Name: meta.SenderName, Email: meta.SenderAddress}, To: post.Address{Name: p["name"], Email: p["to"]},
		Subject: numbered(p["subject"], p["number"]), Text: p["text"], MessageID: p["message_id"], Date: g.Now().In(h.Location), Case: p["number"], Automatic: true}
	if h.Business != nil {
		l.ReplyTo = post.Address{Name: meta.SenderName, Email: h.Business.GetString("email")}
	}
	if id := row.GetString("message"); id != "" {
		msg, err := app.FindRecordById(records.Messages, id)
		if err != nil {
			return l, fmt.Errorf("message of outbox row %s: %w", row.Id, err)
		}
		return l, g.complete(app, h, msg, &l)
	}
	l.Files = g.enclosure(app, row, p["enclose"])
	return l, nil
}

// complete adds what a message to a customer has beyond its words.
func (g *Engine) complete(app core.App, h *House, msg *core.Record, l *post.Letter) (err error) {
	c, err := app.FindRecordById(records.Complaints, msg.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("case of message %s: %w", msg.Id, err)
	}
	l.To.Name, l.Language = CustomerName(c), c.GetString("language")
	l.Automatic = msg.GetString("author") == "" || slices.Contains(byItself, msg.GetString("purpose"))
	if !l.Automatic && msg.GetString("template") == "" {
		l.Text = h.signed(l.Text, h.agents[msg.GetString("author")])
	}
	if l.References, err = earlier(app, msg); err != nil {
		return err
	}
	if n := len(l.References); n > 0 {
		l.InReplyTo = l.References[n-1]
	}
	if l.Files, err = filesOf(app, msg); err == nil {
		l.Files = append(l.Files, g.enclosed(app, c, msg)...)
	}
	return err
}

// Paper makes a document of a case, the sheet, the receipt or the letter, as a
// PDF of that moment.
type Paper func(app core.App, c *core.Record, kind, lang string, made time.Time) (post.File, error)

// enclosed is the document that travels with a message. The words are what is
// owed: where the document cannot be made they leave without it, and the log says why.
func (g *Engine) enclosed(app core.App, c, msg *core.Record) []post.File {
	kind := msg.GetString("attach")
	if kind == "" || g.Paper == nil {
		return nil
	}
	file, err := g.Paper(app, c, kind, c.GetString("language"), msg.GetDateTime("sent_at").Time())
	if err != nil {
		app.Logger().Error("a document could not be enclosed", "message", msg.Id, "kind", kind, "error", err)
		return nil
	}
	return []post.File{file}
}

// numbered ends a subject with the number of the case, once: by it people find
// the mail, and by it and the key of the case an answer finds the case.
func numbered(subject, number string) string {
	if number == "" {
		return subject
	}
	tag := "[" + number + "]"
	return strings.Join(strings.Fields(strings.ReplaceAll(subject, tag, " ")), " ") + " " + tag
}

// signed ends a text that somebody wrote with who they are. The mark is the one
// that mail programs know (RFC 3676, 4.3).
func (h *House) signed(text, name string) string {
	if h.Business == nil || name == "" || strings.Contains(text, "\n-- \n") {
		return text
	}
	lines := []string{text, "", "-- ", name, h.Business.GetString("name")}
	if phone := h.Business.GetString("phone"); phone != "" {
		lines[4] += " · " + phone
	}
	return strings.Join(lines, "\n")
}

// earlier are the mails of the case before this one, in and out, oldest first.
func earlier(app core.App, msg *core.Record) ([]string, error) {
	var ids []string
	err := app.DB().NewQuery(`SELECT message_id FROM messages WHERE complaint = {:c} AND message_id != '' AND id != {:id} AND created <= {:at}
		AND delivery NOT IN ('withdrawn', 'failed') ORDER BY created, rowid`).
		Bind(dbx.Params{"c": msg.GetString("complaint"), "id": msg.Id, "at": msg.GetString("created")}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("earlier mails of %s: %w", msg.GetString("complaint"), err)
	}
	return ids, nil
}

// filesOf are the files that were attached to a message.
func filesOf(app core.App, msg *core.Record) (out []post.File, err error) {
	rows, err := app.FindRecordsByFilter(records.Attachments, "complaint = {:c} && message = {:m}", "created", 0, 0,
		dbx.Params{"c": msg.GetString("complaint"), "m": msg.Id})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	store, err := app.NewFilesystem()
	if err != nil {
		return nil, fmt.Errorf("files of message %s: %w", msg.Id, err)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	total := 0
	for _, row := range rows {
		if total += row.GetInt("size"); total > LetterBytes {
			return nil, &post.Failure{Step: post.StepData, Code: "too_big", Final: true, Err: fmt.Errorf("more than %d MB of files", LetterBytes>>20)}
		}
		reader, err := store.GetReader(row.BaseFilesPath() + "/" + row.GetString("file"))
		if err != nil {
			return nil, fmt.Errorf("file %s: %w", row.Id, err)
		}
		data, err := io.ReadAll(reader)
		if err = errors.Join(err, reader.Close()); err != nil {
			return nil, fmt.Errorf("file %s: %w", row.Id, err)
		}
		out = append(out, post.File{Name: row.GetString("name"), Type: reader.ContentType(), Data: data})
	}
	return out, nil
}

// fitsMail refuses a file that would make a mail too heavy to leave.
func (g *Engine) fitsMail(app core.App, file *core.Record) error {
	if file.GetString("message") == "" {
		return nil
	}
	msg, err := app.FindRecordById(records.Messages, file.GetString("message"))
	if err != nil {
		return fmt.Errorf("message of file: %w", err)
	}
	var there int
	err = app.DB().NewQuery("SELECT COALESCE(SUM(size), 0) FROM attachments WHERE complaint = {:c} AND message = {:m}").
		Bind(dbx.Params{"c": msg.GetString("complaint"), "m": msg.Id}).Row(&there)
	if err != nil {
		return fmt.Errorf("files of message %s: %w", msg.Id, err)
	}
	if msg.GetString("delivery") == "queued" && there+file.GetInt("size") > LetterBytes {
		return g.refuse("file", "mail_too_big")
	}
	return nil
}
