-- Customers who complained twelve months before this period, and whether they
-- were still active when those were over: a purchase within the days after one
-- during which the business calls a customer active.
-- Source: domain KPI "retention of complainants".
WITH people AS (
    SELECT '' AS key, customer,
           MAX(EXISTS (SELECT 1 FROM purchases
                       WHERE purchases.customer = measures.customer
                         AND purchases.date > date(measures.received_day, '+12 months', {:window}) || '~'
                         AND purchases.date <= date(measures.received_day, '+12 months') || '~')) AS active
    FROM measures
    WHERE received_day BETWEEN {:from} AND {:to} AND customer != ''
    GROUP BY customer /* , key */
)
SELECT key, COUNT(*) AS n, SUM(active) AS active FROM people GROUP BY key
