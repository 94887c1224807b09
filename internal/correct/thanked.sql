-- The customers of some cases who were not thanked yet, each by the newest of
-- their cases; SQLite reads the other columns of the row with the MAX.
SELECT complaints.customer,
       complaints.id                                       AS complaint,
       MAX(complaints.received_at)                         AS received_at,
       customers.name,
       ''                                                  AS mail,
       complaints.language,
       customers.survey_opt_out != ''                      AS opted_out,
       complaints.person_only,
       EXISTS (SELECT 1 FROM agents
               WHERE LOWER(agents.email) = LOWER(customers.email)
                 AND customers.email != '')                AS staff,
       EXISTS (SELECT 1 FROM complaints AS others
               WHERE others.customer = complaints.customer
                 AND others.open = 1)                      AS open
FROM json_each({:ids}) AS ids
JOIN complaints ON complaints.id = ids.value
JOIN customers ON customers.id = complaints.customer
WHERE customers.merged_into = ''
  AND customers.erased_at = ''
  AND complaints.erased_at = ''
  AND complaints.merged_into = ''
  AND complaints.stage != 'voided'
  AND NOT EXISTS (SELECT 1 FROM outreach
                  WHERE outreach.action = {:action} AND outreach.kind = 'thanks' AND outreach.customer = complaints.customer)
GROUP BY complaints.customer
ORDER BY complaints.customer
