-- Cases received in a period (received_day).
--   acknowledgement  t_receipt_sent - t_received, by the clock
--   first_response   t_first_human - t_received; the automatic receipt is no answer
--   immediate        cases by T5 / registered
--   queue_jumps      attended out of order / attended, that is, answered by a person
-- Sources: domain KPIs "time to acknowledgement", "first response", "immediate
-- resolution" (seeds 000 and 001), "queue jumps".
SELECT '' AS key,
       COUNT(ack_wall)                        AS "acknowledgement.n",
       pack(ack_wall)                         AS "acknowledgement.wall",
       COUNT(first_wall)                      AS "first_response.n",
       pack(first_work)                       AS "first_response.work",
       pack(first_wall)                       AS "first_response.wall",
       COUNT(*)                               AS "immediate.n",
       SUM(immediate)                         AS "immediate.good",
       COUNT(first_wall)                      AS "queue_jumps.n",
       SUM(jumped AND first_wall IS NOT NULL) AS "queue_jumps.good"
FROM measures
WHERE received_day BETWEEN {:from} AND {:to}
/* GROUP BY key */
