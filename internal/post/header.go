package post

import (
	"fmt"
	"net/mail"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// line is a text as it may stand in a header: in one line, without anything
// that a mail program would take for its end.
func line(text string) string {
	shown := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(shown), " ")
}

// token is a word of a header: printable ASCII without a space; empty for
// what is none.
func token(text string) string {
	for _, r := range text {
		if r <= ' ' || r >= 0x7f {
			return ""
		}
	}
	return text
}

// fileName keeps a name from being a path.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:`, r) {
			return '_'
		}
		return r
	}, line(name))
	if name == "" {
		return "archivo"
	}
	return name
}

// mailbox is the address as a header holds it. A name of a domain in other
// letters becomes what servers know it by (IDNA). A backslash in a name with
// accents is not written in a way that other programs read.
func (a Address) mailbox() (*mail.Address, error) {
	if strings.ContainsAny(a.Email, "\r\n\x00") {
		return nil, badAddress(a.Email, fmt.Errorf("has a line break"))
	}
	parsed, err := mail.ParseAddress(strings.TrimSpace(a.Email))
	if err != nil {
		return nil, badAddress(a.Email, err)
	}
	at := strings.LastIndexByte(parsed.Address, '@')
	domain, err := idna.Lookup.ToASCII(parsed.Address[at+1:])
	if err != nil {
		return nil, badAddress(a.Email, err)
	}
	return &mail.Address{Name: strings.ReplaceAll(line(a.Name), `\`, "/"), Address: parsed.Address[:at+1] + domain}, nil
}

// path is the address as the server is told it, without its name.
func (a Address) path() (string, error) {
	box, err := a.mailbox()
	if err != nil {
		return "", err
	}
	return strings.Trim((&mail.Address{Address: box.Address}).String(), "<>"), nil
}

// ascii reports whether every server can carry the address.
func ascii(path string) bool {
	return strings.IndexFunc(path, func(r rune) bool { return r >= 0x80 }) < 0
}

func badAddress(email string, err error) error {
	return &Failure{Step: StepTo, Code: "address", Final: true, Err: fmt.Errorf("address %q: %w", email, err)}
}
