-- The events of some cases; whoever reads them puts them in order.
SELECT events.complaint, events.seq, events.type, events.data, events.created AS at
FROM json_each({:ids}) AS one
CROSS JOIN events ON events.complaint = one.value
