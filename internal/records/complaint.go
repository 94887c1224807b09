package records

import (
	"encoding/json"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/complaint"
	"escucha/domain/customer"
)

// Case reads a complaint row into what the rules look at. The rank of the
// urgency and what the cause needs come from the catalogues (see Lists).
func Case(r *core.Record, lists Lists) complaint.Case {
	c := complaint.Case{
		ID: r.Id, Number: r.GetString("number"),
		Stage: complaint.Stage(r.GetString("stage")), StageSince: when(r, "stage_since"),
		ReceivedAt: when(r, "received_at"), ResolvedAt: when(r, "resolved_at"), ClosedAt: when(r, "closed_at"), ReopenedAt: when(r, "reopened_at"),
		LegalDue: when(r, "legal_due"), Version: r.GetInt("version"),
	}
	readFiling(r, &c)
	readTriage(r, &c, lists)
	readFinding(r, &c, lists)
	readEnding(r, &c)
	return c
}

func readFiling(r *core.Record, c *complaint.Case) {
	c.Kind, c.LegalKind = complaint.Kind(r.GetString("kind")), r.GetString("legal_kind")
	c.Channel, c.Source = r.GetString("channel"), r.GetString("source")
	c.Customer, c.AnonymousReason = r.GetString("customer"), r.GetString("anonymous_reason")
	c.Narrative, c.Goal, c.Impact = r.GetString("narrative"), r.GetString("goal"), r.GetString("impact")
	c.SinceWhen, c.Product = r.GetString("since_when"), r.GetString("product")
	c.RemedyRequested, c.Points = r.GetString("remedy_requested"), Points(r)
	c.Folio, c.PaperDate, c.LegalTerm = r.GetString("folio"), when(r, "paper_date"), r.GetString("legal_term")
	c.MoodStart, c.MoodEnd = r.GetInt("mood_start"), r.GetInt("mood_end")
}

func readTriage(r *core.Record, c *complaint.Case, lists Lists) {
	c.Severity = complaint.Severity(r.GetString("severity"))
	c.Safety, c.DataLoss = r.GetString("safety"), r.GetString("data_loss")
	c.Urgency, c.UrgencyReason = r.GetString("urgency"), r.GetString("urgency_reason")
	c.UrgencyRank = lists.UrgencyRank[c.Urgency]
	c.Lane = complaint.Lane(r.GetString("lane"))
	c.Area, c.Assignee, c.Owner, c.Supervisor = r.GetString("area"), r.GetString("assignee"), r.GetString("owner"), r.GetString("supervisor")
	c.NextStep, c.NextStepDue = r.GetString("next_step"), when(r, "next_step_due")
	c.Confidential, c.ConfidentialReason = r.GetBool("confidential"), r.GetString("confidential_reason")
	c.EscalationLevel, c.EscalationReason, c.EscalationRequest = r.GetInt("escalation_level"), r.GetString("escalation_reason"), r.GetString("escalation_request")
	c.TransferReason, c.TransferSummary = r.GetString("transfer_reason"), r.GetString("transfer_summary")
	c.ExtensionUntil, c.ExtensionReason = when(r, "extension_until"), r.GetString("extension_reason")
	c.PersonOnly = r.GetBool("person_only")
	c.Profiles, c.Raised, c.Recurrence = profiles(r), r.GetStringSlice("raised"), r.GetInt("recurrence")
}

