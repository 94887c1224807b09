package seed

import "time"

// The shop works from nine to seven, Monday to Saturday.
const opens, closes = 9, 19

// worktime moves a moment out of opening hours to the next opening.
func worktime(t time.Time) time.Time {
	if t.Hour() >= closes {
		t = morning(t.AddDate(0, 0, 1))
	}
	if t.Hour() < opens {
		t = morning(t)
	}
	for t.Weekday() == time.Sunday {
		t = morning(t.AddDate(0, 0, 1))
	}
	return t
}

// morning is shortly after opening; the minutes stay as they were, so that not
// everything happens on the hour.
func morning(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), opens, t.Minute(), t.Second(), 0, t.Location())
}
