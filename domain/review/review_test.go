package review

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"escucha/domain/calendar"
)

func day(t *testing.T, text string) calendar.Date {
	t.Helper()
	d, err := calendar.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWeek(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ day, week, first, last, before string }{
		"in the middle of a year":         {"2026-11-24", "2026-W48", "2026-11-23", "2026-11-29", "2026-W47"},
		"a Sunday ends its week":          {"2026-11-22", "2026-W47", "2026-11-16", "2026-11-22", "2026-W46"},
		"a year of 53 weeks":              {"2026-12-31", "2026-W53", "2026-12-28", "2027-01-03", "2026-W52"},
		"New Year in the week of the old": {"2027-01-01", "2026-W53", "2026-12-28", "2027-01-03", "2026-W52"},
		"New Year's Eve in the new one":   {"2024-12-31", "2025-W01", "2024-12-30", "2025-01-05", "2024-W52"},
		"the first week":                  {"2027-01-04", "2027-W01", "2027-01-04", "2027-01-10", "2026-W53"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := Of(day(t, row.day))
			if w.String() != row.week || w.First().String() != row.first || w.Last().String() != row.last || w.Before().String() != row.before {
				t.Errorf("%s: %s to %s, after %s", w, w.First(), w.Last(), w.Before())
			}
			if again, err := Parse(row.week); err != nil || again != w {
				t.Errorf("read again: %v, %v", again, err)
			}
		})
	}
}

// TestWeeksHoldEveryDay: each day is in one week, and weeks follow one another.
func TestWeeksHoldEveryDay(t *testing.T) {
	t.Parallel()
	for d, i := day(t, "2015-01-01"), 0; i < 6000; d, i = d.AddDays(1), i+1 {
		w := Of(d)
		if d.Before(w.First()) || d.After(w.Last()) || w.First().Weekday() != time.Monday || Of(w.Last().AddDays(1)).Before() != w {
			t.Fatalf("%s in %s, from %s to %s", d, w, w.First(), w.Last())
		}
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "2026-W54", "2025-W53", "2026-W00", "2026-W7", "2026-47", "26-W47", "2026-W47 ", "2026-w47", "current"} {
		if w, err := Parse(text); !errors.Is(err, ErrWeek) {
			t.Errorf("%q is %v, %v", text, w, err)
		}
	}
}

// TestCurrent: a meeting early in the week looks back, a late one around itself.
func TestCurrent(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"2026-11-23": "2026-W47", "2026-11-25": "2026-W47", "2026-11-26": "2026-W48", "2026-11-29": "2026-W48", "2026-11-30": "2026-W48"} {
		if got := Current(day(t, text)); got.String() != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	at := func(hour int) time.Time { return time.Date(2026, 11, 20, hour, 0, 0, 0, time.UTC) }
	told, more := Choose([]Case{
		{"only new", at(1), []Reason{New}},
		{"late, younger", at(5), []Reason{Overdue}},
		{"late, older", at(2), []Reason{Overdue, New, Overdue}},
		{"late twice over", at(9), []Reason{Overdue, Broken}},
		{"in dispute", at(9), []Reason{New, Disputed}},
		{"passed others", at(0), []Reason{QueueJump}},
	}, 4)
	var ids []string
	for _, c := range told {
		ids = append(ids, c.ID)
	}
	if want := []string{"late twice over", "in dispute", "late, older", "late, younger"}; !slices.Equal(ids, want) || more != 1 {
		t.Errorf("%v and %d more", ids, more)
	}
	if got := told[2].Reasons; !slices.Equal(got, []Reason{Overdue, New}) {
		t.Errorf("reasons %v", got)
	}
}

