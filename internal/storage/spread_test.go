package storage_test

import (
	"database/sql"
	"testing"
)

// TestSpread: the same as median and p90, in one word.
func TestSpread(t *testing.T) {
	t.Parallel()
	db := memory(t)
	for values, want := range map[string]string{
		"(1), (2), (3), (4), (5), (6), (7), (8), (9), (10)": "5.5/9", "(7), (NULL)": "7/7", "(1000000), (3000001)": "2.0000005e+06/3.000001e+06", "(NULL)": "",
	} {
		var got sql.NullString
		if err := db.NewQuery("SELECT spread(column1) FROM (VALUES " + values + ")").Row(&got); err != nil || got.String != want || got.Valid != (want != "") {
			t.Errorf("%s: %q, want %q: %v", values, got.String, want, err)
		}
	}
	var same bool
	err := db.NewQuery("WITH v (x) AS (VALUES (3), (9), (4), (1)) SELECT spread(x) = CAST(median(x) AS TEXT) || '/' || CAST(CAST(p90(x) AS INTEGER) AS TEXT) FROM v").Row(&same)
	if err != nil || !same {
		t.Error("spread differs from median and p90", err)
	}
	if err := db.NewQuery("SELECT spread('mañana')").Row(new(sql.NullString)); err == nil {
		t.Error("words have no spread")
	}
}
