package portal

import "strings"

// group writes a key in fours, as it is read aloud: "K7QD-93MX-TFHW".
func group(key string) string {
	var out strings.Builder
	for at, r := range []rune(key) {
		if at > 0 && at%4 == 0 {
			out.WriteByte('-')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// ungroup takes a key as people type it: any case, any dashes and spaces.
func ungroup(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return -1
	}, typed)
}

// Group writes a key in fours, as it is read aloud and printed.
func Group(key string) string { return group(key) }
