// Package purchase reads what tills and spreadsheets write of a purchase:
// amounts, days and the names of columns, as they are written in Latin America,
// Spain and the United States.
package purchase

import (
	"strconv"
	"strings"
)

// Mark separates the decimals of an amount; zero when that is not known.
type Mark byte

// The two marks there are.
const (
	Unknown Mark = 0
	Comma   Mark = ','
	Point   Mark = '.'
)

// Amount reads an amount with or without a currency and thousands. Where the
// text alone could be either (1.234 is one and a bit, or over a thousand), the
// mark of the other amounts decides; without one the code says so. The code is
// empty when it could be read.
func Amount(text string, known Mark) (amount float64, code string) {
	digits, negative := bare(text)
	mark, sure := markOf(digits)
	if !sure {
		if known == Unknown {
			return 0, "import_amount_ambiguous"
		}
		mark = known
	}
	whole, rest := digits, ""
	if at := strings.LastIndexByte(digits, byte(mark)); mark != Unknown && at >= 0 {
		whole, rest = digits[:at], digits[at+1:]
	}
	if !grouped(whole) || strings.ContainsAny(rest, ",.") || whole+rest == "" {
		return 0, "import_amount"
	}
	amount, err := strconv.ParseFloat(strings.NewReplacer(",", "", ".", "").Replace(whole)+"."+rest+"0", 64)
	if err != nil {
		return 0, "import_amount"
	}
	if negative {
		amount = -amount
	}
	return amount, ""
}

// MarkOf says which decimal mark an amount shows without doubt.
func MarkOf(text string) Mark {
	digits, _ := bare(text)
	if mark, sure := markOf(digits); sure {
		return mark
	}
	return Unknown
}

// around are the signs and codes of currencies, and what separates thousands
// but is no mark.
var around = strings.NewReplacer("S/.", "", "S/", "", "US$", "", "$", "", "€", "", "£", "", "₡", "", "\u00a0", "", "\u202f", "", " ", "", "'", "",
	"PEN", "", "USD", "", "EUR", "", "MXN", "", "COP", "", "CLP", "", "ARS", "")

// bare leaves digits and marks; what is neither, nor of a currency, stays and is
// refused later.
func bare(text string) (digits string, negative bool) {
	return strings.CutPrefix(around.Replace(strings.ToUpper(text)), "-")
}

// markOf: the last of two marks, the one that is not repeated, the one that is
// not before exactly three digits. A number without any has no mark, for sure.
func markOf(s string) (Mark, bool) {
	comma, point := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	switch {
	case comma < 0 && point < 0:
		return Unknown, true
	case comma >= 0 && point >= 0 && comma > point:
		return Comma, true
	case comma >= 0 && point >= 0:
		return Point, true
	case strings.Count(s, ",") > 1:
		return Point, true
	case strings.Count(s, ".") > 1:
		return Comma, true
	}
	at, mark := comma, Comma
	if comma < 0 {
		at, mark = point, Point
	}
	return mark, len(s)-at-1 != 3 || at == 0 || at > 3 || s[0] == '0'
}

// grouped reports whether digits stand alone or in threes.
func grouped(whole string) bool {
	parts := strings.FieldsFunc(whole, func(r rune) bool { return r == ',' || r == '.' })
	if strings.Contains(whole, ",") && strings.Contains(whole, ".") {
		return false
	}
	for i, part := range parts {
		if strings.Trim(part, "0123456789") != "" || len(parts) > 1 && (i > 0 && len(part) != 3 || i == 0 && len(part) > 3) {
			return false
		}
	}
	return true
}
