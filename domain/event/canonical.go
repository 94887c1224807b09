package event

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// canonical rewrites JSON with sorted keys and no spaces.
func canonical(data []byte) ([]byte, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return []byte("null"), nil
	}
	if json.Valid(data) && settled(data) {
		return data, nil
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, fmt.Errorf("read data: %w", err)
	}
	return json.Marshal(v)
}

// settled reports whether valid JSON is canonical as it stands, which is so of
// nearly all that the application writes: taking it apart and putting it
// together again was a tenth of a filing. When in doubt it says no.
func settled(data []byte) bool {
	var last [][]byte // the key before, of each object or list that is open
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case ' ', '\t', '\n', '\r':
			return false
		case '{', '[':
			last = append(last, nil)
		case '}', ']':
			last = last[:len(last)-1]
		case '"':
			text, ok := plainText(data[i+1:])
			if !ok {
				return false
			}
			if i += len(text) + 1; i+1 < len(data) && data[i+1] == ':' {
				if before := last[len(last)-1]; bytes.IndexByte(text, '\\') >= 0 || before != nil && bytes.Compare(before, text) >= 0 {
					return false
				}
				last[len(last)-1] = text
			}
		}
	}
	return true
}

// escapes are those that a string may have in canonical form, with the letters
// after the sign; json.Marshal writes these characters so, and no others.
var escapes = [][]byte{[]byte(`"`), []byte(`\`), []byte("n"), []byte("r"), []byte("t"), []byte("u003c"), []byte("u003e"), []byte("u0026")}

// plainText is the inside of the string that begins here, if it is certain to
// be written so again.
func plainText(data []byte) ([]byte, bool) {
	for i := 0; i < len(data); {
		switch c := data[i]; {
		case c == '"':
			return data[:i], true
		case c == '\\':
			n := escapeLength(data[i+1:])
			if n == 0 {
				return nil, false
			}
			i += 1 + n
		case c == '<' || c == '>' || c == '&':
			return nil, false
		case c < utf8.RuneSelf:
			i++
		default:
			r, size := utf8.DecodeRune(data[i:])
			if r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
				return nil, false
			}
			i += size
		}
	}
	return nil, false
}

func escapeLength(data []byte) int {
	for _, e := range escapes {
		if bytes.HasPrefix(data, e) {
			return len(e)
		}
	}
	return 0
}
