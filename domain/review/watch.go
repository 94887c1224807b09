package review

import "escucha/domain/calendar"

// Days without a closed meeting after which those who lead are reminded, and
// after which those who administer are told too (R113).
const (
	RemindAfter = 6
	AlertAfter  = 8
)

// State is how long ago the last meeting is.
type State string

// States.
const (
	Fine State = ""
	Due  State = "due"  // it is time for one
	Late State = "late" // there was none in its week
)

// Watch is when somebody is told that there was no meeting.
type Watch struct {
	Since  calendar.Date // of the last one, or of the first case of the business
	Remind calendar.Date
	Alert  calendar.Date
}

// longest is how far ahead an open day is looked for; a business that is closed
// all year is reminded all the same.
const longest = 60

// NewWatch counts from a day. Where the business is closed on the day of a word,
// on holidays or for a week, it comes on the next day on which it opens; the
// alert is never on the day of the reminder.
func NewWatch(since calendar.Date, opens func(calendar.Date) bool) Watch {
	w := Watch{Since: since, Remind: next(since.AddDays(RemindAfter), opens)}
	alert := since.AddDays(AlertAfter)
	if !w.Remind.Before(alert) {
		alert = w.Remind.AddDays(1)
	}
	w.Alert = next(alert, opens)
	return w
}

func next(day calendar.Date, opens func(calendar.Date) bool) calendar.Date {
	for ahead := range longest {
		if at := day.AddDays(ahead); opens(at) {
			return at
		}
	}
	return day
}

// On is the state on a day.
func (w Watch) On(day calendar.Date) State {
	switch {
	case w.Since.IsZero() || day.Before(w.Remind):
		return Fine
	case day.Before(w.Alert):
		return Due
	}
	return Late
}
