package hooks_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// The tests begin on Tuesday 24 November 2026: the meeting is about week 47.
const (
	lastWeek = "2026-W47"
	thisWeek = "2026-W48"
)

// meeting opens the meeting of a week and gives its id.
func meeting(t *testing.T, a *testapp.App, week string) string {
	t.Helper()
	rows, err := a.FindRecordsByFilter(records.Reviews, "week = '"+week+"'", "", 1, 0)
	report(t, err)
	if len(rows) > 0 {
		return rows[0].Id
	}
	r, err := a.Engine.Create(a, records.Reviews, map[string]any{"week": week}, a.Actor(t, testapp.Supervisor))
	report(t, err)
	return r.Id
}

// pack is what somebody gets of a week.
func pack(t *testing.T, a *testapp.App, who, week string) testapp.Answer {
	t.Helper()
	got := a.Ask(t, who, http.MethodGet, "/api/crm/reviews/"+week, nil)
	if got.Status != http.StatusOK {
		t.Fatalf("pack of %s: %d %s", week, got.Status, got.Text)
	}
	return got
}

// toldOf are the reasons of the cases of a pack, by id.
func toldOf(got testapp.Answer) map[string]string {
	out := map[string]string{}
	list, _ := got.JSON["cases"].([]any)
	for _, one := range list {
		c, _ := one.(map[string]any)
		var reasons []string
		names, _ := c["reasons"].([]any)
		for _, name := range names {
			reasons = append(reasons, fmt.Sprint(name))
		}
		out[fmt.Sprint(c["id"])] = strings.Join(reasons, " ")
	}
	return out
}

// decided notes a decision of a meeting.
func decided(t *testing.T, a *testapp.App, who, review string, change map[string]any) testapp.Answer {
	t.Helper()
	body := map[string]any{"review": review, "text": "Mínimo de 40 separadores"}
	for name, value := range change {
		body[name] = value
	}
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Decisions), body)
}

