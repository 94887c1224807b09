package pdf

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// missing stands for a letter that the font does not have.
const missing = '□'

// letters are those that the font can draw; both weights have the same.
var letters = sync.OnceValues(func() (map[rune]bool, error) {
	font, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	var buffer sfnt.Buffer
	known := map[rune]bool{}
	for r := rune(' '); r <= 0xFFFF; r++ {
		if glyph, err := font.GlyphIndex(&buffer, r); err == nil && glyph != 0 {
			known[r] = true
		}
	}
	return known, nil
})

// readable turns a text into one of letters that can be drawn: accents composed,
// what has no shape left out, one box for each run of unknown letters.
func readable(text string, known map[rune]bool) string {
	var out strings.Builder
	last := rune(0)
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, string(missing))) {
		if r = drawn(r, known); r < 0 || r == missing && last == missing {
			continue
		}
		out.WriteRune(r)
		last = r
	}
	return out.String()
}

// drawn is the letter that is drawn for r; -1 for none.
func drawn(r rune, known map[rune]bool) rune {
	switch {
	case r == '\n' || known[r] && unicode.IsGraphic(r):
		return r
	case r == '\r':
		return -1
	case unicode.IsSpace(r):
		return ' '
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Mn, unicode.Me):
		return -1 // joiners, directions, what colours an emoji
	}
	return missing
}
