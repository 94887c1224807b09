-- What complaints cost, by the day on which it was approved: gestures, rewards,
-- refunds and temporary measures; and the time that was noted at a rate, by the
-- day of noting. Each currency is a sum of its own.
-- Source: domain KPI "cost of complaints".
SELECT '' AS key,
       moments.currency,
       COUNT(*)                          AS n,
       COUNT(DISTINCT moments.complaint) AS cases,
       SUM(moments.value)                AS cost,
       COUNT(DISTINCT CASE WHEN moments.ref >= 'time:' AND moments.ref < 'time;' THEN moments.complaint END) AS worked,
       SUM(CASE WHEN moments.ref >= 'time:' AND moments.ref < 'time;' THEN moments.value ELSE 0 END)         AS labour
FROM moments /* JOIN measures ON measures.complaint = moments.complaint */
WHERE moments.kind = 'cost'
  AND moments.day BETWEEN {:from} AND {:to}
GROUP BY moments.currency /* , key */
