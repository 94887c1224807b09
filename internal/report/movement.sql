-- One point of the lines of cases that came and cases that were closed.
SELECT (SELECT COUNT(*) FROM measures WHERE received_day BETWEEN {:from} AND {:to}) AS came,
       (SELECT COUNT(*) FROM measures WHERE closed_day BETWEEN {:from} AND {:to})   AS closed