func readFinding(r *core.Record, c *complaint.Case, lists Lists) {
	c.UnderstandingAt, c.UnderstandingChannel = when(r, "understanding_confirmed_at"), r.GetString("understanding_channel")
	c.UnderstandingWaived = r.GetString("understanding_waived_reason")
	c.Cause, c.CauseDetail = r.GetString("cause"), r.GetString("cause_detail")
	c.RootCause = r.GetString("root_cause")
	c.CauseNeedsText = lists.CauseNeedsText[c.Cause]
	c.CausePublic, c.ActionsPublic, c.Explanation = r.GetString("cause_public"), r.GetString("actions_public"), r.GetString("explanation")
	c.Fault = complaint.Fault(r.GetString("fault"))
	c.EvidenceNote, c.NoEvidenceReason = r.GetString("evidence_note"), r.GetString("no_evidence_reason")
	c.Alternatives, c.NoAlternativeReason = r.GetString("alternatives"), r.GetString("no_alternative_reason")
	c.DenialLetter, c.DenialBy, c.ReviewReason = r.GetString("denial_letter"), r.GetString("denial_by"), r.GetString("review_reason")
	c.ApologyGivenAt = when(r, "apology_given_at")
	c.InformationRequested, c.InformationReason, c.InformationUntil = r.GetString("information_requested"), r.GetString("information_reason"), when(r, "information_until")
	c.InformationExtended = r.GetBool("information_extended")
	c.AcceptanceChannel, c.AcceptanceAt = r.GetString("acceptance_channel"), when(r, "acceptance_at")
	c.Temporary, c.TemporaryFrom = r.GetString("temporary_alternative"), when(r, "temporary_from")
	c.TemporaryUntil, c.TemporaryClosedAt = when(r, "temporary_until"), when(r, "temporary_closed_at")
}

func readEnding(r *core.Record, c *complaint.Case) {
	c.ResolutionKind = complaint.ResolutionKind(r.GetString("resolution_kind"))
	c.ClosingKind = complaint.ClosingKind(r.GetString("closing_kind"))
	c.Learning, c.ThankedOrally, c.SecondReview = r.GetString("learning"), r.GetBool("thanked_orally"), r.GetString("second_review")
	c.ExternalWaysTold, c.ReopenReason, c.ReopenCount = r.GetBool("external_ways_told"), r.GetString("reopen_reason"), r.GetInt("reopen_count")
	c.WithdrawalWords, c.WithdrawalChannel = r.GetString("withdrawal_words"), r.GetString("withdrawal_channel")
	c.VoidReason = r.GetString("void_reason")
	c.Authority, c.AuthorityCase = r.GetString("authority"), r.GetString("authority_case")
	c.AuthorityServedAt, c.AuthorityDue = when(r, "authority_served_at"), when(r, "authority_due")
	c.AuthorityOutcome, c.AuthorityCompliance = r.GetString("authority_outcome"), when(r, "authority_compliance")
}

// Settled writes back what the domain settled in the case itself.
func Settled(r *core.Record, c complaint.Case) {
	for name, value := range map[string]any{
		"stage": string(c.Stage), "stage_since": c.StageSince, "resolved_at": c.ResolvedAt, "closed_at": c.ClosedAt,
		"reopened_at": c.ReopenedAt, "reopen_count": c.ReopenCount, "lane": string(c.Lane), "severity": string(c.Severity),
		"fault": string(c.Fault), "denial_by": c.DenialBy, "owner": c.Owner, "assignee": c.Assignee, "temporary_closed_at": c.TemporaryClosedAt, "resolution_kind": string(c.ResolutionKind),
		"closing_kind": string(c.ClosingKind), "mood_end": c.MoodEnd, "thanked_orally": c.ThankedOrally, "acceptance_at": c.AcceptanceAt,
		"person_only": c.PersonOnly, "profiles": customer.Codes(c.Profiles), "raised": c.Raised, "supervisor": c.Supervisor,
	} {
		r.Set(name, value)
	}
}

// profiles under which a case is attended; nil when there are none.
func profiles(r *core.Record) []customer.Profile {
	var out []customer.Profile
	for _, name := range r.GetStringSlice("profiles") {
		out = append(out, customer.Profile(name))
	}
	return out
}

// Points reads the questions of the customer with our answers.
func Points(r *core.Record) []complaint.Point {
	var points []complaint.Point
	if err := json.Unmarshal([]byte(r.GetString("points")), &points); err != nil {
		return nil // empty or not yet a list: the schema refuses broken JSON
	}
	return points
}

// when reads a date field; empty is the zero time.
func when(r *core.Record, name string) time.Time { return r.GetDateTime(name).Time() }

// Stamp is a time as PocketBase stores it.
func Stamp(t time.Time) string {
	d, err := types.ParseDateTime(t)
	if err != nil || t.IsZero() {
		return ""
	}
	return d.String()
}
