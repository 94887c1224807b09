package complaint

// ServerFields are set by the application alone: a client that sends another
// value for one of them is refused.
func ServerFields() []string {
	return []string{"number", "tracking_key", "received_at", "received_by", "legal_due", "internal_due",
		"due_trace", "first_contact_at", "resolved_at", "closed_at", "reopened_at", "stage_since",
		"reopen_count", "open", "queue_key", "readers", "customer_snapshot", "provider_snapshot", "retention_until", "information_extended",
		"legal_profile", "book", "denial_by", "imported", "merged_into", "erased_at", "profiles", "raised", "recurrence", "promises_broken", "redirected_at"}
}

// FixedFields are written once, with the filing, and never again: what the
// customer told stays as it was told (R005, R141).
func FixedFields() []string {
	return []string{"narrative", "source", "external_id", "language", "paper_date", "paper_restored", "folio", "paper_book",
		"off_channel", "came_by", "arrived_at", "arrived_reason"}
}

// LateFields may still change on a case that is closed or voided: what was
// learnt from it and how it relates to others, never what happened.
func LateFields() []string {
	return []string{"learning", "linked", "tags", "watchers", "next_step", "next_step_due"}
}
