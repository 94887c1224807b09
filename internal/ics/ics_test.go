package ics

import (
	"bytes"
	"strings"
	"testing"
	"time"

	other "github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"escucha/domain/calendar"
)

var changed = time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)

func written(t interface {
	Helper()
	Fatalf(string, ...any)
}, events ...Event) string {
	t.Helper()
	out, err := Calendar{Name: "Escucha: Inés Paredes", Maker: "Casa Nogal", Events: events}.Write()
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	return string(out)
}

// read parses a calendar with another library than the one that wrote it.
func read(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string) []other.Event {
	t.Helper()
	cal, err := other.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		t.Fatalf("read: %v\n%s", err, text)
	}
	return cal.Events()
}

// TestAsWritten holds the whole of a small calendar, letter by letter.
func TestAsWritten(t *testing.T) {
	t.Parallel()
	got := written(t, Event{UID: "r1@escucha", Summary: "Próximo paso prometido · 12-2026", Text: "Caso 12-2026; véalo aquí,\nen la mesa", URL: "https://escucha.example/desk/#/caso/c1",
		At: time.Date(2026, 11, 27, 16, 0, 0, 0, time.UTC), Changed: changed, Revision: 2},
		Event{UID: "r2@escucha", Summary: "Llamada de seguimiento · 12-2026", URL: "https://escucha.example/desk/#/caso/c1", Day: calendar.Date{Year: 2026, Month: 12, Day: 31}, Changed: changed})
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Casa Nogal//Escucha//ES
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Escucha: Inés Paredes
X-WR-CALNAME:Escucha: Inés Paredes
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
BEGIN:VEVENT
UID:r1@escucha
DTSTAMP:20261124T154200Z
LAST-MODIFIED:20261124T154200Z
SEQUENCE:2
DTSTART:20261127T160000Z
DTEND:20261127T161500Z
SUMMARY:Próximo paso prometido · 12-2026
DESCRIPTION:Caso 12-2026\; véalo aquí\,\nen la mesa
URL:https://escucha.example/desk/#/caso/c1
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Próximo paso prometido · 12-2026
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:r2@escucha
DTSTAMP:20261124T154200Z
LAST-MODIFIED:20261124T154200Z
SEQUENCE:0
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:Llamada de seguimiento · 12-2026
DESCRIPTION:
URL:https://escucha.example/desk/#/caso/c1
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Llamada de seguimiento · 12-2026
TRIGGER:PT9H
END:VALARM
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	if got != want {
		t.Errorf("written:\n%s\nwant:\n%s", got, want)
	}
}

// TestMomentsStayOverTheChangeOfClock: what was promised for ten in the morning
// is at ten in the morning in every calendar, on both sides of the night.
func TestMomentsStayOverTheChangeOfClock(t *testing.T) {
	t.Parallel()
	for zone, days := range map[string][]string{"America/Santiago": {"2026-09-05", "2026-09-06", "2026-09-07", "2027-04-03", "2027-04-04"},
		"Europe/Madrid": {"2026-10-24", "2026-10-25", "2026-10-26", "2027-03-27", "2027-03-28"}, "America/Lima": {"2028-02-29"}} {
		place, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, day := range days {
			at, err := time.ParseInLocation("2006-01-02 15:04", day+" 10:00", place)
			if err != nil {
				t.Fatal(err)
			}
			events := read(t, written(t, Event{UID: "r@escucha", At: at, Changed: changed}))
			start, err := events[0].DateTimeStart(time.UTC)
			if err != nil || start.In(place).Format("2006-01-02 15:04") != day+" 10:00" {
				t.Errorf("%s %s: starts %s, %v", zone, day, start.In(place), err)
			}
		}
	}
}

// TestAnyTextComesBack: what one library wrote the other reads as it was; no
// line is longer than 75 bytes or broken inside a letter, and each ends as the
// format wants.
func TestAnyTextComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var events []Event
		for i := range rapid.IntRange(1, 4).Draw(rt, "n") {
			events = append(events, Event{UID: string(rune('a'+i)) + "@escucha", Summary: rapid.String().Draw(rt, "summary"), Text: rapid.StringN(0, 400, -1).Draw(rt, "text"),
				URL: "https://escucha.example/desk/#/caso/c1", At: time.Unix(rapid.Int64Range(0, 4e9).Draw(rt, "at"), 0).UTC(), Changed: changed, Revision: i})
		}
		text := written(rt, events...)
		for _, line := range strings.SplitAfter(text, "\r\n") {
			body := strings.TrimSuffix(line, "\r\n")
			if len(body) > 75 || strings.ContainsAny(body, "\r\n") || line != "" && line == body {
				rt.Fatalf("line of %d bytes: %q", len(body), line)
			}
			if !bytes.Equal([]byte(body), bytes.ToValidUTF8([]byte(body), nil)) {
				rt.Fatalf("cut inside a letter: %q", body)
			}
		}
		got := read(rt, text)
		if len(got) != len(events) {
			rt.Fatalf("%d events, want %d", len(got), len(events))
		}
		for i, want := range events {
			same(rt, got[i], want)
		}
	})
}

func same(t *rapid.T, got other.Event, want Event) {
	t.Helper()
	for name, text := range map[string]string{"UID": want.UID, "SUMMARY": plain(want.Summary), "DESCRIPTION": plain(want.Text)} {
		if have, err := got.Props.Text(name); err != nil || have != text {
			t.Fatalf("%s is %q, %v; want %q", name, have, err, text)
		}
	}
	if start, err := got.DateTimeStart(time.UTC); err != nil || !start.Equal(want.At) {
		t.Fatalf("starts %s, %v; want %s", start, err, want.At)
	}
}

// TestSameEventsSameBytes: who asks again is told that nothing changed.
func TestSameEventsSameBytes(t *testing.T) {
	t.Parallel()
	e := Event{UID: "r1@escucha", Summary: "Uno", At: changed, Changed: changed}
	if first, again := written(t, e), written(t, e); first != again {
		t.Error("written in two ways")
	}
	moved := e
	moved.Revision, moved.At = 1, changed.Add(time.Hour)
	if written(t, e) == written(t, moved) {
		t.Error("another moment gives the same bytes")
	}
}
