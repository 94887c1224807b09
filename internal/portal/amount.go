package portal

import (
	"strings"

	"github.com/spf13/cast"
)

// amount reads money as people write it: "S/ 1,234.50", "1.234,50 €", "689".
// The last separator with one or two digits behind it is the decimal one; all
// others group thousands. ok is false for what holds no amount, or several;
// "" is 0.
func amount(typed string) (value float64, ok bool) {
	if strings.TrimSpace(typed) == "" {
		return 0, true
	}
	first, last := strings.IndexAny(typed, digits), strings.LastIndexAny(typed, digits)
	if first < 0 || strings.Contains(typed, "-") || strings.Trim(typed[first:last+1], digits+"., '\u00a0") != "" {
		return 0, false
	}
	number := strings.NewReplacer(" ", "", "'", "", "\u00a0", "").Replace(typed[first : last+1])
	if at := strings.LastIndexAny(number, ".,"); at >= 0 && len(number)-at-1 <= 2 {
		number = bare(number[:at]) + "." + number[at+1:]
	} else {
		number = bare(number)
	}
	value, err := cast.ToFloat64E(number)
	if err != nil || value > mostAmount {
		return 0, false
	}
	return value, true
}

const (
	digits     = "0123456789"
	mostAmount = 1e12
)

func bare(number string) string {
	return strings.NewReplacer(".", "", ",", "").Replace(number)
}
