-- What somebody did in a week that others are told: approved for themselves, or
-- passed a case before others. note is the reason, of a gesture what it cost.
SELECT g.complaint AS complaint, 'self_approved' AS reason, 'grant' AS kind, g.reward_name AS what, g.justification AS note, g.cost AS cost,
  g.currency AS currency, g.approver AS agent, g.answered_at AS at
FROM grants g WHERE g.answered_at > '' AND g.answered_at >= {:from} AND g.answered_at < {:to} AND g.self_approved = 1
UNION ALL
SELECT e.complaint, 'self_approved', 'denial', '', c.review_reason, 0, '', e.actor, e.created
FROM events e JOIN complaints c ON c.id = e.complaint
WHERE e.type = 'complaint.moved' AND e.created >= {:from} AND e.created < {:to} AND json_extract(e.data, '$.extra.self_approved') = 1
UNION ALL
SELECT e.complaint, 'queue_jump', 'urgency', json_extract(e.data, '$.changes.urgency.after'), c.urgency_reason, 0, '', e.actor, e.created
FROM events e JOIN complaints c ON c.id = e.complaint
JOIN urgency_classes u ON u.id = json_extract(e.data, '$.changes.urgency.after') AND u.rank > 0 AND u.rank < {:normal}
WHERE e.type IN ('complaint.filed', 'complaint.updated', 'complaint.moved', 'complaint.transferred')
  AND e.created >= {:from} AND e.created < {:to}
UNION ALL
SELECT e.complaint, 'queue_jump', 'lane', 'attend_now', '', 0, '', e.actor, e.created
FROM events e
WHERE e.type IN ('complaint.filed', 'complaint.updated', 'complaint.moved', 'complaint.transferred')
  AND e.created >= {:from} AND e.created < {:to} AND e.actor_kind IN ('agent', 'superuser')
  -- by somebody's hand: a case that came back is there by the rules
  AND json_extract(e.data, '$.changes.lane.after') = 'attend_now' AND COALESCE(json_extract(e.data, '$.transition'), '') NOT IN ('T20', 'T22')
ORDER BY at, complaint
LIMIT 200
