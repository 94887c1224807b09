package portal

import (
	"strings"
	"time"
)

// Business is who answers the complaints and under which terms.
type Business struct {
	Name      string // trade name: "Casa Nogal"
	LegalName string // "Casa Nogal S.A.C."
	TaxID     string
	Address   string
	Phone     string
	Email     string
	WhatsApp  string // number, when it is an admitted channel
	Ways      []Way  // the other official channels, with where they are
	Hours     string // "lunes a sábado, 9:00 a 19:00"
	Country   string // ISO 3166 alpha-2, lower case
	Profile   string // legal profile: "pe", "co", "es-l10"…
	BookCode  string // of the complaints book, when there is one

	Term           Term
	RetentionYears int
	// FirstContact is when a person writes or calls, counted from filing.
	FirstContact Term
	// LegalNote is what the law wants said on notice, receipt and sheet, and
	// ExternalWays where else to go, both in the reader's language.
	LegalNote    string
	ExternalWays []string
	Zone         *time.Location
	Currency     string // ISO 4217
}

// Term is an amount of time as the law words it.
type Term struct {
	Amount int
	Unit   string // business_days calendar_days hours months
}

// HasSheet tells whether the law prescribes a printed sheet that we have.
func (b Business) HasSheet() bool { return b.Profile == "pe" }

// FormSpec is what the form asks and offers.
type FormSpec struct {
	// Required are field names that must be filled in, AnyOf groups of which
	// one must: Perú {name, document_number, narrative} and {email, address}.
	Required []string
	AnyOf    [][]string

	Kinds         []string          // petition grievance claim suggestion, in order
	Meanings      map[string]string // what the law means by a kind, in the reader's language
	DocumentTypes []string          // codes such as dni, ce, passport; first = usual
	ReplyChannels []string          // email letter phone whatsapp; first = usual
	Minors        bool              // asks whether it is filed for a minor
	Currency      string            // ISO 4217
	MaxFiles      int
	MaxFileBytes  int64
	Consent       string // version of the privacy text and its language: "2026-11 es"
}

// ConsentVersion is the version of the privacy text, without its language.
func (s FormSpec) ConsentVersion() string {
	version, _, _ := strings.Cut(s.Consent, " ")
	return version
}

// Privacy is one version of the text about personal data.
type Privacy struct {
	Version  string
	Language string
	From     string // civil date
	Parts    []PrivacyPart
}

// PrivacyPart is a paragraph; the title may be empty.
type PrivacyPart struct{ Title, Text string }

// Way is a channel by which the business is reached.
type Way struct{ Name, Contact string }
