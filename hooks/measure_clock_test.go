package hooks_test

import (
	"testing"
	"time"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// chilean is a shop in Santiago over both changes of the clock in 2026. On the
// night after Saturday 4 April it goes back from twelve to eleven, and that
// Saturday has 25 hours; Sunday 6 September begins at one and has 23. Good Friday
// (3 April) and Holy Saturday are holidays. Open Monday to Friday 09-13 and 15-19,
// Saturdays 09-13. Counted by hand:
//
//	case     came         first person  answered     by the clock               business minutes
//	easter   Thu 2/4 10:00   10:30      Mo 6 11:00   4 d + 1 h, + 1 h = 5880    Thu 180 + 240, Mo 120 = 540;
//	                                                 waited from Thu 12:00 to Mo 10:00: 60 + 240 + 60 = 360; net 180
//	night    Sat 4/4 23:30, the second time (03:30 in Greenwich)
//	                         00:15      Su 5 00:15   45                         none
//	spring   Sat 5/9 12:00   12:20      Mo 7 09:30   45 h 30, - 1 h = 2670      Sat 60, Mo 30 = 90
//	weekend  Fri 4/9 17:00   17:10      Mo 7 12:00   67 h, - 1 h = 3960         Fri 120, Sat 240, Mo 180 = 540;
//	                                                 waited from Fri 18:00 to Mo 10:00: 60 + 240 + 60 = 360; net 180
func chilean(t *testing.T) *ledger {
	l := keepBook(t, yearOf{"America/Santiago", "cl", "CL"})
	who := func(name string) map[string]any { return claim(l.person(name, name+"@correo.example"), nil) }
	easter, night, spring, weekend := who("paula"), who("queta"), who("rita"), who("sara")
	l.files("2026-04-02 10:00", "easter", easter)
	l.writes("2026-04-02 10:30", "easter")
	l.begins("2026-04-02 11:00", "easter", "2026-04-06 20:00:00.000Z", nil)
	l.awaits("2026-04-02 12:00", "2026-04-06 10:00", "easter")
	l.proposes("2026-04-06 10:15", "easter", "delivery", "2026-04-08")
	l.agrees("2026-04-06 10:30", "easter", "2026-04-07 20:00:00.000Z")
	l.answers("2026-04-06 11:00", "easter", nil)
	l.thanks("2026-04-07 11:00", "easter")
	l.files("2026-04-05 00:00", "night", night)
	l.days[len(l.days)-1].at = time.Date(2026, 4, 5, 3, 30, 0, 0, time.UTC)
	l.atOnce("2026-04-05 00:15", "night", "billing")
	l.thanks("2026-04-06 12:00", "night")
	l.files("2026-09-04 17:00", "weekend", weekend)
	l.writes("2026-09-04 17:10", "weekend")
	l.begins("2026-09-04 17:30", "weekend", "2026-09-07 20:00:00.000Z", nil)
	l.awaits("2026-09-04 18:00", "2026-09-07 10:00", "weekend")
	l.proposes("2026-09-07 10:30", "weekend", "delivery", "2026-09-09")
	l.agrees("2026-09-07 11:00", "weekend", "2026-09-08 20:00:00.000Z")
	l.answers("2026-09-07 12:00", "weekend", nil)
	l.thanks("2026-09-08 11:00", "weekend")
	l.files("2026-09-05 12:00", "spring", spring)
	l.writes("2026-09-05 12:20", "spring")
	l.atOnce("2026-09-07 09:30", "spring", "billing")
	l.thanks("2026-09-08 12:00", "spring")
	l.live("2026-09-09 12:00")
	return l
}

// awaits: the customer is asked for something, and sends it.
func (l *ledger) awaits(from, until, name string) {
	l.goes(from, name, testapp.Agent, func() casework.Move {
		return casework.Move{To: "waiting_customer", Fields: map[string]any{"information_requested": "Una foto", "information_reason": "Para el taller",
			"information_until": records.Stamp(l.Clock.Now().AddDate(0, 0, 14))}}
	})
	l.posts(until, name, records.Messages, testapp.Agent, map[string]any{"direction": "in", "channel": "email", "text": "Aquí está"})
	l.goes(until, name, testapp.Agent, func() casework.Move {
		return casework.Move{To: "investigating", Fields: map[string]any{"next_step": "Verla", "next_step_due": records.Stamp(l.Clock.Now().AddDate(0, 0, 1))}}
	})
}

// clocked is what the page says of the times of a period, by hand. Of two the
// median lies between them, and the ninetieth is the longer one.
var clocked = []struct {
	in                span
	first, resolution string
}{
	{span{"2026-04-02", "2026-04-02"}, "1 wall 30/30 work 30/30", "0"},
	{span{"2026-04-04", "2026-04-04"}, "1 wall 45/45 work 0/0", "0"},
	{span{"2026-04-05", "2026-04-05"}, "0", "1 wall 45/45 work 0/0 net 0/0"},
	{span{"2026-04-06", "2026-04-06"}, "0", "1 wall 5880/5880 work 540/540 net 180/180"},
	{span{"2026-04-01", "2026-04-30"}, "2 wall 37.5/45 work 15/30", "2 wall 2962.5/5880 work 270/540 net 90/180"},
	{span{"2026-09-05", "2026-09-05"}, "1 wall 20/20 work 20/20", "0"},
	{span{"2026-09-07", "2026-09-07"}, "0", "2 wall 3315/3960 work 315/540 net 135/180"},
	{span{"2026-01-01", "2026-12-31"}, "4 wall 25/45 work 15/30", "4 wall 3315/5880 work 315/540 net 135/180"},
}

// TestTheClockOfSantiago: an hour more and an hour less count by the clock, and
// not as work.
func TestTheClockOfSantiago(t *testing.T) {
	t.Parallel()
	l := chilean(t)
	for _, day := range []struct{ from, hours int }{{4, 25}, {5, 24}} {
		if got := time.Date(2026, 4, day.from+1, 0, 0, 0, 0, l.zone).Sub(time.Date(2026, 4, day.from, 0, 0, 0, 0, l.zone)); got != time.Duration(day.hours)*time.Hour {
			t.Errorf("%d April has %v", day.from, got)
		}
	}
	if got := time.Date(2026, 9, 7, 0, 0, 0, 0, l.zone).Sub(time.Date(2026, 9, 5, 0, 0, 0, 0, l.zone)); got != 47*time.Hour {
		t.Errorf("5 and 6 September have %v", got)
	}
	for _, row := range clocked {
		got := pageOf(t, l.App, row.in, "")
		if first, resolution := got["first_response"].say(), got["resolution"].say(); first != row.first || resolution != row.resolution {
			t.Errorf("%v: first response %s, by hand %s; resolution %s, by hand %s", row.in, first, row.first, resolution, row.resolution)
		}
	}
	m := &mismatches{t: t}
	compute(t, l.App).compareRows(l.App, m)
	m.end()
}
