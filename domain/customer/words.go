package customer

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// insults are words that describe a person instead of what happened; one a
// line, folded.
//
//go:embed data/insults.txt
var insults string

// quoted is what somebody said: an insult that was heard is a fact.
var quoted = regexp.MustCompile(`«[^»]*»|"[^"]*"|“[^”]*”`)

// Insult finds the first word of a note that has no place in a description of
// behaviour (R124); empty when there is none. Words between quotation marks are
// reported, not used.
func Insult(text string) string {
	list := strings.Fields(insults)
	for _, word := range words(quoted.ReplaceAllString(text, " ")) {
		if slices.Contains(list, word) || slices.Contains(list, singular(word)) {
			return word
		}
	}
	return ""
}

// words of a text, folded: small letters without accents.
func words(text string) []string {
	return strings.FieldsFunc(fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

var accents = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "à", "a", "è", "e", "ç", "c", "ñ", "n")

func fold(text string) string { return accents.Replace(strings.ToLower(text)) }

// singular takes the plural off, roughly: good enough to compare two stories.
func singular(word string) string {
	switch {
	case len(word) > 5 && strings.HasSuffix(word, "es"):
		return word[:len(word)-2]
	case len(word) > 4 && strings.HasSuffix(word, "s"):
		return word[:len(word)-1]
	}
	return word
}
