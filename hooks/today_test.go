package hooks_test

import (
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/testapp"
)

// section finds a part of somebody's day.
func section(t *testing.T, a *testapp.App, who, code string) []map[string]any {
	t.Helper()
	got := a.Ask(t, who, "GET", "/api/crm/today", nil)
	sections, _ := got.JSON["sections"].([]any)
	for _, s := range sections {
		one, _ := s.(map[string]any)
		if one["code"] != code {
			continue
		}
		var items []map[string]any
		for _, i := range one["items"].([]any) {
			items = append(items, i.(map[string]any))
		}
		return items
	}
	return nil
}

// TestPromisesNameEachCaseOnce: a case with several reminders is one line of
// the day, by what falls due first, and says why it is there.
func TestPromisesNameEachCaseOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, "investigating", nil)
	if err := a.Engine.Remind(a, c, "eta", complaint.Span{Hours: 2}); err != nil {
		t.Fatal(err)
	}
	a.Clock.Move(10 * 24 * time.Hour)
	items := section(t, a, testapp.Agent, "promises")
	if len(items) != 1 || items[0]["id"] != c.Id || items[0]["reason_code"] == "" || items[0]["due"] == "" {
		t.Errorf("promises %v", items)
	}
}

// TestDueStateIsOfTheLegalDate: a next step that is late does not colour a
// legal date that is weeks away.
func TestDueStateIsOfTheLegalDate(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, "investigating", nil)
	rows := []struct {
		name string
		now  time.Time
		want string
	}{
		{"next step late, legal date far", time.Date(2026, 11, 30, 15, 0, 0, 0, time.UTC), ""},
		{"five business days before", time.Date(2026, 12, 11, 15, 0, 0, 0, time.UTC), "soon"},
		{"the day after", time.Date(2026, 12, 19, 15, 0, 0, 0, time.UTC), "late"},
	}
	for _, row := range rows {
		a.Clock.Set(row.now)
		card, err := a.Engine.CardOf(a, c.Id)
		if err != nil || card.DueState != row.want {
			t.Errorf("%s: %q, want %q (%v), due %s", row.name, card.DueState, row.want, err, card.LegalDue)
		}
	}
}

// TestRemindersFollowTheFields: another date for the next step moves its
// reminder, and a summary confirmed by phone is no longer asked for.
func TestRemindersFollowTheFields(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, "investigating", map[string]any{"understanding_confirmed_at": "", "understanding_channel": ""})
	pending := func(kind string) int {
		return a.Count(t, "reminders", "complaint = '"+c.Id+"' AND pending = 1 AND kind = '"+kind+"'")
	}
	if pending("next_step") != 1 {
		t.Fatalf("%d reminders of the next step", pending("next_step"))
	}
	a.Move(t, c.Id, testapp.Agent, casework.Move{Fields: map[string]any{"next_step_due": "2026-12-01 15:00:00.000Z",
		"understanding_confirmed_at": a.Clock.Now().Format(time.RFC3339), "understanding_channel": "phone"}})
	if n := a.Count(t, "reminders", "complaint = '"+c.Id+"' AND pending = 1 AND kind = 'next_step' AND due = '2026-12-01 15:00:00.000Z'"); n != 1 || pending("next_step") != 1 {
		t.Errorf("%d reminders of the next step, %d with the new date", pending("next_step"), n)
	}
	if pending("paraphrase") != 0 {
		t.Error("the summary is still asked for")
	}
}
