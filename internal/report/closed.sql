-- Cases that were closed in a period, with how the customer was when they came,
-- when they left, and what they answered afterwards.
SELECT complaints.id,
       complaints.number,
       complaints.customer,
       complaints.confidential,
       complaints.closed_at,
       complaints.mood_start,
       complaints.mood_end,
       COALESCE(surveys.solution, 0)   AS solution,
       COALESCE(surveys.recommend, '') AS recommend,
       EXISTS (SELECT 1 FROM grants
               WHERE grants.complaint = complaints.id
                 AND grants.status IN ('approved', 'delivered', 'redeemed')) AS gesture
FROM complaints
LEFT JOIN surveys ON surveys.complaint = complaints.id AND surveys.answered_at > ''
WHERE complaints.closed_at > ''
  AND complaints.closed_at >= {:from}
  AND complaints.closed_at < {:to}
  AND +complaints.stage = 'closed' -- the plus: by the days, not through all that ever closed
  AND complaints.customer != ''
ORDER BY complaints.closed_at, complaints.rowid
