// Package ics writes what falls due for somebody as a calendar (RFC 5545) that
// Google Calendar, Outlook and Thunderbird subscribe to. Moments are in UTC: each
// of them shows those in the zone of its reader without being told of one. What
// has no hour is a day, and needs no zone at all.
package ics

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"

	"escucha/domain/calendar"
)

// length is how long an appointment looks: calendars do not draw a moment.
const length = 15 * time.Minute

// Event is one appointment. UID, Changed and Revision tell a calendar that it
// has it already, and whether it is another one now.
type Event struct {
	UID      string
	Summary  string
	Text     string
	URL      string
	At       time.Time     // ignored when Day is set
	Day      calendar.Date // of what has no hour
	Changed  time.Time
	Revision int
}

// Calendar is what is subscribed to.
type Calendar struct {
	Name   string
	Maker  string
	Events []Event
}

// Write gives the bytes of the calendar. The same events give the same bytes.
func (c Calendar) Write() ([]byte, error) {
	cal := ical.NewCalendarFor(plain(c.Maker))
	cal.SetProductId("-//" + plain(c.Maker) + "//Escucha//ES")
	cal.SetCalscale("GREGORIAN")
	cal.SetMethod(ical.MethodPublish)
	cal.SetName(plain(c.Name))
	cal.SetRefreshInterval("PT1H")
	cal.SetXPublishedTTL("PT1H")
	for _, e := range c.Events {
		e.add(cal)
	}
	var out bytes.Buffer
	if err := cal.SerializeTo(&out, ical.WithNewLine("\r\n"), ical.WithLineLength(75)); err != nil {
		return nil, fmt.Errorf("write calendar: %w", err)
	}
	return out.Bytes(), nil
}

func (e Event) add(cal *ical.Calendar) {
	v := cal.AddEvent(e.UID)
	v.SetDtStampTime(e.Changed)
	v.SetModifiedAt(e.Changed)
	v.SetSequence(e.Revision)
	alarm := "-PT15M"
	if e.Day.IsZero() {
		v.SetStartAt(e.At)
		v.SetEndAt(e.At.Add(length))
	} else {
		v.SetAllDayStartAt(e.Day.StartIn(time.UTC))
		v.SetAllDayEndAt(e.Day.AddDays(1).StartIn(time.UTC))
		alarm = "PT9H" // in the morning of that day
	}
	v.SetSummary(plain(e.Summary))
	v.SetDescription(plain(e.Text))
	v.SetURL(e.URL)
	v.SetClass(ical.ClassificationPrivate)
	v.SetTimeTransparency(ical.TransparencyTransparent)
	a := v.AddAlarm()
	a.SetAction(ical.ActionDisplay)
	a.SetDescription(plain(e.Summary))
	a.SetTrigger(alarm)
}

// plain takes out what no line of a calendar may have; a line break stays one.
func plain(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if r != '\n' && (r < ' ' || r == 0x7f) || !strconv.IsPrint(r) && r != '\n' && r < 0x100 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}
