package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// span is a word of a text with the bytes where it stands.
type span struct {
	word       string // folded
	start, end int
}

// spans cuts a text into words as the index does: letters and digits belong to
// a word, everything else stands between two.
func spans(text string) []span {
	var out []span
	start := -1
	for i, r := range text {
		part := wordRune(r) || start >= 0 && accent(r)
		switch {
		case part && start < 0:
			start = i
		case !part && start >= 0:
			out = append(out, span{fold(text[start:i]), start, i})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, span{fold(text[start:]), start, len(text)})
	}
	return out
}

// accent: a mark of its own that belongs to the letter before it.
func accent(r rune) bool { return r >= 0x300 && r <= 0x331 }

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// fold takes case and accents from a word: Ñandú is nandu. Only Latin letters
// lose their marks, as in the index.
func fold(word string) string {
	if ascii(word) {
		return strings.ToLower(word)
	}
	if easy, ok := foldEasily(word); ok {
		return easy
	}
	return foldAny(word)
}

// European letters of one rune each, which are nearly all that is written here,
// fold one by one, as the long way does.
var folded = func() (table [0x250]string) {
	for r := range table {
		if wordRune(rune(r)) {
			table[r] = foldAny(string(rune(r)))
		}
	}
	return table
}()

func foldEasily(word string) (string, bool) {
	out := make([]byte, 0, len(word))
	for _, r := range word {
		if int(r) >= len(folded) || folded[r] == "" {
			return "", false
		}
		out = append(out, folded[r]...)
	}
	return string(out), true
}

func foldAny(word string) string {
	var out strings.Builder
	latin := false
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		if unicode.Is(unicode.Mn, r) {
			if !latin {
				out.WriteRune(r)
			}
			continue
		}
		latin = unicode.Is(unicode.Latin, r)
		out.WriteRune(r)
	}
	return norm.NFC.String(out.String())
}

func ascii(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// shortest is the length from which a word has a plural, or is the beginning of
// another one.
const shortest = 2

// forms are a folded word, its plurals and what it may be the plural of, the
// word itself first: platos is also plato, vez also veces. Words that do not
// exist cost nothing: they are in no text.
func forms(word string) []string {
	out := []string{word}
	add := func(forms ...string) {
		for _, f := range forms {
			if len(f) >= shortest && !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	if utf8.RuneCountInString(word) <= shortest || strings.ContainsFunc(word, unicode.IsNumber) {
		return out
	}
	add(singulars(word)...)
	add(plurals(word)...)
	return out
}

func plurals(word string) []string {
	switch last := word[len(word)-1]; {
	case strings.IndexByte("aeo", last) >= 0:
		return []string{word + "s"}
	case strings.IndexByte("iu", last) >= 0:
		return []string{word + "s", word + "es"} // menús, tabúes
	case last == 'z':
		return []string{word[:len(word)-1] + "ces"}
	case last == 'y':
		return []string{word + "es", word + "s", word[:len(word)-1] + "ies"} // leyes, jerseys, deliveries
	case last == 's':
		return []string{word + "es"} // meses; crisis stays
	}
	return []string{word + "es", word + "s"} // camiones, tickets
}

func singulars(word string) []string {
	var out []string
	stem := func(ending, instead string) {
		if rest, ok := strings.CutSuffix(word, ending); ok {
			out = append(out, rest+instead)
		}
	}
	stem("s", "")
	stem("es", "")
	stem("ces", "z")
	stem("ies", "y")
	return out
}
