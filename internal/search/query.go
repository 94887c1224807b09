package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of a query: what is longer is cut, for nobody types it.
const (
	maxTerms  = 8
	maxLetter = 40 // of one word
	maxQuery  = 500
)

// term is a word that must be found, in any of its forms.
type term struct {
	forms  []string // folded, as typed first
	prefix bool     // or as the beginning of a word
}

// parse reads what somebody typed. There are no operators: quotes, stars and
// capital ANDs are text like everything else. The last word may be unfinished.
func parse(typed string) []term {
	var terms []term
	for _, s := range spans(clean(typed)) {
		word := cut(s.word, maxLetter)
		if len(terms) == maxTerms {
			break
		}
		if !mentioned(terms, word) {
			terms = append(terms, term{forms: forms(word)})
		}
	}
	last := len(terms) - 1
	switch {
	case last < 0:
	case utf8.RuneCountInString(terms[last].forms[0]) >= shortest:
		terms[last].prefix = true
	case last > 0:
		terms = terms[:last] // one letter: the next word begins
	}
	return terms
}

// clean makes text that the database can take of what somebody typed.
func clean(typed string) string {
	return cut(strings.ToValidUTF8(strings.ReplaceAll(typed, "\x00", " "), " "), maxQuery)
}

// cut shortens a text to so many characters.
func cut(text string, most int) string {
	for i := range text {
		if most == 0 {
			return text[:i]
		}
		most--
	}
	return text
}

func mentioned(terms []term, word string) bool {
	for _, t := range terms {
		if slices.Contains(t.forms, word) {
			return true
		}
	}
	return false
}

// loose is the same query with every word as the beginning of one: "ros qui".
func loose(terms []term) []term {
	out := make([]term, len(terms))
	for i, t := range terms {
		out[i] = term{t.forms, t.prefix || utf8.RuneCountInString(t.forms[0]) >= shortest}
	}
	return out
}

// match writes the terms as an FTS5 expression, every word quoted. known tells
// the words of the index that begin with a text, and whether those are all.
func match(terms []term, known func(prefix string) ([]string, bool, error)) (string, error) {
	all := make([]string, len(terms))
	for i, t := range terms {
		words := quoted(t.forms)
		if t.prefix {
			more, complete, err := known(t.forms[0])
			if err != nil {
				return "", err
			}
			if complete {
				words = append(words, quoted(more)...)
			} else {
				words = append(words, quoted(t.forms[:1])[0]+" *")
			}
		}
		all[i] = "(" + strings.Join(words, " OR ") + ")"
	}
	return strings.Join(all, " AND "), nil
}

func quoted(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = `"` + strings.ReplaceAll(w, `"`, `""`) + `"`
	}
	return out
}
