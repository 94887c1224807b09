-- What was sold in a period, by currency: the cost of complaints is shown as a
-- share of it.
SELECT currency, SUM(amount) AS amount
FROM purchases
WHERE date >= {:from} AND date < {:after} AND currency != ''
GROUP BY currency
