package hooks_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// yearOf is a business that is ticked through a whole year.
type yearOf struct{ zone, profile, country string }

// settle moves the shop to another country, open in two stretches a day and on
// Saturday mornings.
func settle(t *testing.T, a *testapp.App, y yearOf) {
	t.Helper()
	week := map[string][]string{"sat": {"09:00-13:00"}}
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri"} {
		week[day] = []string{"09:00-13:00", "15:00-19:00"}
	}
	body := map[string]any{"legal_profile": y.profile, "timezone": y.zone, "country": y.country, "hours": week}
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Business, firstID(t, a, records.Business)), body); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
}

// nextBeat is when the next timer does something; zero when none does.
func nextBeat(t *testing.T, a *testapp.App) time.Time {
	t.Helper()
	rows, err := a.FindRecordsByFilter(records.Reminders, "pending = true && next_beat != ''", "next_beat", 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		return time.Time{}
	}
	return rows[0].GetDateTime("next_beat").Time()
}

// passHours ticks hour by hour, and past hours in which nothing is due only
// at the sixth.
func passHours(t *testing.T, a *testapp.App, until time.Time) {
	t.Helper()
	for at := a.Clock.Now().Truncate(time.Hour); at.Before(until); at = at.Add(time.Hour) {
		if next := nextBeat(t, a); at.Hour()%6 != 0 && (next.IsZero() || next.After(at)) {
			continue
		}
		a.Clock.Set(at)
		report(t, a.Engine.Tick(a))
	}
	a.Clock.Set(until)
}

// TestAYearOfTimers: through holidays, both changes of the clock and a leap day,
// every timer tells once, within the hour, at the right local time.
func TestAYearOfTimers(t *testing.T) {
	t.Parallel()
	for _, y := range []yearOf{{"America/Lima", "pe", "PE"}, {"America/Santiago", "cl", "CL"}, {"Europe/Madrid", "es", "ES"}} {
		t.Run(y.zone, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			zone, err := time.LoadLocation(y.zone)
			if err != nil {
				t.Fatal(err)
			}
			cal, err := calendar.New(y.country, "", nil)
			if err != nil {
				t.Fatal(err)
			}
			a.Clock.Set(time.Date(2027, 9, 1, 10, 0, 0, 0, zone))
			settle(t, a, y)
			end := time.Date(2028, 9, 4, 0, 0, 0, 0, zone)
			late, cases := []*core.Record{}, []*core.Record{}
			for day, i := time.Date(2027, 9, 2, 0, 0, 0, 0, zone), 0; day.Before(end.AddDate(0, -2, 0)); day, i = day.AddDate(0, 0, 11), i+1 {
				passHours(t, a, time.Date(day.Year(), day.Month(), day.Day(), 8+i%12, 20, 0, 0, zone))
				late = append(late, a.File(t, testapp.Agent, map[string]any{"supervisor": testapp.Supervisor}))
				cases = append(cases, promisedBy(t, a, i))
			}
			passHours(t, a, end)
			if len(cases) < 27 {
				t.Fatalf("only %d cases", len(cases))
			}
			if n := a.Count(t, records.Notices, "kind = 'missed'"); n != 0 {
				t.Errorf("%d told too late", n)
			}
			for i, c := range cases {
				checkLegal(t, a, c.Id, cal, zone)
				checkPromise(t, a, c, fmt.Sprint(i))
			}
			for _, c := range late {
				checkEscalated(t, a, c, cal, zone)
			}
			checkDone(t, a, end)
		})
	}
}

// promised is a case at work whose next step was promised for some days later.
func promisedBy(t *testing.T, a *testapp.App, i int) *core.Record {
	t.Helper()
	c := a.At(t, complaint.Investigating, map[string]any{"supervisor": testapp.Supervisor})
	due := a.Clock.Now().Add(time.Duration(20+i*7%60) * time.Hour)
	a.Move(t, c.Id, testapp.Agent, casework.Move{Fields: map[string]any{"next_step_due": records.Stamp(due)}})
	return a.Reload(t, c)
}

// moments are when somebody was told of something of a case.
func moments(t *testing.T, a *testapp.App, who, c, kind, reason string) []time.Time {
	t.Helper()
	var out []time.Time
	for _, n := range a.Find(t, records.Notices, "complaint = {:c} && agent = '"+who+"' && kind = '"+kind+"' && text_params ~ '\"reason\":\""+reason+"\"'", c) {
		out = append(out, n.GetDateTime("created").Time())
	}
	return out
}

