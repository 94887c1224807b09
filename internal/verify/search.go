package verify

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// unlike are the ways in which the documents of the search may differ from the
// tables, with the query that finds each.
var unlike = map[string]string{
	"search_missing": `SELECT s.kind, s.record, s.complaint FROM search_source s WHERE NOT EXISTS (SELECT 1 FROM search_docs d WHERE d.kind = s.kind AND d.record = s.record)`,
	"search_orphan":  `SELECT d.kind, d.record, d.complaint FROM search_docs d WHERE NOT EXISTS (SELECT 1 FROM search_source s WHERE s.kind = d.kind AND s.record = d.record)`,
	"search_stale": `SELECT s.kind, s.record, s.complaint FROM search_source s JOIN search_docs d ON d.kind = s.kind AND d.record = s.record
		WHERE d.complaint != s.complaint OR d.at != s.at OR d.title != s.title OR d.name != s.name OR d.body != s.body`,
}

// keepers are the triggers that keep the index.
var keepers = []string{"customers", "complaints", "proposals", "options", "messages"}

// checkSearch holds the full-text index against the tables: documents, words,
// and whether what keeps it is there. escucha search rebuild mends the first two.
func checkSearch(app core.App, report *Report) error {
	for code, query := range unlike {
		var rows []struct {
			Kind      string `db:"kind"`
			Record    string `db:"record"`
			Complaint string `db:"complaint"`
		}
		if err := app.ConcurrentDB().NewQuery(query).All(&rows); err != nil {
			return fmt.Errorf("find %s: %w", code, err)
		}
		for _, r := range rows {
			report.add(r.Complaint, code, r.Kind, "", r.Record)
		}
	}
	if err := checkKeepers(app, report); err != nil {
		return err
	}
	return checkWords(app, report)
}

// checkKeepers finds triggers that are gone.
func checkKeepers(app core.App, report *Report) error {
	var have []string
	if err := app.ConcurrentDB().NewQuery("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search_%'").Column(&have); err != nil {
		return fmt.Errorf("list triggers: %w", err)
	}
	there := map[string]bool{}
	for _, name := range have {
		there[name] = true
	}
	want := []string{"search_pending_batch"}
	for _, table := range keepers {
		want = append(want, "search_"+table+"_insert", "search_"+table+"_update", "search_"+table+"_delete")
	}
	for _, name := range want {
		if !there[name] {
			report.add("", "search_trigger", name, name, "")
		}
	}
	return nil
}

// errUndo takes back what a check had to write.
var errUndo = errors.New("undo the check")

// checkWords lets the index compare itself with the documents, those that wait
// for it included. The check is a statement that writes, and is undone.
func checkWords(app core.App, report *Report) error {
	err := app.RunInTransaction(func(tx core.App) error {
		for _, step := range []string{
			`INSERT INTO search_index (rowid, title, name, body) SELECT d.id, d.title, d.name, d.body FROM search_pending p JOIN search_docs d ON d.id = p.id ORDER BY p.id`,
			`INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)`,
		} {
			if _, err := tx.NonconcurrentDB().NewQuery(step).Execute(); err != nil {
				return fmt.Errorf("check words: %w", err)
			}
		}
		return errUndo
	})
	var broken *sqlite.Error
	if errors.As(err, &broken) && broken.Code()&0xff == sqlite3.SQLITE_CORRUPT {
		report.add("", "search_words", "search_index", "", "")
		return nil
	}
	if errors.Is(err, errUndo) {
		return nil
	}
	return err
}
