-- Insults, threats and violence that were noted.
SELECT incidents.complaint, incidents.id AS ref, incidents.created AS at
FROM incidents
WHERE incidents.complaint IN (SELECT value FROM json_each({:ids}))
ORDER BY incidents.complaint, incidents.created, incidents.id
