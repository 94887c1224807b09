-- What fell due in a week, by kind: which of them are promises, the rules say.
SELECT kind, COUNT(*) AS n FROM reminders WHERE pending IN (0, 1) AND due >= {:from} AND due < {:to} GROUP BY kind
