-- The causes of the cases of a week, with those of the week before.
SELECT cause, SUM(received_at >= {:from}) AS count, SUM(received_at < {:from}) AS previous
FROM complaints
WHERE open IN (0, 1) AND received_at >= {:before} AND received_at < {:to} AND cause != '' AND stage != 'voided' AND merged_into = ''
GROUP BY cause HAVING SUM(received_at >= {:from}) > 0
ORDER BY count DESC, previous DESC, cause LIMIT 8
