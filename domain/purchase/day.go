package purchase

import (
	"strings"
	"time"

	"escucha/domain/calendar"
)

// Day reads 2026-11-24 and 24/11/2026, also with dashes or points, and with a
// time after it, which is of no interest. The day stands before the month: no
// country served writes it otherwise. The code is empty when it could be read.
func Day(text string) (calendar.Date, string) {
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	word, _, _ = strings.Cut(word, "T")
	word = strings.NewReplacer("/", "-", ".", "-").Replace(word)
	for _, layout := range []string{"2006-1-2", "2-1-2006"} {
		if at, err := time.Parse(layout, word); err == nil {
			return calendar.DateIn(at, time.UTC), ""
		}
	}
	return calendar.Date{}, "import_date"
}
