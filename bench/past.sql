-- The past of a shop: cases 0 to n-1, the last ones (recent) within the year
-- that ends now, those before spread over the nine years before it. Every one was
-- filed, acknowledged, answered by a person, had a solution proposed, was resolved
-- by a letter and closed; each has a promise, nine of ten their call, three of ten
-- an opinion, one of twenty a gesture. There is a customer for five cases, who
-- bought three times in ten years.
-- Straight into the tables and narrow: what is measured is reading them.

CREATE TEMP TABLE past AS
WITH RECURSIVE each_case (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM each_case WHERE i + 1 < {:n}),
dated AS (
  SELECT i, (i * 7919 + 13) % 1009 AS r,
         CASE WHEN i < {:n} - {:recent}
              THEN {:now} - 315360000 + i * 283824000 / MAX(1, {:n} - {:recent})
              ELSE {:now} - 31536000 + (i - {:n} + {:recent}) * 31536000 / {:recent} END AS t
  FROM each_case)
SELECT i, r, printf('w%014d', i) AS id, printf('q%014d', (i * 31) % {:people}) AS who,
       strftime('%Y-%m-%d %H:%M:%S.000Z', t, 'unixepoch') AS received,
       strftime('%Y-%m-%d %H:%M:%S.000Z', t + 1800 + r * 60, 'unixepoch') AS person,
       strftime('%Y-%m-%d %H:%M:%S.000Z', t + 43200 + r * 900, 'unixepoch') AS proposed,
       strftime('%Y-%m-%d %H:%M:%S.000Z', t + 86400 + r * 1500, 'unixepoch') AS resolved,
       strftime('%Y-%m-%d %H:%M:%S.000Z', t + 172800 + r * 1600, 'unixepoch') AS closed,
       strftime('%Y-%m-%d %H:%M:%S.000Z', t + 1555200, 'unixepoch') AS due,
       t + 172800 + r * 1600 < {:now} AS done
FROM dated;

INSERT INTO customers (id, name)
WITH RECURSIVE each_one (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM each_one WHERE i + 1 < {:people})
SELECT printf('q%014d', i), 'Cliente ' || i FROM each_one;

INSERT INTO purchases (id, customer, date, amount, currency, created)
WITH RECURSIVE each_one (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM each_one WHERE i + 1 < 3 * {:people})
SELECT printf('b%014d', i), printf('q%014d', i / 3), strftime('%Y-%m-%d 00:00:00.000Z', {:now} - (i * 7919 % 3650) * 86400, 'unixepoch'),
       20 + i % 400, 'PEN', strftime('%Y-%m-%d 00:00:00.000Z', {:now} - (i * 7919 % 3650) * 86400, 'unixepoch')
FROM each_one;

INSERT INTO complaints (id, number, tracking_key, kind, channel, customer, stage, stage_since, lane, urgency, severity, area, assignee, owner, cause, received_at,
                        first_contact_at, resolved_at, closed_at, closing_kind, resolution_kind, legal_due, legal_profile, book, "open", queue_key, version, language)
SELECT id, printf('%09d-2020', i), id, CASE r % 3 WHEN 0 THEN 'claim' WHEN 1 THEN 'grievance' ELSE 'petition' END,
       CASE r % 4 WHEN 0 THEN 'phone' WHEN 1 THEN 'counter' WHEN 2 THEN 'email' ELSE 'portal' END, who,
       CASE WHEN done THEN 'closed' ELSE 'assessing' END, received, 'normal', 'normal', 'medium', {:area}, {:agent}, {:agent},
       CASE r % 5 WHEN 0 THEN 'delivery' WHEN 1 THEN 'billing' WHEN 2 THEN 'product_defect' WHEN 3 THEN 'communication' ELSE 'misuse' END, received,
       person, CASE WHEN done THEN resolved ELSE '' END, CASE WHEN done THEN closed ELSE '' END, CASE WHEN done THEN 'confirmed' ELSE '' END,
       CASE WHEN done THEN 'solution' ELSE '' END, due, 'pe', 'principal', NOT done, '151' || received || id, 5, 'es'
FROM past;

