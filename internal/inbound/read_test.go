package inbound

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

func mustRead(t *testing.T, raw string) Mail {
	t.Helper()
	m, err := Read(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	broken := errors.New("the line was cut")
	cases := []struct {
		name string
		raw  io.Reader
		want error
	}{
		{"nothing", strings.NewReader(""), ErrEmpty},
		{"blanks", strings.NewReader("\r\n \r\n\t"), ErrEmpty},
		{"one byte too many", io.LimitReader(endless{}, MaxSize+1), ErrTooLarge},
		{"no end", endless{}, ErrTooLarge},
		{"a line that is cut", iotest.ErrReader(broken), broken},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if _, err := Read(tc.raw); !errors.Is(err, tc.want) {
				t.Errorf("err %v, want %v", err, tc.want)
			}
		})
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// TestReadLargest reads a mail of the largest size, with a file in it, and holds
// it to a bound of memory.
func TestReadLargest(t *testing.T) {
	head := "From: eva@luna.example\r\nDate: Fri, 04 Dec 2026 12:00:00 +0100\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nVan los planos.\r\n--b\r\nContent-Type: application/pdf; name=planos.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	tail := "\r\n--b--\r\n"
	line := strings.Repeat("QUJD", 19) + "\r\n"
	lines := (MaxSize - len(head) - len(tail)) / len(line)
	raw := []byte(head + strings.Repeat(line, lines) + tail)
	raw = append(raw, strings.Repeat("\n", MaxSize-len(raw))...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m, err := Read(bytes.NewReader(raw))
	runtime.ReadMemStats(&after)
	if err != nil || m.Text != "Van los planos." || len(m.Files) != 1 || len(m.Files[0].Data) != lines*57 || len(m.Problems) > 0 {
		t.Fatalf("err %v, text %q, files %d, problems %v", err, m.Text, len(m.Files), m.Problems)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 8*MaxSize {
		t.Errorf("%d MB were allocated for 25 MB", used>>20)
	}
}

// TestReadBounds reads what is made to cost much: each must come back whole.
func TestReadBounds(t *testing.T) {
	t.Parallel()
	head := "From: eva@luna.example\nDate: Fri, 04 Dec 2026 12:00:00 +0100\n"
	many := head + "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: text/plain\n\nuna línea\n", 1000) + "--b--\n"
	cases := []struct {
		name, raw, text, problem string
	}{
		{"a thousand parts", many, "una línea", problemParts},
		{"a million boundaries", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhola\n" + strings.Repeat("--b\n", 1_000_000), "hola", problemParts},
		{"links in links", head + "Content-Type: text/html\n\n" + strings.Repeat("<a href=https://x.example>", 2000) + strings.Repeat("hola ", 200_000) + strings.Repeat("</a>", 2000), "hola", problemLong},
		{"parts in parts", nested(40, "multipart/mixed; boundary=b%d\n\n--b%d"), "", problemNested},
		{"mails in mails", head + strings.Repeat("Content-Type: message/rfc822\n\n", 60) + "Subject: x\n\nel fondo\n", "", problemNested},
		{"a header without end", head + "X-Largo: " + strings.Repeat("a\n ", 600_000) + "\n\nhola\n", "hola", problemHeaders},
		{"a million fields", head + strings.Repeat("X: 1\n", 500_000) + "\nhola\n", "hola", problemHeaders},
		{"a million lines that are no fields", head + strings.Repeat("nada\n", 500_000) + "Subject: x\n\nhola\n", "hola", problemHeaders},
		{"addresses without end", head + "To: " + strings.Repeat("a@b.example, ", 100_000) + "\n\nhola\n", "hola", ""},
		{"a text without end", head + "\n" + strings.Repeat("hola mundo\n", 200_000), "hola mundo", problemLong},
		{"announcements without end", head + "\n" + strings.Repeat("El día escribió:\n", 50_000), "El día escribió:", problemLong},
		{"one line without end", head + "\n" + strings.Repeat("a", 3<<20), "aaa", problemLong},
		{"quotes in quotes", head + "Content-Type: text/html\n\n" + strings.Repeat("<blockquote>", 5000) + strings.Repeat("hola<br>", 5000), "> > > > > > hola", ""},
		{"a page nested without end", head + "Content-Type: text/html\n\n" + strings.Repeat("<b>", 300_000) + "hola", "hola", ""},
		{"a page without end", head + "Content-Type: text/html\n\n" + strings.Repeat("<br>", 2_000_000) + "hola", "", problemLong},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			m := mustRead(t, tc.raw)
			if !strings.HasPrefix(m.Text, tc.text) || tc.problem != "" && !slices.Contains(m.Problems, tc.problem) {
				t.Errorf("text %.60q, problems %v", m.Text, m.Problems)
			}
			if len(m.Files) > maxParts || len(m.Text) > maxText || len(m.To) > maxAddresses {
				t.Errorf("%d files, %d bytes of text, %d addresses", len(m.Files), len(m.Text), len(m.To))
			}
		})
	}
}

func nested(depth int, form string) string {
	out := "From: eva@luna.example\n"
	for i := range depth {
		out += fmt.Sprintf("Content-Type: "+form+"\n", i, i)
	}
	return out + "\nhola\n"
}

// TestLongTextIsAFile keeps every byte of a text that is cut on the screen.
func TestLongTextIsAFile(t *testing.T) {
	t.Parallel()
	words := strings.Repeat("ñandú ", 100_000)
	m := mustRead(t, "From: eva@luna.example\nContent-Type: text/plain; charset=utf-8\n\n"+words)
	if len(m.Files) != 1 || m.Files[0].Name != "text.txt" || string(m.Files[0].Data) != words || !utf8.ValidString(m.Text) {
		t.Errorf("%d files, text valid %v", len(m.Files), utf8.ValidString(m.Text))
	}
}

func TestLineEndsOfOldMachines(t *testing.T) {
	t.Parallel()
	if m := mustRead(t, "From: eva@luna.example\rSubject: Hola\r\rUno\rDos"); m.Subject != "Hola" || m.Text != "Uno\nDos" {
		t.Errorf("subject %q, text %q", m.Subject, m.Text)
	}
}

// TestFingerprint tells the same bytes from others.
func TestFingerprint(t *testing.T) {
	t.Parallel()
	a, b, c := mustRead(t, "Subject: a\n\nx"), mustRead(t, "Subject: a\n\nx"), mustRead(t, "Subject: a\n\ny")
	if a.Fingerprint != b.Fingerprint || a.Fingerprint == c.Fingerprint || len(a.Fingerprint) != 64 {
		t.Errorf("%s %s %s", a.Fingerprint, b.Fingerprint, c.Fingerprint)
	}
}

// FuzzRead holds any bytes to what every mail promises.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("In-Reply-To: <a\x93b@c>\nContent-Type: a\x93/b\n\n"))
	f.Add([]byte("Content-Type: text/plain; charset=\"utf-7\n\n+=+-+A"))
	f.Add([]byte("Content-Disposition: x; a*1*=%; a*=''; a*0=\"\\\n\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := Read(bytes.NewReader(raw))
		if err != nil {
			if len(bytes.TrimSpace(raw)) > 0 {
				t.Errorf("refused: %v", err)
			}
			return
		}
		promised(t, m)
	})
}

