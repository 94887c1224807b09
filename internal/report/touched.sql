-- Cases received in a period that have the cause and the product of a systemic
-- trouble which was open at its end, and their customers, each once.
-- Source: domain KPI "systemic issues, customers affected".
SELECT COUNT(*) AS cases, COUNT(DISTINCT NULLIF(customer, '')) AS customers
FROM measures
WHERE received_day BETWEEN {:from} AND {:to}
  AND EXISTS (SELECT 1 FROM issues
              WHERE issues.status IN ('open', 'mended', 'dismissed')
                AND issues.opened_at > '' AND issues.opened_at < {:until}
                AND (issues.closed_at = '' OR issues.closed_at >= {:until})
                AND (issues.cause = '' OR issues.cause IN (measures.cause, measures.cause_top))
                AND (issues.product = '' OR issues.product = measures.product)
                AND issues.cause || issues.product != '')
