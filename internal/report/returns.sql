-- Cases whose customer is known and could have come back by now (closed_day, of
-- those whose window is over: half windows are not counted), and whether they
-- were given something. Whoever reads this looks for the first purchase after
-- the closing (bought.sql), and counts:
--   repurchase     customers with a purchase within 30, 90 or 180 days / customers
--                  with a closed case old enough (R001, R062)
--   reward_effect  the same within 90 days, by case, with a gesture and without
--                  one, within the same severity; correlation only
-- A purchase of the day of closing may have come before it, and does not count.
-- One text: see lines.go.
SELECT group_concat(customer || '|' || severity || '|' || closed_day || '|' || over || '|' || rewarded || '|' || key, char(10))
FROM (SELECT '' AS key, customer, severity, closed_day, (closed_day < {:over90}) + (closed_day < {:over180}) AS over,
             closed_day < {:over90} AND EXISTS (SELECT 1 FROM grants WHERE grants.complaint = measures.complaint
                                                AND grants.status IN ('approved', 'delivered', 'redeemed')) AS rewarded
      FROM measures
      WHERE closed_day BETWEEN {:from} AND {:to} AND closed_day < {:over30} AND customer != '')
