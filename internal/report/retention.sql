-- Customers who complained twelve months before this period, by the day of each
-- case. Whoever reads this takes the last case of each customer, and counts those
-- who were still active when the twelve months were over: a purchase (bought.sql)
-- within the days after one during which the business calls a customer active.
-- Source: domain KPI "retention of complainants".
-- One text: see lines.go.
SELECT group_concat(customer || '|' || received_day || '|' || key, char(10))
FROM (SELECT '' AS key, customer, received_day FROM measures WHERE received_day BETWEEN {:from} AND {:to} AND customer != '')