// TestMeeting: opened, decided, not closed while something is missing, closed
// once: each decision is an action, and nothing changes any more.
func TestMeeting(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/reviews/"+thisWeek, nil); got.Status != http.StatusForbidden {
		t.Errorf("an agent opens it: %d %s", got.Status, got.Text)
	}
	opened := a.Ask(t, testapp.Lead, http.MethodPost, "/api/crm/reviews/"+thisWeek, map[string]any{})
	if opened.Status != http.StatusOK {
		t.Fatalf("open: %d %s", opened.Status, opened.Text)
	}
	review, _ := opened.JSON["review"].(map[string]any)
	id := fmt.Sprint(review["id"])
	if review["status"] != "open" || review["host"] != testapp.Lead || review["version"] != 1.0 {
		t.Errorf("opened %v", review)
	}
	again := a.Ask(t, testapp.Supervisor, http.MethodPost, "/api/crm/reviews/"+thisWeek, map[string]any{})
	if again.Status != http.StatusOK || a.Count(t, records.Reviews, "week = '"+thisWeek+"'") != 1 {
		t.Errorf("opened twice: %d %s", again.Status, again.Text)
	}
	one := decided(t, a, testapp.Lead, id, map[string]any{"complaint": c.Id, "cause": "delivery"})
	if one.Status != http.StatusOK || one.JSON["author"] != testapp.Lead || one.JSON["kind"] != "process" {
		t.Fatalf("decide: %d %s", one.Status, one.Text)
	}
	decision := fmt.Sprint(one.JSON["id"])
	closing := "/api/crm/reviews/" + thisWeek + "/close"
	lacks := a.Ask(t, testapp.Lead, http.MethodPost, closing, map[string]any{"version": 1})
	for field, code := range map[string]string{"attendees": "review_attendance", "decisions." + decision + ".owner": "decision_owner", "decisions." + decision + ".due": "decision_due"} {
		if lacks.Status != http.StatusBadRequest || lacks.Code(field) != code || lacks.Message(field) == "" {
			t.Errorf("%s: %d %s", field, lacks.Status, lacks.Text)
		}
	}
	if n := a.Count(t, records.Actions, "id != ''"); n != 0 {
		t.Errorf("%d actions of a meeting that is open", n)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Decisions, decision), map[string]any{"owner": testapp.Agent2, "due": "2026-11-27"}); got.Status != http.StatusOK {
		t.Fatalf("who and when: %d %s", got.Status, got.Text)
	}
	path := testapp.Records(records.Reviews, id)
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, path, map[string]any{"attendees": []string{testapp.Lead, testapp.Agent2}, "minutes": "Se habló del embalaje"}); got.Status != http.StatusOK {
		t.Fatalf("attendance: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPost, closing, map[string]any{"version": 1}); got.Status != http.StatusConflict {
		t.Errorf("over another version: %d %s", got.Status, got.Text)
	}
	done := a.Ask(t, testapp.Lead, http.MethodPost, closing, map[string]any{"version": 2})
	review, _ = done.JSON["review"].(map[string]any)
	if done.Status != http.StatusOK || review["status"] != "closed" || review["closed_by"] != testapp.Lead || review["held_at"] == "" {
		t.Fatalf("close: %d %s", done.Status, done.Text)
	}
	if got := a.Ask(t, testapp.Supervisor, http.MethodPost, closing, map[string]any{}); got.Code("status") != "review_closed" {
		t.Errorf("closed twice: %d %s", got.Status, got.Text)
	}
	acted := a.Only(t, records.Actions, c.Id)
	if acted.GetString("source") != "meeting" || acted.GetString("owner") != testapp.Agent2 || acted.GetString("title") != "Mínimo de 40 separadores" ||
		acted.GetString("due") != "2026-11-28 04:59:59.000Z" || acted.GetString("cause") != "delivery" {
		t.Errorf("the action is %v", acted.PublicExport())
	}
	for _, kind := range []string{"review.opened", "review.closed"} {
		if n := a.Count(t, records.Events, "type = '"+kind+"' AND complaint = ''"); n != 1 {
			t.Errorf("%d events %s", n, kind)
		}
	}
	if n := a.Count(t, records.Events, "type = 'action.opened' AND complaint = '"+c.Id+"'"); n != 1 {
		t.Errorf("%d events action.opened", n)
	}
	unchangeable(t, a, id, decision)
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// unchangeable: a closed meeting by every door, for everybody.
func unchangeable(t *testing.T, a *testapp.App, id, decision string) {
	t.Helper()
	review, row := testapp.Records(records.Reviews, id), testapp.Records(records.Decisions, decision)
	for _, who := range []string{testapp.Lead, testapp.Admin, testapp.Superuser} {
		before := a.Stored(t)
		asks := []testapp.Answer{
			a.Ask(t, who, http.MethodPatch, review, map[string]any{"minutes": "Otra cosa"}),
			a.Ask(t, who, http.MethodPatch, review, map[string]any{"status": "open"}),
			a.Ask(t, who, http.MethodPatch, row, map[string]any{"text": "Otra decisión"}),
			a.Ask(t, who, http.MethodDelete, review, nil), a.Ask(t, who, http.MethodDelete, row, nil),
			decided(t, a, who, id, nil),
			a.Ask(t, who, http.MethodPost, "/api/batch", map[string]any{"requests": []any{map[string]any{"method": "PATCH", "url": review, "body": map[string]any{"minutes": "x"}}}}),
		}
		for i, got := range asks {
			if got.Status < 400 || got.Status >= 500 {
				t.Errorf("%s, try %d: %d %s", who, i, got.Status, got.Text)
			}
		}
		a.Unchanged(t, before)
	}
	r, err := a.FindRecordById(records.Reviews, id)
	report(t, err)
	r.Set("minutes", "Otra cosa")
	if got := refused(a.Save(r)); got.status != http.StatusBadRequest {
		t.Errorf("Go code changes it: %+v", got)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Remarks), map[string]any{"review": id, "text": "Faltó decir algo"}); got.Status != http.StatusOK {
		t.Errorf("a remark after closing: %d %s", got.Status, got.Text)
	}
}

