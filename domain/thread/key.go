package thread

import (
	"regexp"
	"slices"
	"strings"
)

// keyLength is that of a tracking key, see casework.NewKey.
const keyLength = 28

// maxKeys bounds how many keys one mail may try: a key has 140 bits, but
// looking each up costs.
const maxKeys = 20

// word is what may be a key, with or without the dashes of the printed form.
var word = regexp.MustCompile(`[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*`)

// escaped undoes what wrapped links do to a slash.
var escaped = strings.NewReplacer("%2F", "/", "%2f", "/")

// plain writes a key as it is stored.
var plain = strings.NewReplacer("-", "", "O", "0", "I", "1", "L", "1")

// Keys are the tracking keys that a text may hold, in their order. The links of
// our mails have one, also when a mail service wrapped the link in its own.
func Keys(text string) []string {
	var out []string
	for _, w := range word.FindAllString(escaped.Replace(text), -1) {
		key := plain.Replace(strings.ToUpper(w))
		if len(key) == keyLength && !strings.Contains(key, "U") && !slices.Contains(out, key) && len(out) < maxKeys {
			out = append(out, key)
		}
	}
	return out
}

// byKey wants the key in the text and the number of the same case in the
// subject or the text. Of several cases the one named in the subject goes
// first, then the one that the text names first.
func byKey(m Clues, find Finder) (Case, error) {
	var first Case
	for _, key := range Keys(m.Text) {
		c, err := find.ByKey(key)
		if err != nil {
			return Case{}, err
		}
		switch {
		case c.ID == "" || c.Number == "":
		case Names(m.Subject, c.Number):
			return c, nil
		case first.ID == "" && Names(m.Text, c.Number):
			first = c
		}
	}
	return first, nil
}

// Names says whether a text has the number of a case as a whole: 12-2026 is
// not in 112-2026. Zeros in front do not count: nobody types them.
func Names(text, number string) bool {
	number = strings.ToUpper(strings.TrimSpace(number))
	if number == "" {
		return false
	}
	short := trim(number)
	return whole(strings.ToUpper(text), number) ||
		short != "" && slices.ContainsFunc(word.FindAllString(text, -1), func(w string) bool { return trim(strings.ToUpper(w)) == short })
}

// whole finds a number that no letter, figure or dash makes part of another.
func whole(text, number string) bool {
	for rest := text; ; {
		i := strings.Index(rest, number)
		if i < 0 {
			return false
		}
		at, end := len(text)-len(rest)+i, len(text)-len(rest)+i+len(number)
		if (at == 0 || !joins(text[at-1])) && (end == len(text) || !joins(text[end])) {
			return true
		}
		rest = rest[i+1:]
	}
}

func joins(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b == '-' || b >= 0x80
}

// trim drops the zeros in front of each group, so that 000000007-2026 and
// 2026-000007 are 7-2026 and 2026-7.
func trim(number string) string {
	groups := strings.Split(number, "-")
	for i, g := range groups {
		groups[i] = strings.TrimLeft(g, "0")
	}
	return strings.Trim(strings.Join(groups, "-"), "-")
}
