package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestUntrainedIsSaidBefore: whom the list of a transfer advises against, by the
// cases that it is about, and nothing of a case that one may not see (R111).
func TestUntrainedIsSaidBefore(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	hard, calm := a.At(t, complaint.Assessing, map[string]any{"lane": "attend_now"}), a.At(t, complaint.Assessing, nil)
	hidden := a.File(t, testapp.Supervisor, map[string]any{"confidential": true, "confidential_reason": "Nombra a alguien", "supervisor": testapp.Supervisor})
	a.Exec(t, "UPDATE complaints SET lane = 'attend_now' WHERE id = {:id}", dbx.Params{"id": hidden.Id})
	said := func(who string, cases ...string) map[string]string {
		t.Helper()
		got := a.Ask(t, who, http.MethodGet, "/api/crm/untrained?cases="+strings.Join(cases, ","), nil)
		if got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
		out := map[string]string{}
		for _, item := range got.JSON["items"].([]any) {
			one := item.(map[string]any)
			out[one["agent"].(string)] = one["message"].(string)
		}
		return out
	}
	if got := said(testapp.Agent, hard.Id); len(got) != 0 {
		t.Errorf("without a register: %v", got)
	}
	trained(t, a, nil)
	for _, row := range []struct {
		name, who string
		cases     []string
		want      string // of who has no training
	}{
		{"a hard case", testapp.Agent, []string{hard.Id}, "el caso es de atender ya"},
		{"among others", testapp.Agent, []string{calm.Id, hard.Id}, "el caso es de atender ya"},
		{"a calm one", testapp.Agent, []string{calm.Id}, ""},
		{"no case", testapp.Agent, nil, ""},
		{"one that may not be seen", testapp.Agent, []string{hidden.Id}, ""},
		{"both, for who sees them", testapp.Supervisor, []string{hard.Id, hidden.Id}, "2 de los casos"},
	} {
		got := said(row.who, row.cases...)
		if row.want == "" && len(got) > 0 || !strings.Contains(got[testapp.Agent2], row.want) || got[testapp.Agent] != "" || got[testapp.Left] != "" {
			t.Errorf("%s: %v", row.name, got)
		}
	}
	if got := a.Ask(t, testapp.Robot, http.MethodGet, "/api/crm/untrained?cases="+hard.Id, nil); got.Status != http.StatusForbidden {
		t.Errorf("a program: %d", got.Status)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/untrained?cases="+strings.Repeat("a,", 101), nil); got.Code("cases") != "bulk_too_many" {
		t.Errorf("too many: %d %s", got.Status, got.Text)
	}
}

// TestWhoTakesIsTold: somebody without that training who takes the next case is
// told so, and has it.
func TestWhoTakesIsTold(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	trained(t, a, map[string]any{"attendees": []string{testapp.Lead}})
	hard, calm := a.File(t, testapp.Lead, nil), a.File(t, testapp.Lead, nil)
	a.Exec(t, "UPDATE complaints SET assignee = '', owner = '', area = '', stage = 'received', lane = 'normal'", nil)
	a.Exec(t, "UPDATE complaints SET lane = 'attend_now', queue_key = '0' || substr(queue_key, 2) WHERE id = {:id}", dbx.Params{"id": hard.Id})
	for _, row := range []struct{ id, want string }{{hard.Id, "usted no tiene vigente la formación"}, {calm.Id, ""}} {
		got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/take-next", nil)
		card, _ := got.JSON["complaint"].(map[string]any)
		advice, _ := got.JSON["advice"].(string)
		if card["id"] != row.id || !strings.Contains(advice, row.want) || row.want == "" && advice != "" {
			t.Errorf("%d %s", got.Status, got.Text)
		}
		if c, err := a.FindRecordById(records.Complaints, row.id); err != nil || c.GetString("assignee") != testapp.Agent {
			t.Errorf("%s is with nobody: %v", row.id, err)
		}
	}
}
