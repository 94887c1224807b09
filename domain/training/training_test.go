package training_test

import (
	"testing"

	"escucha/domain/training"
)

const today, soon = "2026-11-23", "2026-12-23"

func TestCheck(t *testing.T) {
	t.Parallel()
	good := training.Training{Title: "Escuchar a quien está enojado", Topic: training.Conflict, Held: "2026-11-02", Expires: "2027-11-01", Attendees: []string{"ines"}}
	rows := []struct {
		name   string
		change func(*training.Training)
		want   training.Problem
	}{
		{"sound", func(*training.Training) {}, training.Problem{}},
		{"today, without an end", func(t *training.Training) { t.Held, t.Expires = today, "" }, training.Problem{}},
		{"of one day", func(t *training.Training) { t.Expires = t.Held }, training.Problem{}},
		{"no title", func(t *training.Training) { t.Title = " " }, training.Problem{Field: "title", Code: "validation_required"}},
		{"no day", func(t *training.Training) { t.Held = "" }, training.Problem{Field: "held_at", Code: "validation_required"}},
		{"not yet given", func(t *training.Training) { t.Held = "2026-11-24" }, training.Problem{Field: "held_at", Code: "training_future"}},
		{"ends before it was", func(t *training.Training) { t.Expires = "2026-11-01" }, training.Problem{Field: "expires", Code: "training_expires"}},
		{"nobody there", func(t *training.Training) { t.Attendees = nil }, training.Problem{Field: "attendees", Code: "training_attendees"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			one := good
			row.change(&one)
			if got := training.Check(one, today); got != row.want {
				t.Errorf("%v, want %v", got, row.want)
			}
		})
	}
}

func TestStandingOf(t *testing.T) {
	t.Parallel()
	of := func(id, held, expires string) training.Training {
		return training.Training{ID: id, Title: id, Topic: training.Conflict, Held: held, Expires: expires, Attendees: []string{"ines", "tomas"}}
	}
	law, void, others := of("law", "2026-01-01", ""), of("void", "2026-01-01", ""), of("others", "2026-01-01", "")
	law.Topic, void.Void, others.Attendees = training.Law, true, []string{"ruben"}
	rows := []struct {
		name  string
		all   []training.Training
		code  string
		of    string
		valid bool
	}{
		{"none", nil, "none", "", false},
		{"of something else, void, or of others", []training.Training{law, void, others}, "none", "", false},
		{"to come", []training.Training{of("a", "2026-11-24", "")}, "none", "", false},
		{"without an end", []training.Training{of("a", "2020-01-01", "")}, "valid", "a", true},
		{"last day", []training.Training{of("a", "2025-01-01", today)}, "ends", "a", true},
		{"the day after", []training.Training{of("a", "2025-01-01", "2026-11-22")}, "lapsed", "a", false},
		{"thirty days", []training.Training{of("a", "2025-01-01", soon)}, "ends", "a", true},
		{"thirty-one", []training.Training{of("a", "2025-01-01", "2026-12-24")}, "valid", "a", true},
		{"the one that holds longest", []training.Training{of("a", "2025-01-01", "2026-12-01"), of("b", "2024-01-01", "2027-06-01"), of("c", "2026-01-01", "2026-11-30")}, "valid", "b", true},
		{"no end is longest", []training.Training{of("a", "2025-01-01", ""), of("b", "2024-01-01", "2099-01-01")}, "valid", "a", true},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := training.StandingOf(row.all, "ines", training.Conflict, today, soon)
			if got.Code != row.code || got.Training != row.of || got.Valid() != row.valid {
				t.Errorf("%+v, want %s of %q", got, row.code, row.of)
			}
		})
	}
	if len(training.Topics()) != 6 {
		t.Error("a topic is missing")
	}
}
