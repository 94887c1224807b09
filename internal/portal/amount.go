package portal

import (
	"math"
	"strings"

	"github.com/spf13/cast"
)

// amount reads money as people write it: "S/ 1,234.50", "1.234,50 €", "689".
// The last separator with one or two digits behind it is the decimal one; all
// others group thousands. ok is false for what is no amount; "" is 0.
func amount(typed string) (value float64, ok bool) {
	if strings.TrimSpace(typed) == "" {
		return 0, true
	}
	digits := strings.Trim(strings.Map(keepAmount, typed), ".,")
	if at := strings.LastIndexAny(digits, ".,"); at >= 0 && len(digits)-at-1 <= 2 {
		digits = bare(digits[:at]) + "." + digits[at+1:]
	} else {
		digits = bare(digits)
	}
	value, err := cast.ToFloat64E(digits)
	if digits == "" || err != nil || math.IsInf(value, 0) || strings.Contains(typed, "-") || value > 1e12 {
		return 0, false
	}
	return value, true
}

func keepAmount(r rune) rune {
	if r >= '0' && r <= '9' || r == '.' || r == ',' {
		return r
	}
	return -1
}

func bare(digits string) string {
	return strings.NewReplacer(".", "", ",", "").Replace(digits)
}
