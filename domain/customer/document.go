package customer

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"escucha/domain/legal"
)

// State is what can be known of a document from its number alone.
type State string

// States of a document. Unknown: the kind has no check digit, or one that not
// all numbers in use obey.
const (
	DocumentValid   State = "valid"
	DocumentWrong   State = "wrong"
	DocumentUnknown State = "unknown"
)

// States lists the states of a document.
func States() []State { return []State{DocumentValid, DocumentWrong, DocumentUnknown} }

// Fault is why a document is wrong.
type Fault string

// What may be wrong with the number of a document.
const (
	NoFault    Fault = ""
	FaultForm  Fault = "document_number_format" // letters, figures or their count
	FaultCheck Fault = "document_check_digit"   // a figure was typed wrong
)

// CheckDocument judges the number of a document as it was typed. The kinds of a
// country are those of legal.DocumentTypes; of any other nothing is known.
func CheckDocument(country, kind, number string) (State, Fault) {
	key := legal.NormalDocument(strings.TrimSpace(number))
	if key == "" {
		return "", NoFault
	}
	switch err := legal.CheckDocument(country, kind, number); {
	case errors.Is(err, legal.ErrDocumentNumber):
		return DocumentWrong, FaultForm
	case err != nil:
		return DocumentUnknown, NoFault
	}
	check, ok := checks[strings.ToUpper(country)+" "+kind]
	if !ok {
		return DocumentUnknown, NoFault
	}
	if !strings.ContainsAny(key, "123456789") { // zeros fulfil most sums and are nobody's
		return DocumentWrong, FaultCheck
	}
	state := check(key, number)
	if state == DocumentWrong {
		return state, FaultCheck
	}
	return state, NoFault
}

// checks judge a number of the right form, in its normal form and as it was
// typed. Kinds that are not here have no check digit in their number.
var checks = map[string]func(key, typed string) State{
	"AR cuit": digits(cuit), "AR dni": noDigit, "CL rut": digits(rut), "CO cc": noDigit, "CO nit": nit, "EC cedula": digits(cedula), "EC ruc": ecuadorRUC,
	"ES nif": digits(nif), "ES nie": digits(nif), "MX curp": digits(curp), "MX rfc": rfc, "PE dni": noDigit, "PE ruc": digits(peruRUC),
}

func digits(right func(string) bool) func(string, string) State {
	return func(key, _ string) State {
		if right(key) {
			return DocumentValid
		}
		return DocumentWrong
	}
}

func noDigit(string, string) State { return DocumentUnknown }

// PrettyDocument writes a number as people of the country read it; one of no
// known kind stays as it was typed.
func PrettyDocument(country, kind, number string) string {
	key := legal.NormalDocument(number)
	if legal.CheckDocument(country, kind, number) != nil {
		return strings.TrimSpace(number)
	}
	last := len(key) - 1
	switch strings.ToUpper(country) + " " + kind {
	case "CL rut":
		return thousands(key[:last]) + "-" + key[last:]
	case "CO nit":
		if state, _ := CheckDocument(country, kind, number); state == DocumentValid {
			return thousands(key[:last]) + "-" + key[last:]
		}
		return thousands(key)
	case "AR cuit":
		return key[:2] + "-" + key[2:last] + "-" + key[last:]
	case "AR dni", "CO cc":
		return thousands(key)
	}
	return key
}

func thousands(figures string) string {
	for i := len(figures) - 3; i > 0; i -= 3 {
		figures = figures[:i] + "." + figures[i:]
	}
	return figures
}

// NameKey is a name as it is compared: small letters without accents, single
// spaces, no points.
func NameKey(name string) string { return strings.Join(nameWords(name), " ") }

func nameWords(name string) []string {
	folded := letters.Replace(fold(strings.ToLower(name)))
	folded = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) { // an accent that stands by itself
			return -1
		}
		return r
	}, folded)
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// letters with signs that Spanish does not have, but names in Latin America do.
var letters = strings.NewReplacer("â", "a", "ä", "a", "ã", "a", "å", "a", "ê", "e", "ë", "e", "ì", "i", "î", "i", "ï", "i",
	"ò", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o", "ù", "u", "û", "u", "ý", "y", "ß", "ss", "š", "s", "ž", "z", "ć", "c", "č", "c")

// particles stand in many names and tell nobody apart.
var particles = regexp.MustCompile(`^(de|del|la|las|los|el|y|e|i|da|do|dos|das|van|von)$`)

// NameWords are the words of a name that tell people apart.
func NameWords(name string) []string {
	var out []string
	for _, word := range nameWords(name) {
		if !particles.MatchString(word) && len(word) > 1 {
			out = append(out, word)
		}
	}
	return out
}

// SameName reports whether two names may be of one person: the same words, or
// all of the shorter one, two at least, in the longer.
func SameName(a, b string) bool {
	if key := NameKey(a); key != "" && key == NameKey(b) {
		return true
	}
	short, long := NameWords(a), map[string]bool{}
	other := NameWords(b)
	if len(short) > len(other) {
		short, other = other, short
	}
	for _, word := range other {
		long[word] = true
	}
	for _, word := range short {
		if !long[word] {
			return false
		}
	}
	return len(short) >= 2
}
