package casework_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"escucha/internal/i18n"
)

// refusals are the codes that the source refuses with.
var refusals = regexp.MustCompile(`(?:refuse\([^\n]*, |problem\()"(\w+)"\)`)

// TestEveryRefusalHasItsText: no code reaches a person without words.
func TestEveryRefusalHasItsText(t *testing.T) {
	t.Parallel()
	texts, err := i18n.Load(os.DirFS("../../pb_public"))
	if err != nil {
		t.Fatal(err)
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, source := range sources {
		code, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range refusals.FindAllStringSubmatch(string(code), -1) {
			found++
			for _, lang := range []string{"es", "en"} {
				if !texts.Has(lang, "rule."+match[1]+".message") && !texts.Has(lang, "error."+match[1]) {
					t.Errorf("%s: %s has no text in %s", source, match[1], lang)
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("%d refusals found in the source: the expression no longer fits", found)
	}
}
