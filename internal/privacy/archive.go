package privacy

import (
	"archive/zip"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/internal/records"
)

// ZIP is the copy with its files: person.json, person.pdf, and under files/ what
// was attached to each case, where the JSON says. It is written as it is read, so
// that many large files need no memory.
func (s *Service) ZIP(app core.App, c Copy, to io.Writer) (err error) {
	fs, err := app.NewFilesystem()
	if err != nil {
		return fmt.Errorf("archive of a person: %w", err)
	}
	defer func() { err = errors.Join(err, fs.Close()) }()
	w := zip.NewWriter(to)
	for _, part := range []struct {
		name  string
		write func(core.App, Copy, io.Writer) error
	}{{"person.json", s.JSON}, {"person.pdf", s.PDF}} {
		entry, err := w.Create(part.name)
		if err != nil {
			return fmt.Errorf("archive %s: %w", part.name, err)
		}
		if err := part.write(app, c, entry); err != nil {
			return err
		}
	}
	for _, one := range c.Cases {
		for _, row := range one.Held[records.Attachments] {
			if err := putFile(app, w, fs, textOf(row["id"])); err != nil {
				return err
			}
		}
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("archive of a person: %w", err)
	}
	return nil
}

func putFile(app core.App, w *zip.Writer, fs *filesystem.System, id string) (err error) {
	row, err := app.FindRecordById(records.Attachments, id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // taken back since the copy was made
	}
	if err != nil {
		return fmt.Errorf("archive of a person: %w", err)
	}
	if row.GetString("file") == "" {
		return nil // a recording whose time is over
	}
	reader, err := fs.GetReader(row.BaseFilesPath() + "/" + row.GetString("file"))
	if err != nil {
		return fmt.Errorf("archive of a person, file %s: %w", id, err)
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	entry, err := w.Create(FilePath(row))
	if err != nil {
		return fmt.Errorf("archive file %s: %w", id, err)
	}
	if _, err := io.Copy(entry, reader); err != nil {
		return fmt.Errorf("archive file %s: %w", id, err)
	}
	return nil
}
