package portal

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestGroupAndUngroup(t *testing.T) {
	t.Parallel()
	rows := []struct{ typed, stored, shown string }{
		{"k7qd-93mx", "K7QD93MX", "K7QD-93MX"},
		{" K7QD 93MX 2 ", "K7QD93MX2", "K7QD-93MX-2"},
		{"", "", ""},
		{"ñ/../<b>", "B", "B"},
	}
	for _, row := range rows {
		t.Run(row.typed, func(t *testing.T) {
			t.Parallel()
			if got := ungroup(row.typed); got != row.stored {
				t.Errorf("stored %q", got)
			}
			if got := group(row.stored); got != row.shown {
				t.Errorf("shown %q", got)
			}
		})
	}
}

func TestAmount(t *testing.T) {
	t.Parallel()
	rows := []struct {
		typed string
		want  float64
		ok    bool
	}{
		{"", 0, true}, {"  ", 0, true}, {"689", 689, true}, {"S/ 689.00", 689, true}, {"S/. 689", 689, true},
		{"1,234.5", 1234.5, true}, {"1.234,50 €", 1234.5, true}, {"1.234", 1234, true}, {"1,234,567", 1234567, true},
		{"12.5", 12.5, true}, {"0,99", 0.99, true}, {"$1 200", 1200, true}, {"007", 7, true},
		{"mil", 0, false}, {"6 de 8", 0, false}, {"20 soles", 20, true}, {"-5", 0, false}, {"..", 0, false}, {"9999999999999", 0, false}, {strings.Repeat("9", 400), 0, false},
	}
	for _, row := range rows {
		t.Run(row.typed, func(t *testing.T) {
			t.Parallel()
			if got, ok := amount(row.typed); got != row.want || ok != row.ok {
				t.Errorf("got %v %v", got, ok)
			}
		})
	}
}

func TestClean(t *testing.T) {
	t.Parallel()
	rows := map[string]string{
		"a\r\nb\rc\n\td":        "a\nb\nc\n\td",
		"a\x00b\x07\x7f\u0085c": "abc",
		"a\xffb":                "a\uFFFDb",
		"\u202Eabc\u200F":       "\u202Eabc\u200F",
		"ñandú 👩‍👧":             "ñandú 👩‍👧",
	}
	for typed, want := range rows {
		if got := clean(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
	if got := line(" a \n b\x00 "); got != "a b" {
		t.Errorf("line %q", got)
	}
}

func TestFileName(t *testing.T) {
	t.Parallel()
	rows := map[string]string{
		"plato.jpg": "plato.jpg", `C:\a\b.jpg`: "b.jpg", "../../etc/passwd": "passwd", "..": "file", "": "file",
		".bashrc": "bashrc", "a\nb.jpg": "a b.jpg",
	}
	for name, want := range rows {
		if got := fileName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	long := fileName(strings.Repeat("👩", 300) + ".jpg")
	if len(long) > 240 || !strings.HasSuffix(long, ".jpg") {
		t.Errorf("%d bytes: %q", len(long), long)
	}
}

func TestStamps(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 17, 16, 8, 0, 0, time.UTC)
	ours := stamper{bytes.Repeat([]byte("a"), 32)}
	token, err := ours.issue(now, true)
	if err != nil {
		t.Fatal(err)
	}
	if s, ok := ours.read(token); !ok || !s.Born.Equal(now) || !s.Again || s.ID == "" {
		t.Errorf("read %+v %v", s, ok)
	}
	other, err := ours.issue(now, false)
	if err != nil || other == token {
		t.Errorf("second token %v, error %v", other, err)
	}
	for _, bad := range []string{"", "x", token[1:], token + "A", "B" + token[1:]} {
		if _, ok := ours.read(bad); ok {
			t.Errorf("accepted %q", bad)
		}
	}
	if _, ok := (stamper{bytes.Repeat([]byte("b"), 32)}).read(token); ok {
		t.Error("accepted with another secret")
	}
}

func TestOnceForgetsAndSurvivesPanics(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 17, 0, 0, 0, 0, time.UTC)
	o := newOnce(func() time.Time { return now })
	func() {
		defer func() { _ = recover() }() // the panic of the work itself
		_, _, err := o.do("a", "", func() (string, error) { panic("x") })
		t.Errorf("came back with %v", err)
	}()
	runs := 0
	work := func() (string, error) { runs++; return "key", nil }
	for range 2 {
		if key, same, err := o.do("a", "p", work); key != "key" || !same || err != nil {
			t.Errorf("got %q %v %v", key, same, err)
		}
	}
	if _, same, err := o.do("a", "q", work); same || err != nil {
		t.Errorf("other content: same %v, error %v", same, err)
	}
	now = now.Add(onceLife + time.Hour)
	if _, _, err := o.do("b", "", work); err != nil || runs != 2 || len(o.runs) != 1 {
		t.Errorf("%d runs, %d remembered, error %v", runs, len(o.runs), err)
	}
}

func TestShelf(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 17, 0, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	other := filepath.Join(dir, "data.db")
	left := filepath.Join(dir, "portal-uploads", "old")
	if err := errors.Join(os.WriteFile(other, []byte("x"), 0o600), os.MkdirAll(left, 0o700)); err != nil {
		t.Fatal(err)
	}
	s, err := newShelf(dir, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Error("leftovers of the last run stay")
	}
	if _, err := os.Stat(other); err != nil {
		t.Error("a file that is not ours is gone")
	}
	if u, err := s.put("big", strings.NewReader("12345"), 4); !errors.Is(err, ErrTooLarge) || u != nil {
		t.Errorf("too large: %v %v", u, err)
	}
	if u, err := s.put("empty", strings.NewReader(""), 4); err != nil || u != nil {
		t.Errorf("empty: %v %v", u, err)
	}
	u, err := s.put("a.txt", strings.NewReader("1234"), 4)
	if err != nil || len(s.find([]string{"x", u.ID, u.ID})) != 1 || s.used != 4 {
		t.Fatalf("kept %v, used %d, error %v", u, s.used, err)
	}
	now = now.Add(shelfLife + time.Minute)
	if err := s.sweep(); err != nil || s.used != 0 || len(s.find([]string{u.ID})) != 0 {
		t.Errorf("used %d, error %v", s.used, err)
	}
	entries, err := os.ReadDir(filepath.Join(dir, "portal-uploads"))
	if err != nil || len(entries) != 0 {
		t.Errorf("on disk: %v %v", entries, err)
	}
}

func TestShelfIsNotFilledUp(t *testing.T) {
	t.Parallel()
	s, err := newShelf(t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	s.used = shelfRoom
	if _, err := s.put("a", strings.NewReader("1"), 4); !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v", err)
	}
}
