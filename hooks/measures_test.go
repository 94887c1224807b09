package hooks_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/measure"
	"escucha/internal/testapp"
)

// measuredRow is the columns of one case as they are stored; no column for NULL.
func measuredRow(t *testing.T, a *testapp.App, id string) map[string]string {
	t.Helper()
	var rows []dbx.NullStringMap
	if err := a.DB().NewQuery("SELECT * FROM measures WHERE complaint = {:id}").Bind(dbx.Params{"id": id}).All(&rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		return nil
	}
	out := map[string]string{}
	for name, value := range rows[0] {
		if value.Valid {
			out[name] = value.String
		}
	}
	return out
}

// momentsOf are those of a kind of a case, as "day good value currency".
func momentsOf(t *testing.T, a *testapp.App, id, kind string) []string {
	t.Helper()
	var out []string
	err := a.DB().NewQuery("SELECT day || ' ' || good || ' ' || value || ' ' || currency FROM moments WHERE complaint = {:id} AND kind = {:kind} ORDER BY day, ref").
		Bind(dbx.Params{"id": id, "kind": kind}).Column(&out)
	if err != nil {
		t.Fatal(err)
	}
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

func storeOf(a *testapp.App) measure.Store { return measure.Store{Engine: a.Engine} }

// caught brings the figures up to date.
func caught(t *testing.T, a *testapp.App) measure.Progress {
	t.Helper()
	p, err := storeOf(a).Catch(a)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sameAnew fails when what was caught up differs from measuring every case anew.
func sameAnew(t *testing.T, a *testapp.App) {
	t.Helper()
	if _, err := storeOf(a).Check(a, 0, func(d measure.Difference) { t.Errorf("%+v", d) }); err != nil {
		t.Fatal(err)
	}
}

func expect(t *testing.T, have map[string]string, want map[string]string) {
	t.Helper()
	for name, value := range want {
		if have[name] != value {
			t.Errorf("%s is %q, want %q", name, have[name], value)
		}
	}
}

// TestACaseIsMeasured from its filing to its closing, by the clock of Lima: the
// shop opens from nine to six, and this Tuesday it is 10:42.
func TestACaseIsMeasured(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, map[string]any{"product_text": "Vajilla"})
	a.Clock.Move(24 * time.Hour)
	a.Move(t, c.Id, testapp.Agent, a.Closing())
	caught(t, a)
	have := measuredRow(t, a, c.Id)
	expect(t, have, map[string]string{"received_day": "2026-11-24", "resolved_day": "2026-11-24", "closed_day": "2026-11-25", "due_day": "2026-12-17",
		"proposed_day": "2026-11-24", "answered_day": "2026-11-24", "in_time": "1", "both_versions": "1", "open": "0", "outcome": "upheld",
		"closing_kind": "confirmed", "cause": "delivery", "area": testapp.Sales, "agent": testapp.Agent, "customer": testapp.Rosa, "kind": "claim",
		"resolve_wall": "5", "resolve_work": "5", "resolve_net": "4", "close_wall": "1445", "close_work": "545", "reopened": "0", "jumped": "0", "survey_day": ""})
	if _, known := have["ack_wall"]; !known {
		t.Error("the receipt left, and is not counted")
	}
	for kind, want := range map[string]string{measureContact: "2026-11-24 1 0.0", "follow_up": "2026-11-25 1 0.0", "cost": "2026-11-24 1 120.0 PEN"} {
		if got := strings.Join(momentsOf(t, a, c.Id, kind), "|"); got != want {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
	sameAnew(t, a)
}

const measureContact = "contact"

// TestFilingWritesNoFigures: whoever files waits for nothing of this.
func TestFilingWritesNoFigures(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	caught(t, a)
	c := a.File(t, testapp.Agent, nil)
	for _, table := range []string{"measures", "moments", "measure_due"} {
		if n := a.Count(t, table, ""); n != 0 {
			t.Errorf("%d rows in %s after a filing", n, table)
		}
	}
	if p := caught(t, a); p.Cases != 1 || measuredRow(t, a, c.Id)["open"] != "1" {
		t.Errorf("%+v %v", p, measuredRow(t, a, c.Id))
	}
	if p := caught(t, a); p.Cases != 0 {
		t.Errorf("nothing happened, and %d were measured", p.Cases)
	}
}

// TestVoidedAndPurgedLeaveNothing behind.
func TestVoidedAndPurgedLeaveNothing(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	voided, closed := a.File(t, testapp.Agent, nil), a.At(t, complaint.Closed, nil)
	caught(t, a)
	if measuredRow(t, a, voided.Id) == nil {
		t.Fatal("not measured")
	}
	a.Move(t, voided.Id, testapp.Supervisor, casework.Move{To: "voided", Fields: map[string]any{"void_reason": "Registro repetido"}})
	caught(t, a)
	a.Clock.Move(20 * 365 * 24 * time.Hour)
	c := a.Reload(t, closed)
	casework.SetActor(c, a.Actor(t, testapp.Admin))
	if err := a.Delete(c); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{voided.Id, closed.Id} {
		if have := measuredRow(t, a, id); have != nil || len(momentsOf(t, a, id, measureContact)) > 0 {
			t.Errorf("%s: %v", id, have)
		}
	}
	sameAnew(t, a)
}

// TestARecurrenceIsOfTwoCases: the later of the two, once both have the same
// cause, whichever is told last; and no longer when the earlier is voided.
func TestARecurrenceIsOfTwoCases(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	first := a.File(t, testapp.Agent, nil)
	a.Clock.Move(29 * 24 * time.Hour)
	second := a.File(t, testapp.Agent, map[string]any{"cause": "delivery"})
	caught(t, a)
	expect(t, measuredRow(t, a, second.Id), map[string]string{"recurred": "0"})
	c := a.Reload(t, first)
	c.Set("cause", "delivery")
	casework.SetActor(c, a.Actor(t, testapp.Agent))
	report(t, a.Save(c))
	caught(t, a)
	expect(t, measuredRow(t, a, second.Id), map[string]string{"recurred": "1"})
	expect(t, measuredRow(t, a, first.Id), map[string]string{"recurred": "0"})
	a.Move(t, first.Id, testapp.Supervisor, casework.Move{To: "voided", Fields: map[string]any{"void_reason": "Registro repetido"}})
	caught(t, a)
	expect(t, measuredRow(t, a, second.Id), map[string]string{"recurred": "0"})
	sameAnew(t, a)
}

// TestTimeAloneChangesFigures: a promise that passed, a call that was not made.
func TestTimeAloneChangesFigures(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	caught(t, a)
	before := len(momentsOf(t, a, c.Id, "promise"))
	if got := momentsOf(t, a, c.Id, "follow_up"); len(got) != 0 {
		t.Errorf("a call that is not due yet: %v", got)
	}
	a.Clock.Move(4 * 24 * time.Hour)
	if p := caught(t, a); p.Cases != 1 {
		t.Errorf("%d cases were looked at", p.Cases)
	}
	if got := momentsOf(t, a, c.Id, "follow_up"); len(got) != 1 || got[0] != "2026-11-25 0 0.0" {
		t.Errorf("the call that nobody made: %v", got)
	}
	if got := momentsOf(t, a, c.Id, "promise"); len(got) <= before {
		t.Errorf("promises that came due: %v", got)
	}
	sameAnew(t, a)
}

// TestAnotherCalendarMeasuresAgain: the owner opens longer.
func TestAnotherCalendarMeasuresAgain(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	a.Clock.Move(24 * time.Hour)
	open := a.File(t, testapp.Agent, nil)
	caught(t, a)
	a.Exec(t, "UPDATE business SET hours = '{\"tue\":[\"10:45-10:46\"]}'", nil)
	a.Engine.Forget()
	caught(t, a)
	expect(t, measuredRow(t, a, c.Id), map[string]string{"resolve_wall": "5", "resolve_work": "1"})
	if measuredRow(t, a, open.Id) == nil {
		t.Error("a case got lost")
	}
	sameAnew(t, a)
}

// TestSnapshotsOfTheNight: once for each day, by area and age.
func TestSnapshotsOfTheNight(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil)
	a.At(t, complaint.Investigating, nil)
	a.Clock.Move(9 * 24 * time.Hour)
	a.File(t, testapp.Agent, nil)
	a.Clock.Move(24 * time.Hour)
	for range 2 {
		report(t, storeOf(a).Snapshot(a))
	}
	var have []string
	err := a.DB().NewQuery("SELECT day || ' ' || area || ' ' || to3 || ' ' || to7 || ' ' || to15 || ' ' || over15 || ' ' || open || ' ' || oldest FROM snapshots ORDER BY area").Column(&have)
	if want := "2026-12-03  1 2 0 0 3 7|2026-12-03 - 1 1 0 0 2 7|2026-12-03 " + testapp.Sales + " 0 1 0 0 1 7"; err != nil || strings.Join(have, "|") != want {
		t.Errorf("%q, want %q (%v)", strings.Join(have, "|"), want, err)
	}
}

// TestAPlaceThatMoved: where the last event is no longer in its place, every
// case is looked at again.
func TestAPlaceThatMoved(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	caught(t, a)
	a.Exec(t, "UPDATE measured SET event = 'somethingelse00'", nil)
	a.Exec(t, "UPDATE measures SET open = 0", nil)
	caught(t, a)
	expect(t, measuredRow(t, a, c.Id), map[string]string{"open": "1"})
}

// TestTwoAtOnce and none of them loses a case.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for range 8 {
		a.File(t, testapp.Agent, nil)
	}
	failed := make(chan error)
	for range 4 {
		go func() { _, err := storeOf(a).Catch(a); failed <- err }()
	}
	for range 4 {
		report(t, <-failed)
	}
	if n := a.Count(t, "measures", ""); n != 8 {
		t.Errorf("%d rows", n)
	}
	sameAnew(t, a)
}

