// Package inbound reads one mail as a customer's program wrote it: who, when,
// the words apart from what is quoted, the files, and what kind of mail it is.
// It reads broken mail too; what it could not make sense of is a problem of the
// mail, never a lost word.
package inbound

import (
	"errors"
	"time"
)

// Bounds of one mail. A mail beyond MaxSize is an error; of one with more parts
// or deeper ones what lies beyond is kept as one file.
const (
	MaxSize  = 25 << 20 // bytes, as it came over the wire
	maxParts = 200
	maxDepth = 20
)

// ErrTooLarge is a mail over MaxSize.
var ErrTooLarge = errors.New("mail is larger than 25 MB")

// ErrEmpty is a mail without a single byte that could be read.
var ErrEmpty = errors.New("mail is empty")

// Kind is what a mail is; it decides whether somebody waits for an answer.
type Kind string

const (
	Person    Kind = "person"     // somebody wrote it
	AutoReply Kind = "auto_reply" // a program answered: out of the office, received
	Bounced   Kind = "bounce"     // a server says that a mail did not arrive, or waits
	List      Kind = "list"       // a mailing list
	Loop      Kind = "loop"       // our own mail came back
	Own       Kind = "own"        // one of our own addresses wrote it
)

// Mail is what was read. Texts are UTF-8 with \n between lines.
type Mail struct {
	MessageID   string   // with its angle brackets, as in the outgoing messages
	InReplyTo   []string // the same, in the order of the header
	References  []string // the same, oldest first
	From        Address
	ReplyTo     Address // empty where it is the sender
	To, Cc      []Address
	Subject     string
	Date        time.Time // zero when it is missing or cannot be read
	Text        string    // what the sender wrote
	Quoted      string    // what was under it: quotes, signature
	Files       []File
	Kind        Kind
	Bounce      *Bounce  // only of a bounce
	Problems    []string // codes of what was broken, see problem.go; sorted
	Fingerprint string   // hex of the SHA-256 of the bytes as they came

	received int    // servers that it passed
	caseMark string // X-Escucha-Case
	listID   string // List-Id
}

// Address is a person or a machine. Email is in lower case.
type Address struct{ Name, Email string }

// File is what came with the mail. Name is safe as the name of a file and never
// empty; Type is what the sender says, in lower case. A dangerous file is never
// opened by the browser.
type File struct {
	Name, Type        string
	Data              []byte
	Inline, Dangerous bool
}

// Bounce is what a server says of a mail of ours. Status is as in RFC 3463
// ("5.1.1"), MessageID the mail that did not arrive; each may be empty.
type Bounce struct {
	Recipient, Status, Diagnostic, MessageID string
	Permanent                                bool
}
