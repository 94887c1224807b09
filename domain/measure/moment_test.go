package measure_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"escucha/domain/measure"
)

// kinds are the moments of a kind, as "day good value currency".
func kinds(all []measure.Moment, kind string) string {
	var out []string
	for _, m := range all {
		if m.Kind == kind {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s %v %v %s", m.Day, m.Good, m.Value, m.Currency)))
		}
	}
	return strings.Join(out, "|")
}

func TestMoments(t *testing.T) {
	t.Parallel()
	resolved := []string{"11-26 18:00 moved resolved T17 letter"} // a Thursday: Friday, and Monday the 30th
	for _, row := range []struct {
		name, kind, now, want, again string
		events                       []string
		change                       func(*measure.Facts)
	}{
		{"a promise that is not due", "promise", "11-24 09:00", "", "11-25 12:00", nil,
			func(f *measure.Facts) { f.Promises = []measure.Promise{{Ref: "p", Due: at(t, "11-25 12:00")}} }},
		{"kept before it is due: not yet either", "promise", "11-24 09:00", "", "11-25 12:00", nil,
			func(f *measure.Facts) {
				f.Promises = []measure.Promise{{Ref: "p", Due: at(t, "11-25 12:00"), Done: at(t, "11-24 08:00")}}
			}},
		{"kept", "promise", "11-26 09:00", "2026-11-25 true 0", "", nil,
			func(f *measure.Facts) {
				f.Promises = []measure.Promise{{Ref: "p", Due: at(t, "11-25 12:00"), Done: at(t, "11-25 12:00")}}
			}},
		{"done too late", "promise", "11-26 09:00", "2026-11-25 false 0", "", nil,
			func(f *measure.Facts) {
				f.Promises = []measure.Promise{{Ref: "p", Due: at(t, "11-25 12:00"), Done: at(t, "11-25 12:01")}}
			}},
		{"passed, and nobody has counted it yet", "promise", "11-26 09:00", "2026-11-25 false 0", "", nil,
			func(f *measure.Facts) { f.Promises = []measure.Promise{{Ref: "p", Due: at(t, "11-25 12:00")}} }},
		{"counted days later, for the machine was off", "promise", "11-29 09:00", "2026-11-25 false 0", "", nil,
			func(f *measure.Facts) {
				f.Promises = []measure.Promise{{Ref: "p", Due: at(t, "11-25 12:00"), Broken: at(t, "11-28 09:00")}}
			}},
		{"moved without a word", "promise", "11-24 12:00", "2026-11-24 false 0", "", nil,
			func(f *measure.Facts) {
				f.Promises = []measure.Promise{{Ref: "p", Due: at(t, "12-09 12:00"), Broken: at(t, "11-24 10:00")}}
			}},
		{"a call that can still be in time", "follow_up", "11-30 23:00", "", "12-01 00:00", resolved, func(*measure.Facts) {}},
		{"a call that was made", "follow_up", "11-27 12:00", "2026-11-27 true 0", "", resolved,
			func(f *measure.Facts) { f.Reached = []time.Time{at(t, "11-27 11:00")} }},
		{"made on the second business day", "follow_up", "12-05 12:00", "2026-11-27 true 0", "", resolved,
			func(f *measure.Facts) { f.Reached = []time.Time{at(t, "11-30 23:59")} }},
		{"made on the third", "follow_up", "12-05 12:00", "2026-11-27 false 0", "", resolved,
			func(f *measure.Facts) { f.Reached = []time.Time{at(t, "12-01 00:00")} }},
		{"never made", "follow_up", "12-05 12:00", "2026-11-27 false 0", "", resolved, func(*measure.Facts) {}},
		{"taken up again before: none was owed", "follow_up", "12-05 12:00", "", "", append(resolved, "11-27 09:00 moved investigating T20"), func(*measure.Facts) {}},
		{"closed before, with no answer", "follow_up", "12-05 12:00", "2026-11-27 false 0", "", append(resolved, "11-28 09:00 moved closed T21"), func(*measure.Facts) {}},
		{"two letters, two calls", "follow_up", "12-20 12:00", "2026-11-27 true 0|2026-12-04 false 0", "",
			append(resolved, "12-02 09:00 moved investigating T20", "12-03 10:00 moved resolved T17 letter"),
			func(f *measure.Facts) { f.Reached = []time.Time{at(t, "11-27 11:00")} }},
		{"the filing is a contact", "contact", "11-24 09:00", "2026-11-23 true 0", "", nil, func(*measure.Facts) {}},
		{"off channel, and a word more by a good one", "contact", "11-25 09:00", "2026-11-23 false 0|2026-11-24 true 0|2026-11-25 false 0", "", nil,
			func(f *measure.Facts) {
				f.Case.OffChannel = true
				f.Contacts = []measure.Contact{{Ref: "a", At: at(t, "11-23 09:00")}, {Ref: "b", At: at(t, "11-24 09:00")}, {Ref: "c", At: at(t, "11-25 08:00"), Off: true}}
			}},
		{"a survey that waits", "survey", "11-30 09:00", "2026-11-28 false 0", "", nil,
			func(f *measure.Facts) { f.Survey = &measure.Survey{Ref: "s", Sent: at(t, "11-28 09:00")} }},
		{"answered", "survey", "11-30 09:00", "2026-11-28 true 0", "", nil,
			func(f *measure.Facts) {
				f.Survey = &measure.Survey{Ref: "s", Sent: at(t, "11-28 09:00"), Answered: at(t, "11-29 09:00")}
			}},
		{"asked on the telephone: sent to nobody", "survey", "11-30 09:00", "", "", nil,
			func(f *measure.Facts) { f.Survey = &measure.Survey{Ref: "s", Answered: at(t, "11-29 09:00")} }},
		{"what was given, and what was lent", "cost", "11-30 09:00", "2026-11-24 true 12.5 USD|2026-11-25 true 40 CLP", "", nil,
			func(f *measure.Facts) {
				f.Costs = []measure.Cost{{Ref: "g", At: at(t, "11-24 09:00"), Value: 12.5, Currency: "USD"}, {Ref: "free", At: at(t, "11-24 09:00")}}
				f.Case.TemporaryCost, f.Case.TemporaryFrom, f.Case.Currency = 40, at(t, "11-25 09:00"), "CLP"
			}},
		{"time at what an hour cost, and time that cost nothing", "cost", "11-30 09:00", "2026-11-24 true 9.18 EUR|2026-11-25 true 20 USD", "", nil,
			func(f *measure.Facts) {
				f.Labour = []measure.Labour{{Ref: "a", At: at(t, "11-24 23:30"), Minutes: 30, Rate: 18.35, Currency: "EUR"}, {Ref: "b", At: at(t, "11-25 09:00"), Minutes: 60, Rate: 20, Currency: "USD"},
					{Ref: "c", At: at(t, "11-25 09:00"), Minutes: 60}, {Ref: "d", At: at(t, "11-25 09:00"), Minutes: 1, Rate: 0.2}}
			}},
		{"an insult", "incident", "11-30 09:00", "2026-11-24 false 0", "", nil,
			func(f *measure.Facts) { f.Incidents = []measure.Mark{{Ref: "i", At: at(t, "11-24 23:30")}} }},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			f := told(t, "11-23 09:00", row.events...)
			row.change(&f)
			_, moments, again, _ := measure.Of(f, santiago(t), at(t, row.now))
			if got := kinds(moments, row.kind); got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
			if row.again == "" != again.IsZero() || row.again != "" && !again.Equal(at(t, row.again)) {
				t.Errorf("changes at %s, want %q", again, row.again)
			}
		})
	}
}

