package legal

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"escucha/domain/calendar"
)

// maxGap bounds how many missing sheets are named one by one.
const maxGap = 100

// Gaps are the sheets of a book of paper that nobody registered, between the
// first and the last that somebody did; numbers as they are printed, with their
// zeros. Sheets without a number in them are left out.
func Gaps(sheets []string) []string {
	width, numbers := 0, []int{}
	for _, text := range sheets {
		digits := strings.TrimSpace(text)
		if n, err := strconv.Atoi(digits); err == nil && n >= 0 {
			numbers, width = append(numbers, n), max(width, len(digits))
		}
	}
	slices.Sort(numbers)
	var out []string
	for i := 1; i < len(numbers); i++ {
		for n := numbers[i-1] + 1; n < numbers[i] && len(out) < maxGap; n++ {
			out = append(out, fmt.Sprintf("%0*d", width, n))
		}
	}
	return out
}

// SheetLate tells whether a sheet of the backup book was registered later than
// the profile allows after the virtual book worked again, in calendar days
// (Perú, DS 011-2011-PCM art. 4-A). Without that day nothing is late.
func SheetLate(p Profile, restored, registered calendar.Date) bool {
	return !restored.IsZero() && p.BackupDays > 0 && registered.After(restored.AddDays(p.BackupDays))
}
