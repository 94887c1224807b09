package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What reports count: one row for each case, the things that count on a day of
// their own, and how the work stood each night. They are plain tables and no
// collections: nobody edits them, they follow from the cases and their events,
// and can be made anew at any time.
func init() {
	m.Register(func(app core.App) error {
		return runAll(app, append([]string{createMeasures, createMoments, createSnapshots, createMeasured,
			`INSERT INTO measured (id) VALUES (1)`}, measureIndexes...))
	}, func(app core.App) error {
		return runAll(app, []string{"DROP TABLE measured", "DROP TABLE snapshots", "DROP TABLE moments", "DROP TABLE measures"})
	})
}

// createMeasures: days are civil days of the business, empty while it has not
// happened. Times are whole minutes. The rows lie in the order of the days on
// which the cases came, so that a period is read in one go.
const createMeasures = `CREATE TABLE measures (
	received_day TEXT NOT NULL, complaint TEXT NOT NULL,
	ack_wall INTEGER, first_wall INTEGER, first_work INTEGER,
	immediate INTEGER NOT NULL DEFAULT 0, jumped INTEGER NOT NULL DEFAULT 0, jump_reason TEXT NOT NULL DEFAULT '',
	open INTEGER NOT NULL DEFAULT 0, confidential INTEGER NOT NULL DEFAULT 0, imported INTEGER NOT NULL DEFAULT 0,
	reopened INTEGER NOT NULL DEFAULT 0, recurred INTEGER NOT NULL DEFAULT 0, unreachable INTEGER NOT NULL DEFAULT 0,
	both_versions INTEGER, in_time INTEGER,
	area TEXT NOT NULL DEFAULT '', agent TEXT NOT NULL DEFAULT '', cause TEXT NOT NULL DEFAULT '', cause_top TEXT NOT NULL DEFAULT '',
	product TEXT NOT NULL DEFAULT '', channel TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT '', profile TEXT NOT NULL DEFAULT '',
	lane TEXT NOT NULL DEFAULT '', severity TEXT NOT NULL DEFAULT '', customer TEXT NOT NULL DEFAULT '',
	resolved_day TEXT NOT NULL DEFAULT '', closed_day TEXT NOT NULL DEFAULT '', due_day TEXT NOT NULL DEFAULT '',
	proposed_day TEXT NOT NULL DEFAULT '', survey_day TEXT NOT NULL DEFAULT '', answered_day TEXT NOT NULL DEFAULT '',
	resolve_wall INTEGER, resolve_work INTEGER, resolve_net INTEGER, close_wall INTEGER, close_work INTEGER,
	outcome TEXT NOT NULL DEFAULT '', closing_kind TEXT NOT NULL DEFAULT '', resolution_kind TEXT NOT NULL DEFAULT '',
	solution INTEGER, treatment INTEGER, expectation TEXT NOT NULL DEFAULT '', recommend INTEGER, effort INTEGER, compared TEXT NOT NULL DEFAULT '',
	version INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (received_day, complaint)) WITHOUT ROWID`

// createMoments: what counts on the day on which it was due or done.
const createMoments = `CREATE TABLE moments (
	kind TEXT NOT NULL, day TEXT NOT NULL, complaint TEXT NOT NULL, ref TEXT NOT NULL,
	good INTEGER NOT NULL DEFAULT 0, value REAL NOT NULL DEFAULT 0, currency TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (kind, day, complaint, ref)) WITHOUT ROWID`

// createSnapshots: open cases at the end of a day by their age in business
// days; an empty area is the whole business, "-" what no area has.
const createSnapshots = `CREATE TABLE snapshots (
	day TEXT NOT NULL, area TEXT NOT NULL DEFAULT '',
	to3 INTEGER NOT NULL DEFAULT 0, to7 INTEGER NOT NULL DEFAULT 0, to15 INTEGER NOT NULL DEFAULT 0, over15 INTEGER NOT NULL DEFAULT 0,
	open INTEGER NOT NULL DEFAULT 0, oldest INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (day, area)) WITHOUT ROWID`

// createMeasured: how far the tables have come, in one row. Cursor is the place
// of the last event in its table and event its id, for places may move; house
// names the calendar and the hours that minutes were counted by; rebuild is the
// last case that a rebuild in progress has done, "-" at its beginning.
const createMeasured = `CREATE TABLE measured (
	id INTEGER PRIMARY KEY CHECK (id = 1), cursor INTEGER NOT NULL DEFAULT 0, event TEXT NOT NULL DEFAULT '',
	house TEXT NOT NULL DEFAULT '', rebuild TEXT NOT NULL DEFAULT '', measured_at TEXT NOT NULL DEFAULT '')`

// measureIndexes: for each day that a report goes by, what it adds up there and
// what it splits by, so that a total reads nothing but the index.
var measureIndexes = []string{
	"CREATE UNIQUE INDEX measures_case ON measures (complaint)",
	"CREATE INDEX measures_resolved ON measures (resolved_day, resolve_wall, resolve_work, resolve_net, reopened, recurred, immediate, outcome, " +
		"resolution_kind, area, agent, cause, cause_top, product, channel, kind, profile, lane, severity, customer)",
	"CREATE INDEX measures_closed ON measures (closed_day, unreachable, closing_kind, close_wall, close_work, reopened, recurred, " +
		"area, agent, cause, cause_top, product, channel, kind, profile, customer)",
	"CREATE INDEX measures_due ON measures (due_day, in_time, answered_day, open, area, agent, cause, cause_top, product, channel, kind, profile, customer)",
	"CREATE INDEX measures_proposed ON measures (proposed_day, both_versions, area, agent, cause, cause_top, product, channel, kind, profile, customer)",
	"CREATE INDEX measures_survey ON measures (survey_day, solution, treatment, expectation, recommend, effort, compared, " +
		"area, agent, cause, cause_top, product, channel, kind, profile, customer)",
	"CREATE INDEX measures_customer ON measures (customer, closed_day)",
	"CREATE INDEX moments_case ON moments (complaint)",
}