func TestSurveyOfTheCase(t *testing.T) {
	t.Parallel()
	zero := 0
	f := told(t, "11-23 09:00")
	f.Survey = &measure.Survey{Answered: at(t, "11-29 23:30"), Solution: 2, Recommend: &zero, Expectation: "no", Compared: "same"}
	r, _, _, _ := measure.Of(f, santiago(t), at(t, "12-20 12:00"))
	if got := strings.Join([]string{r.SurveyDay, show(r.Solution), show(r.Treatment), show(r.Effort), show(r.Recommend), r.Expectation, r.Compared}, " "); got != "2026-11-29 2 - - 0 no same" {
		t.Error(got)
	}
}

func TestBuckets(t *testing.T) {
	t.Parallel()
	for age, want := range map[int]string{0: "0-3", 3: "0-3", 4: "4-7", 7: "4-7", 8: "8-15", 15: "8-15", 16: "16+", 400: "16+"} {
		if got := measure.Bucket(age); got != want {
			t.Errorf("%d: %s, want %s", age, got, want)
		}
	}
	if got := strings.Join(measure.Buckets(), " "); got != "0-3 4-7 8-15 16+" {
		t.Error(got)
	}
}

// Whatever a case goes through, its net time is no longer than its business
// time, and that no longer than the time on the clock; and what has happened is
// no longer changed by time alone.
func TestTimesNeverGrow(t *testing.T) {
	t.Parallel()
	h, start := santiago(t), at(t, "02-01 00:00")
	stages := []string{"assessing", "investigating", "waiting_customer", "proposed", "executing", "resolved", "closed"}
	rapid.Check(t, func(t *rapid.T) {
		now := start.Add(time.Duration(rapid.IntRange(0, 200*24*60).Draw(t, "received")) * time.Minute)
		f := measure.Facts{Case: measure.Case{ID: "c", Received: now, LegalDue: now.AddDate(0, 0, 15)}}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 10*24*60).Draw(t, "wait")) * time.Minute)
			e := measure.Event{At: now, Stage: rapid.SampledFrom(stages).Draw(t, "stage")}
			if e.Stage == "resolved" {
				e.Resolved = now
			}
			f.Events = append(f.Events, e)
		}
		row, moments, again, _ := measure.Of(f, h, now)
		if row.ResolveNet != nil && (*row.ResolveNet > *row.ResolveWork || *row.ResolveWork > *row.ResolveWall || *row.ResolveNet < 0) {
			t.Fatalf("net %d, work %d, wall %d", *row.ResolveNet, *row.ResolveWork, *row.ResolveWall)
		}
		_, later, _, _ := measure.Of(f, h, now.AddDate(1, 0, 0))
		if again.IsZero() && fmt.Sprint(later) != fmt.Sprint(moments) {
			t.Fatalf("time alone changed %v to %v, and nobody was to look", moments, later)
		}
		if !again.IsZero() && !again.After(now) {
			t.Fatalf("to be looked at again at %s, which is past", again)
		}
	})
}
