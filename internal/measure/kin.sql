-- Cases of the same customer with the same cause that came shortly before; two
-- days more than count, for the zone decides which day it was.
SELECT complaints.id AS complaint, MAX(other.received_at) AS at
FROM json_each({:ids}) AS one
CROSS JOIN complaints ON complaints.id = one.value
CROSS JOIN complaints AS other ON other.customer = complaints.customer
  AND other.received_at >= strftime('%Y-%m-%d', complaints.received_at, '-32 days') AND other.received_at < complaints.received_at
WHERE complaints.customer != '' AND complaints.cause != ''
  AND +other.cause = complaints.cause AND +other.stage != 'voided' AND +other.merged_into = ''
GROUP BY complaints.id
