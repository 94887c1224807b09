package casework_test

import (
	"math"
	"strings"
	"testing"

	"escucha/internal/casework"
)

// TestKeyIsUnguessable: at least 128 bits out of an alphabet without the letters
// that are read wrong, and no two alike.
func TestKeyIsUnguessable(t *testing.T) {
	t.Parallel()
	seen, letters := map[string]bool{}, map[rune]bool{}
	const n = 2000
	for range n {
		key := casework.NewKey()
		seen[key] = true
		for _, r := range key {
			letters[r] = true
		}
		if bits := float64(len(key)) * math.Log2(32); bits < 128 {
			t.Fatalf("key %s of %.0f bits", key, bits)
		}
	}
	if len(seen) != n {
		t.Errorf("%d different keys of %d", len(seen), n)
	}
	if len(letters) != 32 {
		t.Errorf("alphabet of %d, want 32: %v", len(letters), letters)
	}
	for _, wrong := range "ILOUilou" {
		if letters[wrong] {
			t.Errorf("%c is read wrong", wrong)
		}
	}
}

// TestCleanKeyReadsWhatPeopleType: any case, dashes, spaces, and the letters
// that the alphabet leaves out.
func TestCleanKeyReadsWhatPeopleType(t *testing.T) {
	t.Parallel()
	for range 200 {
		key := casework.NewKey()
		forms := []string{key, strings.ToLower(key), " " + key + "\n", key[:7] + "-" + key[7:14] + " " + key[14:],
			strings.NewReplacer("0", "o", "1", "l").Replace(key), strings.NewReplacer("0", "O", "1", "I").Replace(key)}
		for _, typed := range forms {
			if got := casework.CleanKey(typed); got != key {
				t.Errorf("%q reads as %q, want %q", typed, got, key)
			}
		}
	}
}

// TestKeysOfCustomers: the same person is found however the data were typed.
func TestKeysOfCustomers(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		got  string
		want string
	}{
		{"document with dots", casework.DocumentKey("12.345.678-k"), "12345678K"},
		{"document with letters", casework.DocumentKey(" x1234567 ñ "), "X1234567Ñ"},
		{"no document", casework.DocumentKey(" - "), ""},
	}
	for _, row := range rows {
		if row.got != row.want {
			t.Errorf("%s: %q, want %q", row.name, row.got, row.want)
		}
	}
}
