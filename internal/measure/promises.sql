-- Dates that customers were told: the next news, when it will be solved, when they
-- will be called back (R015), and whatever else was counted as a broken promise.
SELECT reminders.complaint, reminders.id AS ref, reminders.due, reminders.done_at AS done, reminders.broken_at AS broken
FROM json_each({:ids}) AS one
CROSS JOIN reminders ON reminders.complaint = one.value
WHERE (reminders.kind IN ('next_step', 'eta', 'call_back') OR reminders.broken_at != '')
ORDER BY reminders.complaint, reminders.due, reminders.id
