package hooks_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/domain/survey"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// answer takes down what the customer of a case says on the telephone: content,
// but for what is changed.
func answer(t *testing.T, a *testapp.App, who, id string, change map[string]any) testapp.Answer {
	t.Helper()
	body := map[string]any{"complaint": id, "solution": 5, "treatment": 4, "expectation": "yes", "recommend": 9, "comment": "Llamar antes de venir"}
	for name, value := range change {
		body[name] = value
	}
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Surveys), body)
}

// TestSurveyByPhone: five questions, the server says who and when, the type
// follows at once, and it is told.
func TestSurveyByPhone(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	got := answer(t, a, testapp.Agent, c.Id, map[string]any{"channel": "link", "token": "x", "customer": "", "answered_at": "2020-01-01", "agent": testapp.Lead})
	for name, want := range map[string]any{"channel": "phone", "customer": testapp.Rosa, "agent": testapp.Agent, "recommend": "9", "answered_at": records.Stamp(a.Clock.Now()), "token": nil} {
		if got.JSON[name] != want {
			t.Errorf("%s is %v, want %v (%s)", name, got.JSON[name], want, got.Text)
		}
	}
	if n := a.Count(t, records.Surveys, "token = ''"); n != 1 {
		t.Errorf("%d surveys without a link", n)
	}
	if got := typed(t, a, "satisfaction"); got != "delighted" {
		t.Errorf("with a 5 they are %q", got)
	}
	if n := a.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = 'survey.answered'"); n != 1 {
		t.Errorf("%d events tell of it", n)
	}
	if n := a.Count(t, records.Reminders, "kind = 'detractor'"); n != 0 {
		t.Errorf("%d supervisors are to win back somebody content", n)
	}
	file := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/file", nil)
	if list, _ := file.JSON["surveys"].([]any); len(list) != 1 {
		t.Errorf("the file has %v", file.JSON["surveys"])
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestSurveyRefused: what is missing is named, and nothing is stored.
func TestSurveyRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, early := a.At(t, complaint.Resolved, nil), a.At(t, complaint.Executing, nil)
	before := a.Stored(t)
	rows := []struct {
		name   string
		change map[string]any
		field  string
		code   string
	}{
		{"before it is solved", map[string]any{"complaint": early.Id}, "complaint", "survey_when_resolved"},
		{"of no case", map[string]any{"complaint": "nowhere00000000"}, "complaint", "not_found"},
		{"no solution", map[string]any{"solution": 0}, "solution", "survey_score"},
		{"no treatment", map[string]any{"treatment": 0}, "treatment", "survey_score"},
		{"no expectation", map[string]any{"expectation": ""}, "expectation", "survey_expectation"},
		{"a 3 without a reason", map[string]any{"treatment": 3}, "reason", "survey_reason"},
		{"eleven of ten", map[string]any{"recommend": 11}, "recommend", "survey_recommend"},
		{"another reason, unsaid", map[string]any{"solution": 1, "reason": "other", "comment": ""}, "comment", "survey_reason_text"},
		{"no such reason", map[string]any{"solution": 1, "reason": "weather"}, "reason", "validation_invalid_value"},
	}
	for _, row := range rows {
		if got := answer(t, a, testapp.Agent, c.Id, row.change); got.Status < 400 || got.Code(row.field) != row.code && row.name != "of no case" {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	for name, who := range map[string]string{"the till": testapp.Robot, "the auditor": testapp.Auditor} {
		if got := answer(t, a, who, c.Id, nil); got.Status < 400 {
			t.Errorf("%s answered: %s", name, got.Text)
		}
	}
	a.Unchanged(t, before)
	if got := answer(t, a, testapp.Agent, c.Id, nil); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	if got := answer(t, a, testapp.Lead, c.Id, nil); got.Code("complaint") != "survey_once" {
		t.Errorf("a second answer: %d %s", got.Status, got.Text)
	}
}

// TestASentSurveyIsAnsweredByPhone: one that waits may be answered once, and an
// answer stays as it was given.
func TestASentSurveyIsAnsweredByPhone(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	a.Exec(t, "INSERT INTO surveys (id, complaint, customer, channel, token, sent_at) VALUES ('sentsurvey00001', {:c}, {:who}, 'link', 'secret', '2026-11-24 15:00:00.000Z')",
		dbx.Params{"c": c.Id, "who": testapp.Rosa})
	if got := answer(t, a, testapp.Agent, c.Id, nil); got.Code("complaint") != "survey_once" {
		t.Errorf("a second row: %d %s", got.Status, got.Text)
	}
	path := testapp.Records(records.Surveys, "sentsurvey00001")
	said := map[string]any{"solution": 5, "treatment": 5, "expectation": "yes"}
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, map[string]any{"sent_at": "2026-11-01"}); got.Status != http.StatusBadRequest {
		t.Errorf("another date: %d %s", got.Status, got.Text)
	}
	got := a.Ask(t, testapp.Agent, http.MethodPatch, path, said)
	if got.JSON["channel"] != "phone" || got.JSON["answered_at"] == "" || got.JSON["sent_at"] != "2026-11-24 15:00:00.000Z" || typed(t, a, "satisfaction") != "delighted" {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if strings.Contains(got.Text, "secret") {
		t.Error("the link is told to everybody")
	}
	if got := a.Ask(t, testapp.Superuser, http.MethodPatch, path, said); got.Code("id") != "append_only" {
		t.Errorf("answered again: %d %s", got.Status, got.Text)
	}
}

// TestSurveyReasonsAreTheSchemas: what the domain asks for, the table can hold.
func TestSurveyReasonsAreTheSchemas(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for field, want := range map[string][]string{"reason": survey.Reasons(), "expectation": survey.Expectations(), "compared": survey.Comparisons()} {
		if got := choicesOf(t, a, records.Surveys, field); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", field, got, want)
		}
	}
}

// TestDetractor: who would not recommend us is called by a supervisor the same
// day, once, and closing the case does not make it pointless.
func TestDetractor(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	if got := answer(t, a, testapp.Agent, c.Id, map[string]any{"recommend": 0}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	if got := typed(t, a, "satisfaction"); got != "dissatisfied" {
		t.Errorf("who would not recommend us is %q", got)
	}
	a.Move(t, c.Id, testapp.Agent, a.Closing())
	rows := a.Find(t, records.Reminders, "complaint = {:c} && kind = 'detractor'", c.Id)
	if len(rows) != 1 || !rows[0].GetBool("pending") || rows[0].GetString("assignee") != testapp.Supervisor || rows[0].GetString("due") != "2026-11-25 04:59:59.000Z" {
		t.Fatalf("%d reminders, %v", len(rows), rows[0].PublicExport())
	}
	if n := a.Count(t, records.Notices, "agent = '"+testapp.Supervisor+"' AND text_params LIKE '%detractor%'"); n != 1 {
		t.Errorf("told %d times", n)
	}
	if got := section(t, a, testapp.Supervisor, "recovery"); len(got) != 1 || got[0]["id"] != c.Id {
		t.Errorf("the day of the supervisor has %v", got)
	}
	if got := section(t, a, testapp.Agent, "recovery"); len(got) > 0 {
		t.Errorf("the day of the agent has %v", got)
	}
	done := a.Ask(t, testapp.Supervisor, http.MethodPatch, testapp.Records(records.Reminders, rows[0].Id), map[string]any{"done_at": "2026-11-24", "outcome": "Conversamos y aceptó"})
	if done.Status != http.StatusOK || len(section(t, a, testapp.Supervisor, "recovery")) > 0 {
		t.Errorf("done: %d %s", done.Status, done.Text)
	}
}

// TestDetractorOfAHiddenCase: its supervisor, and nobody else, not even by a count.
func TestDetractorOfAHiddenCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' '", nil)
	if got := answer(t, a, testapp.Agent2, c.Id, nil); got.Status < 400 {
		t.Errorf("answered by who may not see it: %s", got.Text)
	}
	if got := answer(t, a, testapp.Admin, c.Id, map[string]any{"solution": 2, "reason": "time"}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	list := a.Ask(t, testapp.Agent2, http.MethodGet, testapp.Records(records.Surveys), nil)
	if items, _ := list.JSON["items"].([]any); len(items) > 0 {
		t.Errorf("listed: %s", list.Text)
	}
	if got := section(t, a, testapp.Supervisor, "recovery"); len(got) != 1 {
		t.Errorf("the day of the supervisor has %v", got)
	}
}

// TestSurveyListsUseTheirIndexes: nothing is read from end to end.
func TestSurveyListsUseTheirIndexes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for query, index := range map[string]string{
		"SELECT customer, answered_at, solution, recommend FROM surveys WHERE customer IN ('a', 'b') AND answered_at > '' ORDER BY customer, answered_at": "COVERING INDEX idx_surveys_customer",
		"SELECT * FROM surveys WHERE complaint = 'a'":                                               "idx_surveys_complaint",
		"SELECT * FROM loyalty WHERE owner = 'a' AND pending = 1 AND due <= 'x' ORDER BY due":       "idx_loyalty_owner",
		"SELECT * FROM loyalty WHERE customer = 'a' ORDER BY created DESC":                          "idx_loyalty_customer",
		"SELECT * FROM surveys WHERE answered_at >= 'a' AND answered_at < 'b' ORDER BY answered_at": "idx_surveys_answered",
	} {
		if got := plan(t, a, query); !contains(got, index) {
			t.Errorf("%s\nreads by %s, not %s", query, got, index)
		}
	}
}
