package hooks_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestAGestureWaitsForWhoMayDecide: in the day of those whose answer would be
// taken, and gone from it with the answer, of which whoever asked is told.
func TestAGestureWaitsForWhoMayDecide(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		reward map[string]any
		waits  []string
	}{
		{"within what a lead may give", nil, []string{testapp.Lead, testapp.Supervisor, testapp.Admin}},
		{"above it", map[string]any{"limit_lead": 70}, []string{testapp.Supervisor, testapp.Admin}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c, bowl := a.At(t, complaint.Investigating, nil), rewarding(t, a, row.reward)
			give(t, a, testapp.Agent, c.Id, bowl, nil)
			asked := give(t, a, testapp.Agent, c.Id, bowl, nil)
			for _, who := range []string{testapp.Agent, testapp.Agent2, testapp.Lead, testapp.Supervisor, testapp.Admin} {
				items := section(t, a, who, "approvals")
				if want := slices.Contains(row.waits, who); want != (len(items) == 1 && items[0]["reason_code"] == "gesture") {
					t.Errorf("%s: waits %v, want %v", who, items, want)
				}
				told, want := heard(t, a, who, c.Id), []string(nil)
				if who == testapp.Supervisor || who == testapp.Admin {
					want = []string{"approval"}
				}
				if !slices.Equal(told, want) {
					t.Errorf("%s: told %v, want %v", who, told, want)
				}
			}
			a.Ask(t, testapp.Supervisor, http.MethodPatch, testapp.Records(records.Grants, fmt.Sprint(asked.JSON["id"])), map[string]any{"status": "approved"})
			if items := section(t, a, testapp.Admin, "approvals"); len(items) != 0 {
				t.Errorf("still waits: %v", items)
			}
			if told := heard(t, a, testapp.Agent, c.Id); !slices.Equal(told, []string{"decided"}) {
				t.Errorf("who asked is told %v", told)
			}
		})
	}
}

// TestAGestureOfAConfidentialCase waits only for those who may open it.
func TestAGestureOfAConfidentialCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, bowl := a.At(t, complaint.Investigating, nil), rewarding(t, a, nil)
	a.Move(t, c.Id, testapp.Supervisor, casework.Move{Fields: map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor}})
	give(t, a, testapp.Agent, c.Id, bowl, nil)
	give(t, a, testapp.Agent, c.Id, bowl, nil)
	for who, want := range map[string]int{testapp.Lead: 0, testapp.Supervisor: 1} {
		counts := a.Ask(t, who, http.MethodGet, "/api/crm/counts", nil).JSON
		if items := section(t, a, who, "approvals"); len(items) != want {
			t.Errorf("%s: %v, counts %v", who, items, counts)
		}
	}
	if n := a.Count(t, records.Grants, "status = 'pending'"); n != 1 {
		t.Errorf("%d wait", n)
	}
}
