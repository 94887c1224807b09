-- Customers who bought the product of an action and have no case about it, who
-- were not told of it yet. A purchase says its product in words: the name or the
-- code of the catalogue.
SELECT customers.id                                        AS customer,
       ''                                                  AS complaint,
       customers.name,
       customers.email                                     AS mail,
       customers.language,
       customers.survey_opt_out != ''                      AS opted_out,
       EXISTS (SELECT 1 FROM complaints
               WHERE complaints.customer = customers.id
                 AND complaints.person_only = 1
                 AND complaints.open = 1)                  AS person_only,
       EXISTS (SELECT 1 FROM agents
               WHERE LOWER(agents.email) = LOWER(customers.email)
                 AND customers.email != '')                AS staff,
       0                                                   AS open
FROM products
JOIN purchases ON purchases.product COLLATE NOCASE IN (products.name, products.code) AND purchases.product != ''
JOIN customers ON customers.id = purchases.customer
WHERE products.id = {:product}
  AND customers.merged_into = ''
  AND customers.erased_at = ''
  AND NOT EXISTS (SELECT 1 FROM complaints
                  WHERE complaints.customer = customers.id AND complaints.product = {:product})
  AND NOT EXISTS (SELECT 1 FROM outreach
                  WHERE outreach.action = {:action} AND outreach.kind = 'notice' AND outreach.customer = customers.id)
GROUP BY customers.id
ORDER BY customers.id
LIMIT {:n}
