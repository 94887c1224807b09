package hooks_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// ticks sets the clock to a moment and lets it tick twice: what is told twice
// is told once too often.
func ticks(t *testing.T, a *testapp.App, at time.Time) {
	t.Helper()
	a.Clock.Set(at)
	report(t, a.Engine.Tick(a))
	report(t, a.Engine.Tick(a))
}

// timerOf is the pending timer of a kind of a case.
func timerOf(t *testing.T, a *testapp.App, c, kind string) *core.Record {
	t.Helper()
	rows := a.Find(t, records.Reminders, "complaint = {:c} && pending = true && kind = '"+kind+"'", c)
	if len(rows) != 1 {
		t.Fatalf("%d timers %s", len(rows), kind)
	}
	return rows[0]
}

// onlyTimers leaves a case with the timers of some kinds.
func onlyTimers(t *testing.T, a *testapp.App, c string, kinds ...string) {
	t.Helper()
	a.Exec(t, "UPDATE reminders SET pending = 0 WHERE complaint = '"+c+"' AND kind NOT IN ('"+strings.Join(kinds, "', '")+"')", nil)
}

// timerTold are the notifications of a case to one person, as kind and what about.
func timerTold(t *testing.T, a *testapp.App, who, c string) []string {
	t.Helper()
	var out []string
	for _, n := range a.Find(t, records.Notices, "complaint = {:c} && agent = '"+who+"'", c) {
		var params map[string]any
		if err := n.UnmarshalJSONField("text_params", &params); err != nil {
			t.Fatal(err)
		}
		reason, _ := params["reason"].(string)
		out = append(out, n.GetString("kind")+" "+reason)
	}
	slices.Sort(out)
	return out
}

// teamWrites has somebody of the team write in a case: a note, or a message to the
// customer.
func teamWrites(t *testing.T, a *testapp.App, c, who, purpose string) {
	t.Helper()
	values := map[string]any{"complaint": c, "direction": "out", "purpose": purpose, "text": "Lo estamos viendo."}
	if purpose == "note" {
		values["direction"] = "note"
	}
	if _, err := a.Engine.Create(a, records.Messages, values, a.Actor(t, who)); err != nil {
		t.Fatal(err)
	}
}

// TestALateFirstContactEscalates: a nudge at half of the time, then one level
// up, once; a message to the customer stops both.
func TestALateFirstContactEscalates(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, other := a.File(t, testapp.Agent, nil), a.File(t, testapp.Agent, nil)
	timer := timerOf(t, a, c.Id, complaint.TimerFirstContact)
	teamWrites(t, a, other.Id, testapp.Agent, "reply")
	ticks(t, a, timer.GetDateTime("alert_at").Time().Add(-time.Minute))
	if got := timerTold(t, a, testapp.Agent, c.Id); len(got) != 0 {
		t.Errorf("before half of the time: %v", got)
	}
	ticks(t, a, timer.GetDateTime("alert_at").Time())
	if got := timerTold(t, a, testapp.Agent, c.Id); !slices.Equal(got, []string{"promise first_contact"}) {
		t.Errorf("at half of the time: %v", got)
	}
	ticks(t, a, timer.GetDateTime("due").Time())
	c = a.Reload(t, c)
	if c.GetInt("escalation_level") != 1 || c.GetString("escalation_reason") == "" || c.GetString("supervisor") != testapp.Supervisor {
		t.Errorf("escalated to %d of %q: %s", c.GetInt("escalation_level"), c.GetString("supervisor"), c.GetString("escalation_reason"))
	}
	if got := timerTold(t, a, testapp.Agent, c.Id); !slices.Equal(got, []string{"late first_contact", "promise first_contact"}) {
		t.Errorf("its owner: %v", got)
	}
	if got := timerTold(t, a, testapp.Supervisor, c.Id); !slices.Equal(got, []string{"approval escalation"}) {
		t.Errorf("who supervises: %v", got)
	}
	if a.Reload(t, other).GetInt("escalation_level") != 0 || len(timerTold(t, a, testapp.Agent, other.Id)) != 0 {
		t.Error("one who was written to went up")
	}
}

// TestABrokenPromiseIsCounted: with its event, an apology that is owed, and
// once; an answer to the customer settles the apology (R144).
func TestABrokenPromiseIsCounted(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	onlyTimers(t, a, c.Id, complaint.TimerNextStep)
	due := timerOf(t, a, c.Id, complaint.TimerNextStep).GetDateTime("due").Time()
	ticks(t, a, due)
	if n := a.Reload(t, c).GetInt("promises_broken"); n != 1 {
		t.Errorf("counted %d", n)
	}
	if n := a.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = 'promise.broken'"); n != 1 {
		t.Errorf("%d events", n)
	}
	if got := timerTold(t, a, testapp.Agent, c.Id); !slices.Contains(got, "broken next_step") {
		t.Errorf("told %v", got)
	}
	apology := timerOf(t, a, c.Id, complaint.TimerApology)
	teamWrites(t, a, c.Id, testapp.Agent, "apology")
	if a.Reload(t, apology).GetBool("pending") {
		t.Error("the apology is still owed")
	}
	a.Move(t, c.Id, testapp.Agent, casework.Move{Fields: map[string]any{"next_step_due": records.Stamp(due.Add(72 * time.Hour))}})
	ticks(t, a, due.Add(72*time.Hour))
	if n := a.Reload(t, c).GetInt("promises_broken"); n != 2 {
		t.Errorf("of the second promise: %d", n)
	}
}

