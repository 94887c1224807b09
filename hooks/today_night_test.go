package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/testapp"
)

// TestTheDayIsWholeAtAnyHour: whoever is to be called back the same day stands in
// that day before dawn, too, and not before it.
func TestTheDayIsWholeAtAnyHour(t *testing.T) {
	t.Parallel()
	lima, err := time.LoadLocation("America/Lima")
	report(t, err)
	for _, row := range []struct {
		name string
		hour int
	}{{"after midnight", 0}, {"before dawn", 5}, {"at noon", 12}, {"late", 23}} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Resolved, nil)
			a.Clock.Set(time.Date(2026, 11, 25, row.hour, 20, 0, 0, lima))
			day := func() string { return a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/today", nil).Text }
			if strings.Contains(day(), `"recovery"`) {
				t.Fatal("there is nobody to call back yet")
			}
			if got := answer(t, a, testapp.Agent, c.Id, map[string]any{"solution": 1, "recommend": 2, "reason": "time"}); got.Status != http.StatusOK {
				t.Fatalf("%d %s", got.Status, got.Text)
			}
			if got := day(); !strings.Contains(got, `"recovery"`) {
				t.Errorf("nobody is called back: %s", got)
			}
			if n := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/counts", nil).JSON["today"]; n != 1.0 {
				t.Errorf("%v are counted", n)
			}
		})
	}
}
