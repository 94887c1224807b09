-- What was given: gestures once they are approved, and what the solution that the
-- customer chose costs, once it is accepted.
SELECT grants.complaint, grants.id AS ref, grants.answered_at AS at, grants.cost AS value, grants.currency
FROM json_each({:ids}) AS one
CROSS JOIN grants ON grants.complaint = one.value
WHERE grants.answered_at > '' AND +grants.status IN ('approved', 'delivered', 'redeemed')
UNION ALL
SELECT proposals.complaint, options.id, proposals.answered_at, options.cost, complaints.currency
FROM json_each({:ids}) AS one
CROSS JOIN proposals ON proposals.complaint = one.value
CROSS JOIN options ON options.proposal = proposals.id AND options.chosen = 1 AND options.cost != 0
CROSS JOIN complaints ON complaints.id = proposals.complaint
WHERE +proposals.status = 'accepted'
ORDER BY 1, 3, 2
