-- What customers answered in a week: those who are not content, and what they
-- would do better.
SELECT id, complaint, solution, treatment, recommend, comment FROM surveys
WHERE answered_at > '' AND answered_at >= {:from} AND answered_at < {:to}
  AND (comment != '' OR solution BETWEEN 1 AND 2 OR recommend IN ('0', '1', '2', '3', '4', '5', '6'))
ORDER BY answered_at, id LIMIT 100
