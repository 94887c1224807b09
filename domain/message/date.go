package message

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"escucha/domain/calendar"
)

// names of the months in the two languages, in the order of the year.
var names = [][]string{
	strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
	strings.Fields("january february march april may june july august september october november december"),
	strings.Fields("- - - - - - - - setiembre"),
}

// monthOf reads a month by its name or its number; 0 for none.
func monthOf(text string) time.Month {
	for _, list := range names {
		if i := slices.Index(list, strings.ToLower(text)); i >= 0 {
			return time.Month(i + 1)
		}
	}
	return time.Month(number(text))
}

const named = `(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|` +
	`january|february|march|april|may|june|july|august|september|october|november|december)`

// dates are the ways in which a day is written: d, m and y.
var dates = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?P<d>\d{1,2})(?:º|°|st|nd|rd|th)?(?:\s+de|\s+of)?\s+(?P<m>` + named + `)\b(?:,?(?:\s+del?)?\s+(?P<y>\d{4})\b)?`),
	regexp.MustCompile(`(?i)\b(?P<m>` + named + `)\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>\d{4})\b)?`),
	regexp.MustCompile(`\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b`),
	regexp.MustCompile(`\b(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})\b`),
}

// Dated is a day that a text names, in its words.
type Dated struct {
	Words string
	Day   calendar.Date
}

// Dates finds the days that a text names in Spanish or English. A day without a
// year is the one nearest to today.
func Dates(text string, today calendar.Date) (out []Dated) {
	for _, pattern := range dates {
		for _, m := range pattern.FindAllStringSubmatch(text, -1) {
			part := func(name string) string { return m[pattern.SubexpIndex(name)] }
			if day, ok := civil(part("y"), monthOf(part("m")), number(part("d")), today); ok {
				out = append(out, Dated{strings.TrimSpace(m[0]), day})
			}
		}
	}
	return out
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// civil is a day that exists; a year of two figures is of this century.
func civil(year string, month time.Month, day int, today calendar.Date) (calendar.Date, bool) {
	y := number(year)
	if y > 0 && y < 100 {
		y += 2000
	}
	if y == 0 {
		y = nearest(month, day, today)
	}
	t := time.Date(y, month, day, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || t.Day() != day {
		return calendar.Date{}, false
	}
	return calendar.DateIn(t, time.UTC), true
}

func nearest(month time.Month, day int, today calendar.Date) int {
	now := today.StartIn(time.UTC)
	best, least := now.Year(), time.Duration(1<<62)
	for _, y := range []int{now.Year() - 1, now.Year(), now.Year() + 1} {
		if away := time.Date(y, month, day, 0, 0, 0, 0, time.UTC).Sub(now).Abs(); away < least {
			best, least = y, away
		}
	}
	return best
}

// Unfounded is the first day to come that a text names and that nothing on
// record stands behind; empty when there is none. Where no honest date is known
// an answer gives none (R143).
func Unfounded(text string, today calendar.Date, known []calendar.Date) string {
	for _, one := range Dates(text, today) {
		if today.Before(one.Day) && !slices.Contains(known, one.Day) {
			return one.Words
		}
	}
	return ""
}
