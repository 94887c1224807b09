package hooks_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// outcome is how a door answered: 200 when it stored, else the status and the
// codes by field.
type outcome struct {
	status int
	codes  map[string]string
}

// door is one way to change a stored case.
type door struct {
	name string
	who  string // whose rights it has; empty for Go code
	open func(t *testing.T, a *testapp.App, id string, change map[string]any) outcome
}

// doors are all ways to change a stored case.
func doors() []door {
	out := []door{{"save", "", goSave(false)}, {"save_no_validate", "", goSave(true)}}
	for name, who := range map[string]string{"agent": testapp.Agent, "supervisor": testapp.Supervisor, "superuser": testapp.Superuser} {
		out = append(out, door{"rest_" + name, who, patch(who)}, door{"batch_" + name, who, batchPatch(who)},
			door{"transition_" + name, who, transition(who)})
	}
	return out
}

func patch(who string) func(*testing.T, *testapp.App, string, map[string]any) outcome {
	return func(t *testing.T, a *testapp.App, id string, change map[string]any) outcome {
		return answered(a.Ask(t, who, http.MethodPatch, testapp.Records(records.Complaints, id), change))
	}
}

func batchPatch(who string) func(*testing.T, *testapp.App, string, map[string]any) outcome {
	return func(t *testing.T, a *testapp.App, id string, change map[string]any) outcome {
		return batched(a.Ask(t, who, http.MethodPost, "/api/batch", map[string]any{"requests": []any{
			map[string]any{"method": "PATCH", "url": testapp.Records(records.Complaints, id), "body": change}}}), 0)
	}
}

func transition(who string) func(*testing.T, *testapp.App, string, map[string]any) outcome {
	return func(t *testing.T, a *testapp.App, id string, change map[string]any) outcome {
		body := map[string]any{"fields": change}
		for _, name := range []string{"version", "stage"} {
			if value, ok := change[name]; ok {
				body[map[string]string{"version": "version", "stage": "to"}[name]] = value
			}
		}
		return answered(a.Ask(t, who, http.MethodPost, "/api/crm/complaints/"+id+"/transition", body))
	}
}

// goSave is Go code that knows nothing of the workflow.
func goSave(noValidate bool) func(*testing.T, *testapp.App, string, map[string]any) outcome {
	return func(t *testing.T, a *testapp.App, id string, change map[string]any) outcome {
		r, err := a.FindRecordById(records.Complaints, id)
		if err != nil {
			t.Fatal(err)
		}
		r.Load(change)
		if noValidate {
			return refused(a.SaveNoValidate(r))
		}
		return refused(a.Save(r))
	}
}

// answered reads an answer of the record API or of a route.
func answered(got testapp.Answer) outcome {
	data, _ := got.JSON["data"].(map[string]any)
	return outcome{got.Status, codesOf(data)}
}

// batched reads the answer to the n-th request of a batch that failed.
func batched(got testapp.Answer, n int) outcome {
	if got.Status == http.StatusOK {
		return outcome{status: got.Status}
	}
	data, _ := got.JSON["data"].(map[string]any)
	requests, _ := data["requests"].(map[string]any)
	item, _ := requests[fmt.Sprint(n)].(map[string]any)
	response, _ := item["response"].(map[string]any)
	inner, _ := response["data"].(map[string]any)
	status, _ := response["status"].(float64)
	return outcome{int(status), codesOf(inner)}
}

func codesOf(data map[string]any) map[string]string {
	out := map[string]string{}
	for field, problem := range data {
		if m, ok := problem.(map[string]any); ok {
			out[field], _ = m["code"].(string)
		}
	}
	return out
}

// refused reads the error of Go code.
func refused(err error) outcome {
	if err == nil {
		return outcome{status: http.StatusOK}
	}
	out := outcome{http.StatusInternalServerError, casework.Codes(err)}
	var api *router.ApiError
	if errors.As(err, &api) {
		out.status = api.Status
	}
	return out
}

// rule is one thing that no door lets through: a case at a stage, what is
// asked, and the answer. A "forbidden" row is a matter of the role: only the
// doors of `who` are tried.
type rule struct {
	name   string
	at     string
	change map[string]any
	status int
	field  string
	code   string
	who    string
}

func (r rule) triedBy(d door) bool { return r.who == "" || strings.HasSuffix(d.name, r.who) }

