package portal

import (
	"time"

	"github.com/pocketbase/pocketbase/tools/filesystem"
)

// Filing is one complaint as its customer wrote it. Texts are valid UTF-8
// without control characters but line ends and tabs; nothing else is changed.
// The names in the comments are those of the form and of FieldErrors.
type Filing struct {
	Book            string  // book: code of the establishment's; "" for the usual one
	Token           string  // of the form: the same for a repeated send
	Kind            string  // kind
	Narrative       string  // narrative
	RemedyRequested string  // remedy_requested
	Product         string  // product
	Amount          float64 // amount; 0 when none was given
	Currency        string  // currency
	Name            string  // name
	DocumentType    string  // document_type
	DocumentNumber  string  // document_number
	Email           string  // email
	Phone           string  // phone
	Address         string  // address
	ReplyChannel    string  // reply_channel
	Minor           bool    // minor
	Representative  string  // representative: mother, father or guardian
	RepDocument     string  // rep_document, and what follows: of the representative
	RepAddress      string  // rep_address
	RepPhone        string  // rep_phone
	RepEmail        string  // rep_email
	Language        string
	Consent         string // consent: the privacy text that the form showed, "2026-11 es"
	Invitation      string // invitation: the link by which the form was opened
	// Files can be read until File returns.
	Files []*filesystem.File // files
}

// Receipt is the proof of filing.
type Receipt struct {
	Number     string
	Key        string
	ReceivedAt time.Time
	Due        string // civil date
	Term       Term
	Skipped    []Skipped // working days of the week that did not count
	Base       string    // the norm that sets the term, in the reader's language
	MailTo     string    // where the copy goes; "" when none is sent
	Filing     Filing    // as stored at filing; without Files
	FileNames  []string
	Provider   Provider // as the business was that day
	Source     string   // code of the door
	LegalKind  string   // what the law calls it, as filed
	Folio      string   // of the sheet, where it was written on paper
	PaperDate  string   // civil date of that
	// Answer is the provider's observations and actions, once communicated.
	Answer     string
	AnsweredAt time.Time
}

// Provider is who a complaint was filed with.
type Provider struct {
	Name      string
	LegalName string
	TaxID     string
	Address   string // of the establishment
	Book      string
	BookCode  string
}

// Paper is a document to keep.
type Paper struct {
	Name    string // of the file
	Content []byte
}

// Skipped is a day that the count left out.
type Skipped struct {
	Date string // civil date
	Name string // in the reader's language
}

// Addition is what a customer adds to a case.
type Addition struct {
	Token string // the same for a repeated send
	Text  string
	Files []*filesystem.File // readable until the call returns
}

// Refusal is a "no" to a proposal and what would be better.
type Refusal struct {
	Reason            string
	PreferredSolution string
	PreferredRefused  bool // would rather not say
}
