-- How many cases of a cause (its own and those under it) or of a product, or of
-- both where both are named, came before an action was carried out and since.
-- By the day of receipt, for open and closed ones alike, so that the index of
-- both is walked; what was voided or merged into another was no case.
SELECT COUNT(CASE WHEN received_at < {:done} THEN 1 END)  AS "before",
       COUNT(CASE WHEN received_at >= {:done} THEN 1 END) AS "after"
FROM complaints
WHERE open IN (0, 1)
  AND received_at >= {:from}
  AND received_at < {:to}
  AND ({:product} = '' OR product = {:product})
  AND ({:cause} = '' OR cause = {:cause} OR cause IN (SELECT id FROM causes WHERE parent = {:cause}))
  AND stage != 'voided'
  AND merged_into = ''
