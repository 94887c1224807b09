-- What the rows of some cases say. A person turned to the customer with the first
-- message, or with a call that was noted before it.
SELECT complaints.id, complaints.stage, complaints.area, complaints.assignee, complaints.cause, complaints.product, complaints.channel,
       complaints.kind, complaints.profiles, complaints.lane, complaints.severity, complaints.customer, complaints.currency,
       complaints.resolution_kind, complaints.closing_kind, complaints.urgency, complaints.confidential,
       complaints.imported OR complaints.source = 'import' AS imported,
       complaints.open, complaints.off_channel, complaints.merged_into, complaints.reopen_count, complaints.received_at,
       COALESCE(NULLIF(MIN(COALESCE(NULLIF(complaints.first_contact_at, ''), '9'),
                           COALESCE((SELECT MIN(messages.created) FROM messages WHERE messages.complaint = complaints.id
                                     AND messages.direction = 'note' AND messages.call_direction = 'out'), '9')), '9'), '') AS first_contact_at,
       complaints.resolved_at, complaints.closed_at, complaints.legal_due,
       complaints.temporary_from, complaints.temporary_cost
FROM json_each({:ids}) AS one
CROSS JOIN complaints ON complaints.id = one.value
