package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What changes figures and is told by no event of the case, or by time alone,
// notes the case here: a mail that left or came back, gestures and surveys that
// moved, a customer who became another, a row that is gone. Triggers, so that
// it holds whoever writes; none of them fires while a case is filed.
func init() {
	m.Register(func(app core.App) error {
		steps := []string{createDue, "CREATE INDEX measure_due_at ON measure_due (at)",
			"ALTER TABLE measured ADD COLUMN turn INTEGER NOT NULL DEFAULT 0",
			forgetMeasures}
		return runAll(app, append(steps, noteChanges()...))
	}, func(app core.App) error {
		steps := []string{"DROP TRIGGER measures_forget"}
		for _, w := range watched {
			steps = append(steps, "DROP TRIGGER measures_"+w.table+"_"+w.on)
		}
		return runAll(app, append(steps, "ALTER TABLE measured DROP COLUMN turn", "DROP TABLE measure_due"))
	})
}

// createDue: at is empty for now. A place is never used twice: what was noted
// again while it was being measured is another row.
const createDue = `CREATE TABLE measure_due (n INTEGER PRIMARY KEY AUTOINCREMENT, complaint TEXT NOT NULL UNIQUE, at TEXT NOT NULL DEFAULT '')`

// watched are the changes that no event tells of.
var watched = []struct{ table, on, which, complaint string }{
	{"messages", "update", "UPDATE OF delivery, complaint ON messages", "NEW.complaint"},
	{"messages", "delete", "DELETE ON messages", "OLD.complaint"},
	{"complaints", "update", "UPDATE OF customer ON complaints WHEN OLD.customer != NEW.customer", "NEW.id"},
	{"grants", "update", "UPDATE OF status, cost, answered_at ON grants", "NEW.complaint"},
	{"surveys", "insert", "INSERT ON surveys", "NEW.complaint"},
	{"surveys", "update", "UPDATE OF sent_at, answered_at ON surveys", "NEW.complaint"},
	{"proposals", "update", "UPDATE OF status, answered_at ON proposals", "NEW.complaint"},
	{"reminders", "update", "UPDATE OF due, done_at, broken_at ON reminders WHEN NEW.kind IN ('next_step', 'eta') OR NEW.broken_at != ''", "NEW.complaint"},
	{"incidents", "delete", "DELETE ON incidents", "OLD.complaint"},
}

func noteChanges() []string {
	var out []string
	for _, w := range watched {
		out = append(out, "CREATE TRIGGER measures_"+w.table+"_"+w.on+" AFTER "+w.which+" BEGIN DELETE FROM measure_due WHERE complaint = "+w.complaint+
			"; INSERT INTO measure_due (complaint) VALUES ("+w.complaint+"); END")
	}
	return out
}

// forgetMeasures: a case that is purged leaves no figures; others of the same
// customer may have counted as its recurrence.
const forgetMeasures = `CREATE TRIGGER measures_forget AFTER DELETE ON complaints BEGIN
	DELETE FROM measures WHERE complaint = OLD.id;
	DELETE FROM moments WHERE complaint = OLD.id;
	DELETE FROM measure_due WHERE complaint = OLD.id OR complaint IN (SELECT complaint FROM measures WHERE customer = OLD.customer AND customer != '');
	INSERT INTO measure_due (complaint) SELECT complaint FROM measures WHERE customer = OLD.customer AND customer != '';
END`
