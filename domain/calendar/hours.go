package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Errors of opening hours.
var (
	ErrHours     = errors.New("bad opening hours")
	ErrNeverOpen = errors.New("no opening hours ahead")
)

// Keys of the week, in the order of time.Weekday.
var dayKeys = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

const (
	maxClosedDays  = 366
	minutesPerDay  = 24 * 60
	intervalFormat = "09:00-13:00"
)

// interval is a stretch of opening, in minutes after midnight, To excluded.
type interval struct{ from, to int }

// Hours are the opening hours of a business: for internal targets only, never
// for a legal term.
type Hours struct {
	week    [7][]interval
	closed  map[Date]bool
	holiday func(Date) bool
}

// ParseHours reads {"mon": ["09:00-13:00", "15:00-19:00"], …} with the days
// sun…sat; a day that is absent is closed. Closed are single days, such as an
// inventory. "24:00" ends a day. Errors wrap ErrHours.
func ParseHours(week map[string][]string, closed []Date) (Hours, error) {
	hours := Hours{closed: map[Date]bool{}}
	for key, texts := range week {
		weekday := slices.Index(dayKeys, key)
		if weekday < 0 {
			return Hours{}, fmt.Errorf("weekday %q: %w", key, ErrHours)
		}
		intervals, err := parseIntervals(texts)
		if err != nil {
			return Hours{}, fmt.Errorf("hours of %s: %w", key, err)
		}
		hours.week[weekday] = intervals
	}
	for _, day := range closed {
		hours.closed[day] = true
	}
	return hours, nil
}

// ClosedOnHolidays returns the hours of a business that rests on the holidays
// of a calendar.
func (h Hours) ClosedOnHolidays(cal Calendar) Hours {
	h.holiday = func(d Date) bool {
		_, ok := cal.Holiday(d)
		return ok
	}
	return h
}

// OpensOn tells whether the business opens at all on a day.
func (h Hours) OpensOn(day Date, loc *time.Location) bool { return len(h.spans(day, loc)) > 0 }

// IsOpen tells whether the business is open at an instant.
func (h Hours) IsOpen(t time.Time, loc *time.Location) bool {
	for _, span := range h.spans(DateIn(t, loc), loc) {
		if !t.Before(span.from) && t.Before(span.to) {
			return true
		}
	}
	return false
}

// AddBusiness returns the instant at which so much opening time has passed
// since t. It counts real elapsed time, so a change of clock inside an
// interval neither adds nor loses any. Time that runs out at closing ends
// there: 2 hours from 11:00 end at 13:00, not when it opens again at 15:00.
// Errors: ErrNeverOpen when nothing opens within a year, ErrHours for a
// negative duration.
func (h Hours) AddBusiness(t time.Time, d time.Duration, loc *time.Location) (time.Time, error) {
	if d < 0 {
		return time.Time{}, fmt.Errorf("add %s: %w", d, ErrHours)
	}
	closedDays := 0
	for day := DateIn(t, loc); closedDays <= maxClosedDays; day = day.AddDays(1) {
		closedDays++
		for _, span := range h.spans(day, loc) {
			open := span.after(t)
			if open > 0 && d <= open {
				return span.to.Add(d - open), nil
			}
			if open > 0 {
				d, closedDays = d-open, 0
			}
		}
	}
	return time.Time{}, fmt.Errorf("add %s after %s: %w", d, t, ErrNeverOpen)
}

// span is an interval of one day, as instants.
type span struct{ from, to time.Time }

// after is what is left of the span from t on.
func (s span) after(t time.Time) time.Duration {
	if t.After(s.from) {
		return s.to.Sub(t)
	}
	return s.to.Sub(s.from)
}

func (h Hours) spans(day Date, loc *time.Location) []span {
	if h.closed[day] || h.holiday != nil && h.holiday(day) {
		return nil
	}
	var spans []span
	for _, i := range h.week[day.Weekday()] {
		spans = append(spans, span{day.at(i.from, loc), day.at(i.to, loc)})
	}
	return spans
}

// at is the instant of a wall-clock minute. Midnight is asked of the day, for
// there are days that start at one.
func (d Date) at(minute int, loc *time.Location) time.Time {
	if minute%minutesPerDay == 0 {
		return d.AddDays(minute / minutesPerDay).StartIn(loc)
	}
	return time.Date(d.Year, d.Month, d.Day, minute/60, minute%60, 0, 0, loc)
}

func parseIntervals(texts []string) ([]interval, error) {
	var intervals []interval
	for _, text := range texts {
		parsed, err := parseInterval(text)
		if err != nil {
			return nil, err
		}
		intervals = append(intervals, parsed)
	}
	slices.SortFunc(intervals, func(a, b interval) int { return a.from - b.from })
	for i := 1; i < len(intervals); i++ {
		if intervals[i].from < intervals[i-1].to {
			return nil, fmt.Errorf("%q overlap: %w", texts, ErrHours)
		}
	}
	return intervals, nil
}

func parseInterval(text string) (interval, error) {
	from, to, found := strings.Cut(text, "-")
	start, errFrom := parseMinute(from)
	end, errTo := parseMinute(to)
	if err := errors.Join(errFrom, errTo); err != nil || !found || start >= end {
		return interval{}, fmt.Errorf("%q is not like %q: %w", text, intervalFormat, ErrHours)
	}
	return interval{start, end}, nil
}

func parseMinute(text string) (int, error) {
	hour, minute, found := strings.Cut(strings.TrimSpace(text), ":")
	h, errHour := strconv.Atoi(hour)
	m, errMinute := strconv.Atoi(minute)
	total := h*60 + m
	bad := !found || len(minute) != 2 || h < 0 || m < 0 || m > 59 || total > minutesPerDay
	if err := errors.Join(errHour, errMinute); err != nil || bad {
		return 0, fmt.Errorf("time %q: %w", text, ErrHours)
	}
	return total, nil
}
