-- One point of the line of times to resolve: median and p90, "12.5/40".
SELECT COUNT(*) AS n, spread(resolve_net) AS spread
FROM measures
WHERE resolved_day BETWEEN {:from} AND {:to}
