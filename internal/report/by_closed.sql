-- Cases closed in a period (closed_day).
--   unreachable  closed because nobody could be reached / closed
-- Source: domain KPI "unreachable rate".
SELECT '' AS key,
       COUNT(*)         AS "unreachable.n",
       SUM(unreachable) AS "unreachable.good"
FROM measures
WHERE closed_day BETWEEN {:from} AND {:to}
/* GROUP BY key */
