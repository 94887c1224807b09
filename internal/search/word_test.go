package search

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestForms: whichever of the two somebody types, the other one is found.
func TestForms(t *testing.T) {
	t.Parallel()
	for singular, plural := range map[string]string{
		"plato": "platos", "mesa": "mesas", "coche": "coches", "luz": "luces", "vez": "veces", "camion": "camiones", "pedido": "pedidos",
		"mes": "meses", "pais": "paises", "ley": "leyes", "reloj": "relojes", "jersey": "jerseys", "menu": "menus", "tabu": "tabues",
		"ticket": "tickets", "delivery": "deliveries", "dulce": "dulces", "pie": "pies", "boleta": "boletas", "cruz": "cruces",
	} {
		if got := forms(singular); got[0] != singular || !slices.Contains(got, plural) {
			t.Errorf("%s: %v has no %s", singular, got, plural)
		}
		if got := forms(plural); got[0] != plural || !slices.Contains(got, singular) {
			t.Errorf("%s: %v has no %s", plural, got, singular)
		}
	}
	for _, alone := range []string{"de", "y", "ñ", "406", "m2", "40000142"} {
		if got := forms(alone); !slices.Equal(got, []string{alone}) {
			t.Errorf("%s: %v", alone, got)
		}
	}
}

// TestFormsOfAnything: the word first, nothing twice, nothing empty.
func TestFormsOfAnything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := fold(rapid.StringMatching(`[a-zñáéíóúüç0-9日й]{1,20}`).Draw(t, "word"))
		got := forms(word)
		if got[0] != word {
			t.Fatalf("%q: %v", word, got)
		}
		sorted := slices.Sorted(slices.Values(got))
		if len(slices.Compact(sorted)) != len(got) || sorted[0] == "" || len(got) > 8 {
			t.Fatalf("%q: %q", word, got)
		}
		for _, f := range got {
			if !utf8.ValidString(f) {
				t.Fatalf("%q: %q", word, f)
			}
		}
	})
}

func TestFold(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{"Ñandú": "nandu", "GARCÍA": "garcia", "pingüino": "pinguino", "Açaí": "acai", "a\u0301": "a",
		"ABC": "abc", "Ёлка": "ёлка", "й": "й", "日本": "日本", "": "", "Œuvre": "œuvre"} {
		if got := fold(given); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

// TestSpans: words with the place where they stand in the text.
func TestSpans(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text string
		want []string
	}{
		{"", nil}, {"  .,;", nil}, {"uno", []string{"uno"}}, {"Tres platos, rotos.", []string{"tres", "platos", "rotos"}},
		{"rosa.quispe@correo.example", []string{"rosa", "quispe", "correo", "example"}}, {"000000406-2026", []string{"000000406", "2026"}},
		{"el camio\u0301n", []string{"el", "camion"}}, {"\u0301suelto", []string{"suelto"}}, {"a😀b", []string{"a", "b"}},
	} {
		var got []string
		for _, s := range spans(row.text) {
			got = append(got, s.word)
			if fold(row.text[s.start:s.end]) != s.word {
				t.Errorf("%q: %q stands at %q", row.text, s.word, row.text[s.start:s.end])
			}
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%q: %q, want %q", row.text, got, row.want)
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, typed string
		want        []string // the word as typed, a star for a beginning
	}{
		{"nothing", "", nil}, {"signs", `"*-():^`, nil}, {"one word", "Platos", []string{"platos*"}},
		{"the last one may be unfinished", "tres pla", []string{"tres", "pla*"}}, {"a next word begins", "rosa q", []string{"rosa"}},
		{"one letter alone", "q", []string{"q"}}, {"operators are words", "uno AND dos", []string{"uno", "and", "dos*"}},
		{"the same word twice", "plato platos PLATO", []string{"plato*"}}, {"NUL", "a\x00b cd", []string{"a", "b", "cd*"}},
		{"broken bytes", "\xffab", []string{"ab*"}}, {"too many", "uno dos tres cuatro cinco seis siete ocho nueve diez", strings.Fields("uno dos tres cuatro cinco seis siete ocho*")},
		{"too long", strings.Repeat("ñ", 600), []string{strings.Repeat("n", 40) + "*"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, term := range parse(row.typed) {
				word := term.forms[0]
				if term.prefix {
					word += "*"
				}
				got = append(got, word)
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("%q: %q, want %q", row.typed, got, row.want)
			}
		})
	}
}

// TestMatch: every word quoted, beginnings as the words that begin so, or as a
// beginning when these are too many.
func TestMatch(t *testing.T) {
	t.Parallel()
	few := func(string) ([]string, bool, error) { return []string{"platón"}, true, nil }
	many := func(string) ([]string, bool, error) { return nil, false, nil }
	got, err := match(parse("dos plato"), few)
	if want := `("dos" OR "do" OR "doses") AND ("plato" OR "platos" OR "platón")`; err != nil || got != want {
		t.Errorf("%s, want %s", got, want)
	}
	got, err = match(parse("de pla"), many)
	if want := `("de") AND ("pla" OR "plas" OR "pla" *)`; err != nil || got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for i, term := range loose(parse("ros a qui")) {
		if term.prefix != (i != 1) {
			t.Errorf("loose: %v", term)
		}
	}
}

// TestFoldEasily: letter by letter is the same as all together.
func TestFoldEasily(t *testing.T) {
	t.Parallel()
	for r := range rune(len(folded)) {
		if word := string(r); wordRune(r) && fold(word) != foldAny(word) {
			t.Errorf("%s is %s, want %s", word, fold(word), foldAny(word))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("ñÑáÜçøßŁ'2e\u0301й"), unicode.Latin), 1, 12, -1).Draw(t, "word")
		if fold(word) != foldAny(word) {
			t.Fatalf("%q is %q, want %q", word, fold(word), foldAny(word))
		}
	})
}
