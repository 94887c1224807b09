-- Cases whose legal term ends in a period (due_day, not the day they came).
--   compliance  answered by due / (answered + overdue and unanswered); what is
--               neither answered nor due yet is not counted
-- Source: domain KPI "legal deadline compliance".
SELECT '' AS key,
       SUM(in_time IS NOT NULL OR open AND due_day < {:today}) AS "compliance.n",
       SUM(in_time IS 1)                                       AS "compliance.good"
FROM measures
WHERE due_day BETWEEN {:from} AND {:to}
/* GROUP BY key */
