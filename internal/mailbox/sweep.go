package mailbox

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// orphanAge is how old a file must be before it can be nobody's: one that is
// being stored now has no row yet.
const orphanAge = time.Hour

// Sweep removes the files of mails that no row knows: a kill between file and row
// leaves one.
func (p *Post) Sweep(app core.App) (err error) {
	c, err := app.FindCachedCollectionByNameOrId(records.Mails)
	if err != nil {
		return fmt.Errorf("sweep mails: %w", err)
	}
	files, err := app.NewFilesystem()
	if err != nil {
		return fmt.Errorf("sweep mails: %w", err)
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	all, err := files.List(c.BaseFilesPath() + "/")
	if err != nil {
		return fmt.Errorf("sweep mails: %w", err)
	}
	for _, file := range all {
		if file.IsDir || strings.HasSuffix(file.Key, ".attrs") || time.Since(file.ModTime) < orphanAge {
			continue
		}
		if err := p.sweepOne(app, file.Key, files.Delete); err != nil {
			return err
		}
	}
	return nil
}

func (p *Post) sweepOne(app core.App, key string, remove func(string) error) error {
	n, err := app.CountRecords(records.Mails, dbx.HashExp{"id": path.Base(path.Dir(key)), "raw": path.Base(key)})
	if err != nil {
		return fmt.Errorf("sweep mail %s: %w", key, err)
	}
	if n > 0 {
		return nil
	}
	if err := remove(key); err != nil {
		return fmt.Errorf("sweep mail %s: %w", key, err)
	}
	return nil
}
