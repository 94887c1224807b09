package action

import "time"

// A pair of cause and product is proposed as a systemic issue once it has so
// many cases of so many customers in so many days (R060): one customer who comes
// back is a recurrence (R028), several are the system.
const (
	IssueCases     = 5
	IssueCustomers = 3
	IssueDays      = 30
)

// Since is from when on cases are counted for it.
func Since(now time.Time) time.Time { return now.AddDate(0, 0, -IssueDays) }

// Systemic reports whether so many cases of so many customers are one.
func Systemic(cases, customers int) bool { return cases >= IssueCases && customers >= IssueCustomers }

// IssueStatus is how an issue stands.
type IssueStatus string

// The statuses of an issue.
const (
	IssueOpen IssueStatus = "open"
	Mended    IssueStatus = "mended"
	Dismissed IssueStatus = "dismissed"
)

// Issue is a systemic trouble as the rules see it.
type Issue struct {
	Status         IssueStatus
	Cause, Product string
	Note           string
	Helped         bool // one of its actions was looked at and made it better
}

// Opened finds what an issue lacks: what it is about.
func Opened(i Issue) []Problem {
	var p problems
	p.note(i.Cause == "" && i.Product == "", "cause", "issue_about")
	p.note(i.Status != "" && i.Status != IssueOpen, "status", "issue_new")
	return p
}

// Ended finds what an issue lacks to end: mended is what an action was seen to
// have mended, and either way it is said in words.
func Ended(i Issue) []Problem {
	var p problems
	p.note(i.Status == Mended && !i.Helped, "status", "issue_unmended")
	p.note(empty(i.Note), "note", "issue_note")
	return p
}
