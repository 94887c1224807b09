// Package survey knows the five questions that a customer is asked once a case
// is solved, what an answer must have, and which answer somebody must react to.
package survey

import (
	"strings"

	"escucha/domain/complaint"
)

// Answer is what a customer said. Solution and treatment are 1 to 5, effort 1
// to 7, recommend 0 to 10; zero, and nil for recommend, is not answered.
type Answer struct {
	Solution    int
	Treatment   int
	Expectation string // yes, partly, no (R053)
	Recommend   *int
	Effort      int    // optional
	Compared    string // with others: better, same, worse; optional (R054)
	Reason      string // of the list; needed for a poor answer (R103)
	Comment     string // what could be better, in their words (R055)
}

// Expectations are the answers to the third question, and to the optional comparison.
func Expectations() []string { return []string{"yes", "partly", "no"} }

// Comparisons with other businesses.
func Comparisons() []string { return []string{"better", "same", "worse"} }

// Other is the reason that is said in words of one's own.
const Other = "other"

// Reasons are why somebody is not content.
func Reasons() []string {
	return []string{"time", "solution", "treatment", "explanation", "repeat", "product", Other}
}

const (
	poor      = 3 // up to here a reason is asked for (R103)
	lost      = 2 // a solution up to here calls for the supervisor (R087)
	most      = 5
	effortMax = 7
	npsMax    = 10
)

// Open reports whether a case may be asked about: never before it is answered
// (Ley 10/2025 art. 18.2, as good practice everywhere).
func Open(stage complaint.Stage) bool {
	return stage == complaint.Resolved || stage == complaint.Closed
}

// Problem is a field with what is wrong with it.
type Problem struct{ Field, Code string }

// Check finds what an answer lacks; nil when it may be kept.
func Check(a Answer) []Problem {
	var out []Problem
	note := func(bad bool, field, code string) {
		if bad {
			out = append(out, Problem{field, code})
		}
	}
	note(a.Solution < 1 || a.Solution > most, "solution", "survey_score")
	note(a.Treatment < 1 || a.Treatment > most, "treatment", "survey_score")
	note(a.Expectation == "", "expectation", "survey_expectation")
	note(a.Effort < 0 || a.Effort > effortMax, "effort", "survey_effort")
	note(a.Recommend != nil && (*a.Recommend < 0 || *a.Recommend > npsMax), "recommend", "survey_recommend")
	note(len(out) == 0 && Poor(a) && a.Reason == "", "reason", "survey_reason")
	note(a.Reason == Other && strings.TrimSpace(a.Comment) == "", "comment", "survey_reason_text")
	return out
}

// Poor reports whether an answer needs a reason (R103): a poor score, or an
// expectation that was not met at all. What is not answered yet is not poor.
func Poor(a Answer) bool {
	low := func(score int) bool { return score > 0 && score <= poor }
	return low(a.Solution) || low(a.Treatment) || a.Expectation == "no"
}

// Detractor reports whether somebody must call back the same day (R087): a poor
// solution, or a recommendation of no more than the limit.
func Detractor(a Answer, limit int) bool {
	return a.Solution <= lost || a.Recommend != nil && *a.Recommend <= limit
}
