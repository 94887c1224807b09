-- Causes with their product that several customers complained of lately, and of
-- which no issue is open or was ended meanwhile. By the day of receipt: the index
-- of open and of closed cases is walked for these days alone.
SELECT complaints.cause,
       complaints.product,
       COALESCE(CASE WHEN {:english} THEN causes.name_en ELSE causes.name_es END, '') AS cause_name,
       COALESCE(products.name, '')                                                    AS product_name,
       COUNT(*)                                                                       AS cases,
       COUNT(DISTINCT complaints.customer)                                            AS customers
FROM complaints
LEFT JOIN causes ON causes.id = complaints.cause
LEFT JOIN products ON products.id = complaints.product
WHERE complaints.open IN (0, 1)
  AND complaints.received_at >= {:since}
  AND complaints.stage != 'voided'
  AND complaints.merged_into = ''
  AND complaints.customer != ''
  AND (complaints.cause != '' OR complaints.product != '')
GROUP BY complaints.cause, complaints.product
HAVING COUNT(*) >= {:cases}
   AND COUNT(DISTINCT complaints.customer) >= {:customers}
   AND NOT EXISTS (SELECT 1 FROM issues
                   WHERE issues.cause = complaints.cause AND issues.product = complaints.product
                     AND (issues.status = 'open' OR issues.closed_at >= {:since}))
ORDER BY cases DESC, complaints.cause, complaints.product
LIMIT 20
