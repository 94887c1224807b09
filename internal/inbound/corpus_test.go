package inbound

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crypto/sha256"
)

var update = flag.Bool("update", false, "write what is read beside the mails")

// us is the shop of the corpus.
var us = Self{Addresses: []string{"reclamos@casanogal.example", "graciela@casanogal.example"}, Domain: "casanogal.example"}

// shown is what a person checks of a mail.
type shown struct {
	MessageID  string   `json:"message_id,omitempty"`
	InReplyTo  []string `json:"in_reply_to,omitempty"`
	References []string `json:"references,omitempty"`
	From       string   `json:"from"`
	ReplyTo    string   `json:"reply_to,omitempty"`
	To         []string `json:"to,omitempty"`
	Cc         []string `json:"cc,omitempty"`
	Subject    string   `json:"subject"`
	Date       string   `json:"date,omitempty"`
	Kind       Kind     `json:"kind"`
	ForUs      Kind     `json:"for_us"`
	Bounce     *Bounce  `json:"bounce,omitempty"`
	Text       []string `json:"text"`
	Quoted     []string `json:"quoted,omitempty"`
	Files      []string `json:"files,omitempty"`
	Problems   []string `json:"problems,omitempty"`
}

func show(m Mail) shown {
	s := shown{MessageID: m.MessageID, InReplyTo: m.InReplyTo, References: m.References, From: named1(m.From), ReplyTo: named1(m.ReplyTo),
		To: namedAll(m.To), Cc: namedAll(m.Cc), Subject: m.Subject, Kind: m.Kind, ForUs: m.KindFor(us), Bounce: m.Bounce,
		Text: strings.Split(m.Text, "\n"), Problems: m.Problems}
	if !m.Date.IsZero() {
		s.Date = m.Date.Format("2006-01-02T15:04:05Z")
	}
	if m.Quoted != "" {
		s.Quoted = strings.Split(m.Quoted, "\n")
	}
	for _, f := range m.Files {
		marks := ""
		if f.Inline {
			marks += " inline"
		}
		if f.Dangerous {
			marks += " dangerous"
		}
		s.Files = append(s.Files, fmt.Sprintf("%s | %s | %d | %.8x%s", f.Name, f.Type, len(f.Data), sha256.Sum256(f.Data), marks))
	}
	return s
}

func named1(a Address) string {
	if a.Name == "" {
		return a.Email
	}
	return strings.TrimSpace(a.Name + " <" + a.Email + ">")
}

func namedAll(list []Address) (out []string) {
	for _, a := range list {
		out = append(out, named1(a))
	}
	return out
}

// TestCorpus reads every mail of testdata, with the line ends of a file and with
// those of the wire.
func TestCorpus(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d mails in testdata, err %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".eml"), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := readShown(t, raw)
			if wire := readShown(t, bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n"))); wire != got && !holdsText(got) {
				t.Errorf("with the line ends of the wire:\n%s\nwith those of a file:\n%s", wire, got)
			}
			expected(t, strings.TrimSuffix(file, ".eml")+".json", got)
		})
	}
}

// holdsText says whether a text file came along, whose bytes have other ends.
func holdsText(shown string) bool {
	return strings.Contains(shown, "| text/") || strings.Contains(shown, "| message/")
}

func readShown(t *testing.T, raw []byte) string {
	t.Helper()
	m, err := Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(show(m)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func expected(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: read\n%s\nwant\n%s", file, got, want)
	}
}
