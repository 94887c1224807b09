package inbound

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// encodedWord is RFC 2047, with the blanks inside that some programs leave.
var encodedWord = regexp.MustCompile(`=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=`)

// decodeWords reads the encoded words of a header. Neighbours of one alphabet
// are put together before they are read: some programs break a letter in two.
func decodeWords(s string) string {
	s = toUTF8([]byte(s), "", nil)
	var out strings.Builder
	var bytes []byte
	charset, end := "", 0
	flush := func() { out.WriteString(toUTF8(bytes, charset, nil)); bytes = nil }
	for _, at := range encodedWord.FindAllStringSubmatchIndex(s, -1) {
		between, next := s[end:at[0]], strings.ToLower(s[at[2]:at[3]])
		if end == 0 || strings.TrimSpace(between) != "" {
			flush()
			out.WriteString(between)
		} else if next != charset {
			flush()
		}
		charset, end = next, at[1]
		bytes = append(bytes, decodeWord(s[at[4]:at[5]], s[at[6]:at[7]])...)
	}
	flush()
	out.WriteString(s[end:])
	return line(out.String())
}

func decodeWord(encoding, text string) []byte {
	if strings.EqualFold(encoding, "b") {
		return decodeBase64([]byte(text), nil)
	}
	return decodeQuoted([]byte(strings.NewReplacer("_", "=20", "\n", "").Replace(text)), nil)
}

// line makes one line of a text: nothing that breaks it, nothing that turns the
// direction of what follows.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case turns(r):
			return -1
		}
		return r
	}, s)
	return norm.NFC.String(strings.Join(strings.Fields(s), " "))
}

// turns says whether a character only changes how others are shown: marks of
// direction, the mark of byte order, the space of no width.
func turns(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF || r == 0x200B || r == 0x200E || r == 0x200F
}
