package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"escucha/internal/testapp"
)

// TestTheDaySaysThatAMeetingIsDue: to who leads, from the sixth day on.
func TestTheDaySaysThatAMeetingIsDue(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	state := func(who string) any {
		meeting, _ := a.Ask(t, who, http.MethodGet, "/api/crm/today", nil).JSON["meeting"].(map[string]any)
		return meeting["state"]
	}
	if got := state(testapp.Supervisor); got != nil {
		t.Errorf("before the first case: %v", got)
	}
	a.File(t, testapp.Agent, nil)
	rows := []struct {
		name string
		days int
		want any
	}{{"the same day", 0, nil}, {"a week", 7, "due"}, {"two weeks", 14, "late"}}
	for _, row := range rows {
		a.Clock.Move(time.Duration(row.days) * 24 * time.Hour)
		if got := state(testapp.Supervisor); got != row.want {
			t.Errorf("%s: the supervisor is told %v, want %v", row.name, got, row.want)
		}
		if got := state(testapp.Agent); got != nil {
			t.Errorf("%s: an agent is told %v", row.name, got)
		}
	}
}
