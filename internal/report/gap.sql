-- Satisfaction, from 1 to 5, of customers who were asked in a campaign and had no
-- case in the year before.
-- Source: domain KPI "recovery gap".
SELECT COUNT(*) AS n, AVG(solution) AS mean
FROM surveys
WHERE campaign != ''
  AND answered_at > ''
  AND answered_at >= {:since} AND answered_at < {:until}
  AND solution > 0
  AND NOT EXISTS (SELECT 1 FROM measures WHERE measures.customer = surveys.customer
                  AND measures.received_day >= date(substr(surveys.answered_at, 1, 10), '-1 year'))
