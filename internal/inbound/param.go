package inbound

import (
	"slices"
	"strconv"
	"strings"
)

// media reads "type; name=value": the type in lower case and its parameters,
// those of RFC 2231 in pieces and percents too. Programs forget quotes, so a
// value goes to the next semicolon.
func media(value string) (string, map[string]string) {
	pieces := splitQuoted(toUTF8([]byte(value), "", nil), ';')
	params, parts := map[string]string{}, map[string][]string{}
	for _, piece := range pieces[1:] {
		name, v, found := strings.Cut(piece, "=")
		name, v = strings.ToLower(strings.TrimSpace(name)), unquote(strings.TrimSpace(v))
		base, mark, extended := strings.Cut(name, "*")
		switch {
		case !found || base == "":
		case !extended:
			if _, twice := params[name]; !twice {
				params[name] = decodeWords(v)
			}
		default:
			parts[base] = append(parts[base], mark+"\x00"+v)
		}
	}
	for base, list := range parts {
		params[base] = join2231(list)
	}
	return strings.ToLower(line(pieces[0])), params
}

// join2231 puts the pieces of a value together: each is its mark ("", "0",
// "1*"), a zero byte and the text. The first may begin with charset'language'.
func join2231(list []string) string {
	slices.SortStableFunc(list, func(a, b string) int { return order(a) - order(b) })
	var out []byte
	charset := ""
	for i, piece := range list {
		mark, text, _ := strings.Cut(piece, "\x00")
		encoded := mark == "" || strings.HasSuffix(mark, "*")
		if i == 0 && encoded {
			if c, rest, ok := strings.Cut(text, "'"); ok {
				if _, rest, ok := strings.Cut(rest, "'"); ok {
					charset, text = c, rest
				}
			}
		}
		if encoded {
			text = unescape(text)
		}
		out = append(out, text...)
	}
	return line(toUTF8(out, charset, nil))
}

func order(piece string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.Split(piece, "\x00")[0], "*"))
	if err != nil { // no number: the whole value, which goes first
		return 0
	}
	return min(n, maxParts)
}

// unescape undoes percents, and leaves those that are none.
func unescape(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		hi, ok1 := digit(s, i+1)
		lo, ok2 := digit(s, i+2)
		if s[i] == '%' && ok1 && ok2 {
			out, i = append(out, hi<<4|lo), i+2
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}

// splitQuoted splits at a sign that is not between quotes.
func splitQuoted(s string, sign byte) []string {
	var out []string
	start, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sign && !quoted:
			out, start = append(out, s[start:i]), i+1
		}
	}
	return append(out, s[start:])
}

func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return strings.Trim(s, `"`)
	}
	var out []byte
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '\\' && i+1 < len(s)-1 {
			i++
		}
		out = append(out, s[i])
	}
	return string(out)
}
