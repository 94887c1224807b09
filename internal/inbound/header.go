package inbound

import (
	"bytes"
	"regexp"
	"strings"
)

// header holds the fields of a mail or of one part: names in lower case, values
// as bytes came, unfolded.
type header []field

type field struct{ name, value string }

// named is a line that begins a field; known, one that can hardly be anything
// else.
var (
	named = regexp.MustCompile(`^[!-9;-~]+[ \t]*:`)
	known = regexp.MustCompile(`(?i)^(from|to|cc|subject|date|message-id|reply-to|in-reply-to|references|received|return-path|sender|mime-version|content-[a-z-]+|x-[a-z0-9-]+|auto-submitted|list-[a-z]+|precedence)[ \t]*:`)
)

// get is the first value of a field, decoded; empty where there is none.
func (h header) get(name string) string { return decodeWords(h.raw(name)) }

func (h header) raw(name string) string {
	for _, f := range h {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

func (h header) has(name string) bool { return h.count(name) > 0 }

func (h header) count(name string) (n int) {
	for _, f := range h {
		if f.name == name {
			n++
		}
	}
	return n
}

// Bounds of one header: fields, and bytes of a value. What is beyond is passed
// over.
const (
	maxFields = 2000
	maxValue  = 256 << 10
)

// splitHeader parts the fields from the body. A line that is no field is passed
// over where more fields follow; else the body begins there: nobody's first
// sentence is lost because an empty line was.
func splitHeader(data []byte, p *problems) (header, []byte) {
	var h header
	var value []byte
	fields := -1 // where the last known field begins, once somebody asked
	for rest := data; ; {
		line, after := cutLine(rest)
		switch ended := len(line) == 0; {
		case !ended && named.Match(line), ended:
			h = h.close(value)
			if ended {
				return h, after
			}
			name, v, _ := bytes.Cut(line, []byte{':'})
			h, value = h.open(string(bytes.TrimSpace(name)), p), append(value[:0], bytes.TrimSpace(v)...)
		case line[0] == ' ' || line[0] == '\t':
			value = join(value, bytes.TrimSpace(line), p)
		default:
			if p.add(problemHeaders); fields < 0 {
				fields = len(data) - len(rest) + lastField(rest)
			}
			if len(data)-len(rest) >= fields {
				return h.close(value), rest
			}
		}
		rest = after
	}
}

func (h header) open(name string, p *problems) header {
	if len(h) < maxFields {
		return append(h, field{name: strings.ToLower(name)})
	}
	p.add(problemHeaders)
	return h
}

// close gives the last field its value.
func (h header) close(value []byte) header {
	if len(h) > 0 && h[len(h)-1].value == "" {
		h[len(h)-1].value = string(value)
	}
	return h
}

func join(value, more []byte, p *problems) []byte {
	if len(value)+len(more) > maxValue {
		p.add(problemHeaders)
		return value
	}
	if len(more) > 0 {
		value = append(append(value, ' '), more...)
	}
	return value
}

// lastField is where the last line begins that can hardly be anything but a
// field, before the first empty line; 0 when there is none.
func lastField(data []byte) (last int) {
	for at := 0; at < len(data); {
		line, rest := cutLine(data[at:])
		if len(line) == 0 {
			break
		}
		if known.Match(line) {
			last = at
		}
		at = len(data) - len(rest)
	}
	return last
}

// cutLine takes one line off, without its ending.
func cutLine(data []byte) (line, rest []byte) {
	i := bytes.IndexByte(data, '\n')
	if i < 0 {
		return bytes.TrimSuffix(data, []byte{'\r'}), nil
	}
	return bytes.TrimSuffix(data[:i], []byte{'\r'}), data[i+1:]
}
