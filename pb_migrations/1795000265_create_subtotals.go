package pb_migrations

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What each month that is over came to, so that a year of reports is twelve of
// them. Whatever changes a case or a moment forgets the months on whose days it
// counts, in its own transaction and whoever writes: they are counted anew when
// somebody asks. The index by cause is no longer read.
func init() {
	m.Register(func(app core.App) error {
		steps := []string{createSubtotals, "DROP INDEX measures_cause", "DROP TRIGGER measures_forget", forgetAndTurn}
		return runAll(app, append(steps, forgetMonths()...))
	}, func(app core.App) error {
		steps := []string{"CREATE INDEX measures_cause ON measures (cause, received_day, cause_top, reopened, treatment)", "DROP TRIGGER measures_forget", forgetMeasures}
		for _, table := range []string{"measures", "moments"} {
			for _, on := range []string{"insert", "update", "delete"} {
				steps = append(steps, "DROP TRIGGER subtotals_"+table+"_"+on)
			}
		}
		return runAll(app, append(steps, "DROP TABLE subtotals"))
	})
}

// createSubtotals: what a column (name) of a query (source) came to in a month,
// by the day that the query counts. Place is that of the column; the one at 0
// has no name, and its value says by which text of the query it was counted.
const createSubtotals = `CREATE TABLE subtotals (
	day TEXT NOT NULL, month TEXT NOT NULL, source TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, value,
	PRIMARY KEY (day, month, source, place))`

// forgetAndTurn: who was counting a month meanwhile must not keep it.
const forgetAndTurn = `CREATE TRIGGER measures_forget AFTER DELETE ON complaints BEGIN
	DELETE FROM measures WHERE complaint = OLD.id;
	DELETE FROM moments WHERE complaint = OLD.id;
	DELETE FROM measure_due WHERE complaint = OLD.id OR complaint IN (SELECT complaint FROM measures WHERE customer = OLD.customer AND customer != '');
	INSERT INTO measure_due (complaint) SELECT complaint FROM measures WHERE customer = OLD.customer AND customer != '';
	UPDATE measured SET turn = turn + 1;
END`

// forgetMonths are the triggers of both tables. While nothing is kept, as when
// every case is measured anew, they cost next to nothing.
func forgetMonths() []string {
	var out []string
	for table, days := range map[string][]string{
		"measures": {"received", "resolved", "closed", "due", "proposed", "survey"},
		"moments":  {"moment"},
	} {
		for on, rows := range map[string][]string{"INSERT": {"NEW"}, "UPDATE": {"OLD", "NEW"}, "DELETE": {"OLD"}} {
			steps := ""
			for _, row := range rows {
				for _, day := range days {
					column := row + "." + day + "_day"
					if table == "moments" {
						column = row + ".day"
					}
					steps += " DELETE FROM subtotals WHERE day = '" + day + "' AND month = substr(" + column + ", 1, 7);"
				}
			}
			out = append(out, "CREATE TRIGGER subtotals_"+table+"_"+strings.ToLower(on)+" AFTER "+on+" ON "+table+
				" WHEN EXISTS (SELECT 1 FROM subtotals) BEGIN"+steps+" END")
		}
	}
	return out
}
