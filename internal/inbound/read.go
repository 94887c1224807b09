package inbound

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"
)

// Read reads a mail. It fails only when the bytes cannot be got, are none, or
// are too many (ErrEmpty, ErrTooLarge): anything else gives a mail, with its
// problems.
func Read(raw io.Reader) (Mail, error) {
	data, err := io.ReadAll(io.LimitReader(raw, MaxSize+1))
	if err != nil {
		return Mail{}, fmt.Errorf("read mail: %w", err)
	}
	if len(data) > MaxSize {
		return Mail{}, ErrTooLarge
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return Mail{}, ErrEmpty
	}
	sum := sha256.Sum256(data)
	m := parse(skipStart(lineBreaks(data)))
	m.Fingerprint = hex.EncodeToString(sum[:])
	return m, nil
}

// lineBreaks gives those to a mail that only has carriage returns.
func lineBreaks(data []byte) []byte {
	if bytes.IndexByte(data, '\n') < 0 {
		return bytes.ReplaceAll(data, []byte{'\r'}, []byte{'\n'})
	}
	return data
}

func parse(data []byte) Mail {
	w := &walk{}
	root := w.read(data, 0, "text/plain")
	if len(root.header) == 0 {
		w.problems.add(problemNoHeaders)
	}
	var m Mail
	m.heads(root, &w.problems)
	m.body(root, &w.problems)
	m.Problems = w.problems
	return m
}

// heads reads who, when and about what.
func (m *Mail) heads(n *part, p *problems) {
	m.MessageID = first(messageIDs(n.raw("message-id")))
	m.InReplyTo, m.References = messageIDs(n.raw("in-reply-to")), messageIDs(n.raw("references"))
	m.Subject = n.get("subject")
	m.From = sender(n)
	if m.From.Email == "" {
		p.add(problemSender)
	}
	if to := addresses(n.raw("reply-to")); len(to) > 0 && to[0].Email != m.From.Email {
		m.ReplyTo = to[0]
	}
	m.To, m.Cc = addresses(n.raw("to")), addresses(n.raw("cc"))
	if m.Date = date(n); m.Date.IsZero() {
		p.add(problemDate)
	}
	m.received, m.caseMark, m.listID = n.count("received"), n.get("x-escucha-case"), n.get("list-id")
}

// sender is who wrote: From, else whoever sent it.
func sender(n *part) Address {
	for _, name := range []string{"from", "sender", "return-path"} {
		if a := addresses(n.raw(name)); len(a) > 0 {
			return a[0]
		}
	}
	return Address{Name: n.get("from")}
}

// date is that of the sender, else when the first server had it.
func date(n *part) time.Time {
	if t, err := mail.ParseDate(n.raw("date")); err == nil {
		return t.UTC()
	}
	if i := strings.LastIndexByte(n.raw("received"), ';'); i >= 0 {
		if t, err := mail.ParseDate(strings.TrimSpace(n.raw("received")[i+1:])); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// body reads the words, the files, and what the mail is.
func (m *Mail) body(n *part, p *problems) {
	g := &gather{problems: p}
	if n.shown != "attachment" { // a mail that is one text with a name is still a mail
		delete(n.params, "name")
	}
	g.take(n)
	g.pictures()
	whole := strings.Join(g.words, "\n\n")
	under := strings.Join(g.under, "\n\n")
	if m.Kind = n.kindOf(m.Subject); m.Kind != List {
		if m.Bounce = n.bounce(m, whole+"\n"+under); m.Bounce != nil {
			m.Kind = Bounced
		} else if n.kind == "multipart/report" { // it was read, or did arrive
			m.Kind = AutoReply
		}
	}
	if whole = g.long(whole, "text.txt"); m.Kind == Bounced { // nobody wrote it: nothing to fold
		m.Text = tidy(whole)
	} else {
		m.Text, m.Quoted = fold(whole)
	}
	m.Quoted = g.long(tidy(m.Quoted+"\n\n"+under), "quoted.txt")
	m.Files = g.files
}
