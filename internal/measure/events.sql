-- The events of some cases in their order.
SELECT events.complaint, events.type, events.data, events.created AS at
FROM events
WHERE events.complaint IN (SELECT value FROM json_each({:ids}))
ORDER BY events.complaint, events.seq
