package measure_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"escucha/domain/calendar"
	"escucha/domain/measure"
)

// santiago is a shop with a break at noon, from Monday to Friday.
func santiago(t testing.TB) measure.House {
	t.Helper()
	zone, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New("CL", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	week := map[string][]string{}
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri"} {
		week[day] = []string{"09:00-13:00", "15:00-19:00"}
	}
	hours, err := calendar.ParseHours(week, nil)
	if err != nil {
		t.Fatal(err)
	}
	open := hours.ClosedOnHolidays(cal).Openings(calendar.Date{Year: 2026, Month: 1, Day: 1}, calendar.Date{Year: 2027, Month: 12, Day: 31}, zone)
	return measure.House{Zone: zone, Calendar: cal, Open: open, Suspended: 5}
}

// at reads "09-17 18:00" of 2026 on the clock of Santiago.
func at(t testing.TB, text string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	out, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// told is a case with its events, each "09-17 18:00 stage [T18] [letter]".
func told(t testing.TB, received string, events ...string) measure.Facts {
	t.Helper()
	f := measure.Facts{Case: measure.Case{ID: "c", Stage: "received", Received: at(t, received), LegalDue: at(t, "12-31 23:59"), Open: true}}
	f.Events = append(f.Events, measure.Event{At: at(t, received), Type: "complaint.filed", Transition: "T2", Stage: "received"})
	for _, text := range events {
		words := strings.Fields(text)
		e := measure.Event{At: at(t, words[0]+" "+words[1]), Type: words[2]}
		for _, word := range words[3:] {
			switch {
			case word == "letter":
				e.Resolved = e.At
				f.Case.Resolved = e.At
			case word[0] == 'T':
				e.Transition = word
			default:
				e.Stage = word
				f.Case.Stage = word
			}
		}
		if e.Transition == "T20" || e.Transition == "T22" {
			f.Case.Reopened, f.Case.Resolved = f.Case.Reopened+1, time.Time{}
		}
		f.Events = append(f.Events, e)
	}
	return f
}

// show writes a number that may be nothing.
func show(n *int) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

// Every row is worked out by hand: an hour is 60 minutes, a day 480 in the shop.
func TestTimesByHand(t *testing.T) {
	t.Parallel()
	h := santiago(t)
	for _, row := range []struct {
		name            string
		facts           measure.Facts
		wall, work, net string
	}{
		{"still open", told(t, "11-23 10:00"), "-", "-", "-"},
		{"within the morning", told(t, "11-23 10:00", "11-23 11:30 moved resolved T5 letter"), "90", "90", "90"},
		{"over the break", told(t, "11-23 12:00", "11-23 16:00 moved resolved T5 letter"), "240", "120", "120"},
		{"came at night: from the next opening", told(t, "11-23 22:15", "11-24 09:30 moved resolved T5 letter"), "675", "30", "30"},
		{"over Independence Day and its weekend", told(t, "09-17 18:00", "09-21 10:00 moved resolved T18 letter"), "5280", "120", "120"},
		{"over the night that has 23 hours", told(t, "09-04 18:00", "09-07 10:00 moved resolved T18 letter"), "3780", "120", "120"},
		{"over the night that has 25 hours", told(t, "04-02 18:00", "04-06 10:00 moved resolved T18 letter"), "5340", "120", "120"},
		{"waited for the customer from noon to noon", told(t, "11-23 09:00", "11-23 12:00 moved waiting_customer T9", "11-24 12:00 moved investigating T10",
			"11-24 13:00 moved resolved T17 letter"), "1680", "720", "240"},
		{"waited over the night only: nothing is taken off", told(t, "11-23 18:00", "11-23 19:00 moved waiting_customer T9", "11-24 09:00 moved investigating T10",
			"11-24 10:00 moved resolved T17 letter"), "960", "120", "120"},
		{"an offer that waited: the law takes it off", told(t, "11-23 09:00", "11-23 10:00 moved proposed T11", "11-24 10:00 moved executing T12",
			"11-24 11:00 moved resolved T18 letter"), "1560", "600", "120"},
		{"an offer that waited eight business days: five come off", told(t, "11-23 09:00", "11-23 15:00 moved proposed T11", "12-03 15:00 moved executing T12",
			"12-03 16:00 moved resolved T18 letter"), "14820", "4140", "1980"},
		{"reopened: the last letter, and both waits come off", told(t, "11-23 09:00", "11-23 10:00 moved waiting_customer T9", "11-23 11:00 moved investigating T10",
			"11-23 12:00 moved resolved T17 letter", "11-24 09:00 moved investigating T20", "11-24 10:00 moved waiting_customer T9",
			"11-24 12:00 moved investigating T10", "11-24 13:00 moved resolved T17 letter"), "1680", "720", "540"},
		{"taken up again and not answered yet: the earlier letter", told(t, "11-23 09:00", "11-23 10:00 moved resolved T17 letter", "11-23 11:00 moved investigating T20"), "60", "60", "60"},
		{"answered, and the letter left later", told(t, "11-23 09:00", "11-23 10:00 moved resolved T17", "11-23 10:30 letter.sent letter"), "90", "90", "90"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			have, _, _, ok := measure.Of(row.facts, h, at(t, "12-20 12:00"))
			if got := show(have.ResolveWall) + " " + show(have.ResolveWork) + " " + show(have.ResolveNet); !ok || got != row.wall+" "+row.work+" "+row.net {
				t.Errorf("wall, work, net are %s, want %s %s %s", got, row.wall, row.work, row.net)
			}
		})
	}
}

