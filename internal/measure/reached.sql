-- Follow-up calls in which the customer was spoken to.
SELECT follow_ups.complaint, follow_ups.created AS at
FROM json_each({:ids}) AS one
CROSS JOIN follow_ups ON follow_ups.complaint = one.value
WHERE follow_ups.contacted = 1
ORDER BY follow_ups.complaint, follow_ups.created
