// Package thread decides to which case a mail belongs. A mail is easy to forge,
// and a case is somebody's: only a Message-ID of the case from somebody of the
// case joins it, or its number together with its tracking key, which our mails
// carry and an answer quotes.
package thread

import (
	"slices"
	"strings"
)

// Clues are what a mail says of itself.
type Clues struct {
	Sender     string   // address of From; never of Reply-To
	InReplyTo  []string // Message-IDs with their angle brackets
	References []string // oldest first
	Subject    string
	Text       string // all of it, what is quoted too
}

// Case is what a finder knows of a case.
type Case struct{ ID, Number string }

// Finder looks things up. A case that is not there is a zero Case without an
// error.
type Finder interface {
	// ByMessageID is the case of a message that we sent or took in.
	ByMessageID(id string) (Case, error)
	// ByKey is the case with a tracking key, written as casework.CleanKey does.
	ByKey(key string) (Case, error)
	// Belongs says whether an address is of somebody of the case.
	Belongs(c Case, email string) (bool, error)
}

// How a mail was joined to a case, or why not.
type How string

const (
	ByReference How = "reference"
	ByKey       How = "key"
	Foreign     How = "foreign" // it names a case of which the sender is nobody
	Unknown     How = "unknown"
)

// Verdict is the case, and by what. Reference is the Message-ID that was
// answered, only by reference. Without a case Complaint is empty.
type Verdict struct {
	Complaint string
	How       How
	Reference string
}

// Match finds the case of a mail, or none. Errors are those of the finder.
func Match(m Clues, find Finder) (Verdict, error) {
	v, err := byReference(m, find)
	if err != nil || v.How == ByReference {
		return v, err
	}
	c, err := byKey(m, find)
	if err != nil || c.ID == "" {
		return v, err
	}
	return Verdict{Complaint: c.ID, How: ByKey}, nil
}

// maxReferences bounds what one mail may ask for.
const maxReferences = 100

// byReference follows the newest reference first: what was answered, then what
// came before it.
func byReference(m Clues, find Finder) (Verdict, error) {
	out := Verdict{How: Unknown}
	for _, id := range newestFirst(m) {
		c, err := find.ByMessageID(id)
		if err != nil {
			return Verdict{}, err
		}
		if c.ID == "" {
			continue
		}
		known, err := belongs(m, c, find)
		if err != nil {
			return Verdict{}, err
		}
		if known {
			return Verdict{Complaint: c.ID, How: ByReference, Reference: id}, nil
		}
		out.How = Foreign
	}
	return out, nil
}

func belongs(m Clues, c Case, find Finder) (bool, error) {
	if strings.TrimSpace(m.Sender) == "" {
		return false, nil
	}
	return find.Belongs(c, m.Sender)
}

func newestFirst(m Clues) []string {
	old := slices.Clone(m.References)
	slices.Reverse(old)
	var out []string
	for _, id := range slices.Concat(m.InReplyTo, old) {
		if id != "" && !slices.Contains(out, id) && len(out) < maxReferences {
			out = append(out, id)
		}
	}
	return out
}