// TestMeetingRefused: what is wrong is named, and nothing is stored.
func TestMeetingRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	id := meeting(t, a, thisWeek)
	path := testapp.Records(records.Reviews, id)
	reviews, decisions, remarks := testapp.Records(records.Reviews), testapp.Records(records.Decisions), testapp.Records(records.Remarks)
	before := a.Stored(t)
	rows := []struct {
		name, method, path string
		body               map[string]any
		field, code        string
	}{
		{"no week", "POST", reviews, map[string]any{"week": "2026-W54"}, "week", "review_week"},
		{"the current one by that name", "POST", reviews, map[string]any{"week": "current"}, "week", "review_week"},
		{"a week to come", "POST", reviews, map[string]any{"week": "2026-W49"}, "week", "review_week"},
		{"the same week", "POST", reviews, map[string]any{"week": thisWeek}, "week", "validation_not_unique"},
		{"with somebody who left", "PATCH", path, map[string]any{"attendees": []string{testapp.Left}}, "attendees", "agent_unavailable"},
		{"led by the auditor", "PATCH", path, map[string]any{"host": testapp.Auditor}, "host", "agent_unavailable"},
		{"another week", "PATCH", path, map[string]any{"week": lastWeek}, "week", "fixed_field"},
		{"closed by hand", "PATCH", path, map[string]any{"closed_at": "2026-11-24"}, "closed_at", "fixed_field"},
		{"neither decided nor studied", "PATCH", path, map[string]any{"discussed": map[string]any{c.Id: "maybe"}}, "discussed", "review_talk"},
		{"of no case", "PATCH", path, map[string]any{"discussed": map[string]any{"nosuchcomplaint": "decided"}}, "discussed", "review_talk"},
		{"closed without anybody", "PATCH", path, map[string]any{"status": "closed"}, "attendees", "review_attendance"},
		{"decided nothing", "POST", decisions, map[string]any{"review": id, "text": "  "}, "text", "validation_required"},
		{"of no kind", "POST", decisions, map[string]any{"review": id, "text": "x", "kind": "magic"}, "kind", "validation_invalid_value"},
		{"for yesterday", "POST", decisions, map[string]any{"review": id, "text": "x", "due": "2026-11-23"}, "due", "decision_past"},
		{"for somebody who left", "POST", decisions, map[string]any{"review": id, "text": "x", "owner": testapp.Left}, "owner", "agent_unavailable"},
		{"of no meeting", "POST", decisions, map[string]any{"review": "nosuchmeeting00", "text": "x"}, "review", "not_found"},
		{"said nothing", "POST", remarks, map[string]any{"review": id, "text": " "}, "text", "validation_required"},
	}
	for _, row := range rows {
		got := a.Ask(t, testapp.Supervisor, row.method, row.path, row.body)
		if got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
}

// TestMeetingIsNotThere: no week, and one to come.
func TestMeetingIsNotThere(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, week := range []string{"2026-W54", "2026-W49", "47", "x"} {
		if got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/reviews/"+week, nil); got.Status != http.StatusNotFound {
			t.Errorf("%s: %d %s", week, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Guest, http.MethodGet, "/api/crm/reviews/current", nil); got.Status != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", got.Status)
	}
	got := pack(t, a, testapp.Agent, "current")
	if got.JSON["week"] != lastWeek || got.JSON["from"] != "2026-11-16" || got.JSON["to"] != "2026-11-22" || got.JSON["review"] != nil {
		t.Errorf("the current one: %s", got.Text)
	}
	may, _ := got.JSON["may"].(map[string]any)
	if may["open"] != false || may["decide"] != false {
		t.Errorf("an agent may %v", may)
	}
}

// TestTalkedAbout: whoever marks has the cases before them that they may open;
// the marks of the others stay.
func TestTalkedAbout(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, hidden := a.File(t, testapp.Agent, nil), secret(t, a)
	id := meeting(t, a, thisWeek)
	path := testapp.Records(records.Reviews, id)
	mark := func(who, complaint, state string) testapp.Answer {
		return a.Ask(t, who, http.MethodPatch, path, map[string]any{"discussed": map[string]any{complaint: state}})
	}
	if got := mark(testapp.Supervisor, hidden.Id, "studying"); got.Status != http.StatusOK || !contains(got.Text, hidden.Id) {
		t.Fatalf("by who leads: %d %s", got.Status, got.Text)
	}
	if got := mark(testapp.Lead, hidden.Id, "decided"); got.Code("discussed") != "review_talk" {
		t.Errorf("by who may not open it: %d %s", got.Status, got.Text)
	}
	got := mark(testapp.Lead, c.Id, "decided")
	if got.Status != http.StatusOK || contains(got.Text, hidden.Id) || !contains(got.Text, c.Id) {
		t.Errorf("the answer to the lead: %d %s", got.Status, got.Text)
	}
	for who, sees := range map[string]bool{testapp.Supervisor: true, testapp.Lead: false, testapp.Agent2: true} {
		if got := a.Ask(t, who, http.MethodGet, path, nil); contains(got.Text, hidden.Id) != sees {
			t.Errorf("%s reads %s", who, got.Text)
		}
	}
	both := map[string]any{"discussed": map[string]any{c.Id: "decided"}}
	if got := a.Ask(t, testapp.Supervisor, http.MethodPatch, path, both); got.Status != http.StatusOK || contains(got.Text, hidden.Id) || !contains(got.Text, c.Id) {
		t.Errorf("taken off: %d %s", got.Status, got.Text)
	}
}

