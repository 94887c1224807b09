package search

import "strings"

// Part is a piece of a snippet; Hit marks what was looked for. There is never
// markup in it: whoever shows it decides how a hit looks.
type Part struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit,omitempty"`
}

// snippetLength is about two lines, in bytes of the text.
const snippetLength = 160

// snippet shows the place of a text where the most different words of the query
// stand together, its beginning when none does.
func snippet(text string, terms []term) []Part {
	words := spans(text)
	first, last := window(words, terms)
	from, to := 0, len(text)
	if len(words) > 0 {
		from, to = frame(words, first, last, len(text))
	}
	parts := marked(text, from, to, words, terms)
	if from > 0 {
		parts = append([]Part{{Text: "… "}}, parts...)
	}
	if to < len(text) {
		parts = append(parts, Part{Text: " …"})
	}
	return join(parts)
}

// window is the stretch of words, no longer than a snippet, with the most
// different terms; the earliest of equals. Empty at the beginning for none.
func window(words []span, terms []term) (first, last int) {
	most := 0
	for i := range words {
		if n, _ := hit(terms, words[i].word); n < 0 {
			continue
		}
		seen := make([]bool, len(terms))
		different, end := 0, i
		for j := i; j < len(words) && words[j].end-words[i].start <= snippetLength; j++ {
			if n, _ := hit(terms, words[j].word); n >= 0 {
				end = j
				if !seen[n] {
					seen[n] = true
					different++
				}
			}
		}
		if different > most {
			most, first, last = different, i, end
		}
	}
	return first, last
}

// frame widens a stretch to the length of a snippet, at the borders of words.
func frame(words []span, first, last, size int) (from, to int) {
	room := func() int { return snippetLength - (words[last].end - words[first].start) }
	for before := room() / 3; first > 0 && before > 0; {
		step := words[first].start - words[first-1].start
		if before -= step; before >= 0 {
			first--
		}
	}
	for last+1 < len(words) && words[last+1].end-words[last].end <= room() {
		last++
	}
	from, to = words[first].start, words[last].end
	if first == 0 {
		from = 0
	}
	if last == len(words)-1 {
		to = size
	}
	if to-from > 2*snippetLength { // a word without end, or signs around it
		from, to = words[first].start, words[last].end
	}
	return from, to
}

// marked cuts a stretch of the text into parts.
func marked(text string, from, to int, words []span, terms []term) []Part {
	var out []Part
	at := from
	for _, w := range words {
		if n, _ := hit(terms, w.word); n < 0 || w.start < from || w.end > to {
			continue
		}
		out = append(out, Part{Text: text[at:w.start]}, Part{Text: text[w.start:w.end], Hit: true})
		at = w.end
	}
	return append(out, Part{Text: text[at:to]})
}

// join drops empty parts, puts neighbours of one sort together and makes every
// space a plain one.
func join(parts []Part) []Part {
	out := []Part{}
	for _, p := range parts {
		p.Text = spaces.Replace(p.Text)
		switch last := len(out) - 1; {
		case p.Text == "":
		case last >= 0 && out[last].Hit == p.Hit:
			out[last].Text += p.Text
		default:
			out = append(out, p)
		}
	}
	return out
}

var spaces = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")
