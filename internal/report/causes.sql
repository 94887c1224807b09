-- Cases received in a period by cause (Pareto): of each cause its first level, how
-- many, how many were reopened, how many answered, and their mean. Cause by cause
-- through the index, for grouping would sort them all.
-- Source: domain KPI "top causes"; those without a known cause are counted apart.
WITH RECURSIVE known (cause) AS (
    SELECT MIN(cause) FROM measures
    UNION ALL
    SELECT (SELECT MIN(measures.cause) FROM measures WHERE measures.cause > known.cause) FROM known WHERE known.cause IS NOT NULL
)
SELECT cause, (SELECT json_array(MAX(cause_top), COUNT(*), SUM(reopened), COUNT(treatment), AVG(treatment)) FROM measures
               WHERE measures.cause = known.cause AND measures.received_day BETWEEN {:from} AND {:to}) AS line
FROM known
WHERE cause IS NOT NULL