// TestPackOfAWeek: each case with why it is told, both versions of it, and what
// the week was in figures.
func TestPackOfAWeek(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	quiet := a.File(t, testapp.Agent, map[string]any{"narrative": "Nada en especial"})
	back := a.At(t, complaint.Resolved, nil)
	a.Move(t, back.Id, testapp.Agent, casework.Move{To: "investigating", Fields: map[string]any{"reopen_reason": "Sigue igual", "next_step": "Llamarla", "next_step_due": "2026-11-26"}})
	late := a.At(t, complaint.Investigating, nil)
	a.Clock.Move(5 * 24 * time.Hour) // Sunday
	a.Exec(t, "UPDATE complaints SET legal_due = '2026-11-27 04:59:59.000Z', internal_due = '' WHERE id = {:id}", dbx.Params{"id": late.Id})
	got := pack(t, a, testapp.Agent, thisWeek)
	reasons := toldOf(got)
	if r := reasons[back.Id]; r != "reopened single_source untrained new" {
		t.Errorf("the reopened one: %q of %v", r, reasons)
	}
	if r := reasons[late.Id]; r != "overdue new" {
		t.Errorf("the late one: %q %v", r, a.Reload(t, late).PublicExport())
	}
	if r, ok := reasons[quiet.Id]; ok {
		t.Errorf("the quiet one: %q", r)
	}
	fresh, _ := got.JSON["new"].(map[string]any)
	if fresh["count"] != 3.0 || !contains(got.Text, quiet.Id) {
		t.Errorf("new: %v", fresh)
	}
	if !contains(got.Text, `"team_versions":[{"agent":"`) || !contains(got.Text, `"customer_version":"`) {
		t.Errorf("the versions: %s", got.Text)
	}
	var codes []string
	list, _ := got.JSON["figures"].([]any)
	for _, one := range list {
		f, _ := one.(map[string]any)
		codes = append(codes, fmt.Sprint(f["code"], "=", f["count"]))
	}
	if !slices.Equal(codes[:4], []string{"new=3", "resolved=0", "immediate=0", "reopened=1"}) {
		t.Errorf("figures %v", codes)
	}
	if got := pack(t, a, testapp.Agent, lastWeek); len(toldOf(got)) != 0 {
		t.Errorf("the week before: %v", toldOf(got))
	}
}

// TestTwoClosers: at the same time; one of them closes, and each decision is one
// action.
func TestTwoClosers(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := meeting(t, a, thisWeek)
	if got := a.Ask(t, testapp.Supervisor, http.MethodPatch, testapp.Records(records.Reviews, id), map[string]any{"attendees": []string{testapp.Lead}}); got.Status != http.StatusOK {
		t.Fatalf("attend: %d %s", got.Status, got.Text)
	}
	withdrawn := decided(t, a, testapp.Lead, id, map[string]any{"text": "Esto no era"})
	path := testapp.Records(records.Decisions, fmt.Sprint(withdrawn.JSON["id"]))
	if got := a.Ask(t, testapp.Lead, http.MethodPatch, path, map[string]any{"withdrawn": true}); got.Status != http.StatusOK {
		t.Fatalf("withdraw: %d %s", got.Status, got.Text)
	}
	for _, text := range []string{"Una", "Otra"} {
		if got := decided(t, a, testapp.Lead, id, map[string]any{"text": text, "owner": testapp.Agent, "due": "2026-12-01", "cause": "delivery"}); got.Status != http.StatusOK {
			t.Fatalf("decide: %d %s", got.Status, got.Text)
		}
	}
	who := []string{testapp.Lead, testapp.Supervisor, testapp.Admin}
	statuses := make([]int, len(who))
	var all sync.WaitGroup
	for i, one := range who {
		all.Go(func() {
			statuses[i] = a.Ask(t, one, http.MethodPost, "/api/crm/reviews/"+thisWeek+"/close", map[string]any{"version": 2}).Status
		})
	}
	all.Wait()
	slices.Sort(statuses)
	if statuses[0] != http.StatusOK || statuses[1] < 400 || statuses[2] < 400 {
		t.Errorf("answers %v", statuses)
	}
	if n := a.Count(t, records.Actions, "source = 'meeting' AND cause = 'delivery' AND review = '"+id+"'"); n != 2 {
		t.Errorf("%d actions of two decisions", n)
	}
	if n := a.Count(t, records.Events, "type = 'review.closed'"); n != 1 {
		t.Errorf("closed %d times", n)
	}
}
