-- Open cases by area and by the day on which they came.
SELECT measures.area, measures.received_day AS day, COUNT(*) AS n
FROM measures
WHERE measures.open = 1 AND measures.received_day <= {:day}
GROUP BY measures.area, measures.received_day
