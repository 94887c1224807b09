package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

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
	have := map[string]string{}
	for _, f := range stored {
		name := strings.TrimPrefix(strings.TrimPrefix(f.Key, c.BaseFilesPath()), "/")
		if strings.Count(name, "/") == 1 && !strings.HasSuffix(name, ".attrs") { // thumbnails lie deeper
			have[name] = f.Key
		}
	}
	return compareFiles(app, fs, have, report)
}

func compareFiles(app core.App, fs *filesystem.System, have map[string]string, report *Report) error {
	var rows []struct {
		ID        string `db:"id"`
		Complaint string `db:"complaint"`
		File      string `db:"file"`
		Digest    string `db:"digest"`
	}
	if err := app.ConcurrentDB().Select("id", "complaint", "file", "digest").From(records.Attachments).All(&rows); err != nil {
		return fmt.Errorf("list attachments: %w", err)
	}
	for _, r := range rows {
		name := r.ID + "/" + r.File
		key, ok := have[name]
		delete(have, name)
		if !ok {
			report.add(r.Complaint, "missing_file", name, "", "")
			continue
		}
		sum, err := contentDigest(fs, key)
		if err != nil {
			return err
		}
		if sum != r.Digest {
			report.add(r.Complaint, "file_changed", name, r.Digest, sum)
		}
	}
	for name := range have {
		report.add("", "orphan_file", name, "", "")
	}
	return nil
}

// contentDigest is the SHA-256 of a stored file.
func contentDigest(fs *filesystem.System, key string) (sum string, err error) {
	reader, err := fs.GetReader(key)
	if err != nil {
		return "", fmt.Errorf("read file %s: %w", key, err)
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	hash := sha256.New()
	if _, err := io.Copy(hash, reader); err != nil {
		return "", fmt.Errorf("read file %s: %w", key, err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
