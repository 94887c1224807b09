-- Systemic troubles that were open at the end of a day, and how long the oldest
-- had been.
-- Source: domain KPI "systemic issues".
SELECT COUNT(*) AS n, CAST(COALESCE(julianday({:day}) - julianday(substr(MIN(opened_at), 1, 10)), 0) AS INTEGER) AS days
FROM issues
WHERE status IN ('open', 'mended', 'dismissed')
  AND opened_at > '' AND opened_at < {:until}
  AND (closed_at = '' OR closed_at >= {:until})
