-- The causes of the cases of a week, with those of the week before, and how many
-- articles were sent on cases of each: what was done against it by explaining.
WITH taught AS (
  SELECT complaints.cause AS cause, COUNT(*) AS sent
  FROM events JOIN complaints ON complaints.id = events.complaint
  WHERE events.type = 'article.sent' AND events.created >= {:from} AND events.created < {:to}
  GROUP BY complaints.cause
)
SELECT cause, SUM(received_at >= {:from}) AS count, SUM(received_at < {:from}) AS previous,
  COALESCE((SELECT sent FROM taught WHERE taught.cause = complaints.cause), 0) AS taught
FROM complaints
WHERE open IN (0, 1) AND received_at >= {:before} AND received_at < {:to} AND cause != '' AND stage != 'voided' AND merged_into = ''
GROUP BY cause HAVING SUM(received_at >= {:from}) > 0
ORDER BY count DESC, previous DESC, cause LIMIT 8