// TestMeasuresAreReadByTheirIndexes: the totals over a period read nothing else.
func TestMeasuresAreReadByTheirIndexes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for name, row := range map[string]struct{ query, want string }{
		"received": {"SELECT COUNT(*), SUM(immediate), pack(first_work) FROM measures WHERE received_day BETWEEN '2026-01-01' AND '2026-12-31'", "USING PRIMARY KEY"},
		"resolved": {"SELECT cause_top, COUNT(*), SUM(reopened), pack(resolve_net), pack(resolve_work) FROM measures WHERE resolved_day BETWEEN '2026-01-01' AND '2026-12-31'", "COVERING INDEX measures_resolved"},
		"closed":   {"SELECT COUNT(*), SUM(unreachable) FROM measures WHERE closed_day BETWEEN '2026-01-01' AND '2026-12-31'", "COVERING INDEX measures_closed"},
		"due":      {"SELECT SUM(in_time), SUM(open AND in_time IS NULL) FROM measures WHERE due_day BETWEEN '2026-01-01' AND '2026-12-31'", "COVERING INDEX measures_due"},
		"proposed": {"SELECT COUNT(*), SUM(both_versions) FROM measures WHERE proposed_day BETWEEN '2026-01-01' AND '2026-12-31'", "COVERING INDEX measures_proposed"},
		"survey":   {"SELECT COUNT(*), SUM(solution >= 4), SUM(recommend >= 9) FROM measures WHERE survey_day BETWEEN '2026-01-01' AND '2026-12-31'", "COVERING INDEX measures_survey"},
		"open":     {"SELECT area, received_day, COUNT(*) FROM measures WHERE open = 1 AND received_day <= '2026-12-31' GROUP BY area, received_day", "measures_open"},
		"moments":  {"SELECT SUM(good), COUNT(*) FROM moments WHERE kind = 'promise' AND day BETWEEN '2026-01-01' AND '2026-12-31'", "USING PRIMARY KEY"},
	} {
		var plan []struct {
			Detail string `db:"detail"`
		}
		if err := a.DB().NewQuery("EXPLAIN QUERY PLAN " + row.query).All(&plan); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !strings.Contains(plan[0].Detail, "SEARCH") && name != "open" || !strings.Contains(plan[0].Detail, row.want) {
			t.Errorf("%s: %v, want %s", name, plan, row.want)
		}
	}
}

