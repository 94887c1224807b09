package inbound

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// part is a mail or one part of it, as a tree. Its body is still encoded.
type part struct {
	header
	kind     string // type/subtype in lower case
	params   map[string]string
	shown    string // disposition: inline, attachment or empty
	dparams  map[string]string
	body     []byte
	children []*part
	message  *part  // what a message/rfc822 holds
	after    []byte // of a multipart: what stands behind its end
}

// walk builds the tree, within its bounds.
type walk struct {
	problems problems
	parts    int
}

// read reads one part. Without a single field that is known there is no header:
// a first line like "Hello: ..." is of the text.
func (w *walk) read(data []byte, depth int, otherwise string) *part {
	h, body := splitHeader(data, &w.problems)
	if !slices.ContainsFunc(h, func(f field) bool { return known.MatchString(f.name + ":") }) {
		h, body = nil, bytes.TrimLeft(data, "\r\n")
	}
	return w.build(h, body, depth, otherwise)
}

func (w *walk) build(h header, body []byte, depth int, otherwise string) *part {
	w.parts++
	n := &part{header: h, body: body}
	n.kind, n.params = media(h.raw("content-type"))
	n.shown, n.dparams = media(h.raw("content-disposition"))
	if !strings.Contains(n.kind, "/") {
		n.kind = otherwise
	}
	switch {
	case strings.HasPrefix(n.kind, "multipart/"):
		w.split(n, depth)
	case n.kind == "message/rfc822" || n.kind == "message/global":
		w.nest(n, depth)
	}
	return n
}

// nest reads the mail that a part holds.
func (w *walk) nest(n *part, depth int) {
	if depth >= maxDepth || w.parts >= maxParts {
		w.problems.add(problemNested)
		return
	}
	n.message = w.read(skipStart(decodeBody(n.body, n.raw("content-transfer-encoding"), &w.problems)), depth+1, "text/plain")
}

// split makes the parts of a multipart. One without any is read as text: it has
// words for somebody.
func (w *walk) split(n *part, depth int) {
	boundary := n.params["boundary"]
	if boundary == "" {
		w.problems.add(problemBoundary)
		boundary = guess(n.body)
	}
	if depth >= maxDepth {
		w.problems.add(problemNested)
		n.kind = "application/octet-stream"
		return
	}
	pieces, after, ended := cutParts(n.body, boundary)
	if !ended {
		w.problems.add(problemBoundary)
	}
	if n.after = after; len(pieces) == 0 {
		n.kind, n.after = "text/plain", nil
		return
	}
	otherwise := "text/plain"
	if n.kind == "multipart/digest" {
		otherwise = "message/rfc822"
	}
	for i, piece := range pieces {
		if w.parts >= maxParts {
			w.problems.add(problemParts)
			n.children = append(n.children, &part{kind: "application/octet-stream", body: bytes.Join(pieces[i:], []byte("\r\n"))})
			return
		}
		n.children = append(n.children, w.read(piece, depth+1, otherwise))
	}
}

// cutParts finds the pieces between the lines of a boundary, what is behind the
// last, and whether the end was announced.
func cutParts(body []byte, boundary string) (pieces [][]byte, after []byte, ended bool) {
	if boundary == "" {
		return nil, nil, false
	}
	mark, start := []byte("--"+boundary), -1
	for at := 0; at < len(body); {
		line, rest := cutLine(body[at:])
		next := len(body) - len(rest)
		if found, last := isBoundary(line, mark); found {
			if start >= 0 {
				pieces = append(pieces, trimBreak(body[start:at]))
			}
			if start = next; last {
				return pieces, rest, true
			}
			if len(pieces) > maxParts { // the rest is one piece
				return append(pieces, body[start:]), nil, false
			}
		}
		at = next
	}
	if start >= 0 && start < len(body) {
		pieces = append(pieces, body[start:])
	}
	return pieces, nil, false
}

func isBoundary(line, mark []byte) (found, last bool) {
	tail, found := bytes.CutPrefix(line, mark)
	if !found {
		return false, false
	}
	tail, last = bytes.CutPrefix(bytes.TrimRight(tail, " \t"), []byte("--"))
	return len(tail) == 0, last
}

// trimBreak takes off the line break that belongs to the boundary after it.
func trimBreak(piece []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(piece, []byte{'\n'}), []byte{'\r'})
}

// firstMark is a line that looks like a boundary, before the fields of a part.
var firstMark = regexp.MustCompile(`(?mi)^--([^\s-][^\r\n]{5,69}?)[ \t]*\r?\ncontent-`)

// guess finds the boundary that the header forgot to announce.
func guess(body []byte) string {
	if m := firstMark.FindSubmatch(body); m != nil {
		return string(m[1])
	}
	return ""
}

// skipStart passes over empty lines and the first line of a mailbox file.
func skipStart(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	data = bytes.TrimLeft(data, "\r\n")
	if bytes.HasPrefix(data, []byte("From ")) {
		_, data = cutLine(data)
	}
	return data
}
