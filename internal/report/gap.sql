-- Satisfaction, from 1 to 5, of customers who were asked in a campaign and had no
-- case in the year before they answered.
-- Source: domain KPI "recovery gap".
SELECT COUNT(*) AS n, AVG(solution) AS mean
FROM surveys
WHERE campaign != ''
  AND answered_at > ''
  AND answered_at >= {:since} AND answered_at < {:until}
  AND solution > 0
  AND NOT EXISTS (SELECT 1 FROM measures
                  CROSS JOIN complaints ON complaints.id = measures.complaint
                  WHERE measures.customer = surveys.customer
                    AND complaints.received_at <= surveys.answered_at
                    AND complaints.received_at > strftime('%Y-%m-%d %H:%M:%fZ', surveys.answered_at, '-1 year'))
