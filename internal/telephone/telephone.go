// Package telephone compares telephone numbers however they were typed.
package telephone

import (
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// Key is what a number is found by: E.164 (+51900000142), read as somebody in
// that country (ISO 3166, two letters) would dial it. One that cannot be a
// number anywhere keeps its digits as its key; without digits it has none.
func Key(typed, country string) string {
	figures := digits(typed)
	if len(figures) < 5 { // an extension, an emergency number
		return figures
	}
	if rest, ok := strings.CutPrefix(figures, "521"); ok && len(rest) == 10 {
		typed = "+52" + rest // Mexico's 1 for mobiles, which ended on 3 August 2019 and lives on in address books
	}
	if key, ok := e164(typed, country, possible); ok {
		return key
	}
	// with the code of another country, but without its sign
	if key, ok := e164("+"+figures, "", phonenumbers.IsValidNumber); ok {
		return key
	}
	return figures
}

func e164(typed, country string, sound func(*phonenumbers.PhoneNumber) bool) (string, bool) {
	number, err := phonenumbers.Parse(typed, strings.ToUpper(country))
	if err != nil || !sound(number) {
		return "", false
	}
	return phonenumbers.Format(number, phonenumbers.E164), true
}

// possible: of the right length. Plans change more often than this program.
func possible(number *phonenumbers.PhoneNumber) bool {
	return phonenumbers.IsPossibleNumberWithReason(number) == phonenumbers.IS_POSSIBLE
}

func digits(typed string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, typed)
}
