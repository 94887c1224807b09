package inbound

import (
	"slices"
	"strings"
)

// maxText is how many bytes of text one mail gives; a longer one is a file.
const maxText = 500_000

// gather collects the words and the files of a tree.
type gather struct {
	problems *problems
	words    []string // in their order
	under    []string // words that are not of the sender: nested mails, what stands behind the end
	files    []File
	ids      []string // Content-ID of each file
	images   []string // Content-IDs that a page shows
}

// take adds a part and what it holds.
func (g *gather) take(n *part) {
	switch {
	case n.kind == "multipart/alternative":
		g.alternative(n)
	case len(n.children) > 0:
		for _, c := range n.children {
			g.take(c)
		}
	case n.message != nil:
		g.nested(n)
	case n.readable():
		g.word(n.words(g))
	default:
		g.file(n)
	}
	if after := strings.TrimSpace(clean(toUTF8(n.after, "", nil))); after != "" {
		g.problems.add(problemAfter)
		g.under = append(g.under, after)
	}
}

// maxPage is how many bytes of HTML are read; a longer page is a file.
const maxPage = 5 << 20

// readable says whether a part is words of the mail, and no file.
func (n *part) readable() bool {
	named := n.dparams["filename"] != "" || n.params["name"] != ""
	switch n.kind {
	case "text/plain", "text/enriched", "message/partial":
		return n.shown != "attachment" && !named
	case "text/html":
		return n.shown != "attachment" && !named && len(n.body) <= maxPage
	}
	return false
}

func (n *part) words(g *gather) string {
	if n.kind != "text/html" {
		return n.text(g.problems)
	}
	text, images := htmlText(n.text(g.problems))
	g.images = append(g.images, images...)
	return text
}

func (g *gather) word(s string) {
	if s = strings.Trim(s, "\n"); strings.TrimSpace(s) != "" {
		g.words = append(g.words, s)
	}
}

// alternative takes the plain words, unless the page says clearly more: some
// programs write "open this in a browser" there. An invitation comes on top.
func (g *gather) alternative(n *part) {
	before := len(g.words)
	best := g.words
	for _, c := range n.children {
		if c.kind == "text/calendar" {
			continue
		}
		g.take(c)
		said := g.words[before:]
		if g.words = g.words[:before:before]; len(best) == before || weight(said) > 2*weight(best[before:]) {
			best = append(g.words, said...)
		}
	}
	g.words = best
	for _, c := range n.children {
		if c.kind == "text/calendar" {
			g.take(c)
		}
	}
}

// weight counts the words of texts; quotes and addresses do not count.
func weight(texts []string) (n int) {
	for _, f := range strings.Fields(strings.Join(texts, " ")) {
		if !strings.ContainsAny(f, ">/@") {
			n++
		}
	}
	return n
}

// nested keeps a mail that was attached as a file, and its words under those of
// the sender.
func (g *gather) nested(n *part) {
	g.file(n)
	inner := gather{problems: g.problems}
	inner.take(n.message)
	head := []string{n.message.get("from"), n.message.get("subject")}
	g.under = append(g.under, tidy(strings.Join(slices.Concat(head, inner.words, inner.under), "\n")))
}

func (g *gather) file(n *part) {
	switch n.kind {
	case "application/ms-tnef", "application/vnd.ms-tnef":
		g.problems.add(problemTNEF)
	case "application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted", "application/pgp-encrypted":
		g.problems.add(problemEncrypted)
	case "text/calendar", "application/ics":
		g.word(invitation(n.text(g.problems)))
	}
	if n.kind == "text/html" && len(n.body) > maxPage {
		g.problems.add(problemLong)
	}
	f := n.file(len(g.files)+1, g.problems)
	if len(f.Data) == 0 && n.name() == "" {
		return
	}
	g.files = append(g.files, f)
	g.ids = append(g.ids, strings.Trim(n.raw("content-id"), "<> "))
	if strings.HasSuffix(n.kind, "ms-tnef") {
		g.unpack(f.Data)
	}
}

// pictures marks those that a page shows.
func (g *gather) pictures() {
	for i, id := range g.ids {
		if id != "" && slices.Contains(g.images, id) && strings.HasPrefix(g.files[i].Type, "image/") && !g.files[i].Dangerous {
			g.files[i].Inline = true
		}
	}
}

// long makes a file of a text beyond the bound, and leaves its beginning.
func (g *gather) long(text, name string) string {
	if len(text) <= maxText {
		return text
	}
	g.problems.add(problemLong)
	g.files = append(g.files, File{Name: name, Type: "text/plain", Data: []byte(text)})
	return strings.ToValidUTF8(text[:maxText], "")
}
