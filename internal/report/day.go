package report

import (
	"time"

	"escucha/domain/calendar"
)

// dayMinutes is how long a day of work is, on average over the four weeks up to
// a day, in minutes: days that were closed do not count. People say "three days"
// and mean these. 0 when nothing was open.
func dayMinutes(hours calendar.Hours, to calendar.Date, zone *time.Location) int {
	var open time.Duration
	days := 0
	for back := range 28 {
		day := to.AddDays(-back)
		if d := hours.Between(day.StartIn(zone), day.AddDays(1).StartIn(zone), zone); d > 0 {
			open, days = open+d, days+1
		}
	}
	if days == 0 {
		return 0
	}
	return int(open.Minutes()) / days
}
