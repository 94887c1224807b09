package hooks_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"pgregory.net/rapid"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// running is a shop with cases whose timers run, at the same moment each time.
func running(t *testing.T) *testapp.App {
	t.Helper()
	a := newApp(t)
	for _, stage := range []complaint.Stage{complaint.Received, complaint.Investigating, complaint.Executing, complaint.Resolved} {
		a.At(t, stage, map[string]any{"supervisor": testapp.Supervisor})
	}
	lent := a.At(t, complaint.Investigating, map[string]any{"supervisor": testapp.Supervisor})
	a.Move(t, lent.Id, testapp.Agent, casework.Move{Fields: map[string]any{"temporary_alternative": "Un juego prestado",
		"temporary_from": records.Stamp(a.Clock.Now()), "temporary_until": records.Stamp(a.Clock.Now().AddDate(0, 0, 6))}})
	handed := a.At(t, complaint.Investigating, map[string]any{"supervisor": testapp.Supervisor})
	a.Move(t, handed.Id, testapp.Agent, casework.Move{Fields: map[string]any{"assignee": testapp.Lead, "transfer_reason": "Es de otra área", "transfer_summary": "Llegó roto"}})
	return a
}

// settledAs is what the timers made of the cases, without moments and ids. Whoever
// a case was escalated to has their hours from then on, and a letter that asks
// for patience is not prepared any more after the date: those may differ.
func settledAs(t *testing.T, a *testapp.App) string {
	t.Helper()
	var out []string
	for _, q := range []string{
		"SELECT c.number || ' ' || c.stage || ' broken ' || c.promises_broken || ' level ' || c.escalation_level || ' with ' || c.assignee AS line FROM complaints c",
		"SELECT c.number || ' ' || r.kind || ' beat ' || r.beat || ' pending ' || r.pending AS line FROM reminders r JOIN complaints c ON c.id = r.complaint WHERE r.kind NOT IN ('escalation', 'write_holding')",
		"SELECT c.number || ' ' || e.type || ' ' || COUNT(*) AS line FROM events e JOIN complaints c ON c.id = e.complaint WHERE e.actor_kind = 'system' AND e.type NOT LIKE 'message%' GROUP BY c.number, e.type",
	} {
		var lines []string
		if err := a.DB().NewQuery(q).Column(&lines); err != nil {
			t.Fatal(err)
		}
		out = append(out, lines...)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// TestGapsBetweenTicksChangeNothing: whatever gaps and steps back the clock
// makes, the timers end where one that is always on time takes them, and nobody
// is told of a case more than once for what passed in one gap.
func TestGapsBetweenTicksChangeNothing(t *testing.T) {
	t.Parallel()
	always := running(t)
	start := always.Clock.Now()
	end := start.AddDate(0, 0, 60)
	for next := nextBeat(t, always); !next.IsZero() && next.Before(end) || always.Clock.Now().Before(end); next = nextBeat(t, always) {
		at := always.Clock.Now().Add(6 * time.Hour) // what comes near is looked for, too
		if !next.IsZero() && next.Before(at) {
			at = next
		}
		always.Clock.Set(at)
		report(t, always.Engine.Tick(always))
	}
	want := settledAs(t, always)
	if !strings.Contains(want, "broken 1") || !strings.Contains(want, "level 1") || !strings.Contains(want, "given_back 1") {
		t.Fatalf("nothing happened:\n%s", want)
	}
	gaps := rapid.SliceOfN(rapid.IntRange(-300, 9*24*60), 1, 30) // minutes
	for seed := range 4 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			a := running(t)
			at := start
			for _, minutes := range append([]int{60 * 24 * 58 * (seed / 3)}, gaps.Example(seed)...) {
				if at = at.Add(time.Duration(minutes) * time.Minute); at.Before(start) || at.After(end) {
					continue
				}
				a.Clock.Set(at)
				report(t, a.Engine.Tick(a))
			}
			a.Clock.Set(end)
			for range 3 {
				report(t, a.Engine.Tick(a))
			}
			if got := settledAs(t, a); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestAWeekSwitchedOff: each person reads of each case once; customers get no
// mail of what is old.
func TestAWeekSwitchedOff(t *testing.T) {
	t.Parallel()
	a := running(t)
	a.At(t, complaint.WaitingCustomer, nil)
	a.Exec(t, "DELETE FROM notifications", nil)
	mails := a.Count(t, records.Messages, "direction = 'out'")
	a.Clock.Move(21 * 24 * time.Hour)
	for range 3 {
		report(t, a.Engine.Tick(a))
	}
	var rows []struct {
		Agent string `db:"agent"`
		Case  string `db:"complaint"`
		N     int    `db:"n"`
	}
	if err := a.DB().NewQuery("SELECT agent, complaint, COUNT(*) AS n FROM notifications WHERE kind IN ('missed', 'promise', 'due', 'late', 'overdue', 'broken') GROUP BY agent, complaint").All(&rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) < 6 {
		t.Errorf("only %d told", len(rows))
	}
	for _, row := range rows {
		if row.N != 1 {
			t.Errorf("%s is told %d times of %s", row.Agent, row.N, row.Case)
		}
	}
	if n := a.Count(t, records.Notices, "kind = 'missed' AND text_params LIKE '%\"answer\":\"more\"%'"); n == 0 {
		t.Error("nothing was added to what was told")
	}
	if n := a.Count(t, records.Messages, "direction = 'out'"); n != mails {
		t.Errorf("%d mails to customers", n-mails)
	}
}

// TestAKilledTickGoesOn: a deed that fails is undone whole and tried again, and
// does not hold up the others.
func TestAKilledTickGoesOn(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, other := a.At(t, complaint.Investigating, nil), a.At(t, complaint.Investigating, nil)
	for _, one := range []string{c.Id, other.Id} {
		onlyTimers(t, a, one, complaint.TimerNextStep)
	}
	a.Exec(t, "CREATE TRIGGER stop BEFORE INSERT ON events WHEN NEW.type = 'promise.broken' AND NEW.complaint = '"+c.Id+"' BEGIN SELECT RAISE(ABORT, 'stopped'); END", nil)
	a.Clock.Set(timerOf(t, a, other.Id, complaint.TimerNextStep).GetDateTime("due").Time())
	if err := a.Engine.Tick(a); err == nil || !strings.Contains(err.Error(), "stopped") {
		t.Fatalf("the tick says %v", err)
	}
	broken := func(id string) int {
		return a.Count(t, records.Complaints, "promises_broken = 1 AND id = '"+id+"'")
	}
	if broken(c.Id) != 0 || broken(other.Id) != 1 || a.Count(t, records.Reminders, "kind = 'apology' AND complaint = '"+c.Id+"'") != 0 {
		t.Errorf("half done: %d and %d", broken(c.Id), broken(other.Id))
	}
	a.Exec(t, "DROP TRIGGER stop", nil)
	report(t, a.Engine.Tick(a))
	if broken(c.Id) != 0 {
		t.Error("tried again at once")
	}
	a.Clock.Move(11 * time.Minute)
	report(t, a.Engine.Tick(a))
	if broken(c.Id) != 1 || broken(other.Id) != 1 {
		t.Errorf("after the second try: %d and %d", broken(c.Id), broken(other.Id))
	}
}

// TestAReceiptThatDidNotLeave: after an hour whoever answers for the case is
// told, once; not of those that left, nor where there is no mail server.
func TestAReceiptThatDidNotLeave(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	stuck, sent := a.File(t, testapp.Agent, nil), a.File(t, testapp.Agent, nil)
	a.Exec(t, "UPDATE messages SET delivery = 'sent' WHERE complaint = {:c}", dbx.Params{"c": sent.Id})
	start := a.Clock.Now()
	for _, row := range []struct {
		name    string
		after   time.Duration
		enabled bool
		want    string
	}{{"before the hour", 59 * time.Minute, true, "[]"}, {"no server", 61 * time.Minute, false, "[]"}, {"after the hour", 62 * time.Minute, true, "[late receipt]"}, {"later", 90 * time.Minute, true, "[late receipt]"}} {
		a.Settings().SMTP.Enabled = row.enabled
		ticks(t, a, start.Add(row.after))
		if got := fmt.Sprint(timerTold(t, a, testapp.Agent, stuck.Id)); got != row.want {
			t.Errorf("%s: %s", row.name, got)
		}
	}
	if got := timerTold(t, a, testapp.Agent, sent.Id); len(got) != 0 {
		t.Errorf("of one that left: %v", got)
	}
}

// TestCorrectiveActionsAreTold: three days before, when it is due, and whether it
// helped after thirty days; another date is another alert.
func TestCorrectiveActionsAreTold(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	onlyTimers(t, a, c.Id, "none")
	start := a.Clock.Now()
	due := start.AddDate(0, 0, 10)
	r, err := a.Engine.Create(a, records.Actions, map[string]any{"complaint": c.Id, "kind": "process", "title": "Revisar el embalaje", "owner": testapp.Agent2, "due": records.Stamp(due)}, a.Actor(t, testapp.Supervisor))
	if err != nil {
		t.Fatal(err)
	}
	a.Exec(t, "DELETE FROM notifications", nil)
	told := func(at time.Time) string {
		ticks(t, a, at)
		return fmt.Sprint(timerTold(t, a, testapp.Agent2, c.Id))
	}
	for _, row := range []struct {
		name string
		at   time.Time
		want string
	}{{"too early", due.AddDate(0, 0, -4), "[]"}, {"three days before", due.AddDate(0, 0, -3), "[due action]"}, {"due", due, "[due action late action]"}} {
		if got := told(row.at); got != row.want {
			t.Errorf("%s: %s", row.name, got)
		}
	}
	r = a.Reload(t, r)
	r.Load(map[string]any{"status": "done", "outcome": "Cajas nuevas"})
	casework.SetActor(r, a.Actor(t, testapp.Supervisor))
	report(t, a.Save(r))
	if got := told(due.AddDate(0, 0, 29)); strings.Contains(got, "action_effect") {
		t.Errorf("too early: %s", got)
	}
	if got := told(due.AddDate(0, 0, 31)); got != "[due action due action_effect late action]" {
		t.Errorf("whether it helped: %s", got)
	}
}