// checkLegal counts the business days one by one: five, two and one before the
// date at nine o'clock, and the night in which it passes.
func checkLegal(t *testing.T, a *testapp.App, c string, cal calendar.Calendar, zone *time.Location) {
	t.Helper()
	r, err := a.FindRecordById(records.Complaints, c)
	if err != nil {
		t.Fatal(err)
	}
	due := calendar.DateIn(r.GetDateTime("legal_due").Time(), zone)
	var got []int
	for _, at := range moments(t, a, testapp.Agent, c, "due", "legal_due") {
		n, day := 0, calendar.DateIn(at, zone)
		for d := day; d.Before(due); d = d.AddDays(1) {
			if cal.IsBusinessDay(d.AddDays(1)) || d.AddDays(1) == due {
				n++
			}
		}
		got = append(got, n)
		if local := at.In(zone); local.Hour() != 9 || local.Minute() != 0 || !cal.IsBusinessDay(day) {
			t.Errorf("%s due %s: told %s", r.GetString("number"), due, local)
		}
	}
	if fmt.Sprint(got) != "[5 2 1]" {
		t.Errorf("%s due %s: told %v days before", r.GetString("number"), due, got)
	}
	for _, who := range []string{testapp.Agent, testapp.Supervisor} {
		passed := moments(t, a, who, c, "overdue", "legal_due")
		if len(passed) != 1 || passed[0].Sub(r.GetDateTime("legal_due").Time()) > time.Hour || passed[0].Before(r.GetDateTime("legal_due").Time()) {
			t.Errorf("%s due %s: %s is told %v", r.GetString("number"), r.GetString("legal_due"), who, passed)
		}
	}
}

// checkPromise: warned while the shop is open, before it was due, and broken
// within the hour after, once.
func checkPromise(t *testing.T, a *testapp.App, c *core.Record, name string) {
	t.Helper()
	due := c.GetDateTime("next_step_due").Time()
	warned, broken := moments(t, a, testapp.Agent, c.Id, "promise", "next_step"), moments(t, a, testapp.Agent, c.Id, "broken", "next_step")
	if len(warned) != 1 || warned[0].After(due.Add(time.Hour)) || len(broken) != 1 || broken[0].Before(due) || broken[0].After(due.Add(time.Hour)) {
		t.Errorf("promise %s for %s: warned %v, broken %v", name, due, warned, broken)
	}
	if n := a.Reload(t, c).GetInt("promises_broken"); n != 1 {
		t.Errorf("promise %s: counted %d", name, n)
	}
	if n := a.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = 'promise.broken'"); n != 1 {
		t.Errorf("promise %s: %d events", name, n)
	}
}

// checkEscalated: at the end of the next business day, once.
func checkEscalated(t *testing.T, a *testapp.App, c *core.Record, cal calendar.Calendar, zone *time.Location) {
	t.Helper()
	rows := a.Find(t, records.Events, "complaint = {:c} && type = 'complaint.escalated'", c.Id)
	if len(rows) != 1 {
		t.Fatalf("%s: %d times up", c.GetString("number"), len(rows))
	}
	day := calendar.DateIn(c.GetDateTime("received_at").Time(), zone).AddDays(1)
	for !cal.IsBusinessDay(day) {
		day = day.AddDays(1)
	}
	at := rows[0].GetDateTime("created").Time()
	if want := day.EndIn(zone); at.Before(want) || at.Sub(want) > time.Hour {
		t.Errorf("%s of %s: up at %s, want %s", c.GetString("number"), c.GetString("received_at"), at.In(zone), want)
	}
}

// checkDone: nothing that was due is left, by the schedule itself.
func checkDone(t *testing.T, a *testapp.App, end time.Time) {
	t.Helper()
	stamp := records.Stamp(end)
	if n := a.Count(t, records.Reminders, "pending = 1 AND next_beat != '' AND next_beat < '"+stamp+"'"); n != 0 {
		t.Errorf("%d timers did not do what was due", n)
	}
	if n := a.Count(t, records.Reminders, "since = ''"); n != 0 {
		t.Errorf("%d timers have no date", n)
	}
}
