-- Cases to which a solution was first proposed in a period (proposed_day).
--   both_versions  the team was heard before / proposed; must be 100 %
-- Source: domain KPI "both-versions rate".
SELECT '' AS key,
       COUNT(both_versions) AS "both_versions.n",
       SUM(both_versions)   AS "both_versions.good"
FROM measures
WHERE proposed_day BETWEEN {:from} AND {:to}
/* GROUP BY key */
