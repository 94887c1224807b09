package inbound

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// hidden is style that shows nothing: words for filters, not for readers.
var hidden = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0*(\.0+)?(px|pt|em|%)?\s*(;|!|$)|opacity\s*:\s*0*(\.0+)?\s*(;|!|$)`)

var (
	silent = []string{"script", "style", "head", "title", "template", "object", "svg", "math", "select", "iframe", "noframes", "applet", "audio", "video", "canvas"}
	blocks = []string{"p", "div", "table", "tr", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "section", "article", "header", "footer", "address", "center", "dl", "dt", "dd", "form", "fieldset", "figure"}
	voids  = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)

// maxOpen bounds the elements that may stand open: a page nested deeper goes on
// being read, flat.
const maxOpen = 500

// htmlText is the words of a page, and the Content-IDs of the pictures in it.
// Quotes get the signs that plain mail gives them, links their address, and
// what nobody sees is left out.
func htmlText(source string) (string, []string) {
	p := &page{}
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken: // the end; what is unfinished there has no words
			p.end()
			return tidy(p.out.String()), p.images
		case html.TextToken:
			p.words(clean(string(z.Text())))
		case html.StartTagToken:
			p.start(z.Token(), false)
		case html.SelfClosingTagToken:
			p.start(z.Token(), true)
		case html.EndTagToken:
			p.close(z.Token().Data)
		}
	}
}

func (p *page) start(t html.Token, closed bool) {
	if t.Data == "body" { // a head that was left open ends here
		p.open = slices.DeleteFunc(p.open, func(e element) bool { return e.name == "head" || e.name == "title" })
	}
	e := element{name: t.Data, silent: p.silent() || slices.Contains(silent, t.Data) || unseen(t), pre: p.pre() || t.Data == "pre"}
	if slices.Contains(blocks, t.Data) {
		p.end()
	}
	if !e.silent {
		p.begin(t, &e)
	}
	if !slices.Contains(voids, t.Data) && len(p.open) < maxOpen && (!closed || !e.silent) {
		p.push(e)
	}
}

// begin writes what an element shows by itself.
func (p *page) begin(t html.Token, e *element) {
	switch t.Data {
	case "br":
		p.newline()
	case "hr":
		p.words(strings.Repeat("_", 32))
		p.end()
	case "li":
		p.row = append(p.row, "- "...)
	case "td", "th":
		p.wide = true
	case "img":
		p.image(t)
	case "p", "h1", "h2", "h3", "h4", "h5", "h6":
		p.newline()
	case "blockquote":
		e.quote = true
	case "a":
		e.link, e.from = shownLink(attr(t, "href")), len(p.row)
	}
}

// close ends an element, and those inside it that were left open.
func (p *page) close(name string) {
	at := len(p.open) - 1
	for at >= 0 && p.open[at].name != name {
		at--
	}
	if at < 0 {
		return
	}
	if e := p.open[at]; e.link != "" {
		p.address(e)
	}
	if slices.Contains(blocks, name) {
		p.end()
	}
	p.pop(at)
}

// image shows the words that stand for a picture. One of a point or less is
// there to see who reads.
func (p *page) image(t html.Token) {
	src := attr(t, "src")
	if id, ok := strings.CutPrefix(src, "cid:"); ok {
		p.images = append(p.images, unescape(id))
	}
	if alt := line(attr(t, "alt")); alt != "" && !tiny(attr(t, "width")) && !tiny(attr(t, "height")) {
		p.words(" [" + alt + "] ")
	}
}

func tiny(size string) bool { return size == "0" || size == "1" || size == "0px" || size == "1px" }

// unseen says whether an element shows nothing.
func unseen(t html.Token) bool {
	return hidden.MatchString(attr(t, "style")) || slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
}

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// shownLink is an address that may be shown: one of a page, a mail or a
// telephone, never a script.
func shownLink(href string) string {
	href = strings.Join(strings.Fields(clean(href)), "%20")
	for _, scheme := range []string{"http://", "https://", "mailto:", "tel:"} {
		if len(href) > len(scheme) && strings.EqualFold(href[:len(scheme)], scheme) {
			return href
		}
	}
	return ""
}
