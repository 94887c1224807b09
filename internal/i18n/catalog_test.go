package i18n_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"escucha/internal/i18n"
)

func load(t *testing.T) *i18n.Catalog {
	t.Helper()
	c, err := i18n.Load(os.DirFS("../../pb_public"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func files(es, en string) fstest.MapFS {
	return fstest.MapFS{
		"i18n/es.json": {Data: []byte(es)},
		"i18n/en.json": {Data: []byte(en)},
	}
}

func TestEveryLanguageHasTheSameKeys(t *testing.T) {
	t.Parallel()
	c := load(t)
	want := c.Keys(i18n.Default)
	if len(want) == 0 {
		t.Fatal("no text at all")
	}
	for _, lang := range i18n.Languages[1:] {
		for _, key := range c.Keys(lang) {
			if !c.Has(i18n.Default, key) {
				t.Errorf("%s is in %s and not in %s", key, lang, i18n.Default)
			}
		}
		for _, key := range want {
			if !c.Has(lang, key) {
				t.Errorf("%s is missing in %s", key, lang)
			}
		}
	}
}

func TestNoTextIsEmptyAndPlaceholdersAgree(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, key := range c.Keys(i18n.Default) {
		want := placeholders(c.T(i18n.Default, key, nil))
		for _, lang := range i18n.Languages {
			text := c.T(lang, key, nil)
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s is empty in %s", key, lang)
			}
			if got := placeholders(text); !slices.Equal(got, want) {
				t.Errorf("%s asks for %v in %s and for %v in %s", key, got, lang, want, i18n.Default)
			}
		}
	}
}

var hole = regexp.MustCompile(`\{\{[^}]*\}\}`)

func placeholders(text string) []string {
	found := hole.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestEveryPlaceholderIsWellFormed(t *testing.T) {
	t.Parallel()
	c := load(t)
	good := regexp.MustCompile(`^\{\{[a-zA-Z_]+\}\}$`) // the platform names its parameters minSelect, maxSelect
	for _, lang := range i18n.Languages {
		for _, key := range c.Keys(lang) {
			text := c.T(lang, key, nil)
			for _, name := range placeholders(text) {
				if !good.MatchString(name) {
					t.Errorf("%s has %s in %s", key, name, lang)
				}
			}
			if rest := hole.ReplaceAllString(text, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
				t.Errorf("%s has an open placeholder in %s", key, lang)
			}
		}
	}
}

func TestT(t *testing.T) {
	t.Parallel()
	c, err := i18n.Load(files(
		`{"a":"Hola {{name}}","b":"Solo","c":"{{x}} y {{y}}"}`,
		`{"a":"Hello {{name}}"}`))
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		name, lang, key string
		params          map[string]any
		want            string
	}{
		{"own language", "en", "a", map[string]any{"name": "Rosa"}, "Hello Rosa"},
		{"falls back to Spanish", "en", "b", nil, "Solo"},
		{"unknown language", "fr", "b", nil, "Solo"},
		{"falls back to the key", "es", "z", nil, "z"},
		{"a missing parameter stays visible", "es", "a", nil, "Hola {{name}}"},
		{"numbers", "es", "c", map[string]any{"x": 1, "y": 2.5}, "1 y 2.5"},
		{"a value is not read again", "es", "c", map[string]any{"x": "{{y}}", "y": "no"}, "{{y}} y no"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := c.T(row.lang, row.key, row.params); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestN(t *testing.T) {
	t.Parallel()
	c, err := i18n.Load(files(`{"d.one":"un día {{w}}","d.other":"{{n}} días {{w}}"}`, `{}`))
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{0: "0 días x", 1: "un día x", 15: "15 días x"} {
		if got := c.N("es", "d", n, map[string]any{"w": "x"}); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	rows := map[string]fstest.MapFS{
		"no file":      {"i18n/es.json": {Data: []byte(`{}`)}},
		"not JSON":     files(`{"a":`, `{}`),
		"nested texts": files(`{"a":{"b":"c"}}`, `{}`),
	}
	for name, fsys := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := i18n.Load(fsys); err == nil || !strings.Contains(err.Error(), "i18n/") {
				t.Errorf("got %v, want an error that names the file", err)
			}
		})
	}
}

func TestKnown(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{"es": "es", "en": "en", "fr": "es", "": "es", "../en": "es"} {
		if got := i18n.Known(lang); got != want {
			t.Errorf("%q: got %q", lang, got)
		}
	}
}
