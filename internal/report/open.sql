-- What is open now, by the day on which it came and by who does the work.
-- Sources: domain KPIs "backlog and age", "staff load" (seed 001).
SELECT '' AS key, received_day AS day, agent, COUNT(*) AS n
FROM measures
WHERE open = 1
GROUP BY received_day, agent /* , key */
