package search

import "strings"

// Folded is a text as it is compared: its words without case and accents, between
// single spaces and inside two.
func Folded(text string) string {
	var out strings.Builder
	out.WriteByte(' ')
	for _, one := range spans(text) {
		out.WriteString(one.word)
		out.WriteByte(' ')
	}
	return out.String()
}

// Forms are the words of a question, folded, each with its plurals and what it
// may be the plural of; at most as many words as given.
func Forms(text string, most int) [][]string {
	var out [][]string
	for _, one := range spans(text) {
		if len(out) == most {
			break
		}
		out = append(out, forms(one.word))
	}
	return out
}
