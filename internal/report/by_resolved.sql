-- Cases resolved in a period: the day of the last letter (resolved_day).
--   resolution   t_resolved - t_received; reopened: to the last t_resolved; net
--                is business time without waiting for the customer or the law
--   reopened     cases with reopen_count >= 1 / resolved
--   recurrence   same customer and same cause within 30 days / resolved
--   outcome      upheld, partly, not upheld, misunderstanding, withdrawn
-- Sources: domain KPIs "time to resolution", "reopen rate", "recurrence",
-- "outcome" (as financial ombudsmen report it).
SELECT '' AS key,
       COUNT(resolve_wall)                                    AS "resolution.n",
       pack(resolve_net)                                      AS "resolution.net",
       pack(resolve_work)                                     AS "resolution.work",
       pack(resolve_wall)                                     AS "resolution.wall",
       COUNT(*)                                               AS "reopened.n",
       SUM(reopened)                                          AS "reopened.good",
       COUNT(*)                                               AS "recurrence.n",
       SUM(recurred)                                          AS "recurrence.good",
       SUM(outcome != '')                                     AS "outcome.n",
       SUM(outcome IN ('upheld', 'partly'))                   AS "outcome.good",
       SUM(outcome = 'upheld')                                AS "outcome.part.upheld",
       SUM(outcome = 'partly')                                AS "outcome.part.partly",
       SUM(outcome = 'not_upheld')                            AS "outcome.part.not_upheld",
       SUM(outcome = 'misunderstanding')                      AS "outcome.part.misunderstanding",
       SUM(outcome = 'withdrawn')                             AS "outcome.part.withdrawn"
FROM measures
WHERE resolved_day BETWEEN {:from} AND {:to}
/* GROUP BY key */
