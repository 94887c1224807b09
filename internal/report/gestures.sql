-- Gestures that were approved in a period, given or about to be. One that waits
-- for an answer, or was refused, cost nothing. The plus: by the days, not through
-- all that were ever given.
SELECT grants.answered_at AS at,
       grants.reward,
       grants.reward_name AS name,
       complaints.cause,
       grants.currency,
       grants.cost,
       grants.self_approved,
       grants.over_budget
FROM grants
JOIN complaints ON complaints.id = grants.complaint
WHERE grants.answered_at > ''
  AND grants.answered_at >= {:from}
  AND grants.answered_at < {:to}
  AND +grants.status IN ('approved', 'delivered', 'redeemed')
ORDER BY grants.answered_at, grants.rowid
