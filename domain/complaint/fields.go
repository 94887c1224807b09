package complaint

// ServerFields are set by the application alone: a client that sends another
// value for one of them is refused.
func ServerFields() []string {
	return []string{"number", "tracking_key", "received_at", "received_by", "legal_due", "internal_due",
		"due_trace", "first_contact_at", "resolved_at", "closed_at", "reopened_at", "stage_since",
		"reopen_count", "open", "queue_key", "readers", "customer_snapshot", "retention_until",
		"legal_profile", "book", "denial_by", "imported", "merged_into"}
}

// FixedFields are written once, with the filing, and never again.
func FixedFields() []string {
	return []string{"narrative", "kind", "channel", "source", "external_id", "since_when", "received_at", "number", "language", "anonymous_reason", "mood_start"}
}
