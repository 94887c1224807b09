-- What customers wrote and said after the filing, calls that were noted too, and
-- the receipts that left: a mail when the server took it.
SELECT messages.complaint, messages.id AS ref, messages.direction = 'in' OR messages.call_direction = 'in' AS came, messages.off_channel AS off,
       COALESCE(NULLIF(outbox.sent_at, ''), messages.sent_at) AS at
FROM json_each({:ids}) AS one
CROSS JOIN messages ON messages.complaint = one.value
LEFT JOIN outbox ON outbox.message = messages.id AND messages.direction = 'out'
WHERE (messages.direction = 'in' OR messages.direction = 'note' AND messages.call_direction = 'in'
       OR messages.direction = 'out' AND messages.purpose = 'receipt' AND messages.delivery NOT IN ('queued', 'failed', 'bounced', 'withdrawn'))
ORDER BY messages.complaint, messages.created, messages.id