// TestKilledBetweenBatches: a batch that cannot be stored leaves nothing of
// itself, and the next run goes on from there.
func TestKilledBetweenBatches(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	caught(t, a)
	first, second := a.File(t, testapp.Agent, nil), a.File(t, testapp.Agent, nil)
	a.Exec(t, "CREATE TRIGGER died BEFORE INSERT ON measures WHEN NEW.complaint = '"+second.Id+"' BEGIN SELECT RAISE(ABORT, 'the power went'); END", nil)
	if _, err := storeOf(a).Catch(a); err == nil {
		t.Fatal("it was stored all the same")
	}
	if n := a.Count(t, "measures", ""); n != 0 {
		t.Errorf("%d rows of half a batch, of %s", n, first.Id)
	}
	a.Exec(t, "DROP TRIGGER died", nil)
	if p := caught(t, a); p.Cases != 2 {
		t.Errorf("%d cases", p.Cases)
	}
	sameAnew(t, a)
}

// TestMeasureCommand makes all of it anew.
func TestMeasureCommand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	a.Exec(t, "INSERT INTO measures (received_day, complaint, open) VALUES ('2001-01-01', '"+c.Id+"', 0)", nil)
	out, err := run(a, "measure")
	if err != nil || !strings.Contains(out, `"measures":1`) {
		t.Errorf("%v %s", err, out)
	}
	expect(t, measuredRow(t, a, c.Id), map[string]string{"received_day": "2026-11-24", "open": "1"})
}

// TestWhatNoEventTells is caught by the triggers: a mail that came back, a
// customer who is another one now.
func TestWhatNoEventTells(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	a.Courier(t)
	caught(t, a)
	if _, known := measuredRow(t, a, c.Id)["ack_wall"]; !known {
		t.Fatal("the receipt left")
	}
	a.Exec(t, "UPDATE messages SET delivery = 'bounced' WHERE purpose = 'receipt'", nil)
	caught(t, a)
	if ack, known := measuredRow(t, a, c.Id)["ack_wall"]; known {
		t.Errorf("the receipt came back: %s", ack)
	}
	other := a.Reload(t, c)
	a.Exec(t, "UPDATE complaints SET customer = '' WHERE id = '"+other.Id+"'", nil)
	caught(t, a)
	expect(t, measuredRow(t, a, c.Id), map[string]string{"customer": ""})
	sameAnew(t, a)
}
