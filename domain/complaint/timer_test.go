package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"escucha/domain/calendar"
)

// theEighteen restates the timers of the house, in their order: how long each
// runs by default and what it does when.
var theEighteen = []string{
	"receipt | | +1h nudge",
	"first_contact | 1d | 50% nudge, due escalate",
	"paraphrase | 1d | 50% remind_customer, 80% nudge, due passed",
	"team_version | 1d | 80% nudge, due above",
	"transfer | 4h | due give_back",
	"next_step | 3d | 80% nudge, due break_promise",
	"eta | | 80% nudge, due break_promise",
	"legal_due | | -5d nudge, -2d nudge, -1d nudge, -1d holding_letter, due passed, due above",
	"write_holding | | ",
	"proposal | 5d | -1d remind_customer, -1d nudge, due lapse",
	"denial_review | 1d | due highest",
	"temporary | | -24h nudge, due passed",
	"follow_up | 1d | due passed, +1d above",
	"survey | 2d | ",
	"action | | -72h nudge, due passed",
	"weekly_meeting | | ",
	"profile | | due lapse",
	"retention | | ",
}

func (m Mark) words() string {
	switch {
	case m.Part > 0:
		return fmt.Sprintf("%d%%", m.Part)
	case m.Days != 0:
		return fmt.Sprintf("%+dd", m.Days)
	case m.Clock != 0:
		return fmt.Sprintf("%+dh", int(m.Clock.Hours()))
	}
	return "due"
}

func (s Span) words() string {
	switch {
	case s.Days > 0:
		return fmt.Sprintf("%dd", s.Days)
	case s.Hours > 0:
		return fmt.Sprintf("%dh", s.Hours)
	}
	return ""
}

// TestTheTableOfTimers: the code has the eighteen as they were decided.
func TestTheTableOfTimers(t *testing.T) {
	t.Parallel()
	rows := Timings()
	for i, want := range theEighteen {
		var does []string
		for _, b := range rows[i].Beats {
			does = append(does, b.words()+" "+string(b.Does))
		}
		if got := rows[i].Code + " | " + rows[i].Default.words() + " | " + strings.Join(does, ", "); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("row %d: %s, want %s", i+1, got, want)
		}
	}
	seen := map[string]bool{}
	for _, row := range rows {
		if seen[row.Code] {
			t.Errorf("%s stands twice", row.Code)
		}
		seen[row.Code] = true
	}
}

// TestWaysStartTimersForTheirDefault: what a transition starts runs as long as
// the table says.
func TestWaysStartTimersForTheirDefault(t *testing.T) {
	t.Parallel()
	defaults := map[string]Span{}
	for _, row := range Timings() {
		defaults[row.Code] = row.Default
	}
	started := map[string]bool{}
	each(t, func(t *testing.T, way Transition, from Stage) {
		for _, timer := range EffectsOf(way.Code, legal(way, from)).Start {
			if timer.Due.At.IsZero() && timer.Kind != TimerFirstContact && timer.Due != defaults[timer.Kind] {
				t.Errorf("%s starts %s for %v, the table says %v", way.Code, timer.Kind, timer.Due, defaults[timer.Kind])
			}
		}
	})
	for _, way := range Transitions() {
		for _, timer := range EffectsOf(way.Code, Facts{Evidence: Evidence{Sent: &Proposal{ETAKind: "real", ETA: now}}}).Start {
			started[timer.Kind] = true
		}
	}
	for _, kind := range []string{TimerFirstContact, TimerParaphrase, TimerTeamVersion, TimerTransfer, TimerNextStep, TimerETA, TimerOffer, TimerDenial, TimerTemporary, TimerFollowUp, TimerInformation, TimerEscalation, TimerCompliance} {
		if !started[kind] {
			t.Errorf("nothing starts %s", kind)
		}
	}
}

// lima works from nine to one and from three to seven, and on Saturday mornings.
func lima(t *testing.T) Worktime {
	t.Helper()
	return worktime(t, "America/Lima", "PE", map[string][]string{"sat": {"09:00-13:00"}})
}

func worktime(t testing.TB, zone, country string, more map[string][]string) Worktime {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(country, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	week := map[string][]string{}
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri"} {
		week[day] = []string{"09:00-13:00", "15:00-19:00"}
	}
	for day, hours := range more {
		week[day] = hours
	}
	hours, err := calendar.ParseHours(week, nil)
	if err != nil {
		t.Fatal(err)
	}
	return Worktime{cal, hours.ClosedOnHolidays(cal), loc}
}

// TestScheduleOfEachTimer: at which local time each one does what.
func TestScheduleOfEachTimer(t *testing.T) {
	t.Parallel()
	w := lima(t)
	rows := []struct {
		name, kind, made, due string
		want                  []string
	}{
		{"half of one working day is the afternoon", TimerFirstContact, "2026-11-24 09:00", "2026-11-24 19:00", []string{"2026-11-24 13:00 nudge", "2026-11-24 19:00 escalate"}},
		{"four fifths of what the shop is open", TimerNextStep, "2026-11-24 11:00", "2026-11-25 11:00", []string{"2026-11-25 09:24 nudge", "2026-11-25 11:00 break_promise"}},
		{"the legal date warns at opening", TimerLegal, "2026-11-02 10:00", "2026-11-24 23:59", []string{
			"2026-11-17 09:00 nudge", "2026-11-20 09:00 nudge", "2026-11-23 09:00 nudge", "2026-11-23 09:00 holding_letter", "2026-11-24 23:59 passed", "2026-11-24 23:59 above"}},
		{"over a holiday", TimerLegal, "2026-12-01 10:00", "2026-12-28 23:59", []string{
			"2026-12-18 09:00 nudge", "2026-12-23 09:00 nudge", "2026-12-24 09:00 nudge", "2026-12-24 09:00 holding_letter", "2026-12-28 23:59 passed", "2026-12-28 23:59 above"}},
		{"what was before it began is left out", TimerLegal, "2026-11-23 10:00", "2026-11-24 23:59", []string{"2026-11-24 23:59 passed", "2026-11-24 23:59 above"}},
		{"a day before an alternative ends", TimerTemporary, "2026-11-20 10:00", "2026-11-24 10:00", []string{"2026-11-23 10:00 nudge", "2026-11-24 10:00 passed"}},
		{"four fifths of a short one", TimerTemporary, "2026-11-24 09:00", "2026-11-24 11:00", []string{"2026-11-24 10:36 nudge", "2026-11-24 11:00 passed"}},
		{"a call late two days after", TimerFollowUp, "2026-11-26 10:00", "2026-11-27 23:59", []string{"2026-11-27 23:59 passed", "2026-11-30 23:59 above"}},
		{"what is not in the table is a promise", "own", "2026-11-24 09:00", "2026-11-24 13:00", []string{"2026-11-24 12:12 nudge"}},
		{"a list only", TimerHolding, "2026-11-24 09:00", "2026-11-24 13:00", nil},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			list, err := Schedule(row.kind, local(t, w, row.made), local(t, w, row.due), w)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range list {
				got = append(got, d.At.In(w.Location).Format("2006-01-02 15:04 ")+string(d.Does))
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func local(t testing.TB, w Worktime, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, w.Location)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
