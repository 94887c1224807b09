-- A week in figures, the confidential cases counted with the others.
SELECT
  (SELECT COUNT(*) FROM complaints WHERE open IN (0, 1) AND received_at >= {:from} AND received_at < {:to}
     AND stage != 'voided' AND merged_into = '') AS new,
  (SELECT COUNT(*) FROM complaints WHERE resolved_at > '' AND resolved_at >= {:from} AND resolved_at < {:to}
     AND stage != 'voided' AND merged_into = '') AS resolved,
  (SELECT COUNT(DISTINCT complaint) FROM events WHERE type = 'complaint.moved' AND created >= {:from} AND created < {:to}
     AND json_extract(data, '$.transition') = 'T5') AS immediate,
  (SELECT COUNT(*) FROM complaints WHERE reopened_at > '' AND reopened_at >= {:from} AND reopened_at < {:to} AND stage != 'voided') AS reopened,
  (SELECT COUNT(*) FROM reminders WHERE assignee IN (SELECT id FROM agents UNION ALL SELECT '') AND broken_at != ''
     AND broken_at >= {:from} AND broken_at < {:to}) AS broken,
  (SELECT COUNT(*) FROM complaints WHERE resolved_at > '' AND resolved_at >= {:from} AND resolved_at < {:to}
     AND stage != 'voided' AND merged_into = '' AND legal_due > '') AS dated,
  (SELECT COUNT(*) FROM complaints WHERE resolved_at > '' AND resolved_at >= {:from} AND resolved_at < {:to}
     AND stage != 'voided' AND merged_into = '' AND legal_due > '' AND resolved_at <= legal_due) AS in_time,
  (SELECT COUNT(DISTINCT complaint) FROM events WHERE type = 'proposal.sent' AND created >= {:from} AND created < {:to}) AS proposed,
  (SELECT COUNT(DISTINCT e.complaint) FROM events e WHERE e.type = 'proposal.sent' AND e.created >= {:from} AND e.created < {:to}
     AND EXISTS (SELECT 1 FROM statements s WHERE s.complaint = e.complaint AND s.created <= e.created)) AS both
