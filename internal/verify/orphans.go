package verify

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// checkOrphans compares the stored files with the rows: a file that no row
// names, and a row whose file is gone.
func checkOrphans(app core.App, report *Report) (err error) {
	c, err := app.FindCollectionByNameOrId(records.Attachments)
	if err != nil {
		return fmt.Errorf("verify files: %w", err)
	}
	fs, err := app.NewFilesystem()
	if err != nil {
		return fmt.Errorf("verify files: %w", err)
	}
	defer func() { err = errors.Join(err, fs.Close()) }()
	stored, err := fs.List(c.BaseFilesPath())
	if err != nil {
		return fmt.Errorf("list files: %w", err)
	}
	have := map[string]bool{}
	for _, f := range stored {
		name := strings.TrimPrefix(strings.TrimPrefix(f.Key, c.BaseFilesPath()), "/")
		if strings.Count(name, "/") == 1 && !strings.HasSuffix(name, ".attrs") { // thumbnails lie deeper
			have[name] = true
		}
	}
	return compareFiles(app, have, report)
}

func compareFiles(app core.App, have map[string]bool, report *Report) error {
	var rows []struct {
		ID        string `db:"id"`
		Complaint string `db:"complaint"`
		File      string `db:"file"`
	}
	if err := app.ConcurrentDB().Select("id", "complaint", "file").From(records.Attachments).All(&rows); err != nil {
		return fmt.Errorf("list attachments: %w", err)
	}
	for _, r := range rows {
		name := r.ID + "/" + r.File
		if !have[name] {
			report.add(r.Complaint, "missing_file", name, "", "")
		}
		delete(have, name)
	}
	for name := range have {
		report.add("", "orphan_file", name, "", "")
	}
	return nil
}