// changeRules is the table: every row is tried at every door.
func changeRules() []rule {
	out := []rule{
		{"narrative", "received", map[string]any{"narrative": "Otra historia"}, 400, "narrative", "narrative_intact", ""},
		{"narrative emptied", "closed", map[string]any{"narrative": ""}, 400, "narrative", "narrative_intact", ""},
		{"source", "received", map[string]any{"source": "online"}, 400, "source", "fixed_field", ""},
		{"language", "assessing", map[string]any{"language": "en"}, 400, "language", "fixed_field", ""},
		{"unknown stage", "received", map[string]any{"stage": "finished"}, 400, "stage", "unknown_move", ""},
		{"stale version", "investigating", map[string]any{"goal": "Otra cosa", "version": 1}, 409, "version", "stale_version", ""},
		{"version of the future", "investigating", map[string]any{"goal": "Otra cosa", "version": 99}, 409, "version", "stale_version", ""},
		{"fault before both versions", "investigating", map[string]any{"fault": "company"}, 400, "fault", "fault_after_versions", ""},
		{"closed case", "closed", map[string]any{"goal": "Otra cosa"}, 400, "stage", "closed_case_fixed", ""},
		{"voided case", "voided", map[string]any{"severity": "low"}, 400, "stage", "closed_case_fixed", ""},
		{"goal of a page", "assessing", map[string]any{"goal": strings.Repeat("a", 201)}, 400, "goal", "goal_length", ""},
		{"owner taken off", "investigating", map[string]any{"owner": ""}, 400, "owner", "owner_required", ""},
		{"understood before it was told", "investigating", map[string]any{"understanding_confirmed_at": "2026-01-01 10:00:00.000Z", "understanding_channel": "phone"},
			400, "understanding_confirmed_at", "understanding_dated", ""},
		{"kind of answer by hand", "received", map[string]any{"resolution_kind": "solution"}, 400, "resolution_kind", "resolution_kind_kept", ""},
		{"resolved without a cause", "received", map[string]any{"stage": "resolved"}, 400, "cause", "cause_required", "agent"},
		{"resolved without a letter", "received", map[string]any{"stage": "resolved"}, 400, "letter", "letter_required", "superuser"},
		{"closed without a call", "resolved", map[string]any{"stage": "closed", "closing_kind": "confirmed"}, 400, "follow_up.contacted", "follow_up_required", "superuser"},
		{"proposed without both versions", "investigating", map[string]any{"stage": "proposed"}, 400, "statement", "team_version_required", "supervisor"},
		{"executed without a yes", "proposed", map[string]any{"stage": "executing"}, 400, "acceptance.channel", "acceptance_required", "supervisor"},
		{"no next step", "investigating", map[string]any{"next_step": ""}, 400, "next_step", "next_step_kept", "superuser"},
		{"an agent voids", "received", map[string]any{"stage": "voided", "void_reason": "No es nuestra"}, 403, "stage", "forbidden_move", "agent"},
		{"an agent approves a no", "denial_review", map[string]any{"stage": "resolved"}, 403, "stage", "forbidden_move", "agent"},
		{"an agent extends the term", "received", map[string]any{"extension_until": "2027-01-10 10:00:00.000Z"}, 403, "stage", "forbidden_move", "agent"},
		{"Go code resolves", "executing", map[string]any{"stage": "resolved"}, 403, "stage", "forbidden_move", "save"},
		{"Go code closes", "resolved", map[string]any{"stage": "closed"}, 403, "stage", "forbidden_move", "save_no_validate"},
	}
	for field, value := range serverSet() {
		out = append(out, rule{"server sets " + field, "investigating", map[string]any{field: value}, 400, field, "server_field", ""})
	}
	return append(out, jumps()...)
}

// TestEveryDoorKeepsEveryRule tries each rule of the table at each door and
// looks at what is stored afterwards: nothing new.
func TestEveryDoorKeepsEveryRule(t *testing.T) {
	t.Parallel()
	for _, d := range doors() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			cases := everyStage(t, a)
			before := a.Stored(t)
			for _, r := range changeRules() {
				if !r.triedBy(d) {
					continue
				}
				got := d.open(t, a, cases[r.at], r.change)
				if hidden(d, r.field) {
					continue // never read from the request: what counts is that nothing was stored
				}
				if got.status != r.status || got.codes[r.field] != r.code {
					t.Errorf("%s: %d %v, want %d %s=%s", r.name, got.status, got.codes, r.status, r.field, r.code)
				}
			}
			a.Unchanged(t, before)
		})
	}
}
