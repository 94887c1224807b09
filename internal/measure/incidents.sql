-- Insults, threats and violence that were noted.
SELECT incidents.complaint, incidents.id AS ref, incidents.created AS at
FROM json_each({:ids}) AS one
CROSS JOIN incidents ON incidents.complaint = one.value
ORDER BY incidents.complaint, incidents.created, incidents.id
