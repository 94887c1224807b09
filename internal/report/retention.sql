-- Customers who complained twelve months before this period, and whether they
-- were still active when those were over: a purchase within the days after one
-- during which the business calls a customer active. Of several complaints, the
-- last.
-- Source: domain KPI "retention of complainants".
WITH asked AS (
    SELECT '' AS key, customer, (CAST(substr(received_day, 1, 4) AS INTEGER) + 1) || substr(received_day, 5) AS later
    FROM measures
    WHERE received_day BETWEEN {:from} AND {:to} AND customer != ''
), people AS (
    SELECT key, customer, MAX(later) AS later FROM asked GROUP BY customer /* , key */
)
SELECT key, COUNT(*) AS n,
       TOTAL((SELECT date > date(later, {:window}) || '~' FROM purchases
              WHERE purchases.customer = people.customer AND purchases.date <= later || '~'
              ORDER BY purchases.date DESC LIMIT 1)) AS active
FROM people
GROUP BY key
