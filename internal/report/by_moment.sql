-- What counts on a day of its own (moments.day).
--   promises       missed / due: dates of solution, next steps, call-backs
--   off_channel    contacts by no official channel / contacts, the filing included
--   follow_up      contacted within 2 days / due
--   response_rate  surveys answered / sent
--   incidents      noted by the team
-- Sources: domain KPIs; seed 003 for promises and channels, seed 000 for the
-- follow-up.
SELECT '' AS key,
       CASE moments.kind WHEN 'promise' THEN 'promises' WHEN 'contact' THEN 'off_channel' WHEN 'survey' THEN 'response_rate'
                 WHEN 'incident' THEN 'incidents' ELSE moments.kind END AS code,
       COUNT(*) AS n,
       CASE WHEN moments.kind IN ('promise', 'contact') THEN COUNT(*) - SUM(moments.good) WHEN moments.kind = 'incident' THEN COUNT(*) ELSE SUM(moments.good) END AS good
FROM moments /* JOIN measures ON measures.complaint = moments.complaint */
WHERE moments.kind IN ('contact', 'follow_up', 'incident', 'promise', 'survey')
  AND moments.day BETWEEN {:from} AND {:to}
GROUP BY moments.kind /* , key */
