-- Corrective actions whose effect was looked at in a period: cases of their
-- cause per 30 days before and after.
-- Source: domain KPI "corrective effectiveness" (R060).
SELECT effect_code AS code, COUNT(*) AS n
FROM actions
WHERE effect_checked_at > '' AND effect_checked_at >= {:since} AND effect_checked_at < {:until}
GROUP BY effect_code
