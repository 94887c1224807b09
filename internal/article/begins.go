package article

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// opening is how many letters of an article a list shows.
const opening = 140

// begins is how an article starts, without the signs of its form.
func begins(body string) string {
	page, err := Render(body)
	if err != nil {
		return "" // the page of the article will say so; its title is enough here
	}
	var out strings.Builder
	for z := html.NewTokenizer(strings.NewReader(string(page))); z.Next() != html.ErrorToken; {
		if token := z.Token(); token.Type == html.TextToken {
			out.WriteString(token.Data + " ")
		}
	}
	text := strings.Join(strings.Fields(out.String()), " ")
	if utf8.RuneCountInString(text) <= opening {
		return text
	}
	short := string([]rune(text)[:opening])
	if cut := strings.LastIndexByte(short, ' '); cut > opening/2 {
		short = short[:cut]
	}
	return strings.TrimRight(short, " .,;:") + "…"
}
