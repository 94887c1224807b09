-- Of which of these cases anything is stored.
SELECT measures.complaint
FROM json_each({:ids}) AS one
CROSS JOIN measures ON measures.complaint = one.value
UNION ALL
SELECT DISTINCT moments.complaint
FROM json_each({:ids}) AS one
CROSS JOIN moments ON moments.complaint = one.value
