// Package privacy is what the business owes a person about their data: a copy
// of everything that is held, its erasure when the law no longer asks to keep it,
// and the text that they accepted. Its table says what is held where.
package privacy

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// Fate is what becomes of a row when its person is erased.
type Fate string

// Fates. A row that stays a figure keeps its dates, codes, amounts and scores.
const (
	Goes   Fate = "goes"   // the row is deleted
	Blanks Fate = "blanks" // its personal fields are emptied
	Stays  Fate = "stays"  // nothing in it is about the person, or it is seen to elsewhere
)

// Holding is what one collection holds about a person.
type Holding struct {
	Collection string
	By         []string // relations that lead to the person, to one of their cases, or to a proposal of one
	Fate       Fate
	Personal   []string // fields that an erasure empties
	Kept       []string // texts that say nothing of the person: codes, names of catalogues
	Unshown    []string // left out of the copy: what concerns others, secrets, what serves the lists
	Inside     bool     // not in the copy at all: it says again what the case says, or is about the team
}

// Table is every collection that holds something about a person, in the order of
// the copy. What is not in the schema yet is skipped.
func Table() []Holding {
	return slices.Concat(ofPerson, ofCase, ofWork)
}

var ofPerson = []Holding{
	{Collection: records.Customers, Fate: Blanks,
		Personal: []string{"preferred_name", "document_type", "document_number", "email", "phone", "address", "notes_handling", "public_reach", "press",
			"relation", "activity", "frequency", "volume", "satisfaction", "influence", "types", "email_key", "phone_key", "document_key", "name_key", "document_state"},
		Kept: []string{"name"}, Unshown: []string{"email_key", "phone_key", "document_key", "name_key", "merged_into", "referred_by", "erased_at"}}, // the name is exchanged for a word
	{Collection: "contacts", By: []string{"customer"}, Fate: Goes, Unshown: []string{"key"}},
	{Collection: "namesakes", By: []string{"customer", "other"}, Fate: Goes, Inside: true},
	{Collection: records.Purchases, By: []string{"customer"}, Fate: Blanks, Personal: []string{"product", "external_id"}, Kept: []string{"currency"}},
	{Collection: records.Classifications, By: []string{"customer"}, Fate: Goes},
	{Collection: records.Behaviours, By: []string{"customer", "complaint"}, Fate: Goes},
	{Collection: records.CustomerProfiles, By: []string{"customer", "evidence_complaint"}, Fate: Goes},
	{Collection: "incidents", By: []string{"customer", "complaint"}, Fate: Blanks, Personal: []string{"text", "quote"}},
	{Collection: records.Grants, By: []string{"customer", "complaint"}, Fate: Blanks,
		Personal: []string{"justification", "refusal_reason", "delivery_note", "redemption_note"}, Kept: []string{"reward_name", "currency"}},
	{Collection: "surveys", By: []string{"customer", "complaint"}, Fate: Blanks, Personal: []string{"token", "token_again", "comment"}, Unshown: []string{"token", "token_again", "campaign"}},
	{Collection: "loyalty", By: []string{"customer", "complaint"}, Fate: Blanks, Personal: []string{"title", "outcome"}},
	{Collection: "merges", By: []string{"survivor", "merged"}, Fate: Blanks, Personal: []string{"moved", "reason"}, Unshown: []string{"moved"}},
	{Collection: records.Erasures, By: []string{"customer"}, Fate: Stays, Kept: []string{"reason", "files"}, Inside: true},
}

