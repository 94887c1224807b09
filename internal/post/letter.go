// Package post is the way out of the house: it writes a letter as the bytes of
// a mail and hands it to the mail server of the business, keeping what was said
// on both sides. It knows nothing of cases; what becomes of a letter is decided
// by who sends it.
package post

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"strings"
	"time"

	"github.com/emersion/go-message/mail"
)

// Address is a name and where it reads its mail.
type Address struct{ Name, Email string }

// File goes with a letter.
type File struct {
	Name, Type string
	Data       []byte
}

// Letter is one mail to one reader. Its texts may be anything that somebody
// typed: what has no place in a header is left out of it.
type Letter struct {
	From, ReplyTo, To Address
	Subject, Text     string
	Language          string // of the text: es, en
	MessageID         string // with its angle brackets
	InReplyTo         string
	References        []string // oldest first
	Date              time.Time
	Automatic         bool   // nobody wrote it: no program answers it (RFC 3834)
	Case              string // number of the case
	Files             []File
}

// Bytes is the letter as it travels: text and the same as simple HTML, encoded
// so that no line is too long and every byte is ASCII (RFC 5322, 2045).
func (l Letter) Bytes() ([]byte, error) {
	header, err := l.header()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if len(l.Files) == 0 {
		w, err := mail.CreateInlineWriter(&out, header)
		if err != nil {
			return nil, fmt.Errorf("begin letter: %w", err)
		}
		if err := l.words(w); err != nil {
			return nil, err
		}
		return out.Bytes(), nil
	}
	w, err := mail.CreateWriter(&out, header)
	if err != nil {
		return nil, fmt.Errorf("begin letter: %w", err)
	}
	inline, err := w.CreateInline()
	if err != nil {
		return nil, fmt.Errorf("begin text of letter: %w", err)
	}
	if err := l.words(inline); err != nil {
		return nil, err
	}
	for _, f := range l.Files {
		if err := f.write(w); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("end letter: %w", err)
	}
	return out.Bytes(), nil
}

func (l Letter) header() (mail.Header, error) {
	var h mail.Header
	from, err := l.From.mailbox()
	if err != nil {
		return h, err
	}
	to, err := l.To.mailbox()
	if err != nil {
		return h, err
	}
	h.SetDate(l.Date)
	h.SetAddressList("From", []*mail.Address{from})
	h.SetAddressList("To", []*mail.Address{to})
	if reply, err := l.ReplyTo.mailbox(); err == nil && reply.Address != from.Address {
		h.SetAddressList("Reply-To", []*mail.Address{reply})
	}
	h.SetSubject(line(l.Subject))
	l.thread(&h)
	if l.Automatic {
		h.Set("Auto-Submitted", "auto-generated")
		h.Set("X-Auto-Response-Suppress", "All")
	}
	if number := line(l.Case); number != "" {
		h.SetText("X-Escucha-Case", number)
	}
	if l.Language != "" {
		h.Set("Content-Language", token(l.Language))
	}
	h.Set("MIME-Version", "1.0")
	return h, nil
}

// chain is how many earlier mails a letter names: the first, which mail programs
// hang the conversation on, and the latest.
const chain = 12

// thread says which mails this one goes on from (RFC 5322, 3.6.4).
func (l Letter) thread(h *mail.Header) {
	if id := token(l.MessageID); id != "" {
		h.Set("Message-ID", id)
	}
	var ids []string
	for _, id := range l.References {
		if id = token(id); id != "" {
			ids = append(ids, id)
		}
	}
	if len(ids) > chain {
		ids = append(ids[:1:1], ids[len(ids)-chain+1:]...)
	}
	if len(ids) > 0 {
		h.Set("References", strings.Join(ids, " "))
	}
	if id := token(l.InReplyTo); id != "" {
		h.Set("In-Reply-To", id)
	}
}

// words writes the text, and the same as HTML for programs that prefer it.
func (l Letter) words(w *mail.InlineWriter) error {
	text := strings.ReplaceAll(strings.ReplaceAll(l.Text, "\r\n", "\n"), "\r", "\n")
	for _, part := range []struct{ kind, text string }{{"text/plain", text}, {"text/html", HTML(text, l.Language)}} {
		var h mail.InlineHeader
		h.SetContentType(part.kind, map[string]string{"charset": "utf-8"})
		h.Set("Content-Transfer-Encoding", "quoted-printable")
		p, err := w.CreatePart(h)
		if err != nil {
			return fmt.Errorf("begin %s of letter: %w", part.kind, err)
		}
		if _, err := io.WriteString(p, strings.ReplaceAll(part.text, "\n", "\r\n")+"\r\n"); err != nil {
			return fmt.Errorf("write %s of letter: %w", part.kind, err)
		}
		if err := p.Close(); err != nil {
			return fmt.Errorf("end %s of letter: %w", part.kind, err)
		}
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("end text of letter: %w", err)
	}
	return nil
}

func (f File) write(w *mail.Writer) error {
	var h mail.AttachmentHeader
	kind, _, err := mime.ParseMediaType(f.Type)
	if err != nil || strings.HasPrefix(kind, "multipart/") || strings.HasPrefix(kind, "message/") {
		kind = "application/octet-stream"
	}
	h.SetContentType(kind, nil)
	h.Set("Content-Transfer-Encoding", "base64")
	h.SetFilename(fileName(f.Name))
	p, err := w.CreateAttachment(h)
	if err != nil {
		return fmt.Errorf("attach %s: %w", f.Name, err)
	}
	if _, err := p.Write(f.Data); err != nil {
		return fmt.Errorf("attach %s: %w", f.Name, err)
	}
	if err := p.Close(); err != nil {
		return fmt.Errorf("attach %s: %w", f.Name, err)
	}
	return nil
}
