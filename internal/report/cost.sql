-- What complaints cost, by the day on which it was approved: gestures, rewards,
-- refunds and temporary measures. Each currency is a sum of its own.
-- Source: domain KPI "cost of complaints".
SELECT '' AS key,
       moments.currency,
       COUNT(*)                          AS n,
       COUNT(DISTINCT moments.complaint) AS cases,
       SUM(moments.value)                AS cost
FROM moments /* JOIN measures ON measures.complaint = moments.complaint */
WHERE moments.kind = 'cost'
  AND moments.day BETWEEN {:from} AND {:to}
GROUP BY moments.currency /* , key */
