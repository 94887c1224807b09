// Package storage opens the database files with bounds on memory that suit a
// small machine.
package storage

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	_ "modernc.org/sqlite" // the driver
)

// Bounds of the pools. PocketBase itself would open up to 120 connections with
// a page cache of 32 MB each, and keep 15 of them: on a shop's database of 500
// MB eight people listing cases took 250 MB. The operating system caches the
// file anyway.
const (
	MaxOpen = 24
	MaxIdle = 4
	// cacheKB is the page cache of one connection.
	cacheKB = 4000
)

// lifetime of a connection: it plans by the statistics that it began with.
const lifetime = time.Hour

// pragmas are those of PocketBase's own connection but for the cache. The busy
// timeout comes first: the connection must wait before it can switch to WAL.
const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=journal_size_limit(200000000)" +
	"&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(ON)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-%d)&_defensive=1"

// Connect opens one database file.
func Connect(path string) (*dbx.DB, error) {
	db, err := dbx.Open("sqlite", path+fmt.Sprintf(pragmas, cacheKB))
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	db.DB().SetConnMaxLifetime(lifetime)
	return db, nil
}

// small is the number of rows up to which a table is not worth statistics.
const small = 1000

// LookAgain has the planner count the tables that grew or shrank tenfold since
// it last did, each by a sample, and forget those that are small. One that it
// believes small it reads from end to end, although there is an index, and goes
// on doing so when an import has filled it; of one that it knows nothing of, it
// takes the index.
func LookAgain(db dbx.Builder) error {
	if err := each(db, "PRAGMA optimize = 0x10012"); err != nil {
		return err
	}
	var counted bool
	if err := db.NewQuery("SELECT COUNT(*) > 0 FROM sqlite_schema WHERE name = 'sqlite_stat1'").Row(&counted); err != nil || !counted {
		return err
	}
	return each(db, fmt.Sprintf("DELETE FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) < %d", small), "ANALYZE sqlite_schema")
}

func each(db dbx.Builder, steps ...string) error {
	for _, step := range steps {
		if _, err := db.NewQuery(step).Execute(); err != nil {
			return fmt.Errorf("renew the statistics of the planner: %w", err)
		}
	}
	return nil
}
