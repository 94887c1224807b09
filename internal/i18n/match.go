package i18n

import (
	"slices"
	"strings"

	"github.com/spf13/cast"
)

// Match picks one of Languages for an Accept-Language header. The highest
// quality wins, the first of equals; "*", nonsense and an empty header give
// the default. Only the primary subtag counts: es-PE is es.
func Match(acceptLanguage string) string {
	best, quality := Default, 0.0
	for part := range strings.SplitSeq(acceptLanguage, ",") {
		tag, q := preference(part)
		if q > quality && slices.Contains(Languages, tag) {
			best, quality = tag, q
		}
	}
	return best
}

// preference reads "es-PE;q=0.8" as ("es", 0.8).
func preference(part string) (string, float64) {
	tag, weight, weighted := strings.Cut(part, ";")
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	if !weighted {
		return tag, 1
	}
	number, found := strings.CutPrefix(strings.TrimSpace(weight), "q=")
	q, err := cast.ToFloat64E(number)
	if !found || err != nil || q > 1 {
		return tag, 0
	}
	return tag, q
}