// TestChooseForgetsNobody: whatever the order they come in, the same are told in
// the same order, and none is lost but the new ones.
func TestChooseForgetsNobody(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var cases []Case
		plain := 0
		for i := range rng.IntN(60) {
			c := Case{ID: fmt.Sprintf("c%02d", i), Received: time.Unix(int64(rng.IntN(5)), 0), Reasons: []Reason{New}}
			for range rng.IntN(4) {
				c.Reasons = append(c.Reasons, Reasons()[rng.IntN(len(Reasons()))])
			}
			if len(slices.Compact(slices.Sorted(slices.Values(c.Reasons)))) == 1 {
				plain++
			}
			cases = append(cases, c)
		}
		told, more := Choose(cases, Told)
		if len(told)+more+plain != len(cases) || len(told) > Told {
			t.Fatalf("%d told, %d more, %d only new, of %d", len(told), more, plain, len(cases))
		}
		rng.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		again, _ := Choose(cases, Told)
		for i := range told {
			if told[i].ID != again[i].ID {
				t.Fatal("another order of the same cases")
			}
			if i > 0 && told[i-1].weight() < told[i].weight() {
				t.Fatal("what teaches less comes first")
			}
		}
	}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	today := day(t, "2026-11-24")
	fine := Decision{ID: "d", Owner: "ines", AtDesk: true, Due: today}
	change := func(f func(*Decision)) []Decision { d := fine; f(&d); return []Decision{fine, d} }
	for name, row := range map[string]struct {
		meeting Meeting
		want    string
		closes  bool
	}{
		"nothing is missing":           {Meeting{2, []Decision{fine}, nil}, "", true},
		"nothing was decided":          {Meeting{1, nil, nil}, "", true},
		"nobody was there":             {Meeting{0, nil, nil}, "attendees review_attendance", false},
		"of a case nothing was said":   {Meeting{1, nil, []string{"c"}}, "discussed review_undecided", true},
		"nobody answers for it":        {Meeting{1, change(func(d *Decision) { d.Owner, d.AtDesk = "", false }), nil}, "owner decision_owner", false},
		"who answered for it has left": {Meeting{1, change(func(d *Decision) { d.AtDesk = false }), nil}, "owner agent_unavailable", false},
		"no day":                       {Meeting{1, change(func(d *Decision) { d.Due = calendar.Date{} }), nil}, "due decision_due", false},
		"until yesterday":              {Meeting{1, change(func(d *Decision) { d.Due = today.AddDays(-1) }), nil}, "due decision_past", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			gaps := Gaps(row.meeting, today)
			for _, g := range gaps {
				got += g.Field + " " + g.Code
			}
			if got != row.want || Closable(gaps) != row.closes {
				t.Errorf("%q, closes %v", got, Closable(gaps))
			}
		})
	}
}

func TestWatch(t *testing.T) {
	t.Parallel()
	weekdays := func(d calendar.Date) bool { return d.Weekday() != time.Sunday && d.Weekday() != time.Saturday }
	always := func(calendar.Date) bool { return true }
	holidays := func(d calendar.Date) bool {
		return weekdays(d) && (d.Before(day(t, "2026-12-21")) || d.After(day(t, "2027-01-03")))
	}
	for name, row := range map[string]struct {
		since         string
		opens         func(calendar.Date) bool
		remind, alert string
	}{
		"open every day":                   {"2026-11-16", always, "2026-11-22", "2026-11-24"},
		"the sixth day is a Sunday":        {"2026-11-16", weekdays, "2026-11-23", "2026-11-24"},
		"the reminder falls on the eighth": {"2026-11-20", weekdays, "2026-11-26", "2026-11-30"},
		"both on a weekend":                {"2026-11-22", weekdays, "2026-11-30", "2026-12-01"},
		"holidays of two weeks":            {"2026-12-16", holidays, "2027-01-04", "2027-01-05"},
		"never open":                       {"2026-11-16", func(calendar.Date) bool { return false }, "2026-11-22", "2026-11-24"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := NewWatch(day(t, row.since), row.opens)
			if w.Remind.String() != row.remind || w.Alert.String() != row.alert {
				t.Errorf("reminder %s, alert %s", w.Remind, w.Alert)
			}
			for at, want := range map[calendar.Date]State{w.Since: Fine, w.Remind.AddDays(-1): Fine, w.Remind: Due, w.Alert.AddDays(-1): Due, w.Alert: Late, w.Alert.AddDays(90): Late} {
				if got := w.On(at); got != want {
					t.Errorf("%s: %q, want %q", at, got, want)
				}
			}
		})
	}
	if got := (Watch{}).On(day(t, "2026-11-24")); got != Fine {
		t.Errorf("before the first case: %q", got)
	}
}
