// Package calendar counts business days, calendar days and hours by civil
// date, with the holidays of each country as dated data.
//
// Nothing here reads the clock or the disk: the holidays are embedded, the
// instants and the zone are parameters.
package calendar

import (
	"errors"
	"fmt"
	"time"
)

// ErrDate is wrapped by every refusal of a date that does not exist.
var ErrDate = errors.New("not a civil date")

const dateLayout = "2006-01-02"

// Date is a civil date: a square on a wall calendar, with no zone and no
// hour. It is comparable, so it serves as a map key. The zero value is no
// date (IsZero).
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Parse reads "2026-11-22". A day that does not exist (2027-02-29) is ErrDate.
func Parse(text string) (Date, error) {
	t, err := time.Parse(dateLayout, text)
	if err != nil {
		return Date{}, fmt.Errorf("read date %q: %w", text, ErrDate)
	}
	return DateIn(t, time.UTC), nil
}

// DateIn returns the civil date of an instant in the zone of the business: a
// filing at 21:00 in Lima belongs to that day, although it is the next in UTC.
func DateIn(t time.Time, loc *time.Location) Date {
	year, month, day := t.In(loc).Date()
	return Date{year, month, day}
}

// String writes "2026-11-22".
func (d Date) String() string { return d.noon().Format(dateLayout) }

// IsZero tells a date that was never set.
func (d Date) IsZero() bool { return d == Date{} }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// AddDays moves by calendar days, back when days is negative.
func (d Date) AddDays(days int) Date {
	return DateIn(d.noon().AddDate(0, 0, days), time.UTC)
}

// AddMonths goes from date to date; where the month has no such day, to its
// last one (31 January plus a month is the last of February).
func (d Date) AddMonths(months int) Date {
	first := time.Date(d.Year, d.Month+time.Month(months), 1, 12, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// Before tells whether d comes earlier than other.
func (d Date) Before(other Date) bool { return d.noon().Before(other.noon()) }

// After tells whether d comes later than other.
func (d Date) After(other Date) bool { return other.Before(d) }

// Sub returns the calendar days from other to d, negative when d is earlier.
func (d Date) Sub(other Date) int {
	return int((d.noon().Unix() - other.noon().Unix()) / 86400)
}

// StartIn is the first instant of the day in the zone.
func (d Date) StartIn(loc *time.Location) time.Time {
	return d.AddDays(-1).EndIn(loc).Add(time.Second)
}

// EndIn is the last second of the day in the zone. Where the clock goes back
// at midnight (Santiago), 23:59:59 happens twice: the later one ends the day.
func (d Date) EndIn(loc *time.Location) time.Time {
	end := time.Date(d.Year, d.Month, d.Day, 23, 59, 59, 0, loc)
	if again := end.Add(time.Hour); DateIn(again, loc) == d {
		return again
	}
	return end
}

// MarshalText writes the date as "2026-11-22" in JSON; no date is "".
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return []byte{}, nil
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// noon stands for the whole day in arithmetic, far from any edge of it.
func (d Date) noon() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}