func TestNoLawSuspendsNothing(t *testing.T) {
	t.Parallel()
	f := told(t, "11-23 09:00", "11-23 10:00 moved proposed T11", "11-23 12:00 moved executing T12", "11-23 13:00 moved resolved T18 letter")
	h := santiago(t)
	for name, change := range map[string]func(){"no cap in the profile": func() { h.Suspended = 0 }, "no legal date": func() { h.Suspended, f.Case.LegalDue = 5, time.Time{} }} {
		change()
		if have, _, _, _ := measure.Of(f, h, at(t, "12-20 12:00")); show(have.ResolveNet) != "240" {
			t.Errorf("%s: %s, want 240", name, show(have.ResolveNet))
		}
	}
}

func TestAnsweredInTime(t *testing.T) {
	t.Parallel()
	h := santiago(t)
	for _, row := range []struct {
		name, due, answered, kept string
		facts                     measure.Facts
	}{
		{"on the last day", "12-01 23:59", "2026-12-01", "true", told(t, "11-23 09:00", "12-01 18:00 moved resolved T17 letter")},
		{"a day late", "12-01 23:59", "2026-12-02", "false", told(t, "11-23 09:00", "12-02 09:00 moved resolved T17 letter")},
		{"not yet", "12-01 23:59", "", "-", told(t, "11-23 09:00")},
		{"reopened before it was closed: the first letter met it", "12-01 23:59", "2026-11-24", "true",
			told(t, "11-23 09:00", "11-24 09:00 moved resolved T17 letter", "11-25 09:00 moved investigating T20", "12-09 09:00 moved resolved T17 letter")},
		{"reopened after it was closed: a new clock, not answered yet", "12-20 23:59", "", "-",
			told(t, "11-23 09:00", "11-24 09:00 moved resolved T17 letter", "11-26 09:00 moved closed T19", "12-01 09:00 moved investigating T22")},
		{"... and answered", "12-20 23:59", "2026-12-09", "true",
			told(t, "11-23 09:00", "11-24 09:00 moved resolved T17 letter", "11-26 09:00 moved closed T19", "12-01 09:00 moved investigating T22", "12-09 09:00 moved resolved T17 letter")},
		{"withdrawn: nothing was owed", "12-01 23:59", "", "-", told(t, "11-23 09:00", "11-24 09:00 moved closed T26")},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			row.facts.Case.LegalDue = at(t, row.due)
			have, _, _, _ := measure.Of(row.facts, h, at(t, "12-20 12:00"))
			kept := "-"
			if have.InTime != nil {
				kept = fmt.Sprint(*have.InTime)
			}
			if have.AnsweredDay != row.answered || kept != row.kept {
				t.Errorf("answered %q in time %s, want %q %s", have.AnsweredDay, kept, row.answered, row.kept)
			}
		})
	}
}

