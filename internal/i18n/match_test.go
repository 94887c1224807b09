package i18n_test

import (
	"testing"

	"escucha/internal/i18n"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, header, want string }{
		{"none", "", "es"},
		{"Spanish of Peru", "es-PE,es;q=0.9,en;q=0.8", "es"},
		{"English", "en-US,en;q=0.5", "en"},
		{"the JavaScript SDK", "en-US", "en"},
		{"the stronger wins, not the first", "en;q=0.3, es;q=0.7", "es"},
		{"unknown first", "fr-FR, en;q=0.2", "en"},
		{"only unknown", "fr, de;q=0.9", "es"},
		{"refused", "en;q=0", "es"},
		{"upper case", "EN-gb", "en"},
		{"star", "*", "es"},
		{"nonsense quality", "en;q=abc", "es"},
		{"quality over one", "en;q=7, es;q=0.1", "es"},
		{"other parameter", "en;level=1", "es"},
		{"only commas", ",,;;,", "es"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := i18n.Match(row.header); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}
