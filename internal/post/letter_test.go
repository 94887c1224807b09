package post_test

import (
	"bytes"
	"errors"
	"io"
	stdmail "net/mail"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message/mail"
	"pgregory.net/rapid"

	"escucha/internal/post"
	"escucha/internal/testmail"
)

func letter() post.Letter {
	return post.Letter{From: post.Address{Name: "Casa Nogal", Email: "escucha@casanogal.example"}, To: post.Address{Name: "Rosa Quispe Ñaupari", Email: "rosa@correo.example"},
		Subject: "Su reclamo está resuelto [PRI-2026-0001]", Text: "Estimada Rosa:\n\nTres platos llegaron rotos. Véalo en https://casanogal.example/portal/c/abc.\n\nSaludos",
		Language: "es", MessageID: "<a1@casanogal.example>", Date: time.Date(2026, 11, 22, 15, 4, 5, 0, time.FixedZone("", -5*3600)), Case: "PRI-2026-0001"}
}

func written(t *testing.T, l post.Letter) []byte {
	t.Helper()
	raw, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestALetterIsReadBack: by two readers that are not ours, each byte in its place.
func TestALetterIsReadBack(t *testing.T) {
	t.Parallel()
	l := letter()
	l.ReplyTo, l.InReplyTo, l.References, l.Automatic = post.Address{Email: "casos@casanogal.example"}, "<b@x>", []string{"<a@x>", "<b@x>"}, true
	l.Text = strings.Repeat("ñandú y una línea muy larga que no cabe; ", 60) + "\n.\n..punto\nFrom aquí\ntab\t fin "
	l.Files = []post.File{{Name: "../Fotografía «rota».jpg", Type: "image/jpeg", Data: []byte{0xff, 0xd8, 0, 10, 13}}}
	raw := written(t, l)
	m, err := stdmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Message-Id": l.MessageID, "In-Reply-To": "<b@x>", "References": "<a@x> <b@x>", "Auto-Submitted": "auto-generated",
		"X-Escucha-Case": "PRI-2026-0001", "Reply-To": "<casos@casanogal.example>", "Content-Language": "es"} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if at, err := m.Header.Date(); err != nil || !at.Equal(l.Date) {
		t.Errorf("date %v %v", at, err)
	}
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if subject, err := r.Header.Subject(); err != nil || subject != l.Subject {
		t.Errorf("subject %q %v", subject, err)
	}
	if to, err := r.Header.AddressList("To"); err != nil || to[0].Name != l.To.Name || to[0].Address != l.To.Email {
		t.Errorf("to %v %v", to, err)
	}
	parts := partsOf(t, r)
	if got := strings.ReplaceAll(parts["text/plain"], "\r\n", "\n"); got != l.Text+"\n" {
		t.Errorf("text %q", got)
	}
	if parts["file .._Fotografía «rota».jpg"] != string(l.Files[0].Data) || !strings.Contains(parts["text/html"], "<p>") {
		t.Errorf("parts %q", parts)
	}
}

func partsOf(t *testing.T, r *mail.Reader) map[string]string {
	t.Helper()
	out := map[string]string{}
	for {
		p, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(p.Body)
		if err != nil {
			t.Fatal(err)
		}
		switch h := p.Header.(type) {
		case *mail.InlineHeader:
			kind, _, err := h.ContentType()
			if err != nil {
				t.Fatal(err)
			}
			out[kind] = string(body)
		case *mail.AttachmentHeader:
			name, err := h.Filename()
			if err != nil {
				t.Fatal(err)
			}
			out["file "+name] = string(body)
		}
	}
}

// TestNothingBreaksOutOfAHeader: whatever is typed as a name, a subject, a number
// or an id, the letter has the headers that we wrote and no other, in short lines.
func TestNothingBreaksOutOfAHeader(t *testing.T) {
	t.Parallel()
	odd := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("\r\n\t\x00 :;<>@\"\\=?,ñ漢\u2028\u0085aB"))),
		rapid.SampledFrom([]string{"a\r\nBcc: otro@correo.example", "a\nX: y", "a\rX: y", "=?utf-8?q?a=0d=0aBcc:_x?=", strings.Repeat("ñ", 3000), "x\u2028Bcc: y"}))
	allowed := map[string]bool{"Date": true, "From": true, "To": true, "Subject": true, "Message-Id": true, "References": true, "In-Reply-To": true,
		"X-Escucha-Case": true, "Content-Language": true, "Mime-Version": true, "Content-Type": true, "Reply-To": true}
	rapid.Check(t, func(t *rapid.T) {
		l := letter()
		l.To.Name, l.From.Name, l.Subject, l.Case = odd.Draw(t, "to"), odd.Draw(t, "from"), odd.Draw(t, "subject"), odd.Draw(t, "case")
		l.MessageID, l.InReplyTo, l.References, l.Language = odd.Draw(t, "id"), odd.Draw(t, "reply"), []string{odd.Draw(t, "reference")}, odd.Draw(t, "language")
		l.ReplyTo.Name, l.ReplyTo.Email = odd.Draw(t, "reply name"), odd.Draw(t, "reply address")
		raw, err := l.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		m, err := stdmail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatalf("%v\n%s", err, raw)
		}
		for name, values := range m.Header {
			if !allowed[name] || len(values) > 1 && name != "References" {
				t.Fatalf("header %s: %q\n%s", name, values, raw)
			}
		}
		if to, err := m.Header.AddressList("To"); err != nil || len(to) != 1 || to[0].Address != "rosa@correo.example" {
			t.Fatalf("to %v %v", to, err)
		}
		checkLines(t, raw)
	})
}