// TestATransferThatNobodyTookGoesBack: after four working hours in which its
// receiver did nothing; whoever does something has taken it.
func TestATransferThatNobodyTookGoesBack(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, want string
		do         func(*testing.T, *testapp.App, string)
	}{
		{"nothing", testapp.Agent, func(*testing.T, *testapp.App, string) {}},
		{"a note of the receiver", testapp.Lead, func(t *testing.T, a *testapp.App, c string) { teamWrites(t, a, c, testapp.Lead, "note") }},
		{"a note of somebody else", testapp.Agent, func(t *testing.T, a *testapp.App, c string) { teamWrites(t, a, c, testapp.Supervisor, "note") }},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Investigating, nil)
			a.Move(t, c.Id, testapp.Agent, casework.Move{Fields: map[string]any{"assignee": testapp.Lead, "transfer_reason": "Es de otra área", "transfer_summary": "Llegó roto"}})
			onlyTimers(t, a, c.Id, complaint.TimerTransfer)
			due := timerOf(t, a, c.Id, complaint.TimerTransfer).GetDateTime("due").Time()
			a.Clock.Move(time.Minute)
			row.do(t, a, c.Id)
			ticks(t, a, due)
			if got := a.Reload(t, c).GetString("assignee"); got != row.want {
				t.Errorf("with %s", got)
			}
			back := row.want == testapp.Agent
			if n := a.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = 'complaint.given_back'"); n != map[bool]int{true: 1}[back] {
				t.Errorf("%d events", n)
			}
			if got := timerTold(t, a, testapp.Agent, c.Id); slices.Contains(got, "late transfer") != back {
				t.Errorf("its owner: %v", got)
			}
			if n := a.Count(t, records.Reminders, "pending = 1 AND kind = 'transfer'"); n != 0 {
				t.Error("the timer still runs")
			}
		})
	}
}

// TestTheCustomerIsRemindedInTime: of what was asked, in opening hours; not a day
// too late, not where only a person writes, not of what was never asked.
func TestTheCustomerIsRemindedInTime(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		fields map[string]any
		asked  bool
		late   time.Duration
		mails  int
		told   bool
	}{
		{"in time", nil, true, 0, 1, false},
		{"an hour and a half late", nil, true, 90 * time.Minute, 1, false},
		{"more than a day late", nil, true, 25 * time.Hour, 0, true},
		{"only a person writes", map[string]any{"person_only": true}, true, 0, 0, true},
		{"never asked", nil, false, 0, 0, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.WaitingCustomer, row.fields)
			if !row.asked {
				a.Exec(t, "UPDATE messages SET purpose = 'reply' WHERE purpose = 'information'", nil)
			}
			onlyTimers(t, a, c.Id, complaint.TimerInformation)
			next := timerOf(t, a, c.Id, complaint.TimerInformation).GetDateTime("next_beat").Time()
			a.Exec(t, "DELETE FROM notifications", nil)
			ticks(t, a, next.Add(row.late))
			mails := a.Find(t, records.Messages, "complaint = {:c} && purpose = 'reminder'", c.Id)
			if len(mails) != row.mails {
				t.Fatalf("%d mails", len(mails))
			}
			if got := timerTold(t, a, testapp.Agent, c.Id); (len(got) > 0) != row.told {
				t.Errorf("its owner: %v", got)
			}
			for _, m := range mails {
				if !strings.HasPrefix(m.GetString("subject"), "Recordatorio: ") || !strings.Contains(m.GetString("text"), a.Reload(t, c).GetString("information_requested")) {
					t.Errorf("%s: %s", m.GetString("subject"), m.GetString("text"))
				}
			}
		})
	}
}

