package privacy

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// daytime is the size of a database, in bytes, up to which it is written anew at
// once: others cannot write meanwhile. A larger one waits for the night.
const daytime = 128 << 20

// Finish sees to what erasures left on the disk and that could not be done at
// once: files, and pages of the database. It is the nightly job, and may be run
// again at any time.
func (s *Service) Finish(app core.App) error {
	var ids []string
	if err := app.ConcurrentDB().Select("id").From(records.Erasures).Where(dbx.HashExp{"finished_at": ""}).Column(&ids); err != nil {
		return fmt.Errorf("find erasures: %w", err)
	}
	var failed []error
	for _, id := range ids {
		_, err := s.finish(app, id, 0)
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// finish removes the files of one erasure and writes the database anew, unless it
// is larger than most; 0 is no limit. It reports whether nothing is left to do.
func (s *Service) finish(app core.App, id string, most int64) (bool, error) {
	row, err := app.FindRecordById(records.Erasures, id)
	if err != nil {
		return false, fmt.Errorf("finish erasure %s: %w", id, err)
	}
	if err := removeFiles(app, row); err != nil {
		return false, err
	}
	if err := forgetLogs(app); err != nil {
		return false, err
	}
	size, err := sizeOf(app)
	if err != nil || most > 0 && size > most {
		return false, err
	}
	clean, err := overwrite(app)
	if err != nil || !clean {
		return false, err
	}
	_, err = app.NonconcurrentDB().Update(records.Erasures, dbx.Params{"finished_at": records.Stamp(s.g.Now()), "files": "null"}, dbx.HashExp{"id": id}).Execute()
	if err != nil {
		return false, fmt.Errorf("finish erasure %s: %w", id, err)
	}
	return true, nil
}

// removeFiles deletes the folders that an erasure noted. One that is gone already
// is no error.
func removeFiles(app core.App, row *core.Record) (err error) {
	var folders []string
	if err := json.Unmarshal([]byte(row.GetString("files")), &folders); err != nil {
		return fmt.Errorf("files of erasure %s: %w", row.Id, err)
	}
	fs, err := app.NewFilesystem()
	if err != nil {
		return fmt.Errorf("files of erasure %s: %w", row.Id, err)
	}
	defer func() { err = errors.Join(err, fs.Close()) }()
	var failed []error
	for _, folder := range folders {
		failed = append(failed, fs.DeletePrefix(folder+"/")...)
	}
	if err := errors.Join(failed...); err != nil {
		return fmt.Errorf("remove files of erasure %s: %w", row.Id, err)
	}
	return nil
}

// forgetLogs: the addresses of searches and look-ups say for whom was searched.
func forgetLogs(app core.App) error {
	_, err := app.AuxNonconcurrentDB().NewQuery("DELETE FROM _logs WHERE data LIKE '%/api/crm/search%' OR data LIKE '%/api/crm/lookup%' OR data LIKE '%filter=%'").Execute()
	if err != nil {
		return fmt.Errorf("forget what was searched: %w", err)
	}
	return nil
}

func sizeOf(app core.App) (size int64, err error) {
	if err := app.ConcurrentDB().NewQuery("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").Row(&size); err != nil {
		return 0, fmt.Errorf("size of the database: %w", err)
	}
	return size, nil
}

// overwrite writes the databases anew, without the pages that nothing points at,
// and empties their journals. False when a reader kept a journal from it.
func overwrite(app core.App) (bool, error) {
	if err := app.Vacuum(); err != nil {
		return false, fmt.Errorf("write the database anew: %w", err)
	}
	if err := app.AuxVacuum(); err != nil {
		return false, fmt.Errorf("write the log anew: %w", err)
	}
	for _, db := range []dbx.Builder{app.NonconcurrentDB(), app.AuxNonconcurrentDB()} {
		var busy, pages, moved int
		if err := db.NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Row(&busy, &pages, &moved); err != nil {
			return false, fmt.Errorf("empty the journal: %w", err)
		}
		if busy != 0 {
			return false, nil
		}
	}
	return true, nil
}
