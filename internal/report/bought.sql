-- Who bought on which day, in the days that follow a period: read by the day, in
-- one go, rather than looked up for each customer.
SELECT customer, substr(date, 1, 10) AS day
FROM purchases
WHERE date >= {:from} AND date < {:to}
ORDER BY date
