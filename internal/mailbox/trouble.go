package mailbox

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"strings"

	"github.com/emersion/go-imap/v2"
)

// What can be wrong with a mailbox. Each is told to people by the text
// `health.mailbox.CODE`.
const (
	NoSecret    = "no_secret"   // no password, or one that the key does not open
	Unreachable = "unreachable" // no such server, or it does not listen
	Insecure    = "certificate" // not who it says, or no TLS where we want it
	Refused     = "login"       // the server does not take the password
	TokenDenied = "token"       // who gives the tokens gives none
	NoFolder    = "folder"
	Slow        = "slow"
	Cut         = "cut"    // the connection ended in the middle
	Answered    = "server" // the server said no to something else
	Unstored    = "store"  // we could not keep what it gave us
)

// Trouble is why a mailbox is not read: a code for people, and what the server
// said in its own words.
type Trouble struct {
	Code   string
	Answer string
	err    error
}

func (t *Trouble) Error() string { return "mailbox: " + t.Code + ": " + t.err.Error() }
func (t *Trouble) Unwrap() error { return t.err }

// trouble gives an error its code, unless it has one already.
func trouble(code string, err error) error {
	var known *Trouble
	if err == nil || errors.As(err, &known) {
		return err
	}
	t := &Trouble{Code: code, err: err}
	var said *imap.Error
	if errors.As(err, &said) {
		t.Answer = answer(said)
	}
	if by := byNature(err); by != "" && said == nil {
		t.Code = by
	}
	return t
}

// answer is what a server said, short and on one line.
func answer(said *imap.Error) string {
	text := strings.Join(strings.Fields(strings.ToValidUTF8(said.Text, "?")), " ")
	if code := string(said.Code); code != "" {
		text = "[" + code + "] " + text
	}
	if runes := []rune(text); len(runes) > 400 {
		text = string(runes[:400])
	}
	return strings.TrimSpace(string(said.Type) + " " + text)
}

// byNature tells what the network says of itself.
func byNature(err error) string {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var header tls.RecordHeaderError
	var op *net.OpError
	switch {
	case errors.As(err, &cert), errors.As(err, &header):
		return Insecure
	case errors.As(err, &dns):
		return Unreachable
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return Slow
	case errors.As(err, &op) && op.Op == "dial":
		if op.Timeout() {
			return Slow
		}
		return Unreachable
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed), errors.As(err, &op):
		return Cut
	}
	return ""
}

// CodeOf is the code of an error of this package, and the answer of the server.
func CodeOf(err error) (code, answer string) {
	var t *Trouble
	if errors.As(err, &t) {
		return t.Code, t.Answer
	}
	return Answered, ""
}
