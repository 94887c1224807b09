package reminder

import "time"

// Calls that nobody answered, as far as the unreachable path asks (R033).
const (
	Tries = 3 // unless the owner decided otherwise
	Days  = 2 // different days
	Hours = 2 // different hours of the day
)

// Exhausted reports whether somebody was called often enough: so many times, on
// two days and at two hours of the day, in the business's zone.
func Exhausted(calls []time.Time, tries int, zone *time.Location) bool {
	days, hours := map[string]bool{}, map[int]bool{}
	for _, t := range calls {
		local := t.In(zone)
		days[local.Format(time.DateOnly)] = true
		hours[local.Hour()] = true
	}
	return len(calls) >= tries && len(days) >= Days && len(hours) >= Hours
}

// Again tells how long to wait after a call that nobody answered: some hours
// after the first of a day, the next working day after the second.
func Again(calls []time.Time, now time.Time, zone *time.Location) (hours, days int) {
	today, n := now.In(zone).Format(time.DateOnly), 0
	for _, t := range calls {
		if t.In(zone).Format(time.DateOnly) == today {
			n++
		}
	}
	if n > 1 {
		return 0, 1
	}
	return 3, 0
}
