// Package legal holds the jurisdiction profiles: what the law of a country,
// or the business where the law has no term, asks of a complaint. Profiles are
// data that the owner can edit; the embedded ones fill a fresh install. Every
// one says where it comes from and how sure that is.
package legal

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"escucha/domain/calendar"
)

//go:embed data/profiles.json
var embedded []byte

// Errors of profiles.
var (
	ErrProfile = errors.New("bad legal profile")
	ErrUnknown = errors.New("unknown legal profile")
)

// Kinds of an answer term: of the law, or the business's own ("plazo
// interno"), which must never be shown as law.
const (
	AnswerLegal    = "legal"
	AnswerInternal = "internal"
)

// Profile is one jurisdiction. Texts come in Spanish and English because they
// are data of a collection, not strings of the program.
type Profile struct {
	Code    string `json:"code"` // pe co co-15 co-10 co-30 es es-l10 es-an es-md es-ct mx cl ar ar-x ec gen
	NameES  string `json:"name_es"`
	NameEN  string `json:"name_en"`
	Country string `json:"country"` // whose holidays count, as in calendar.New
	Region  string `json:"region"`
	TZ      string `json:"tz"` // default zone of a new business

	Numbering    Numbering     `json:"number"`
	Answer       calendar.Term `json:"answer"`
	AnswerKind   string        `json:"answer_kind"`
	SpecialTerms []SpecialTerm `json:"special_terms"`
	Extension    *Extension    `json:"extension"` // nil: never
	Suspension   []Suspension  `json:"suspension"`
	Incomplete   *Incomplete   `json:"incomplete"`

	FiledMinimum []string          `json:"filed_minimum"` // "address|email" = either
	FormFields   []string          `json:"form_fields"`
	LegalKinds   []Kind            `json:"legal_kinds"`
	KindMap      map[string]string `json:"kind_map"` // kind of the contract -> legal kind
	Requalify    *Requalify        `json:"requalify"`

	Copy          Copy          `json:"copy"`
	CommercialBan bool          `json:"commercial_ban"` // no sales offer in any answer
	BackupDays    int           `json:"backup_book_days"`
	Paper         *Paper        `json:"paper"` // nil: nothing on paper is asked for
	Retention     RetentionRule `json:"retention"`
	ReopenDays    int           `json:"reopen_days"`

	InternalTargetDays int      `json:"internal_target_days"` // business days
	InternalSaturdays  bool     `json:"internal_saturdays"`
	DocumentTypes      []string `json:"document_types"`

	BaseES         string `json:"base_es"`
	BaseEN         string `json:"base_en"`
	ExternalWaysES string `json:"external_ways_es"`
	ExternalWaysEN string `json:"external_ways_en"`
	PosterES       string `json:"poster_es"` // what the notice in the shop says
	PosterEN       string `json:"poster_en"`
	// Notes are printed for the customer; owner notes stand beside the profile
	// in the settings.
	NotesES      []string `json:"notes_es"`
	NotesEN      []string `json:"notes_en"`
	OwnerNotesES []string `json:"owner_notes_es"`
	OwnerNotesEN []string `json:"owner_notes_en"`

	Sources    []string          `json:"sources"`
	VerifiedOn calendar.Date     `json:"verified_on"`
	Confidence map[string]string `json:"confidence"` // part -> primary secondary unverified choice
}

// SpecialTerm is a shorter term for one matter (Spain, Ley 10/2025 art. 17).
type SpecialTerm struct {
	Code   string        `json:"code"`
	NameES string        `json:"name_es"`
	NameEN string        `json:"name_en"`
	Term   calendar.Term `json:"term"`
}

// Extension is how a term may be made longer, once the business asks.
type Extension struct {
	MaxFactor   int  `json:"max_factor"` // the new date is at most so many terms from receipt
	BeforeDue   bool `json:"before_due"`
	NeedsReason bool `json:"needs_reason"`
	NeedsNotice bool `json:"needs_notice"`
}

// Suspension is an event that stops the clock, for so many business days at
// most in one case.
type Suspension struct {
	Event string `json:"event"`
	Max   int    `json:"max"`
	Unit  string `json:"unit"`
}

// Incomplete is what happens with a filing that lacks something: until when
// the business asks, how long the customer has, and whether the term then
// resumes ("resume") or starts again ("from_zero").
type Incomplete struct {
	AskWithin      *calendar.Term `json:"ask_within"`
	CustomerHas    calendar.Term  `json:"customer_has"`
	ExtendableOnce bool           `json:"extendable_once"`
	Restart        string         `json:"restart"`
}

// Kind is a legal kind of complaint; Help is its definition in the law, where
// the customer must be told it.
type Kind struct {
	Code   string `json:"code"`
	NameES string `json:"name_es"`
	NameEN string `json:"name_en"`
	HelpES string `json:"help_es"`
	HelpEN string `json:"help_en"`
}

// Requalify is the change of legal kind that the law asks for when the text
// shows it; the way back needs a supervisor.
type Requalify struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Copy is how the customer gets the copy at filing.
type Copy struct {
	Print bool   `json:"print"`
	Email string `json:"email"`
}

// Kinds of paper that a law asks to keep beside this register.
const (
	PaperBackup   = "backup"   // a book for when the virtual one does not work
	PaperOfficial = "official" // forms of an authority, which nothing replaces
	PaperFoliated = "foliated" // a stamped book whose folio is noted
)

// Paper is what is written on paper and registered here by its number.
type Paper struct {
	Kind   string `json:"kind"`
	Copies int    `json:"copies"`
	NoteES string `json:"note_es"`
	NoteEN string `json:"note_en"`
}

// RetentionRule is how long a case is kept.
type RetentionRule struct {
	Years int    `json:"years"`
	From  string `json:"from"`
}

// loaded reads the embedded profiles once.
var loaded = sync.OnceValues(func() ([]Profile, error) {
	var raws []json.RawMessage
	if err := json.Unmarshal(embedded, &raws); err != nil {
		return nil, fmt.Errorf("read the embedded profiles: %w", err)
	}
	var all []Profile
	for _, raw := range raws {
		profile, err := Parse(raw)
		if err != nil {
			return nil, fmt.Errorf("read the embedded profiles: %w", err)
		}
		all = append(all, profile)
	}
	return all, nil
})

// All returns the embedded profiles in the order in which they are offered.
// Treat them as read-only. A broken embed cannot be reached by a user: a test
// holds it, and All panics rather than offer no law at all.
func All() []Profile {
	all, err := loaded()
	if err != nil {
		panic(err)
	}
	return append([]Profile(nil), all...)
}

// ByCode finds an embedded profile, or ErrUnknown.
func ByCode(code string) (Profile, error) {
	for _, profile := range All() {
		if profile.Code == code {
			return profile, nil
		}
	}
	return Profile{}, fmt.Errorf("profile %q: %w", code, ErrUnknown)
}

// Parse reads one profile as JSON, as the collection stores it, and refuses
// one that could not be worked with (ErrProfile).
func Parse(raw []byte) (Profile, error) {
	var profile Profile
	if err := json.Unmarshal(raw, &profile); err != nil {
		return Profile{}, fmt.Errorf("parse a legal profile: %w", errors.Join(ErrProfile, err))
	}
	return profile, profile.Validate()
}

// Calendar builds the holidays that the profile counts with.
func (p Profile) Calendar(overrides []calendar.Override) (calendar.Calendar, error) {
	return calendar.New(p.Country, p.Region, overrides)
}

// HasSheet tells whether the law wants a sheet of a book for each complaint.
func (p Profile) HasSheet() bool { return p.Paper != nil && p.Paper.Kind == PaperBackup }
