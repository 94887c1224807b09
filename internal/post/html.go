package post

import (
	"html"
	"regexp"
	"strings"
)

// links are the addresses that a reader may follow; nothing else becomes one.
var links = regexp.MustCompile(`https?://[^\s<>"']+|mailto:[^\s<>"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)

// HTML is a text for programs that show HTML: its paragraphs, its lines and its
// links. It has nothing that is fetched from anywhere, and no script or style.
func HTML(text, language string) string {
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html")
	if language = token(language); language != "" {
		b.WriteString(` lang="` + html.EscapeString(language) + `"`)
	}
	b.WriteString("><head><meta charset=\"utf-8\"></head><body>\n")
	for _, part := range strings.Split(text, "\n\n") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		lines := strings.Split(strings.Trim(part, "\n"), "\n")
		for i, one := range lines {
			lines[i] = linked(one)
		}
		b.WriteString("<p>" + strings.Join(lines, "<br>\n") + "</p>\n")
	}
	return b.String() + "</body></html>"
}

// linked escapes a line and makes links of its addresses; the full stop of the
// sentence is no part of one.
func linked(text string) string {
	var b strings.Builder
	for {
		at := links.FindStringIndex(text)
		if at == nil {
			return b.String() + html.EscapeString(text)
		}
		found := strings.TrimRight(text[at[0]:at[1]], ".,;:!?)»")
		href := found
		if !strings.Contains(found, ":") {
			href = "mailto:" + found
		}
		b.WriteString(html.EscapeString(text[:at[0]]))
		b.WriteString(`<a href="` + html.EscapeString(href) + `">` + html.EscapeString(found) + `</a>`)
		text = text[at[0]+len(found):]
	}
}
