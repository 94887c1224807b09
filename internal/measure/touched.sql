-- Which cases something happened in since a place in the events.
SELECT events.rowid AS place, events.id AS event, events.complaint
FROM events
WHERE events.rowid > {:cursor}
ORDER BY events.rowid
LIMIT {:limit}
