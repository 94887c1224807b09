-- The time that was noted while an hour had a price, and was not taken back.
SELECT time_entries.complaint, time_entries.id AS ref, time_entries.created AS at, time_entries.minutes, time_entries.rate, time_entries.currency
FROM json_each({:ids}) AS one
CROSS JOIN time_entries ON time_entries.complaint = one.value
WHERE time_entries.undone_at = '' AND time_entries.rate > 0
ORDER BY time_entries.complaint, time_entries.created, time_entries.id
