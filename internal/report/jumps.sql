-- Why cases were attended before others: the class of urgency, or the lane.
-- Source: domain KPI "queue jumps, by reason" (R145).
SELECT '' AS key, jump_reason AS code, COUNT(*) AS n
FROM measures
WHERE received_day BETWEEN {:from} AND {:to}
  AND jumped = 1
  AND first_wall IS NOT NULL
GROUP BY jump_reason
