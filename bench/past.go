package main

import (
	_ "embed"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/storage"
)

//go:embed past.sql
var pastSQL string

// past is how much a shop has behind it: cases in all, and how many of them came
// within the last year.
type past struct{ cases, recent int }

// live fills a database with it: without indexes and triggers, which are made
// again at the end.
func (p past) live(dir string, s shop) error {
	db, err := core.DefaultDBConnect(filepath.Join(dir, "data.db"))
	if err != nil {
		return fmt.Errorf("fill the past: %w", err)
	}
	params := dbx.Params{"n": p.cases, "recent": p.recent, "people": max(10, p.cases/5), "now": time.Now().Unix(), "area": s.area, "agent": s.agents[0]}
	err = bareTables(db, func(tx *dbx.Tx) error {
		for _, step := range strings.Split(pastSQL, ";\n") {
			if strings.TrimSpace(step) == "" {
				continue
			}
			if _, err := tx.NewQuery(step).Bind(named(step, params)).Execute(); err != nil {
				return fmt.Errorf("%.200s: %w", step, err)
			}
		}
		// who leads may read reports
		_, err := tx.Update("agents", dbx.Params{"role": "supervisor"}, dbx.HashExp{"id": s.agents[0]}).Execute()
		return err
	})
	if err != nil {
		return fmt.Errorf("fill the past: %w", err)
	}
	if err := storage.LookAgain(db); err != nil {
		return fmt.Errorf("fill the past: %w", err)
	}
	return db.Close()
}

// named are those parameters that a statement names.
func named(step string, params dbx.Params) dbx.Params {
	out := dbx.Params{}
	for name, value := range params {
		if strings.Contains(step, "{:"+name+"}") {
			out[name] = value
		}
	}
	return out
}

// bareTables fills tables without the indexes and triggers that would be kept
// row by row. The text index stays empty: nothing is searched.
func bareTables(db *dbx.DB, fill func(*dbx.Tx) error) error {
	return db.Transactional(func(tx *dbx.Tx) error {
		var parts []struct {
			Type string `db:"type"`
			Name string `db:"name"`
			SQL  string `db:"sql"`
		}
		err := tx.Select("type", "name", "sql").From("sqlite_master").Where(dbx.NewExp(`sql != '' AND (type = 'trigger' AND (name LIKE 'search_%' OR name LIKE 'measures_%')
			OR type = 'index' AND tbl_name IN ('complaints', 'events', 'reminders', 'surveys', 'customers', 'grants', 'follow_ups', 'purchases', 'messages'))`)).All(&parts)
		if err != nil {
			return fmt.Errorf("list indexes: %w", err)
		}
		var before, after []string
		for _, one := range parts {
			before, after = append(before, "DROP "+one.Type+" \""+one.Name+"\""), append(after, one.SQL)
		}
		if err := each(tx, before); err != nil {
			return err
		}
		if err := fill(tx); err != nil {
			return err
		}
		return each(tx, after)
	})
}
