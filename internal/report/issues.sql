-- Systemic troubles that were open at the end of a day, and since when the oldest
-- had been.
-- Source: domain KPI "systemic issues".
SELECT COUNT(*) AS n, COALESCE(MIN(opened_at), '') AS since
FROM issues
WHERE status IN ('open', 'mended', 'dismissed')
  AND opened_at > '' AND opened_at < {:until}
  AND (closed_at = '' OR closed_at >= {:until})