var ofCase = []Holding{
	{Collection: records.Complaints, By: []string{"customer"}, Fate: Blanks,
		Personal: []string{"tracking_key", "external_id", "customer_snapshot", "anonymous_reason", "narrative", "points", "goal", "impact", "since_when",
			"product_text", "remedy_requested", "urgency_reason", "next_step", "escalation_reason", "escalation_request", "transfer_reason", "transfer_summary",
			"confidential_reason", "paraphrase", "understanding_waived_reason", "cause_detail", "cause_public", "actions_public", "explanation", "evidence_note",
			"no_evidence_reason", "alternatives", "no_alternative_reason", "denial_letter", "review_reason", "information_requested", "information_reason",
			"temporary_alternative", "learning", "second_review", "reopen_reason", "withdrawal_words", "void_reason", "authority_case", "authority_outcome", "extension_reason", "root_cause", "profiles", "came_by", "arrived_reason"},
		Kept:    []string{"number", "legal_kind", "legal_profile", "currency", "folio", "paper_book", "paper_region", "legal_term", "provider_snapshot", "denial_by", "authority", "due_trace", "queue_key", "readers"},
		Unshown: []string{"tracking_key", "denial_by", "due_trace", "provider_snapshot", "queue_key", "readers", "version", "open", "temporary_cost", "linked", "merged_into", "customer", "erased_at"}},
	{Collection: records.Messages, By: []string{"complaint"}, Fate: Blanks,
		Personal: []string{"came_by", "call_number", "call_with", "registered_no", "handed_to", "approval_note", "external_id", "from", "to", "subject", "text", "quoted", "html", "message_id", "in_reply_to"}, Kept: []string{"template"},
		Unshown: []string{"external_id", "approval_note", "html", "message_id", "in_reply_to", "template"}},
	{Collection: records.Attachments, By: []string{"complaint"}, Fate: Goes},
	{Collection: records.Posts, By: []string{"complaint"}, Fate: Blanks, Personal: []string{"link", "handle"}},
	{Collection: records.Invitations, By: []string{"customer", "complaint"}, Fate: Goes, Inside: true},
	{Collection: records.Statements, By: []string{"complaint"}, Fate: Blanks, Personal: []string{"text"}},
	{Collection: records.Proposals, By: []string{"complaint"}, Fate: Blanks,
		Personal: []string{"customer_text", "eta_basis", "accepted_words", "refusal_reason", "preferred_solution", "preferred_reason"}},
	{Collection: records.Options, By: []string{"proposal"}, Fate: Blanks, Personal: []string{"text", "benefit"}, Unshown: []string{"cost", "benefit"}},
	{Collection: records.Tasks, By: []string{"complaint"}, Fate: Blanks, Personal: []string{"title"}, Unshown: []string{"pending"}},
	{Collection: records.TimeEntries, By: []string{"complaint"}, Fate: Blanks, Personal: []string{"note"}, Kept: []string{"currency"}, Inside: true},
	{Collection: records.FollowUps, By: []string{"complaint"}, Fate: Blanks, Personal: []string{"note"}},
	{Collection: records.Reminders, By: []string{"complaint"}, Fate: Blanks, Personal: []string{"outcome", "note", "reason"}, Kept: []string{"kind"},
		Unshown: []string{"pending", "notified_at", "alert_at", "snoozed_until", "revision", "changed", "since", "beat", "next_beat"}},
	{Collection: records.Events, By: []string{"complaint", "customer"}, Fate: Stays, Kept: []string{"type", "actor", "actor_kind", "actor_name", "data", "previous_hash", "hash"},
		Unshown: []string{"actor", "actor_name", "data", "previous_hash", "hash"}}, // redacted one by one: they are a chain
}

var ofWork = []Holding{
	{Collection: "activations", By: []string{"complaint"}, Fate: Blanks, Personal: []string{"reason", "done", "outcome"}, Unshown: []string{"done"}},
	{Collection: "actions", By: []string{"customer", "complaint"}, Fate: Blanks, Personal: []string{"title", "outcome", "effect", "spoke_with", "early_reason", "public"}, Kept: []string{"review", "link", "template", "article"}, Inside: true},
	{Collection: records.Outreach, By: []string{"customer", "complaint"}, Fate: Goes, Inside: true},
	{Collection: records.Ideas, By: []string{"complaint"}, Fate: Blanks, Personal: []string{"title", "text", "outcome"}, Kept: []string{"review"}, Inside: true},
	{Collection: records.Decisions, By: []string{"complaint"}, Fate: Blanks, Personal: []string{"text"}, Kept: []string{"kind"}, Inside: true},
	{Collection: records.Remarks, By: []string{"complaint"}, Fate: Blanks, Personal: []string{"text"}, Inside: true},
	{Collection: records.Outbox, By: []string{"complaint"}, Fate: Goes, Inside: true},
	{Collection: records.Mails, By: []string{"complaint"}, Fate: Goes, Inside: true},
	{Collection: records.Notices, By: []string{"complaint"}, Fate: Goes, Inside: true},
}

// Wordy reports whether a field can hold what somebody typed: its part in the
// table must be decided.
func Wordy(f core.Field) bool {
	switch f.(type) {
	case *core.TextField, *core.EditorField, *core.EmailField, *core.URLField, *core.JSONField, *core.FileField:
		return f.GetName() != "id"
	}
	return false
}

// there are the holdings whose collections are in the schema, with theirs.
func there(app core.App) []held {
	var out []held
	for _, h := range Table() {
		if c, err := app.FindCachedCollectionByNameOrId(h.Collection); err == nil {
			out = append(out, held{h, c})
		}
	}
	return out
}

type held struct {
	Holding
	in *core.Collection
}

// personal are the fields to empty that the schema has.
func (h held) personal() []core.Field {
	var out []core.Field
	for _, name := range h.Personal {
		if f := h.in.Fields.GetByName(name); f != nil {
			out = append(out, f)
		}
	}
	return out
}
