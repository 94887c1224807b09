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
// over, and so is a line that goes on before anything began.
const (
	maxFields = 2000
	maxValue  = 256 << 10
)

// splitHeader parts the fields from the body. A line that is no field is passed
// over where more fields follow; else the body begins there: nobody's first
// sentence is lost because an empty line was.
func splitHeader(data []byte, p *problems) (header, []byte) {
	r := headReader{problems: p}
	last := -1 // where the last known field begins, once it is asked
	for rest := data; ; {
		line, after := cutLine(rest)
		switch at := len(data) - len(rest); {
		case len(line) == 0:
			return r.end(), after
		case line[0] == ' ' || line[0] == '\t':
			r.more(bytes.TrimSpace(line))
		case named.Match(line):
			r.next(line)
		default:
			if p.add(problemHeaders); last < 0 {
				last = at + lastField(rest)
			}
			if at >= last {
				return r.end(), rest
			}
		}
		rest = after
	}
}

// headReader puts fields together line by line.
type headReader struct {
	problems *problems
	fields   header
	value    []byte // of the last field
}

// next begins a field.
func (r *headReader) next(line []byte) {
	r.end()
	if len(r.fields) == maxFields {
		r.problems.add(problemHeaders)
		r.fields = r.fields[:maxFields-1]
	}
	name, value, _ := bytes.Cut(line, []byte{':'})
	r.fields = append(r.fields, field{name: strings.ToLower(string(bytes.TrimSpace(name)))})
	r.more(bytes.TrimSpace(value))
}

// more adds to the value of the last field.
func (r *headReader) more(value []byte) {
	if len(r.value) > 0 && len(value) > 0 {
		r.value = append(r.value, ' ')
	}
	if room := maxValue - len(r.value); len(value) > room {
		r.problems.add(problemHeaders)
		value = value[:max(room, 0)]
	}
	r.value = append(r.value, value...)
}

// end gives the last field its value.
func (r *headReader) end() header {
	if n := len(r.fields); n > 0 {
		r.fields[n-1].value = string(r.value)
	}
	r.value = r.value[:0]
	return r.fields
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