func checkLines(t interface{ Fatalf(string, ...any) }, raw []byte) {
	for _, one := range bytes.Split(raw, []byte("\r\n")) {
		if len(one) > 998 || bytes.ContainsAny(one, "\r\n") {
			t.Fatalf("line of %d bytes: %.80q", len(one), one)
		}
		for _, b := range one {
			if b >= 0x80 {
				t.Fatalf("not ASCII: %q", one)
			}
		}
	}
}

// TestAddresses: odd ones are carried as they are, and what is none is refused.
func TestAddresses(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, email, want string }{
		{"plain", "rosa@correo.example", "rosa@correo.example"},
		{"plus and apostrophe", "o'higgins+casa@correo.example", "o'higgins+casa@correo.example"},
		{"quoted", `"rosa elena"@correo.example`, `rosa elena@correo.example`}, // the server takes the quotes off,
		{"other letters in the domain", "rosa@niñas.example", "rosa@xn--nias-hqa.example"},
		{"a second address", "rosa@correo.example, otro@correo.example", ""},
		{"a header", "rosa@correo.example\r\nBcc: otro@correo.example", ""},
		{"no domain", "rosa", ""},
		{"nothing", "", ""},
		{"other letters in the name", "ñandú@correo.example", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			server := testmail.Start(t, testmail.Plain, testmail.Rules{})
			l := letter()
			l.To.Email = row.email
			_, err := server.Sender(testmail.Plain).Send(t.Context(), l)
			if row.want == "" {
				if f := post.FailureOf(err); err == nil || f.Code != "address" || !f.Final || f.Server {
					t.Errorf("%v %+v", err, f)
				}
				return
			}
			if got := server.Got(); err != nil || len(got) != 1 || got[0].To != row.want {
				t.Errorf("%v %.80q", err, got)
			}
		})
	}
}

// TestHTMLSaysTheSame: paragraphs and links; nothing that runs or is fetched.
func TestHTMLSaysTheSame(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, text, want string }{
		{"paragraphs", "Hola\nqué tal\n\nAdiós", "<p>Hola<br>\nqué tal</p>\n<p>Adiós</p>"},
		{"markup", `<script>alert(1)</script><img src=x>`, "<p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x&gt;</p>"},
		{"link", "Vea https://a.example/c?x=1&y=2.", `<p>Vea <a href="https://a.example/c?x=1&amp;y=2">https://a.example/c?x=1&amp;y=2</a>.</p>`},
		{"mail", "A casos@a.example,", `<p>A <a href="mailto:casos@a.example">casos@a.example</a>,</p>`},
		{"other links", "javascript:alert(1) file:///etc/passwd", "<p>javascript:alert(1) file:///etc/passwd</p>"},
		{"out of the link", `https://a.example/"onclick="x`, `<p><a href="https://a.example/">https://a.example/</a>&#34;onclick=&#34;x</p>`},
	} {
		if got := post.HTML(row.text, "es"); !strings.Contains(got, row.want) || !strings.Contains(got, `<html lang="es">`) {
			t.Errorf("%s: %s", row.name, got)
		}
	}
}

// TestAThreadIsOne: the mails of a case as a mail program threads them, from the
// bytes that the server got.
func TestAThreadIsOne(t *testing.T) {
	t.Parallel()
	server := testmail.Start(t, testmail.Plain, testmail.Rules{})
	var ids []string
	for i := range 20 {
		l := letter()
		l.MessageID, l.References = "<m"+strings.Repeat("x", i)+"@casanogal.example>", ids
		if i > 0 {
			l.InReplyTo = ids[i-1]
		}
		ids = append(ids, l.MessageID)
		if _, err := server.Sender(testmail.Plain).Send(t.Context(), l); err != nil {
			t.Fatal(err)
		}
	}
	root := map[string]string{}
	for _, m := range server.Got() {
		read, err := stdmail.ReadMessage(bytes.NewReader(m.Raw))
		if err != nil {
			t.Fatal(err)
		}
		id, references := read.Header.Get("Message-Id"), strings.Fields(read.Header.Get("References"))
		root[id] = id
		if len(references) > 0 {
			root[id] = references[0]
			if references[len(references)-1] != read.Header.Get("In-Reply-To") || len(references) > 12 {
				t.Errorf("%s goes on from %v", id, references)
			}
		}
		if root[id] != ids[0] {
			t.Errorf("%s hangs on %s", id, root[id])
		}
		checkLines(t, m.Raw)
	}
	if len(root) != 20 {
		t.Errorf("%d mails", len(root))
	}
}
