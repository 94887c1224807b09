package complaint

import (
	"time"

	"escucha/domain/customer"
)

// Point is one question of the customer and our answer to it: every point of a
// complaint is answered (domain invariant 4; Ley 10/2025 art. 13.1).
type Point struct {
	Text   string `json:"text"`
	Answer string `json:"answer"`
}

// Case is what the rules need to know of a complaint. Ids are record ids or
// catalogue codes; a zero time means "not yet".
type Case struct {
	ID, Number string
	Version    int
	Stage      Stage
	StageSince time.Time
	ReceivedAt time.Time
	ResolvedAt time.Time
	ClosedAt   time.Time
	ReopenedAt time.Time

	Kind                   Kind
	LegalKind, Channel     string
	Source                 string
	Folio                  string    // of the sheet, where it was written on paper
	PaperDate              time.Time // when that was; a civil date
	LegalTerm              string    // matter with a term of its own
	Customer               string
	AnonymousReason        string
	Narrative, Goal        string
	Impact, SinceWhen      string
	Product                string
	RemedyRequested        string
	Points                 []Point
	MoodStart, MoodEnd     int
	Severity               Severity
	Safety, DataLoss       string
	Urgency                string
	UrgencyReason          string
	UrgencyRank            int // 1 is most urgent, 5 is normal
	Lane                   Lane
	Area, Assignee, Owner  string
	Supervisor             string
	NextStep               string
	NextStepDue            time.Time
	Confidential           bool
	ConfidentialReason     string
	EscalationLevel        int
	EscalationReason       string
	EscalationRequest      string
	TransferReason         string
	TransferSummary        string
	LegalDue               time.Time
	ExtensionUntil         time.Time
	ExtensionReason        string
	UnderstandingAt        time.Time
	UnderstandingChannel   string
	UnderstandingWaived    string
	Cause, CauseDetail     string
	CauseNeedsText         bool
	CausePublic            string
	ActionsPublic          string
	Explanation            string
	Fault                  Fault
	EvidenceNote           string
	NoEvidenceReason       string
	Alternatives           string
	NoAlternativeReason    string
	DenialLetter, DenialBy string
	ReviewReason           string
	ApologyGivenAt         time.Time
	InformationRequested   string
	InformationReason      string
	InformationUntil       time.Time
	InformationExtended    bool // the customer's time was made longer once
	AcceptanceChannel      string
	AcceptanceAt           time.Time
	Temporary              string
	TemporaryFrom          time.Time
	TemporaryUntil         time.Time
	TemporaryClosedAt      time.Time
	ResolutionKind         ResolutionKind
	ClosingKind            ClosingKind
	Learning               string
	ThankedOrally          bool
	SecondReview           string
	ExternalWaysTold       bool
	ReopenReason           string
	ReopenCount            int
	WithdrawalWords        string
	WithdrawalChannel      string
	VoidReason             string
	Authority              string
	AuthorityCase          string
	AuthorityServedAt      time.Time
	AuthorityDue           time.Time
	AuthorityOutcome       string
	AuthorityCompliance    time.Time
	PersonOnly             bool
	RootCause              string
	Recurrence             int                // the how-manieth case of the same trouble; 0 and 1 are the first
	Profiles               []customer.Profile // of the customer, as the case is attended now
	Raised                 []string           // what of it only these profiles brought
}

// Proposal is the newest solution put to the customer (R021, R072-R074).
type Proposal struct {
	ID                string
	Status            string // draft, sent, accepted, refused, expired
	CustomerText      string
	ETAKind           string // real, none; empty = not said
	ETA               time.Time
	ETABasis          string
	Options           int
	Chosen            bool
	AcceptedChannel   string
	RefusalReason     string
	PreferredSolution string
	PreferredRefused  bool // the customer preferred not to say
	PreferredDecision string
	PreferredReason   string
	Expires           time.Time
}

// FollowUp is the call after the solution (R030, R031).
type FollowUp struct {
	Contacted bool
	Satisfied bool
	Recurred  bool
}

// Evidence is what other records say about the case.
type Evidence struct {
	TeamVersions     int         // statements of the team
	Attachments      int         // files of the case
	Draft            *Proposal   // newest proposal not yet sent
	Sent             *Proposal   // newest proposal sent, answered or not
	OpenTasks        []string    // titles of tasks of the proposal not done
	LetterSent       bool        // an answer letter since the case was last opened
	LetterWaits      bool        // that letter goes by mail and has not left yet
	ClosingSent      bool        // a closing message since it was resolved
	ExtensionNotice  bool        // the notice of the extension went out
	FollowUp         *FollowUp   // newest contacted call since it was resolved
	Attempts         []time.Time // calls not answered since it was resolved
	CustomerAnswered bool        // something arrived from the customer while waiting
	BusinessDaysOpen int         // business days since received
	SheetTaken       bool        // the sheet of paper is registered already
	FiledMissing     []string    // fields that the legal profile needs for a filing to count
	Conduct          Conduct
}

// Settings are the owner's choices that rules depend on.
type Settings struct {
	Levels         map[string]Level // rules set to advised, by code
	SingleOwner    bool             // one person may approve its own denial (marked as such)
	ImmediateDays  int              // business days for the immediate path, default 3
	ReopenDays     int              // days after closing in which a reply reopens, default 30
	FollowUpTries  int              // unanswered calls before closing without contact, default 3
	ExtensionMax   time.Time        // latest date of an extension; zero = profile allows none
	InformationMin time.Time        // earliest date that may be asked of the customer
	InformationMax time.Time        // latest date to which the customer's time may be made longer; zero = no bound
	TermUnknown    bool             // the profile has no term for the matter of the case
	FaultByLead    bool             // only a lead or above decides whose fault it was
	LegalKinds     bool             // the legal profile sorts this kind of filing into kinds of its own
	NewsBy         time.Time        // latest next step that a profile of the customer allows; zero = none asks for one
	LegalDowngrade bool             // the change of legal kind goes from the stricter to the lighter
}

// Facts are everything a rule may look at.
type Facts struct {
	Before   Case     // as stored; zero when the case is being filed
	Case     Case     // as it would be
	Changed  []string // names of the fields that a client asks to change
	Evidence Evidence
	Actor    Actor
	Settings Settings
	Now      time.Time
	Location *time.Location // zone of the business, for civil days and hours
}
