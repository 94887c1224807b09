-- Cases received in a period by cause, the most frequent first (Pareto).
-- Source: domain KPI "top causes"; those without a known cause are counted apart.
SELECT cause, cause_top, COUNT(*) AS n, SUM(reopened) AS reopened, COUNT(treatment) AS answers, AVG(treatment) AS treatment
FROM measures
WHERE received_day BETWEEN {:from} AND {:to}
GROUP BY cause, cause_top
ORDER BY n DESC, cause