INSERT INTO events (id, complaint, customer, seq, type, actor_kind, created, data)
SELECT 'a' || substr(id, 2), id, who, 1, 'complaint.filed', 'agent', received,
       json_object('changes', json_object('stage', json_object('after', 'received'), 'received_at', json_object('after', received), 'customer', json_object('after', who)),
                   'to', 'received', 'transition', 'T2')
FROM past;

INSERT INTO events (id, complaint, customer, seq, type, actor_kind, created, data)
SELECT 'b' || substr(id, 2), id, who, 2, 'message.sent', 'agent', received, '{"note":"receipt","ref":"none"}' FROM past;

INSERT INTO messages (id, complaint, direction, purpose, channel, delivery, sent_at, created)
SELECT 'k' || substr(id, 2), id, 'out', 'receipt', 'email', 'sent', received, received FROM past;

INSERT INTO events (id, complaint, customer, seq, type, actor_kind, created, data)
SELECT 'd' || substr(id, 2), id, who, 3, 'message.sent', 'agent', person,
       json_object('changes', json_object('first_contact_at', json_object('after', person, 'before', '')), 'note', 'reply', 'ref', 'none')
FROM past;

INSERT INTO events (id, complaint, customer, seq, type, actor_kind, created, data)
SELECT 'c' || substr(id, 2), id, who, 4, 'complaint.moved', 'agent', proposed,
       json_object('changes', json_object('stage', json_object('after', 'proposed', 'before', 'received')), 'from', 'received', 'to', 'proposed', 'transition', 'T11')
FROM past WHERE done;

INSERT INTO events (id, complaint, customer, seq, type, actor_kind, created, data)
SELECT 'e' || substr(id, 2), id, who, 5, 'complaint.moved', 'agent', resolved,
       json_object('changes', json_object('stage', json_object('after', 'resolved', 'before', 'received'), 'resolved_at', json_object('after', resolved, 'before', ''),
                                          'resolution_kind', json_object('after', 'solution', 'before', '')),
                   'from', 'received', 'to', 'resolved', 'transition', CASE WHEN r % 6 THEN 'T18' ELSE 'T5' END)
FROM past WHERE done;

INSERT INTO events (id, complaint, customer, seq, type, actor_kind, created, data)
SELECT 'f' || substr(id, 2), id, who, 6, 'complaint.moved', 'agent', closed,
       json_object('changes', json_object('stage', json_object('after', 'closed', 'before', 'resolved'), 'closed_at', json_object('after', closed, 'before', ''),
                                          'closing_kind', json_object('after', 'confirmed', 'before', '')),
                   'from', 'resolved', 'to', 'closed', 'transition', 'T19')
FROM past WHERE done;

INSERT INTO reminders (id, complaint, kind, assignee, due, since, created, done_at, outcome, pending)
SELECT 'r' || substr(id, 2), id, 'follow_up', {:agent}, closed, resolved, resolved, closed, 'settled', FALSE FROM past WHERE done;

INSERT INTO reminders (id, complaint, kind, assignee, due, since, created, done_at, outcome, pending)
SELECT 'p' || substr(id, 2), id, 'next_step', {:agent}, person, received, received, CASE WHEN r % 8 THEN received ELSE resolved END, 'done', FALSE FROM past WHERE done;

INSERT INTO follow_ups (id, complaint, contacted, agent, channel, created)
SELECT 'f' || substr(id, 2), id, r % 10 > 0, {:agent}, 'phone', closed FROM past WHERE done;

INSERT INTO surveys (id, complaint, customer, channel, sent_at, answered_at, created, solution, treatment, expectation, recommend, effort)
SELECT 's' || substr(id, 2), id, who, 'link', closed, closed, closed, 1 + r % 5, 1 + r % 4, 'yes', r % 11, 1 + r % 7 FROM past WHERE done AND r % 10 < 3;

INSERT INTO grants (id, complaint, customer, status, cost, currency, created, answered_at, reward_name)
SELECT 'g' || substr(id, 2), id, who, 'approved', 20 + r % 30, 'PEN', closed, closed, 'Un cuenco' FROM past WHERE done AND r % 20 = 0;

DROP TABLE past;
