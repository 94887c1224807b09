package storage_test

import (
	"path/filepath"
	"testing"

	"escucha/internal/storage"
)

// What the pragmas are set to decides whether writers wait for each other and
// how much memory a connection takes.
func TestConnect(t *testing.T) {
	t.Parallel()
	db := memory(t)
	for _, s := range []struct{ pragma, want string }{
		{"journal_mode", "wal"}, {"busy_timeout", "10000"}, {"synchronous", "1"},
		{"foreign_keys", "1"}, {"cache_size", "-4000"}, {"temp_store", "2"},
	} {
		var have string
		if err := db.NewQuery("PRAGMA " + s.pragma).Row(&have); err != nil || have != s.want {
			t.Errorf("%s is %q, want %q (%v)", s.pragma, have, s.want, err)
		}
	}
}

func TestConnectNowhere(t *testing.T) {
	t.Parallel()
	db, err := storage.Connect(filepath.Join(t.TempDir(), "no", "such", "folder", "data.db"))
	if err == nil {
		err = db.DB().Ping()
	}
	if err == nil {
		t.Error("a database in a folder that is not there was opened")
	}
}
