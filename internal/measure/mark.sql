-- Cases of a customer that came shortly after one whose customer, cause or day
-- is another now: whether they are its recurrence has to be looked at again.
INSERT INTO measure_due (complaint)
SELECT measures.complaint FROM measures
WHERE measures.customer IN ({:old}, {:new}) AND measures.customer != '' AND measures.complaint != {:complaint}
  AND measures.received_day >= {:from} AND measures.received_day <= strftime('%Y-%m-%d', {:to}, '+31 days')
ON CONFLICT (complaint) DO UPDATE SET at = '' WHERE measure_due.at != ''