// promised is what holds for every mail that was read.
func promised(t *testing.T, m Mail) {
	t.Helper()
	lines := slices.Concat([]string{m.MessageID, m.Subject, m.From.Name, m.From.Email, m.ReplyTo.Email}, m.InReplyTo, m.References)
	if b := m.Bounce; b != nil {
		lines = append(lines, b.Recipient, b.Status, b.Diagnostic, b.MessageID)
	}
	for _, f := range m.Files {
		lines = append(lines, f.Name, f.Type)
		if f.Name == "" || strings.ContainsAny(f.Name, `/\:`) || len([]rune(f.Name)) > maxName+10 || f.Inline && f.Dangerous {
			t.Errorf("file %q, inline %v, dangerous %v", f.Name, f.Inline, f.Dangerous)
		}
	}
	for _, l := range lines {
		if !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n\x00\u202E") {
			t.Errorf("%q is not one line", l)
		}
	}
	if !utf8.ValidString(m.Text+m.Quoted) || strings.ContainsAny(m.Text+m.Quoted, "\r\x00\u202E") {
		t.Errorf("text %q, quoted %q", m.Text, m.Quoted)
	}
	if m.Kind == "" || (m.Kind == Bounced) != (m.Bounce != nil) || !slices.IsSorted(m.Problems) {
		t.Errorf("kind %q, bounce %v, problems %v", m.Kind, m.Bounce, m.Problems)
	}
}

// TestNoWordIsLost hides words in every place where a mail may have them, and
// looks for each in what was read.
func TestNoWordIsLost(t *testing.T) {
	t.Parallel()
	head := "From: eva@luna.example\nContent-Type: multipart/mixed; boundary=b\n\n"
	cases := []struct{ name, raw string }{
		{"two texts", head + "--b\n\nALFA\n--b\nContent-Type: text/html\n\n<p>BETA\n--b--"},
		{"text in a multipart of a multipart", head + "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nALFA\n--c--\n--b\n\nBETA"},
		{"behind the end", head + "--b\n\nALFA\n--b--\nBETA"},
		{"in a mail in the mail", head + "--b\n\nALFA\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nBETA\n--b--"},
		{"in base64 in quotes", head + "--b\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte("ALFA\n> BETA")) + "\n--b--"},
		{"without an empty line", "From: eva@luna.example\nALFA\nBETA"},
		{"no header", "ALFA\nBETA"},
		{"under a signature", "From: eva@luna.example\n\nALFA\n-- \nBETA"},
		{"in an unknown type of text", "From: eva@luna.example\nContent-Type: multipart/nuevo\n\nALFA BETA"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			m := mustRead(t, tc.raw)
			for _, word := range []string{"ALFA", "BETA"} {
				if !strings.Contains(m.Text+m.Quoted, word) {
					t.Errorf("%s is lost: text %q, quoted %q", word, m.Text, m.Quoted)
				}
			}
		})
	}
}