func TestWhoHasNoRow(t *testing.T) {
	t.Parallel()
	h := santiago(t)
	voided, merged := told(t, "11-23 09:00", "11-23 10:00 moved voided T27"), told(t, "11-23 09:00")
	merged.Case.Merged = true
	for name, f := range map[string]measure.Facts{"voided": voided, "merged": merged} {
		if row, moments, again, ok := measure.Of(f, h, at(t, "12-20 12:00")); ok || len(moments) > 0 || !again.IsZero() || row.Complaint != "" {
			t.Errorf("%s: %+v %v", name, row, moments)
		}
	}
}

// Flags are what is true of the case, each by itself.
func TestFlags(t *testing.T) {
	t.Parallel()
	h := santiago(t)
	for _, row := range []struct {
		name   string
		change func(*measure.Facts)
		want   string
	}{
		{"plain", func(*measure.Facts) {}, ""},
		{"on the spot", func(f *measure.Facts) { *f = told(t, "11-23 09:00", "11-23 10:00 moved resolved T5 letter") }, "immediate"},
		{"reopened", func(f *measure.Facts) { f.Case.Reopened = 2 }, "reopened"},
		{"unreachable", func(f *measure.Facts) { f.Case.ClosingKind = "unreachable" }, "unreachable"},
		{"urgent", func(f *measure.Facts) { f.Case.Urgent, f.Case.Urgency = true, "safety" }, "jumped:safety"},
		{"moved up", func(f *measure.Facts) { f.Events[0].Lane = "attend_now" }, "jumped:attend_now"},
		{"moved up by its reopening", func(f *measure.Facts) {
			f.Events = append(f.Events, measure.Event{At: at(t, "11-24 09:00"), Transition: "T20", Stage: "investigating", Lane: "attend_now"})
		}, ""},
		{"heard first", func(f *measure.Facts) {
			*f = told(t, "11-23 09:00", "11-23 10:00 statement.given", "11-23 10:00 moved proposed T11")
		}, "versions:true"},
		{"heard afterwards", func(f *measure.Facts) {
			*f = told(t, "11-23 09:00", "11-23 10:00 moved proposed T11", "11-23 11:00 statement.given")
		}, "versions:false"},
		{"30 days after", func(f *measure.Facts) { f.Kin = []measure.Kin{{Received: at(t, "10-24 23:50")}} }, "recurred"},
		{"31 days after", func(f *measure.Facts) { f.Kin = []measure.Kin{{Received: at(t, "10-23 23:50")}} }, ""},
		{"before", func(f *measure.Facts) { f.Kin = []measure.Kin{{Received: at(t, "11-24 09:00")}} }, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			f := told(t, "11-23 09:00")
			row.change(&f)
			r, _, _, _ := measure.Of(f, h, at(t, "12-20 12:00"))
			var have []string
			for name, is := range map[string]bool{"immediate": r.Immediate, "reopened": r.Reopened, "unreachable": r.Unreachable, "recurred": r.Recurred, "jumped:" + r.JumpReason: r.Jumped} {
				if is {
					have = append(have, name)
				}
			}
			if r.BothVersions != nil {
				have = append(have, fmt.Sprintf("versions:%v", *r.BothVersions))
			}
			if got := strings.Join(have, " "); got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

func TestOutcomes(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]string{"": "", "solution": "upheld", "partial": "partly", "agreement": "partly", "denial": "not_upheld",
		"misunderstanding": "misunderstanding", "withdrawal": "withdrawn"} {
		f := told(t, "11-23 09:00")
		f.Case.ResolutionKind = kind
		if r, _, _, _ := measure.Of(f, santiago(t), at(t, "12-20 12:00")); r.Outcome != want {
			t.Errorf("%s is %q, want %q", kind, r.Outcome, want)
		}
	}
}

// What came with an import may lie before the day it came by.
func TestEarlierThanItCame(t *testing.T) {
	t.Parallel()
	f := told(t, "11-23 09:00")
	f.Case.FirstContact, f.Case.Resolved, f.Receipt = at(t, "11-20 09:00"), at(t, "11-20 10:00"), at(t, "11-23 09:02")
	r, _, _, _ := measure.Of(f, santiago(t), at(t, "12-20 12:00"))
	if got := show(r.FirstWall) + show(r.FirstWork) + show(r.ResolveNet) + show(r.AckWall) + show(r.CloseWall); got != "0002-" {
		t.Errorf("%s", got)
	}
}