// TestTheHoldingLetterIsPrepared: the day before the legal date, in the reply of
// the owner who wrote none; an answer to the customer settles it.
func TestTheHoldingLetterIsPrepared(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, begun := a.At(t, complaint.Investigating, nil), a.At(t, complaint.Investigating, nil)
	own := `{"fields":{"composer.reply":{"value":"Ya casi","at":"2026-11-24T16:00:00.000Z"}}}`
	if _, err := a.Engine.Create(a, records.Drafts, map[string]any{"agent": testapp.Agent, "key": "case:" + begun.Id, "data": own}, a.Actor(t, testapp.Agent)); err != nil {
		t.Fatal(err)
	}
	for _, one := range []*core.Record{c, begun} {
		onlyTimers(t, a, one.Id, complaint.TimerLegal)
	}
	due := a.Reload(t, c).GetDateTime("legal_due").Time()
	ticks(t, a, due.Add(-3*24*time.Hour))
	if n := a.Count(t, records.Reminders, "kind = 'write_holding'"); n != 0 {
		t.Error("prepared too early")
	}
	ticks(t, a, due.Add(-33*time.Hour))
	for _, row := range []struct{ id, want string }{{c.Id, "Seguimos trabajando"}, {begun.Id, "Ya casi"}} {
		drafts, err := a.FindRecordsByFilter(records.Drafts, "key = {:key}", "", 0, 0, dbx.Params{"key": "case:" + row.id})
		if err != nil || len(drafts) != 1 || !strings.Contains(drafts[0].GetString("data"), row.want) {
			t.Errorf("%d drafts, want %s, %v", len(drafts), row.want, err)
		}
		timerOf(t, a, row.id, complaint.TimerHolding)
	}
	teamWrites(t, a, c.Id, testapp.Agent, "reply")
	if n := a.Count(t, records.Reminders, "pending = 1 AND kind = 'write_holding' AND complaint = '"+c.Id+"'"); n != 0 {
		t.Error("still listed")
	}
}

// TestTheLegalDateIsTold: five, two and one business days before, and when it
// passed, then to who supervises, too; the stage never moves by it.
func TestTheLegalDateIsTold(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, map[string]any{"supervisor": testapp.Supervisor})
	onlyTimers(t, a, c.Id, complaint.TimerLegal)
	due := a.Reload(t, c).GetDateTime("legal_due").Time()
	for at := due.Add(-12 * 24 * time.Hour); at.Before(due.Add(3 * 24 * time.Hour)); at = at.Add(30 * time.Minute) {
		ticks(t, a, at)
	}
	if got := timerTold(t, a, testapp.Agent, c.Id); !slices.Equal(got, []string{"due legal_due", "due legal_due", "due legal_due", "overdue legal_due"}) {
		t.Errorf("its owner: %v", got)
	}
	if got := timerTold(t, a, testapp.Supervisor, c.Id); !slices.Equal(got, []string{"overdue legal_due"}) {
		t.Errorf("who supervises: %v", got)
	}
	if got := a.Reload(t, c); got.GetString("stage") != "investigating" || !got.GetDateTime("legal_due").Time().Equal(due) {
		t.Errorf("now %s, due %s", got.GetString("stage"), got.GetString("legal_due"))
	}
}

// TestTicksAtOnce: several at the same moment do each thing once.
func TestTicksAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, map[string]any{"supervisor": testapp.Supervisor})
	onlyTimers(t, a, c.Id, complaint.TimerNextStep)
	a.Clock.Set(a.Reload(t, c).GetDateTime("legal_due").Time().Add(-40 * time.Hour))
	a.Settings().SMTP.Enabled = true
	for _, err := range atOnce(6, func(int) error { return a.Engine.Tick(a) }) {
		report(t, err)
	}
	if n := a.Reload(t, c).GetInt("promises_broken"); n != 1 {
		t.Errorf("%d promises broken", n)
	}
	for _, kind := range []string{complaint.TimerLegal, complaint.TimerApology, complaint.TimerReceipt} {
		timerOf(t, a, c.Id, kind)
	}
	if got := timerTold(t, a, testapp.Agent, c.Id); slices.Contains(got, "overdue legal_due") {
		t.Errorf("before its time: %v", got)
	}
}

// TestADeedIsNotDoneBeforeItsTime: a timer found by one tick while another did
// what was due is only dated anew.
func TestADeedIsNotDoneBeforeItsTime(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	onlyTimers(t, a, c.Id, complaint.TimerNextStep)
	timer := timerOf(t, a, c.Id, complaint.TimerNextStep)
	due := timer.GetString("due")
	a.Exec(t, "UPDATE reminders SET beat = 1 WHERE id = '"+timer.Id+"'", nil) // the nudge was told by the other tick
	a.Exec(t, "UPDATE reminders SET next_beat = '"+records.Stamp(a.Clock.Now())+"' WHERE id = '"+timer.Id+"'", nil)
	report(t, a.Engine.Tick(a))
	if a.Reload(t, c).GetInt("promises_broken") != 0 {
		t.Error("broken before it was due")
	}
	if timer = a.Reload(t, timer); timer.GetInt("beat") != 1 || timer.GetString("next_beat") != due {
		t.Errorf("at beat %d, the next %s, want %s", timer.GetInt("beat"), timer.GetString("next_beat"), due)
	}
}
