package hooks_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/emersion/go-message/mail"

	"escucha/domain/complaint"
	"escucha/internal/testapp"
	"escucha/internal/testmail"
)

// TestTheCopyTravelsWithTheReceipt: under the Peruvian book the mail of a filing
// carries the sheet (DS 011-2011-PCM art. 4-B), elsewhere the receipt, and the
// answer its letter; each is a PDF that a person can open.
func TestTheCopyTravelsWithTheReceipt(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ profile, zone, word string }{{"pe", "America/Lima", "hoja"}, {"es", "Europe/Madrid", "constancia"}} {
		t.Run(row.profile, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			under(t, a, row.profile, row.zone)
			s := byServer(t, a, testmail.Rules{})
			c := a.File(t, testapp.Agent, nil)
			report(t, a.Engine.Deliver(a))
			got := s.Got()
			if len(got) != 1 {
				t.Fatalf("%d mails", len(got))
			}
			if names := enclosedIn(t, got[0].Raw); len(names) != 1 || !strings.Contains(names[0], c.GetString("number")) || !strings.Contains(names[0], row.word) {
				t.Errorf("with the receipt: %v, want one named %q", names, row.word)
			}
			solved, at := a.At(t, complaint.Resolved, nil), a.Clock.Now()
			letter, err := a.Engine.Paper(a, solved, "letter", "es", at)
			if again, err := a.Engine.Paper(a, solved, "letter", "es", at); err != nil || !bytes.Equal(again.Data, letter.Data) {
				t.Errorf("the same letter made twice differs: %v", err)
			}
			if err != nil || !strings.Contains(letter.Name, "carta") || !bytes.HasPrefix(letter.Data, []byte("%PDF-")) {
				t.Errorf("with the answer: %q %v", letter.Name, err)
			}
		})
	}
}

// enclosedIn are the names of the documents in a mail.
func enclosedIn(t *testing.T, raw []byte) (names []string) {
	t.Helper()
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		if head, ok := part.Header.(*mail.AttachmentHeader); ok {
			name, nameErr := head.Filename()
			body, err := io.ReadAll(part.Body)
			if nameErr != nil || err != nil || !bytes.HasPrefix(body, []byte("%PDF-")) {
				t.Fatalf("%s: %v %v %s", name, nameErr, err, base64.StdEncoding.EncodeToString(body[:min(20, len(body))]))
			}
			names = append(names, name)
		}
	}
}

// TestALetterLeavesWithoutItsDocument: what cannot be made holds no words back.
func TestALetterLeavesWithoutItsDocument(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	s := byServer(t, a, testmail.Rules{})
	a.Engine.Paper = nil
	a.File(t, testapp.Agent, nil)
	report(t, a.Engine.Deliver(a))
	if got := s.Got(); len(got) != 1 || len(enclosedIn(t, got[0].Raw)) != 0 {
		t.Errorf("%d mails", len(got))
	}
}
