package testapp

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// Stored is the content of every table of the application, row by row. Two of
// them are equal when nothing at all was stored in between.
func (a *App) Stored(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, table := range records.All() {
		out[table] = a.dump(t, table)
	}
	return out
}

func (a *App) dump(t testing.TB, table string) string {
	t.Helper()
	rows := []dbx.NullStringMap{}
	if err := a.DB().Select("*").From(table).OrderBy("_rowid_").All(&rows); err != nil {
		t.Fatalf("read %s: %v", table, err)
	}
	var b strings.Builder
	for _, row := range rows {
		for _, name := range slices.Sorted(maps.Keys(row)) {
			fmt.Fprintf(&b, "%s=%s|", name, row[name].String)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Unchanged fails the test when a table differs from what was stored before.
func (a *App) Unchanged(t testing.TB, before map[string]string) {
	t.Helper()
	for table, now := range a.Stored(t) {
		if before[table] != now {
			t.Errorf("%s changed: %s", table, difference(before[table], now))
		}
	}
}

// difference shows the columns that two dumps of a table do not share.
func difference(before, now string) string {
	had := map[string]int{}
	for _, part := range strings.FieldsFunc(before, separates) {
		had[part]++
	}
	var out []string
	for _, part := range strings.FieldsFunc(now, separates) {
		if had[part]--; had[part] < 0 {
			out = append(out, part)
		}
	}
	return fmt.Sprintf("%d rows before, %d now, new: %.600s", strings.Count(before, "\n"), strings.Count(now, "\n"), strings.Join(out, " | "))
}

func separates(r rune) bool { return r == '|' || r == '\n' }

// Exec runs SQL behind the application's back.
func (a *App) Exec(t testing.TB, sql string, params dbx.Params) {
	t.Helper()
	if _, err := a.NonconcurrentDB().NewQuery(sql).Bind(params).Execute(); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// Count counts the rows of a table under a condition in SQL; empty for all.
func (a *App) Count(t testing.TB, table, where string) int {
	t.Helper()
	if where == "" {
		where = "1 = 1"
	}
	var n int
	if err := a.DB().NewQuery("SELECT COUNT(*) FROM " + table + " WHERE " + where).Row(&n); err != nil {
		t.Fatalf("count %s: %v", table, err)
	}
	return n
}

// OtherConnection is a second program at the same database file.
func (a *App) OtherConnection(t testing.TB) *dbx.DB {
	t.Helper()
	db, err := core.DefaultDBConnect(filepath.Join(a.DataDir(), "data.db"))
	if err != nil {
		t.Fatalf("connect: %v", err)
	}
	db.DB().SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("disconnect: %v", err)
		}
	})
	return db
}
