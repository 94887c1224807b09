package storage_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/internal/storage"
)

func memory(t *testing.T) *dbx.DB {
	t.Helper()
	db, err := storage.Connect(filepath.Join(t.TempDir(), "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestMedianAndP90(t *testing.T) {
	t.Parallel()
	db := memory(t)
	for _, row := range []struct {
		name, values string
		median, p90  sql.NullFloat64
	}{
		{"nothing", "", sql.NullFloat64{}, sql.NullFloat64{}},
		{"nothing but NULL", "(NULL), (NULL)", sql.NullFloat64{}, sql.NullFloat64{}},
		{"one", "(7)", number(7), number(7)},
		{"two", "(10), (1)", number(5.5), number(10)},
		{"odd, out of order", "(9), (1), (5)", number(5), number(9)},
		{"NULL left aside", "(9), (NULL), (1), (5), (NULL)", number(5), number(9)},
		{"ten: the ninth", "(1), (2), (3), (4), (5), (6), (7), (8), (9), (10)", number(5.5), number(9)},
		{"eleven: the tenth", "(1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11)", number(6), number(10)},
		{"fractions and below zero", "(-2), (-1), (0.5)", number(-1), number(0.5)},
		{"the same again", "(3), (3), (3), (4)", number(3), number(4)},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			from := "(SELECT 1 AS x WHERE 0)"
			if row.values != "" {
				from = "(SELECT column1 AS x FROM (VALUES " + row.values + "))"
			}
			var median, p90 sql.NullFloat64
			if err := db.NewQuery("SELECT median(x), p90(x) FROM "+from).Row(&median, &p90); err != nil {
				t.Fatal(err)
			}
			if median != row.median || p90 != row.p90 {
				t.Errorf("median %v, p90 %v, want %v and %v", median, p90, row.median, row.p90)
			}
		})
	}
}

func number(x float64) sql.NullFloat64 { return sql.NullFloat64{Float64: x, Valid: true} }

// Groups are apart, and a window moves on.
func TestMedianOfGroups(t *testing.T) {
	t.Parallel()
	db := memory(t)
	var have []string
	err := db.NewQuery(`WITH v (g, x) AS (VALUES ('a', 1), ('b', 10), ('a', 3), ('b', 30), ('b', 20))
		SELECT g || median(x) || '/' || p90(x) FROM v GROUP BY g ORDER BY g`).Column(&have)
	if err != nil || fmt.Sprint(have) != "[a2.0/3.0 b20.0/30.0]" {
		t.Errorf("groups: %v, %v", have, err)
	}
	have = nil
	err = db.NewQuery(`WITH v (at, x) AS (VALUES (1, 5), (2, 1), (3, 9), (4, 2))
		SELECT median(x) OVER (ORDER BY at ROWS 2 PRECEDING) FROM v ORDER BY at`).Column(&have)
	if err != nil || strings.Join(have, " ") != "5 3 5 2" {
		t.Errorf("window: %v, %v", have, err)
	}
}

func TestMedianOfWords(t *testing.T) {
	t.Parallel()
	var have sql.NullFloat64
	if err := memory(t).NewQuery("SELECT median('mañana')").Row(&have); err == nil {
		t.Errorf("the median of words is %v", have)
	}
}
