package reminder

import (
	"time"

	"escucha/domain/calendar"
)

// The stretches in which a list of reminders is read.
const (
	Late     = "late"
	Today    = "today"
	Tomorrow = "tomorrow"
	Week     = "week" // until its Sunday
	Later    = "later"
)

// Buckets are all of them, in order.
func Buckets() []string { return []string{Late, Today, Tomorrow, Week, Later} }

// Bucket tells in which stretch a moment lies, by the days of the business.
func Bucket(at, now time.Time, zone *time.Location) string {
	day, today := calendar.DateIn(at, zone), calendar.DateIn(now, zone)
	sunday := today.AddDays((7 - int(today.Weekday())) % 7)
	switch {
	case at.Before(now):
		return Late
	case day == today:
		return Today
	case day == today.AddDays(1):
		return Tomorrow
	case !sunday.Before(day):
		return Week
	}
	return Later
}

// WholeDay reports whether a moment is the end of its day: something to be done
// within the day rather than at an hour.
func WholeDay(at time.Time, zone *time.Location) bool {
	return at.Equal(calendar.DateIn(at, zone).EndIn(zone))
}
