// Package i18n holds every text that a person reads: one flat JSON file per
// language, shared by the server and the browser.
package i18n

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cast"
)

// Default is the language of a reader who asks for none that we have.
const Default = "es"

// Languages are the languages offered, the default first.
var Languages = []string{"es", "en"}

// Catalog is every text by language and key; safe for concurrent use, for
// nothing changes it after Load.
type Catalog struct {
	texts map[string]map[string]string
}

// Load reads i18n/<language>.json of fsys (flat: "ns.key": "text").
// A missing or malformed file of an offered language is an error.
func Load(fsys fs.FS) (*Catalog, error) {
	c := &Catalog{texts: map[string]map[string]string{}}
	for _, lang := range Languages {
		texts, err := read(fsys, path.Join("i18n", lang+".json"))
		if err != nil {
			return nil, err
		}
		c.texts[lang] = texts
	}
	return c, nil
}

func read(fsys fs.FS, name string) (map[string]string, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read texts %s: %w", name, err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(raw, &texts); err != nil {
		return nil, fmt.Errorf("parse texts %s: %w", name, err)
	}
	return texts, nil
}

// T is the text of key in lang with {{name}} replaced by params["name"].
// It falls back to the default language, then to the key itself; a
// placeholder without parameter stays visible.
func (c *Catalog) T(lang, key string, params map[string]any) string {
	text, ok := c.lookup(lang, key)
	if !ok {
		return key
	}
	if len(params) == 0 || !strings.Contains(text, "{{") {
		return text
	}
	pairs := make([]string, 0, 2*len(params))
	for name, value := range params {
		pairs = append(pairs, "{{"+name+"}}", cast.ToString(value))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// N is the text of key+".one" for n = 1 and key+".other" for the rest, with
// {{n}} among the parameters. Spanish and English need no further forms.
func (c *Catalog) N(lang, key string, n int, params map[string]any) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	all := map[string]any{"n": n}
	for name, value := range params {
		all[name] = value
	}
	return c.T(lang, key+form, all)
}

// Has tells whether key has a text in lang itself, without falling back.
func (c *Catalog) Has(lang, key string) bool {
	_, ok := c.texts[lang][key]
	return ok
}

// Keys are the keys of lang in order; none for a language we do not have.
func (c *Catalog) Keys(lang string) []string {
	keys := make([]string, 0, len(c.texts[lang]))
	for key := range c.texts[lang] {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

func (c *Catalog) lookup(lang, key string) (string, bool) {
	if text, ok := c.texts[lang][key]; ok {
		return text, true
	}
	text, ok := c.texts[Default][key]
	return text, ok
}

// Known is lang when we have it, else the default.
func Known(lang string) string {
	if slices.Contains(Languages, lang) {
		return lang
	}
	return Default
}
