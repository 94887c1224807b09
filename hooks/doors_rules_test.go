package hooks_test

import (
	"slices"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// serverSet is a value for each field that no client may set.
func serverSet() map[string]any {
	const date = "2020-01-01 00:00:00.000Z"
	return map[string]any{
		"number": "000000007-2026", "tracking_key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "received_at": date, "received_by": testapp.Lead,
		"legal_due": date, "internal_due": date, "due_trace": `{"due":"2030-01-01"}`, "first_contact_at": date, "resolved_at": date,
		"closed_at": date, "reopened_at": date, "stage_since": date, "reopen_count": 7, "open": false, "queue_key": "000",
		"readers": " " + testapp.Agent2 + " ", "customer_snapshot": `{"name":"Otra"}`, "retention_until": date, "legal_profile": "gen",
		"book": "", "denial_by": testapp.Supervisor, "imported": true, "merged_into": mergedID,
		"profiles": []string{"abusive"}, "raised": []string{"lane"}, "recurrence": 7, "promises_broken": 7, "erased_at": date,
		"provider_snapshot": `{"name":"Otra"}`, "information_extended": true, "redirected_at": date,
	}
}

// mergedID names no case.
const mergedID = "nosuchcomplaint"

// hidden: the record API takes a hidden field out of what others than
// superusers send.
func hidden(d door, field string) bool {
	return field == "tracking_key" && d.who != testapp.Superuser && !strings.HasPrefix(d.name, "save") && !strings.HasPrefix(d.name, "transition")
}

// jumps are all pairs of stages between which there is no way.
func jumps() []rule {
	var out []rule
	for _, from := range complaint.Stages() {
		for _, to := range complaint.Stages() {
			known := slices.ContainsFunc(complaint.From(from), func(t complaint.Transition) bool { return t.To == to })
			if from == to || known {
				continue
			}
			out = append(out, rule{string(from) + " to " + string(to), string(from), map[string]any{"stage": string(to)}, 400, "stage", "unknown_move", ""})
		}
	}
	return out
}

// everyStage files one case for each stage and returns their ids by stage.
func everyStage(t *testing.T, a *testapp.App) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, s := range complaint.Stages() {
		c := a.At(t, s, nil)
		if got := c.GetString("stage"); got != string(s) {
			t.Fatalf("stage %s, want %s", got, s)
		}
		out[string(s)] = c.Id
	}
	return out
}

// TestServerFieldsAreAllInTheTable: a new field of the application gets its row.
func TestServerFieldsAreAllInTheTable(t *testing.T) {
	t.Parallel()
	for _, name := range complaint.ServerFields() {
		if _, ok := serverSet()[name]; !ok {
			t.Errorf("no row for %s", name)
		}
	}
}

// TestEveryStageHasItsCase: the factory reaches the stages that it names.
func TestEveryStageHasItsCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for stage, id := range everyStage(t, a) {
		if n := a.Count(t, records.Events, "complaint = '"+id+"' AND json_extract(data, '$.to') = '"+stage+"'"); n != 1 {
			t.Errorf("%s: %d events lead to it, want 1", stage, n)
		}
	}
}
