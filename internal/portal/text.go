package portal

import (
	"strings"
	"unicode"
)

// clean makes a text safe to store and changes no word: line ends become \n,
// invalid bytes the replacement character, and control characters go, but for
// line ends and tabs. Direction marks stay; pages isolate them.
func clean(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// line is clean for fields of one line.
func line(text string) string {
	return strings.Join(strings.Fields(clean(text)), " ")
}
