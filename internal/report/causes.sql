-- Cases received in a period by cause and its first level (Pareto): how many, how
-- many were reopened, how many answered, and the sum of what they answered. The
-- plus: by the days, not through all that ever had the cause.
-- Source: domain KPI "top causes"; those without a known cause are counted apart.
SELECT '' AS key, cause || '/' || cause_top AS code,
       COUNT(*)         AS n,
       SUM(reopened)    AS reopened,
       COUNT(treatment) AS answers,
       SUM(treatment)   AS treatment
FROM measures
WHERE received_day BETWEEN {:from} AND {:to}
GROUP BY +cause, cause_top
