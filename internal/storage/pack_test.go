package storage_test

import (
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
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

// TestPackInAQuery: the values of each group, in order, without NULL.
func TestPackInAQuery(t *testing.T) {
	t.Parallel()
	db := memory(t)
	for _, row := range []struct {
		name, values string
		want         []int32
	}{
		{"nothing", "(NULL)", nil},
		{"out of order, with NULL", "(9), (NULL), (1), (5), (1)", []int32{1, 1, 5, 9}},
		{"below zero and far apart", "(2147483647), (-3), (-2147483648), (0)", []int32{math.MinInt32, -3, 0, math.MaxInt32}},
	} {
		var raw []byte
		if err := db.NewQuery("SELECT pack(column1) FROM (VALUES " + row.values + ")").Row(&raw); err != nil {
			t.Fatalf("%s: %v", row.name, err)
		}
		if got, err := storage.Unpack(raw); err != nil || !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v: %v", row.name, got, row.want, err)
		}
	}
	var sizes []int
	err := db.NewQuery("WITH v (g, x) AS (VALUES ('a', 1), ('b', 10), ('a', 3), ('b', 30), ('b', 20)) SELECT length(pack(x)) FROM v GROUP BY g ORDER BY g").Column(&sizes)
	if err != nil || !slices.Equal(sizes, []int{2, 3}) {
		t.Errorf("groups: %v, %v", sizes, err)
	}
	var kept []byte
	err = db.NewQuery("WITH v (at, x) AS (VALUES (1, 5), (2, 1), (3, 9), (4, 2)) SELECT pack(x) OVER (ORDER BY at ROWS 2 PRECEDING) FROM v ORDER BY at DESC LIMIT 1").Row(&kept)
	if got, failed := storage.Unpack(kept); err != nil || failed != nil || !slices.Equal(got, []int32{1, 2, 9}) {
		t.Errorf("window: %v, %v, %v", got, err, failed)
	}
}

// TestPackRefuses what has no order of whole numbers.
func TestPackRefuses(t *testing.T) {
	t.Parallel()
	db := memory(t)
	for _, value := range []string{"'mañana'", "0.5", "2147483648", "x'01'"} {
		var raw []byte
		if err := db.NewQuery("SELECT pack(" + value + ")").Row(&raw); err == nil {
			t.Errorf("%s was packed to %x", value, raw)
		}
	}
}

// TestUnpack gives back what was packed, and an error for anything else.
func TestUnpack(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 4))
	for range 500 {
		var values []int32
		for range rng.IntN(50) {
			values = append(values, int32(rng.Uint32())>>rng.IntN(32))
		}
		raw := storage.Pack(values)
		got, err := storage.Unpack(raw)
		slices.Sort(values)
		if err != nil || !slices.Equal(got, values) {
			t.Fatalf("%v became %v: %v", values, got, err)
		}
	}
	for _, raw := range [][]byte{{0x80}, {0x02, 0x80}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}, {0x02, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}} {
		if got, err := storage.Unpack(raw); err == nil {
			t.Errorf("%x is read as %v", raw, got)
		}
	}
}
