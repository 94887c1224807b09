package survey_test

import (
	"slices"
	"testing"

	"escucha/domain/complaint"
	"escucha/domain/survey"
)

// good is an answer of somebody content.
func good(change func(*survey.Answer)) survey.Answer {
	ten := 10
	a := survey.Answer{Solution: 5, Treatment: 4, Expectation: "yes", Recommend: &ten}
	if change != nil {
		change(&a)
	}
	return a
}

func would(n int) func(*survey.Answer) {
	return func(a *survey.Answer) { a.Recommend = &n }
}

// TestCheck: each field on both sides of its edge.
func TestCheck(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(*survey.Answer)
		field  string
		code   string
	}{
		{"content", nil, "", ""},
		{"no solution", func(a *survey.Answer) { a.Solution = 0 }, "solution", "survey_score"},
		{"six of five", func(a *survey.Answer) { a.Solution = 6 }, "solution", "survey_score"},
		{"no treatment", func(a *survey.Answer) { a.Treatment = 0 }, "treatment", "survey_score"},
		{"no expectation", func(a *survey.Answer) { a.Expectation = "" }, "expectation", "survey_expectation"},
		{"would not say whether they recommend", func(a *survey.Answer) { a.Recommend = nil }, "", ""},
		{"recommends with 0", would(0), "", ""},
		{"recommends with 11", would(11), "recommend", "survey_recommend"},
		{"recommends with -1", would(-1), "recommend", "survey_recommend"},
		{"effort of 7", func(a *survey.Answer) { a.Effort = 7 }, "", ""},
		{"effort of 8", func(a *survey.Answer) { a.Effort = 8 }, "effort", "survey_effort"},
		{"solution 4 needs no reason", func(a *survey.Answer) { a.Solution = 4 }, "", ""},
		{"solution 3 does", func(a *survey.Answer) { a.Solution = 3 }, "reason", "survey_reason"},
		{"treatment 3 does", func(a *survey.Answer) { a.Treatment = 3 }, "reason", "survey_reason"},
		{"not as expected does", func(a *survey.Answer) { a.Expectation = "no" }, "reason", "survey_reason"},
		{"partly does not", func(a *survey.Answer) { a.Expectation = "partly" }, "", ""},
		{"3 with a reason", func(a *survey.Answer) { a.Solution, a.Reason = 3, "time" }, "", ""},
		{"another reason without words", func(a *survey.Answer) { a.Solution, a.Reason, a.Comment = 3, "other", " " }, "comment", "survey_reason_text"},
		{"another reason in words", func(a *survey.Answer) { a.Solution, a.Reason, a.Comment = 3, "other", "El ruido" }, "", ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := survey.Check(good(row.change))
			if row.field == "" && len(got) > 0 || row.field != "" && !slices.Equal(got, []survey.Problem{{Field: row.field, Code: row.code}}) {
				t.Errorf("%v, want %s %s", got, row.field, row.code)
			}
		})
	}
}

// TestDetractor: 6 and 7, 2 and 3.
func TestDetractor(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(*survey.Answer)
		want   bool
	}{
		{"recommends with 6", would(6), true}, {"with 7", would(7), false}, {"would not say", func(a *survey.Answer) { a.Recommend = nil }, false},
		{"solution 2", func(a *survey.Answer) { a.Solution = 2 }, true}, {"solution 3", func(a *survey.Answer) { a.Solution = 3 }, false},
		{"treatment 1 alone", func(a *survey.Answer) { a.Treatment = 1 }, false},
	}
	for _, row := range rows {
		if got := survey.Detractor(good(row.change), 6); got != row.want {
			t.Errorf("%s: %v", row.name, got)
		}
	}
}

// TestOpen: asked only about what is answered.
func TestOpen(t *testing.T) {
	t.Parallel()
	for _, stage := range complaint.Stages() {
		if got, want := survey.Open(stage), stage == complaint.Resolved || stage == complaint.Closed; got != want {
			t.Errorf("%s: %v", stage, got)
		}
	}
}
