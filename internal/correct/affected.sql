-- How many cases of how many customers a systemic issue has, and the names of
-- what it is about. Like action_effect.sql it walks the days of receipt alone.
SELECT COUNT(*)                            AS cases,
       COUNT(DISTINCT NULLIF(customer, '')) AS customers,
       COALESCE((SELECT CASE WHEN {:english} THEN name_en ELSE name_es END FROM causes WHERE id = {:cause}), '') AS cause_name,
       COALESCE((SELECT name FROM products WHERE id = {:product}), '')                                         AS product_name,
       COALESCE((SELECT name FROM agents WHERE id = {:owner}), '')                                             AS owner_name
FROM complaints
WHERE open IN (0, 1)
  AND received_at >= {:from}
  AND received_at <= {:to}
  AND ({:product} = '' OR product = {:product})
  AND ({:cause} = '' OR cause = {:cause} OR cause IN (SELECT id FROM causes WHERE parent = {:cause}))
  AND stage != 'voided'
  AND merged_into = ''
