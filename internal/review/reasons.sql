-- Why cases are talked about in the meeting of a week: a row for each case and
-- reason, between the bounds of the week; "at" is its end or, while it runs, now.
-- Every part reads an index of its own. (No parameter stands in a comment: it
-- would be counted with the others.)
SELECT id AS complaint, 'reopened' AS reason FROM complaints
WHERE reopened_at > '' AND reopened_at >= {:from} AND reopened_at < {:to}
UNION ALL
-- before an authority: now, or since this week
SELECT id, 'disputed' FROM complaints WHERE stage = 'disputed' AND stage_since < {:at}
UNION ALL
SELECT complaint, 'disputed' FROM events
WHERE type = 'complaint.moved' AND created >= {:from} AND created < {:to} AND json_extract(data, '$.to') = 'disputed'
UNION ALL
SELECT id, 'recurrent' FROM complaints
WHERE open IN (0, 1) AND received_at >= {:from} AND received_at < {:to} AND recurrence >= 2
UNION ALL
SELECT complaint, 'broken_promise' FROM reminders
WHERE assignee IN (SELECT id FROM agents UNION ALL SELECT '') AND broken_at != '' AND broken_at >= {:from} AND broken_at < {:to}
UNION ALL
-- late by the date of the law: not answered until now
SELECT id, 'overdue' FROM (SELECT id FROM complaints
  WHERE open = 1 AND legal_due > '' AND legal_due < {:at} AND received_at < {:to} AND stage NOT IN ('resolved', 'closed', 'voided') LIMIT 1000)
UNION ALL
-- ... or by the earlier date that the business set itself
SELECT id, 'overdue' FROM (SELECT id FROM complaints
  WHERE open = 1 AND internal_due > '' AND internal_due < {:at} AND received_at < {:to} AND stage NOT IN ('resolved', 'closed', 'voided') LIMIT 1000)
UNION ALL
-- ... or the date passed this week and the answer came later
SELECT id, 'overdue' FROM complaints
WHERE open IN (0, 1) AND legal_due >= {:from} AND legal_due < {:at} AND resolved_at > legal_due
UNION ALL
-- ... or the answer came this week, and late
SELECT id, 'overdue' FROM complaints
WHERE resolved_at > '' AND resolved_at >= {:from} AND resolved_at < {:to} AND legal_due > '' AND resolved_at > legal_due
UNION ALL
SELECT id, 'denial' FROM complaints WHERE stage = 'denial_review' AND stage_since < {:at}
UNION ALL
SELECT id, 'denial' FROM complaints
WHERE resolved_at > '' AND resolved_at >= {:from} AND resolved_at < {:to} AND resolution_kind = 'denial'
UNION ALL
-- in public, or from somebody whom many read (R127)
SELECT complaint, 'reputation' FROM posts WHERE created >= {:from} AND created < {:to}
UNION ALL
SELECT c.id, 'reputation' FROM complaints c JOIN customers p ON p.id = c.customer AND p.press = 1
WHERE c.open IN (0, 1) AND c.received_at >= {:from} AND c.received_at < {:to}
UNION ALL
-- judged with one side, or without anything that was checked (R128)
SELECT e.complaint, 'single_source' FROM events e JOIN complaints c ON c.id = e.complaint
WHERE e.type = 'complaint.moved' AND e.created >= {:from} AND e.created < {:to} AND json_extract(e.data, '$.transition') IN ('T11', 'T14')
  AND (NOT EXISTS (SELECT 1 FROM statements s WHERE s.complaint = e.complaint)
    OR c.evidence_note = '' AND c.no_evidence_reason = '' AND NOT EXISTS (SELECT 1 FROM attachments f WHERE f.complaint = e.complaint))
