-- Customers who bought again after a closing (closed_day), of those whose window
-- is over: half windows are not counted.
--   repurchase     customers with a purchase within 30, 90 or 180 days / customers
--                  with a closed case old enough (R001, R062)
--   reward_effect  the same within 90 days, by case, with a gesture and without
--                  one, within the same severity; correlation only
-- A purchase of the day of closing may have come before it, and does not count.
WITH ended AS MATERIALIZED (
    SELECT '' AS key, customer, severity, closed_day < {:over90} AS due90, closed_day < {:over180} AS due180,
           (SELECT julianday(substr(MIN(date), 1, 10)) FROM purchases
            WHERE purchases.customer = measures.customer AND purchases.date > measures.closed_day || '~') - julianday(closed_day) AS days,
           EXISTS (SELECT 1 FROM grants WHERE grants.complaint = measures.complaint
                   AND grants.status IN ('approved', 'delivered')) AS rewarded
    FROM measures
    WHERE closed_day BETWEEN {:from} AND {:to} AND closed_day < {:over30} AND customer != ''
), people AS (
    SELECT key, customer, MAX(days <= 30) AS in30, MAX(due90) AS due90, MAX(due90 AND days <= 90) AS in90,
           MAX(due180) AS due180, MAX(due180 AND days <= 180) AS in180
    FROM ended
    GROUP BY key, customer
)
SELECT key, 1 AS whole, '' AS severity, 0 AS rewarded, COUNT(*) AS n30, TOTAL(in30) AS in30, TOTAL(due90) AS n90, TOTAL(in90) AS in90,
       TOTAL(due180) AS n180, TOTAL(in180) AS in180
FROM people
GROUP BY key
UNION ALL
SELECT key, 0, severity, rewarded, 0, 0, COUNT(*), TOTAL(days <= 90), 0, 0
FROM ended
WHERE due90
GROUP BY key, severity, rewarded
