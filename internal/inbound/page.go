package inbound

import (
	"bytes"
	"strings"
	"unicode"
)

// page is the lines of a page as they are being written.
type page struct {
	out    strings.Builder
	row    []byte // the line that is being written
	open   []element
	quotes int      // how many quotes are open
	wide   bool     // a blank waits to be written
	images []string // Content-IDs
}

// element is one that is open.
type element struct {
	name, link         string
	silent, quote, pre bool
	from               int // where the words of a link begin in the row
}

func (p *page) top() element {
	if len(p.open) == 0 {
		return element{}
	}
	return p.open[len(p.open)-1]
}

func (p *page) silent() bool { return p.top().silent }

func (p *page) pre() bool { return p.top().pre }

// words writes text as a browser would: blanks are one, unless they are kept.
func (p *page) words(s string) {
	switch {
	case p.silent() || s == "":
	case p.pre():
		p.kept(s)
	default:
		p.flow(s)
	}
}

func (p *page) kept(s string) {
	for i, l := range strings.Split(s, "\n") {
		if i > 0 {
			p.newline()
		}
		p.row = append(p.row, l...)
	}
}

func (p *page) flow(s string) {
	p.wide = p.wide || unicode.IsSpace(rune(s[0]))
	for _, f := range strings.Fields(s) {
		if p.wide && len(p.row) > 0 && p.row[len(p.row)-1] != ' ' {
			p.row = append(p.row, ' ')
		}
		p.row = append(p.row, f...)
		p.wide = true
	}
	p.wide = unicode.IsSpace(rune(s[len(s)-1]))
}

// maxSaid is how many bytes of the words of a link are looked at.
const maxSaid = 2000

// address writes where a link goes, unless its words say so.
func (p *page) address(e element) {
	said := strings.TrimSpace(string(p.row[max(min(e.from, len(p.row)), len(p.row)-maxSaid):]))
	same := strings.TrimPrefix(strings.TrimPrefix(e.link, "mailto:"), "tel:")
	if !strings.Contains(said, strings.TrimSuffix(same, "/")) {
		p.wide = true
		p.flow("<" + e.link + ">")
	}
}

// end writes the line, if there is one.
func (p *page) end() {
	if len(bytes.TrimSpace(p.row)) > 0 {
		p.newline()
	}
	p.row, p.wide = p.row[:0], false
}

// maxQuotes is how many signs of quoting a line gets.
const maxQuotes = 6

func (p *page) push(e element) {
	if p.open = append(p.open, e); e.quote {
		p.quotes++
	}
}

// pop ends the elements from at.
func (p *page) pop(at int) {
	for _, e := range p.open[at:] {
		if e.quote {
			p.quotes--
		}
	}
	p.open = p.open[:at]
}

// newline writes the line, also when it is empty.
func (p *page) newline() {
	p.out.WriteString(strings.Repeat("> ", min(p.quotes, maxQuotes)))
	p.out.Write(p.row)
	p.out.WriteByte('\n')
	p.row, p.wide = p.row[:0], false
}
