package channel

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reach is how many people may read a post before a supervisor must see the
// answer, where the business does not say (R085).
const Reach = 1000

// NeedsApproval reports whether a public answer waits for a second person. A post
// whose reach nobody noted does not.
func NeedsApproval(reach, threshold int) bool { return reach >= Threshold(threshold) }

// Threshold is the reach from which an answer waits by what the business says.
func Threshold(said int) int {
	if said <= 0 {
		return Reach
	}
	return said
}

// Person is what must not be told of somebody in public.
type Person struct {
	Name, Email, Document, Number, Key string
	Phones                             []string
}

// Personal lists the words of a text that tell who somebody is: a part of the
// name, the mail, the number of the case, the document, a telephone however it is
// written. Never in public (R085).
func Personal(text string, p Person) []string {
	found := names(text, p.Name)
	for _, whole := range []string{p.Email, p.Number, p.Key} {
		if whole != "" && strings.Contains(strings.ToLower(text), strings.ToLower(whole)) {
			found = append(found, whole)
		}
	}
	for _, number := range append([]string{p.Document, short(p.Number)}, p.Phones...) {
		found = append(found, figures(text, number)...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// short is a case number as people write it: "000000406-2026" is 406.
func short(number string) string { return strings.TrimLeft(number, "0") }

// leastName is the length from which a part of a name tells somebody apart.
const leastName = 3

var particles = []string{"del", "las", "los", "san", "don", "doña"}

// names are the parts of a name that stand in the text as names do.
func names(text, name string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	var out []string
	for _, part := range strings.Fields(name) {
		if utf8.RuneCountInString(part) < leastName || slices.Contains(particles, strings.ToLower(part)) {
			continue
		}
		for _, word := range words {
			first, _ := utf8.DecodeRuneInString(word)
			if unicode.IsUpper(first) && plain(word) == plain(part) {
				out = append(out, word)
			}
		}
	}
	return out
}

var unaccented = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "à", "a", "ã", "a", "ç", "c", "è", "e", "õ", "o", "â", "a", "ê", "e", "ô", "o")

func plain(word string) string { return unaccented.Replace(strings.ToLower(word)) }

// leastFigures: fewer figures than these are in any text.
const leastFigures = 6

// figures are the numbers of a text that hold another one, however both are
// spaced. Letters belong to a number, as in documents.
func figures(text, number string) []string {
	want := code(number)
	long := len(digits(want)) >= leastFigures
	if !long && !strings.Contains(number, "-") {
		return nil
	}
	var out []string
	for _, run := range runs(text) {
		if code(run) == want || long && (strings.Contains(code(run), want) || strings.HasSuffix(digits(run), tail(digits(want)))) {
			out = append(out, strings.TrimSpace(run))
		}
	}
	return out
}

// tail is the end of a telephone, which is the same with and without the code of
// its country.
func tail(number string) string { return number[max(0, len(number)-9):] }

// runs are the stretches of a text that are written as numbers are.
func runs(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsDigit(r) && !strings.ContainsRune(" .-()+/", r) && (r >= utf8.RuneSelf || !unicode.IsUpper(r))
	})
}

func code(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsLetter(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, text)
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}
