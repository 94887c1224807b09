-- Surveys of cases that were answered in a period (survey_day).
--   csat         answers >= 4 of 5 on the solution / answers
--   treatment    the same on how they were treated
--   nps          % 9-10 - % 0-6
--   ces          mean of 1-7 "it was easy"
--   expectation  yes / answers
--   compared     the same or better than other businesses / answers
-- Sources: domain KPIs; seed 001 for the expectation.
SELECT '' AS key,
       COUNT(solution)                     AS "csat.n",
       SUM(solution >= 4)                  AS "csat.good",
       SUM(solution)                       AS "csat.sum",
       COUNT(treatment)                    AS "treatment.n",
       SUM(treatment >= 4)                 AS "treatment.good",
       SUM(treatment)                      AS "treatment.sum",
       COUNT(recommend)                    AS "nps.n",
       SUM(recommend >= 9)                 AS "nps.part.promoters",
       SUM(recommend BETWEEN 7 AND 8)      AS "nps.part.passives",
       SUM(recommend <= 6)                 AS "nps.part.detractors",
       COUNT(effort)                       AS "ces.n",
       SUM(effort)                         AS "ces.sum",
       SUM(expectation != '')              AS "expectation.n",
       SUM(expectation = 'yes')            AS "expectation.good",
       SUM(expectation = 'yes')            AS "expectation.part.yes",
       SUM(expectation = 'partly')         AS "expectation.part.partly",
       SUM(expectation = 'no')             AS "expectation.part.no",
       SUM(compared != '')                 AS "compared.n",
       SUM(compared IN ('same', 'better')) AS "compared.good",
       SUM(compared = 'better')            AS "compared.part.better",
       SUM(compared = 'same')              AS "compared.part.same",
       SUM(compared = 'worse')             AS "compared.part.worse"
FROM measures
WHERE survey_day BETWEEN {:from} AND {:to}
/* GROUP BY key */
