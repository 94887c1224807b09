-- Who bought on which day, in the days that follow a period: read by the day, in
-- one go, rather than looked up for each customer. One text: see lines.go.
SELECT group_concat(customer || '|' || substr(date, 1, 10), char(10))
FROM purchases
WHERE date >= {:from} AND date < {:to}
