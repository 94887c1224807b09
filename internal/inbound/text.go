package inbound

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// text is the words of a text part, decoded and clean.
func (n *part) text(p *problems) string {
	raw := decodeBody(n.body, n.raw("content-transfer-encoding"), p)
	s := clean(toUTF8(raw, n.params["charset"], p))
	if strings.EqualFold(n.params["format"], "flowed") {
		s = unflow(s, strings.EqualFold(n.params["delsp"], "yes"))
	}
	return s
}

// clean leaves lines of readable characters: letters with their accents, no carriage returns, no controls,
// no marks that turn the direction, no blanks at the ends but those that a
// signature or a flowed line needs.
func clean(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00A0", " ", "\u2028", "\n", "\u2029", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || turns(r) {
			return -1
		}
		return r
	}, s)
}

// unflow joins the lines that a program broke (RFC 3676): one with a blank at
// its end goes on in the next of the same depth of quoting. Some programs add
// that blank to the words (drop), others break where the words had one.
func unflow(s string, drop bool) string {
	var out []byte
	open, before := false, 0
	for i, l := range strings.Split(s, "\n") {
		depth := len(l) - len(strings.TrimLeft(l, ">"))
		words := strings.TrimPrefix(l[depth:], " ")
		signature := words == "-- "
		if !open || depth != before || signature {
			out = append(out, prefix(depth, i > 0)...)
		}
		open, before = strings.HasSuffix(words, " ") && !signature, depth
		if open && drop {
			words = words[:len(words)-1]
		}
		out = append(out, words...)
	}
	return string(out)
}

func prefix(depth int, another bool) string {
	p := strings.Repeat(">", depth)
	if depth > 0 {
		p += " "
	}
	if another {
		return "\n" + p
	}
	return p
}

// tidy takes empty lines off both ends, and leaves two of them at most between.
func tidy(s string) string {
	var out []string
	empty := 0
	for _, l := range strings.Split(s, "\n") {
		l = strings.TrimRightFunc(l, unicode.IsSpace)
		if empty++; l != "" {
			empty = 0
		}
		if empty < 3 {
			out = append(out, l)
		}
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}
