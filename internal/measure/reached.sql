-- Follow-up calls in which the customer was spoken to.
SELECT follow_ups.complaint, follow_ups.created AS at
FROM follow_ups
WHERE follow_ups.complaint IN (SELECT value FROM json_each({:ids})) AND follow_ups.contacted = 1
ORDER BY follow_ups.complaint, follow_ups.created
