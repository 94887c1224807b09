package hooks_test

import (
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestEvidenceNeedsTheRightToChange: who may only read a case brings no evidence
// to it through a transition either, with a stage or without one.
func TestEvidenceNeedsTheRightToChange(t *testing.T) {
	t.Parallel()
	refusal := map[string]any{"refusal": map[string]any{"reason": "No", "preferred_refused": true}}
	rows := []struct {
		name, who string
		allowed   bool
	}{{"auditor", testapp.Auditor, false}, {"integration", testapp.Robot, false}, {"agent", testapp.Agent, true}, {"superuser", testapp.Superuser, true}}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Proposed, nil)
			got := a.Ask(t, row.who, "POST", "/api/crm/complaints/"+c.Id+"/transition", refusal)
			if allowed := got.Status == 200; allowed != row.allowed {
				t.Errorf("%d %s", got.Status, got.Text)
			}
			if !row.allowed && got.Status != 403 {
				t.Errorf("status %d, want 403", got.Status)
			}
			if refused := a.Count(t, records.Proposals, "status = 'refused'") == 1; refused != row.allowed {
				t.Errorf("the proposal was answered: %t", refused)
			}
		})
	}
}
