package i18n

import (
	"fmt"
	"time"
)

// Civil is the layout of a date without a time of day, as stored.
const Civil = "2006-01-02"

// Date is "martes 17 de noviembre de 2026", "Tuesday 17 November 2026", of
// the civil date that t has in zone. The zero time gives "".
func (c *Catalog) Date(lang string, t time.Time, zone *time.Location) string {
	return c.date(lang, "date.long", t, zone)
}

// DayMonth is Date without the year: for dates near the reader.
func (c *Catalog) DayMonth(lang string, t time.Time, zone *time.Location) string {
	return c.date(lang, "date.day_month", t, zone)
}

// Short is "17 nov 2026", "17 Nov 2026": for sheets and tables.
func (c *Catalog) Short(lang string, t time.Time, zone *time.Location) string {
	return c.date(lang, "date.short", t, zone)
}

// Clock is "16:08" in zone; "" for the zero time.
func Clock(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(place(zone)).Format("15:04")
}

// CivilDate is Date of a stored civil date ("2026-12-10"). What is not one
// comes back unchanged, so that nothing is hidden.
func (c *Catalog) CivilDate(lang, civil string) string {
	return c.civil(lang, "date.long", civil)
}

// CivilDayMonth is DayMonth of a stored civil date.
func (c *Catalog) CivilDayMonth(lang, civil string) string {
	return c.civil(lang, "date.day_month", civil)
}

// CivilShort is Short of a stored civil date.
func (c *Catalog) CivilShort(lang, civil string) string {
	return c.civil(lang, "date.short", civil)
}

func (c *Catalog) civil(lang, key, civil string) string {
	day, err := time.Parse(Civil, civil)
	if err != nil {
		return civil
	}
	return c.date(lang, key, day, time.UTC)
}

func (c *Catalog) date(lang, key string, t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(place(zone))
	month := fmt.Sprintf("%02d", int(t.Month()))
	return c.T(lang, key, map[string]any{
		"weekday": c.T(lang, fmt.Sprintf("date.weekday.%d", int(t.Weekday())), nil),
		"day":     t.Day(),
		"dd":      fmt.Sprintf("%02d", t.Day()),
		"month":   c.T(lang, "date.month."+month, nil),
		"mon":     c.T(lang, "date.mon."+month, nil),
		"year":    t.Year(),
	})
}

// place makes a missing zone UTC, as time.Time.In would panic.
func place(zone *time.Location) *time.Location {
	if zone == nil {
		return time.UTC
	}
	return zone
}
