-- The survey of each case; those of campaigns ask customers, not about a case.
SELECT surveys.complaint, surveys.id AS ref, surveys.sent_at AS sent, surveys.answered_at AS answered, surveys.solution, surveys.treatment,
       surveys.effort, surveys.recommend, surveys.expectation, surveys.compared
FROM json_each({:ids}) AS one
CROSS JOIN surveys ON surveys.complaint = one.value
WHERE surveys.campaign = ''
