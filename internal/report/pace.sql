-- One point of the line of times to resolve.
SELECT COUNT(*) AS n, median(resolve_net) AS median, p90(resolve_net) AS p90
FROM measures
WHERE resolved_day BETWEEN {:from} AND {:to}
