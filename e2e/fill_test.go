package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// copied are the columns that each copy of a case has for itself; n counts the copies.
var copied = map[string]string{
	"id": "'copy' || substr('0000000000' || n, -11)", "number": "'9' || substr('0000000' || n, -8) || '-2026'",
	"tracking_key": "'COPY' || n", "goal": "'Caso ' || n", "queue_key": "substr(queue_key, 1, 11) || '3' || substr('00000000000' || n, -12) || 'copy'",
}

// Multiply adds copies of the case with this id, behind it in the queue, as
// years of work would: straight into the tables, which is what reading them needs.
func (s *server) Multiply(t *testing.T, id string, copies int) {
	t.Helper()
	db, err := core.DefaultDBConnect(filepath.Join(s.Dir, "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	var columns []string
	if err := db.NewQuery("SELECT name FROM pragma_table_info('complaints')").Column(&columns); err != nil {
		t.Fatal(err)
	}
	values := make([]string, len(columns))
	for i, name := range columns {
		if values[i] = copied[name]; values[i] == "" {
			values[i] = "[" + name + "]"
		}
		columns[i] = "[" + name + "]"
	}
	sql := "INSERT INTO complaints (" + strings.Join(columns, ", ") + ") WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {:copies}) SELECT " +
		strings.Join(values, ", ") + " FROM copies, complaints WHERE id = {:id}"
	if _, err := db.NewQuery(sql).Bind(dbx.Params{"copies": copies, "id": id}).Execute(); err != nil {
		t.Fatal(err)
	}
}
